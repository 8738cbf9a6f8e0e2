"""Whether a ground may be recorded, and whether it carries what somebody wants to send. Values in, obstacles out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hamroh.casework.grounds.terms import (
    CARRIES_REFERRALS,
    EMERGENCIES,
    EMERGENCY_GROUPS,
    FOR_A_CHILD,
    LONGEST_DAYS,
    STATUS,
    STATUS_GROUPS,
    Assent,
    DemandAnswer,
    GivenBy,
    Kind,
)
from hamroh.casework.kinship.rules.guardians import Standing, obstacles_to_agreeing
from hamroh.foundation.permissions.terms import GROUP_WORDS, SHAREABLE, FieldGroup
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def in_force(*, kind: str, expires_at: datetime, withdrawn_at: datetime | None, now: datetime) -> bool:
    """Whether something may leave on this ground at this moment."""
    return kind in CARRIES_REFERRALS and withdrawn_at is None and now < expires_at


def obstacles_to_sharing(
    *,
    kind: str,
    recipient_id: UUID,
    groups: Collection[str],
    expires_at: datetime,
    withdrawn_at: datetime | None,
    to: UUID,
    wanted: Collection[str],
    now: datetime,
    to_uniformed: bool,
    purpose: str = "",
    for_status: bool = False,
    afresh_from: datetime | None = None,
) -> list[Obstacle]:
    """Everything that forbids sending `wanted` to the organisation `to` on this one ground; empty when it may go.

    `to_uniformed`: that organisation wears a uniform. Whatever was agreed, it is not told where the person stays.
    """
    found: list[Obstacle] = []
    if to_be_asked_afresh(afresh_from, now):
        sentence = N_("The person is of age now, and others agreed to this in their place: ask the person themselves.")
        found.append(Obstacle(sentence, "ground"))
    if (purpose == STATUS) is not for_status:
        found.append(
            Obstacle(N_("The agreement is for something else. Ask the person for an agreement to this."), "ground")
        )
    if kind not in CARRIES_REFERRALS:
        found.append(
            Obstacle(N_("A referral cannot rest on this ground. Ask the person, or record another ground."), "ground")
        )
    if withdrawn_at is not None:
        found.append(
            Obstacle(
                N_("The agreement was withdrawn. Nothing more may go; ask again only if the person wishes."), "ground"
            )
        )
    elif now >= expires_at:
        found.append(Obstacle(N_("The ground has ended. Ask the person again."), "ground"))
    if to != recipient_id:
        found.append(Obstacle(N_("The agreement names another organisation. Ask the person about this one."), "ground"))
    found += _whereabouts(wanted, to_uniformed)
    found += [_not_covered(group) for group in _ordered(set(wanted) - set(groups))]
    found += [_unknown_group() for group in set(wanted) & set(groups) if group not in GROUP_WORDS]
    return found


def to_be_asked_afresh(afresh_from: datetime | None, now: datetime) -> bool:
    """Whether others agreed in a child's place and the child is of age: what goes on goes on, nothing new leaves on it."""
    return afresh_from is not None and now >= afresh_from


def _whereabouts(groups: Collection[str], uniformed: bool) -> list[Obstacle]:
    """A shelter is safe as long as those do not know it whom an official who helps a trafficker could ask."""
    if not uniformed or FieldGroup.RESIDENCE not in groups:
        return []
    return [Obstacle(N_("Nobody in uniform is told where the person stays: leave that out."), "groups")]


def _not_covered(group: str) -> Obstacle:
    if group not in GROUP_WORDS:
        return _unknown_group()
    sentence = N_("The agreement does not cover “%(group)s”: leave it out, or ask.")
    return Obstacle(sentence, "groups", {"group": GROUP_WORDS[group]}, translate=("group",))


def _unknown_group() -> Obstacle:
    return Obstacle(N_("Choose from the list what is passed on."), "groups")


def _ordered(groups: Iterable[str]) -> list[str]:
    """As on the page; what is not on the page comes last."""
    order = {group: n for n, group in enumerate(GROUP_WORDS)}
    return sorted(groups, key=lambda group: (order.get(group, 99), group))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A ground as somebody wants to record it. Texts are only looked at for being there."""

    kind: str
    purpose: str
    groups: frozenset[str]
    language: str
    mode: str
    proof: str
    given_by: str
    assent: str
    best_interests: str
    expires_at: datetime | None
    agreed_by: UUID | None = None
    guardian_suspected: bool = False
    why: str = ""
    answer: str = ""


def obstacles_to_recording(
    proposed: Proposed,
    *,
    child: bool,
    uniformed: bool,
    own_organisation: bool,
    services_need: Collection[frozenset[str]] | None,
    codes: Mapping[str, Collection[str]],
    now: datetime,
    decides_status: bool = False,
    to_uniformed: bool = False,
    standing: Standing | None = None,
) -> list[Obstacle]:
    """Every reason why this ground cannot be recorded.

    `standing`: who may speak for the child today; nobody, where nobody is written down.

    `services_need`: for each service of the recipient, the groups it may ask for; None: no recipient was named.
    `decides_status`: the recipient is one that decides on formal status; asked only where the purpose is that.
    `to_uniformed`: the recipient wears a uniform, as `uniformed` says of whoever records.
    `codes`: the edition's lists, already narrowed to adults or children.
    """
    p = proposed
    if p.kind not in codes["ground"]:
        return [Obstacle(N_("Choose a ground from the list."), "kind")]
    if p.kind == Kind.COURT_ORDER:
        return [
            Obstacle(
                N_("A court order needs approval first. Give it to the data-protection lead, on paper, for now."),
                "kind",
            )
        ]
    found = [Obstacle(N_("Choose what it is for."), "purpose")] if p.purpose not in codes["consent_purpose"] else []
    if services_need is None:
        found.append(Obstacle(N_("Choose the organisation that the person was told of."), "recipient"))
    if own_organisation:
        found.append(
            Obstacle(N_("Your own organisation needs no agreement to work on its case: choose another."), "recipient")
        )
    found += _for_status(p, services_need, decides_status) if p.purpose == STATUS else _groups(p, services_need)
    found += _whereabouts(p.groups, to_uniformed)
    if p.kind == Kind.CONSENT:
        found += _consent(p, uniformed, codes) + (_of_a_child(p, standing or Standing()) if child else _of_an_adult(p))
    elif not p.why.strip():
        found.append(Obstacle(N_("Say in a sentence why, for whoever reviews it."), "why"))
    if p.kind == Kind.AUTHORITY_DEMAND:
        if p.answer not in set(DemandAnswer):
            found.append(Obstacle(N_("Say whether something was given or refused."), "answer"))
    else:
        found += _expiry(p, now)
    return found


def _for_status(p: Proposed, services_need: Collection[frozenset[str]] | None, decides_status: bool) -> list[Obstacle]:
    """Formal status is applied for only at the person’s wish: on an agreement, with whoever decides, and with nobody else."""
    found = []
    if p.kind != Kind.CONSENT:
        found.append(Obstacle(N_("Only the person’s own agreement carries an application for status."), "purpose"))
    if services_need is not None and not decides_status:
        found.append(
            Obstacle(N_("This organisation does not decide on formal status: choose the one that does."), "recipient")
        )
    if not p.groups:
        found.append(Obstacle(N_("Tick at least one part of the file: an agreement to nothing is none."), "groups"))
    sentence = N_("Whoever decides on status is not told “%(group)s”: leave it out.")
    for group in _ordered(p.groups - STATUS_GROUPS):
        known = group in GROUP_WORDS
        found.append(
            Obstacle(sentence, "groups", {"group": GROUP_WORDS[group]}, translate=("group",))
            if known
            else _unknown_group()
        )
    return found


def _groups(p: Proposed, services_need: Collection[frozenset[str]] | None) -> list[Obstacle]:
    if not p.groups:
        return [Obstacle(N_("Tick at least one part of the file: an agreement to nothing is none."), "groups")]
    if not p.groups <= set(SHAREABLE):
        return [_unknown_group()]
    if p.kind in EMERGENCIES and not p.groups <= EMERGENCY_GROUPS:
        return [
            Obstacle(N_("In danger only the least may go: leave out what the person told in the screening."), "groups")
        ]
    return (
        [] if p.kind == Kind.AUTHORITY_DEMAND or services_need is None else _no_service_needs(p.groups, services_need)
    )


def _no_service_needs(groups: frozenset[str], services_need: Collection[frozenset[str]]) -> list[Obstacle]:
    """One service there must need all of it: nothing is agreed that nobody would use."""
    if not services_need:
        return [Obstacle(N_("This organisation has no service to send anybody to: choose another."), "recipient")]
    if any(groups <= needs for needs in services_need):
        return []
    return [_not_needed(group) for group in _ordered(groups - frozenset().union(*services_need))] or [
        Obstacle(N_("No one service there needs all of this: leave out what the service does not need."), "groups")
    ]


def _not_needed(group: str) -> Obstacle:
    sentence = N_("No service there needs “%(group)s”: leave it out.")
    return Obstacle(sentence, "groups", {"group": GROUP_WORDS[group]}, translate=("group",))


def _consent(p: Proposed, uniformed: bool, codes: Mapping[str, Collection[str]]) -> list[Obstacle]:
    found = []
    if uniformed:
        sentence = N_(
            "Nobody can agree freely before somebody in uniform. Leave this to the organisation that meets the person."
        )
        found.append(Obstacle(sentence))
    for field, code_list, sentence in (
        ("language", "language", N_("Choose the language in which it was explained.")),
        ("mode", "consent_mode", N_("Choose how the agreement was given.")),
        ("proof", "consent_proof", N_("Choose how it can be proved.")),
        ("given_by", "consent_given_by", N_("Choose who agreed.")),
    ):
        if getattr(p, field) not in codes[code_list]:
            found.append(Obstacle(sentence, field))
    return found


def _of_an_adult(p: Proposed) -> list[Obstacle]:
    if p.given_by and p.given_by != GivenBy.SELF:
        return [Obstacle(N_("An adult agrees in person: nobody else may do it instead."), "given_by")]
    return []


def _of_a_child(p: Proposed, standing: Standing) -> list[Obstacle]:
    found = []
    if p.given_by and p.given_by not in FOR_A_CHILD:
        found.append(
            Obstacle(
                N_("For a child, a guardian or an appointed representative agrees; the child is heard beside them."),
                "given_by",
            )
        )
    if p.guardian_suspected and p.given_by == GivenBy.GUARDIAN:
        sentence = N_(
            "A guardian who may be involved is never asked: take the appointed representative, "
            "or record that a child is in danger."
        )
        found.append(Obstacle(sentence, "given_by"))
    elif p.given_by in FOR_A_CHILD:
        found += obstacles_to_agreeing(standing, role=p.given_by, key=p.agreed_by)
    if p.assent not in set(Assent):
        found.append(Obstacle(N_("Write down what the child said. Protection does not wait for a yes."), "assent"))
    if not p.best_interests.strip():
        found.append(Obstacle(N_("Say why this is in the child’s best interests."), "best_interests"))
    return found


def _expiry(p: Proposed, now: datetime) -> list[Obstacle]:
    if p.expires_at is None:
        return [Obstacle(N_("Say until when it holds."), "expires_at")]
    if p.expires_at <= now:
        return [Obstacle(N_("Choose a day after today: an agreement that has ended carries nothing."), "expires_at")]
    if p.expires_at > now + timedelta(days=LONGEST_DAYS):
        sentence = N_("At most a year: lives change, and the person should be asked again.")
        return [Obstacle(sentence, "expires_at")]
    return []

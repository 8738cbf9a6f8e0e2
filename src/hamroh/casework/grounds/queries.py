import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.models import Case, TimelineEntry
from hamroh.casework.grounds import rules
from hamroh.casework.grounds.models import Disclosure, Ground, Reasons
from hamroh.casework.grounds.terms import CARRIES_REFERRALS, FOR_A_CHILD, NOT_JUSTIFIED, STATUS, GivenBy, Kind, State
from hamroh.casework.kinship.events import CLEARED, FEARED
from hamroh.casework.kinship.terms import Role
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.mechanism.editions.queries import InForce


def ground_in_force(ground_id: UUID, now: datetime) -> Ground | None:
    """The ground if something may rest on it now: known to this actor, not withdrawn, not ended, reviewed in time.

    The sending team sees it when the case is open; the recipient's inbox always.
    """
    ground = Ground.objects.filter(pk=ground_id).select_related("recipient_organisation").first()
    return ground if ground is not None and holds(ground, now) else None


def holds(ground: Ground, now: datetime) -> bool:
    return rules.in_force(kind=ground.kind, expires_at=ground.ends_at, withdrawn_at=ground.withdrawn_at, now=now)


def gives_new(ground: Ground, now: datetime) -> bool:
    """Whether something may begin on it now: what others agreed to in a child's place gives nothing new once of age."""
    return holds(ground, now) and not rules.to_be_asked_afresh(ground.afresh_from, now)


def state(ground: Ground, now: datetime) -> State:
    """Where the ground stands now, in one word."""
    if ground.withdrawn_at:
        return State.NOT_RIGHT if ground.withdrawn_how == NOT_JUSTIFIED else State.WITHDRAWN
    if ground.kind not in CARRIES_REFERRALS:
        return State.WRITTEN_DOWN
    if now >= ground.ends_at:
        return State.ENDED
    if rules.to_be_asked_afresh(ground.afresh_from, now):
        return State.ASK_AFRESH
    return State.WAITS_FOR_REVIEW if ground.review_by and not ground.approved_at else State.IN_FORCE


def sharing_facts(ground: Ground) -> dict[str, Any]:
    """What `rules.obstacles_to_sharing` must know of a ground, as its keyword arguments.

    `expires_at` is when the ground ends by itself: an act in danger that nobody approved ends at its review.
    """
    return {
        "kind": ground.kind,
        "purpose": ground.purpose,
        "recipient_id": ground.recipient_organisation_id,
        "groups": frozenset(ground.groups),
        "expires_at": ground.ends_at,
        "withdrawn_at": ground.withdrawn_at,
        "afresh_from": ground.afresh_from,
        "to_uniformed": ground.recipient_organisation.uniformed,
    }


def grounds_of(case: Case) -> list[Ground]:
    """All grounds of a case, newest first. The case must have been opened."""
    return list(
        Ground.objects.filter(case=case).select_related("recipient_organisation").order_by("-recorded_at", "-pk")
    )


def grounds_to(case: Case, organisation_ids: Iterable[UUID], now: datetime) -> list[Ground]:
    """Grounds in force for these recipients, newest first. Each stands alone: two grounds never add up.

    An agreement to apply for formal status is none of them: it carries that application and nothing else.
    """
    wanted = set(organisation_ids)
    return [
        g
        for g in grounds_of(case)
        if g.recipient_organisation_id in wanted and g.purpose != STATUS and gives_new(g, now)
    ]


def status_agreements(case: Case, now: datetime) -> list[Ground]:
    """Agreements to apply for formal status that hold now, newest first. The case must have been opened."""
    return [g for g in grounds_of(case) if g.purpose == STATUS and g.kind == Kind.CONSENT and gives_new(g, now)]


def ground_of(case: Case, ground_id: UUID) -> Ground | None:
    return Ground.objects.filter(pk=ground_id, case=case).select_related("recipient_organisation").first()


def flagged(case: Case) -> bool:
    """Whether somebody once noted, while asking for an agreement, that a guardian may be involved. The case is open."""
    return Ground.objects.filter(case=case, guardian_suspected=True).exists()


def guardian_suspected(case: Case) -> bool:
    """Whether a guardian of this child may be involved in what happened: noted while asking, or written under “Child” and
    not lifted since. The core of the case is enough; who it is stands in its family. The case must have been opened.
    """
    if flagged(case):
        return True
    fears = TimelineEntry.objects.filter(case=case, event__in=(FEARED, CLEARED), detail__role=Role.GUARDIAN)
    told = Counter(fears.order_by().values_list("event", flat=True))
    return told[FEARED] > told[CLEARED]


def agreed_among(case_ids: Iterable[UUID], now: datetime) -> dict[UUID, int]:
    """Of these opened cases, how many agreements of each person hold now. One query, however many cases."""
    rows = Ground.objects.filter(case_id__in=list(case_ids), kind=Kind.CONSENT, withdrawn_at__isnull=True)
    return dict(Counter(row.case_id for row in rows.order_by("case_id", "pk") if gives_new(row, now)))


def disclosures_of(case: Case) -> list[Disclosure]:
    """What left the file, newest first. The case must have been opened."""
    return list(Disclosure.objects.filter(case=case).order_by("-at", "-pk"))


def reasons_of(case: Case) -> dict[UUID, dict[str, str]]:
    """By ground: why without consent, why in the child's best interests. Left out when the person was erased."""
    found = {}
    for reasons in Reasons.objects.filter(case=case).order_by("pk"):
        try:
            found[reasons.ground_id] = json.loads(
                unseal(case.person_id, reasons.sealed, place=reasons_place(reasons.pk))
            )
        except Unreadable:
            continue
    return found


def reasons_place(reasons_id: UUID) -> str:
    return f"grounds_reasons.sealed.{reasons_id}"


LISTS = ("ground", "consent_purpose", "language", "consent_mode", "consent_proof", "consent_given_by")


def choices(edition: InForce, list_id: str, *, child: bool) -> dict[str, dict[str, str]]:
    """Codes of a list that are meant for such a person, with their names; for the page and for the rule alike."""
    other = "adults" if child else "children"
    words = {c.id: dict(c.name) for c in edition.codes(list_id) if c.only != other}
    if list_id == "consent_given_by":
        may = FOR_A_CHILD if child else {GivenBy.SELF}
        return {code: name for code, name in words.items() if code in may}
    return words

"""The doors to a referral: the recipient's, and the sending team's. Each look is recorded with the groups it opened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hamroh.casework.cases.models import Case
from hamroh.casework.grounds.queries import ground_in_force
from hamroh.casework.referrals import rules
from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.terms import HandoverGround, Kind, Shut
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_group, open_groups, require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle
from hamroh.kernel.words import N_


@dataclass(frozen=True)
class Received:
    """A referral in the recipient's hands. `groups` are open now; `shut` says why nothing is."""

    referral: Referral
    groups: tuple[str, ...]
    shut: Shut | None


def received_by(actor: Actor) -> QuerySet[Referral]:
    """What was sent to the actor's organisation. Nothing of it is opened."""
    require(actor, "referral:read" if actor.may("referral:read") else "referral:answer", "referral")
    return Referral.objects.filter(recipient_organisation_id=actor.inbox)


def sent_by_team(actor: Actor) -> QuerySet[Referral]:
    """Referrals of the actor's cases. A hand-over is never among them: its author learns only of an arrival."""
    require(actor, "case:read", "referral")
    keys = {"sender_keys__overlap": list(actor.keys), "sender_organisation_id": actor.organisation_id}
    return Referral.objects.filter(kind=Kind.REFERRAL, **keys)


def open_received(actor: Actor, referral_id: UUID, now: datetime) -> Received:
    """Open what the sender shared: exactly the groups sent, while the referral is open and its ground holds.

    Raises NotFound when it was not sent to the actor's organisation.
    """
    found = received_by(actor).filter(pk=referral_id)
    referral = found.select_related("service", "sender_organisation", "recipient_organisation").first()
    if referral is None:
        raise NotFound("referral", referral_id)
    shut = why_shut(referral, now)
    groups = () if shut else tuple(referral.groups)
    if not shut:
        open_group("referral", referral.pk)
    if not shut and referral.kind == Kind.HANDOVER:
        open_group("sheet", referral.pk)
    elif groups and referral.case_id and referral.person_id:
        open_groups(groups, referral.case_id, referral.person_id)
    record(
        actor,
        "referral.looked_at",
        resource="referral",
        resource_id=referral.pk,
        case_id=referral.case_id,
        groups=sorted(groups),
        shut=shut or "",
    )
    return Received(referral, groups, shut)


def why_shut(referral: Referral, now: datetime) -> Shut | None:
    """Why the recipient may no longer see what was sent; None while it may."""
    holds = True
    if referral.kind == Kind.REFERRAL:
        holds = referral.ground_id is not None and ground_in_force(referral.ground_id, now) is not None
    return rules.why_shut(
        referral.status,
        status_reason=referral.status_reason,
        ground_holds=holds,
        review_by=referral.review_by,
        reviewed_at=referral.reviewed_at,
        now=now,
    )


def open_sent(actor: Actor, referral_id: UUID) -> Referral:
    """A referral of one of the actor's teams, with its answer. NotFound for all else, a hand-over's author too."""
    found = sent_by_team(actor).filter(pk=referral_id)
    referral = found.select_related("service", "sender_organisation", "recipient_organisation").first()
    if referral is None:
        raise NotFound("referral", referral_id)
    record(
        actor,
        "referral.looked_at",
        resource="referral",
        resource_id=referral.pk,
        case_id=referral.case_id,
        groups=[],
    )
    return referral


def sent_by_author(actor: Actor) -> QuerySet[Referral]:
    """The hand-overs that this person offered for this organisation."""
    require(actor, "sheet:fill", "referral")
    return Referral.objects.filter(
        kind=Kind.HANDOVER, sender_user_id=actor.user_id, sender_organisation_id=actor.organisation_id
    )


def open_to_the_person(case_id: UUID) -> list[Referral]:
    """Referrals of a case that are under way, for the person it is about: what was told with each is open afterwards.

    The person's own door must stand open; it records the visit.
    """
    under_way = Referral.objects.filter(case_id=case_id, kind=Kind.REFERRAL, ended_at__isnull=True)
    found = list(under_way.order_by("sent_at", "pk"))
    open_groups(["referral"], *(referral.pk for referral in found))
    return found


def asks_again(referral: Referral) -> bool:
    """The person said yes while held: the receiver asks again, in private, before anything else."""
    return referral.ground_kind == HandoverGround.AGREEMENT_WHILE_HELD


def still_open(case: Case) -> Obstacle | None:
    """What keeps a case from being closed: a referral that somebody still works on."""
    if Referral.objects.filter(case_id=case.pk, ended_at__isnull=True).exists():
        return Obstacle(N_("A referral of this case is still open: wait for its outcome, or end it."))
    return None

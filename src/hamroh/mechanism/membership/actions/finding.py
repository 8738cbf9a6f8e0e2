"""Nominating for a seat of the mechanism, and the steps that follow until its holder is at work, or has left."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.membership import rules
from hamroh.mechanism.membership.actions.life import ADMIT
from hamroh.mechanism.membership.actions.people import MANAGE
from hamroh.mechanism.membership.models import FindingStep, Nomination, Post
from hamroh.mechanism.membership.queries.finding import where_it_stands
from hamroh.mechanism.membership.queries.people import held_at
from hamroh.mechanism.membership.terms import Standing, Step


def nominate(
    actor: Actor,
    *,
    id: UUID,
    role: str,
    organisation: UUID | None,
    offered: Collection[UUID],
    office: str,
    paper: str,
    now: datetime,
) -> None:
    """Propose an office for a seat, on a member's paper. Who it is stays unwritten until an account is appointed."""
    if not actor.may(ADMIT):
        require(actor, MANAGE, "seat")
    if Nomination.objects.filter(pk=id).exists():
        return
    held = _held(role, now)
    obstacles = rules.obstacles_to_nominating(
        organisation=organisation, offered=offered, office=office, paper=paper, held=held
    )
    if obstacles or organisation is None:
        raise Refused(*obstacles)
    with transaction.atomic():
        Nomination(
            id=id,
            role=role,
            organisation_id=organisation,
            office=office.strip(),
            paper=paper.strip(),
            nominated_by=actor.user_id,
            nominated_for=actor.organisation_id,
            nominated_at=now,
        ).save(force_insert=True)
        record(actor, "seat.nominated", resource="nomination", resource_id=id, at=now, role=role)


def acknowledge_terms(
    actor: Actor,
    *,
    nomination_id: UUID,
    document: str,
    documents: Collection[str],
    edition: int,
    day: date | None,
    paper: str,
    today: date,
    now: datetime,
) -> None:
    """The candidate acknowledged the terms of reference, in the wording of this edition."""
    nomination, stands = _nomination(actor, nomination_id)
    said = {"day": day, "today": today, "paper": paper, "document": document, "documents": documents}
    _refuse(rules.obstacles_to_step(stands, Step.TERMS, **said))  # type: ignore[arg-type]
    _write(actor, nomination, Step.TERMS, day=day, paper=paper, now=now, document=document, edition=edition)


def appoint(
    actor: Actor,
    *,
    nomination_id: UUID,
    to: UUID | None,
    office: str,
    day: date | None,
    paper: str,
    today: date,
    now: datetime,
) -> None:
    """The act of appointment, by the office that made it: from the next click on its holder acts, and nobody in between.

    Whoever nominated does not record this: two people give a seat of the mechanism.
    """
    nomination, stands = _nomination(actor, nomination_id)
    there = held_at(now).filter(organisation=nomination.organisation, organisation__status=Standing.ADMITTED)
    obstacles = rules.obstacles_to_step(
        stands,
        Step.APPOINTED,
        day=day,
        today=today,
        paper=paper,
        office=office,
        to=to,
        colleagues=set(there.filter(user__is_active=True).values_list("user_id", flat=True)),
        own=to == actor.user_id,
        nominated=nomination.nominated_by == actor.user_id,
        held=_held(nomination.role, now),
    )
    if obstacles or to is None:
        raise Refused(*obstacles)
    with transaction.atomic():
        _write(actor, nomination, Step.APPOINTED, day=day, paper=paper, now=now, office=office.strip(), user_id=to)
        in_between = held_at(now).filter(role=nomination.role, interim=True).exclude(user_id=actor.user_id)
        in_between.update(until=now)
        Post(
            user_id=to,
            organisation=nomination.organisation,
            role=nomination.role,
            since=now,
            given_by=actor.user_id,
            nomination=nomination,
        ).save(force_insert=True)


def hand_over(
    actor: Actor,
    *,
    nomination_id: UUID,
    counts: Mapping[str, int],
    day: date | None,
    paper: str,
    today: date,
    now: datetime,
) -> None:
    """What was open when the seat was taken over, as counts: no case, no name."""
    nomination, stands = _nomination(actor, nomination_id)
    _refuse(rules.obstacles_to_step(stands, Step.HANDED_OVER, day=day, today=today, paper=paper))
    _write(actor, nomination, Step.HANDED_OVER, day=day, paper=paper, now=now, counts=dict(counts))


def withdraw_nomination(
    actor: Actor, *, nomination_id: UUID, day: date | None, paper: str, today: date, now: datetime
) -> None:
    """It is not pursued; the seat stays vacant."""
    nomination, stands = _nomination(actor, nomination_id)
    _refuse(rules.obstacles_to_step(stands, Step.WITHDRAWN, day=day, today=today, paper=paper))
    _write(actor, nomination, Step.WITHDRAWN, day=day, paper=paper, now=now)


def end_appointment(
    actor: Actor, *, nomination_id: UUID, day: date | None, paper: str, today: date, now: datetime
) -> None:
    """The term is over, or the holder is dismissed: the seat is vacant at the next click. Nobody ends their own."""
    nomination, stands = _nomination(actor, nomination_id)
    posts = Post.objects.filter(nomination=nomination, until__isnull=True)
    own = posts.filter(user_id=actor.user_id).exists()
    _refuse(rules.obstacles_to_step(stands, Step.ENDED, day=day, today=today, paper=paper, own=own))
    with transaction.atomic():
        _write(actor, nomination, Step.ENDED, day=day, paper=paper, now=now)
        posts.update(until=now)


def _nomination(actor: Actor, nomination_id: UUID) -> tuple[Nomination, Step]:
    require(actor, ADMIT, "nomination", nomination_id)
    nomination = Nomination.objects.filter(pk=nomination_id).select_related("organisation").first()
    if nomination is None:
        raise NotFound("nomination", nomination_id)
    return nomination, where_it_stands(nomination_id)


def _held(role: str, now: datetime) -> bool:
    held = held_at(now).filter(role=role, delegated_for__isnull=True, interim=False, user__is_active=True)
    return held.filter(organisation__status=Standing.ADMITTED).exists()


def _refuse(obstacles: tuple[rules.Obstacle, ...]) -> None:
    if obstacles:
        raise Refused(*obstacles)


def _write(
    actor: Actor,
    nomination: Nomination,
    step: Step,
    *,
    day: date | None,
    paper: str,
    now: datetime,
    office: str = "",
    document: str = "",
    edition: int | None = None,
    user_id: UUID | None = None,
    counts: Mapping[str, int] | None = None,
) -> None:
    with transaction.atomic():
        FindingStep(
            nomination=nomination,
            step=step,
            at=now,
            day=day,
            paper=paper.strip(),
            office=office,
            document=document,
            edition=edition,
            user_id=user_id,
            counts=dict(counts or {}),
            written_by=actor.user_id,
            written_for=actor.organisation_id,
        ).save(force_insert=True)
        record(actor, f"seat.{step}", resource="nomination", resource_id=nomination.pk, at=now, role=nomination.role)

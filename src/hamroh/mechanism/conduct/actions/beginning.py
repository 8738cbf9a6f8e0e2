"""The acts of conduct: acknowledge, declare, write down a training. One's own word is given by nobody else."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor, AnyActor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct import rules
from hamroh.mechanism.conduct.models import Acknowledgement, Declaration, Tie, Training

ADMIT, MANAGE = "members:admit", "members:manage"


def acknowledge_code(actor: Actor, *, document: str, read: str, in_force: str, language: str, now: datetime) -> None:
    """Say that one has read this version of the code and keeps to it. Said twice, the first time counts.

    `read` is the version that was shown, `in_force` the one that holds now; it refuses where they differ.
    """
    if obstacles := rules.obstacles_to_acknowledging(read=read, in_force=in_force):
        raise Refused(*obstacles)
    with transaction.atomic():
        _row, new = Acknowledgement.objects.get_or_create(
            user_id=actor.user_id,
            version=in_force,
            defaults={"document": document, "language": language, "at": now},
        )
        if new:
            record(actor, "code.acknowledged", resource="code", at=now, version=in_force)


def declare_ties(
    actor: Actor,
    *,
    id: UUID,
    nothing: bool,
    ties: Collection[rules.SaidTie],
    organisations: Collection[str],
    until: date,
    now: datetime,
) -> None:
    """Declare what ties oneself, or that nothing does, until the next is due. A second click declares once.

    The words are sealed; the record knows only that somebody declared.
    """
    if Declaration.objects.filter(pk=id, user_id=actor.user_id).exists():
        return
    if obstacles := rules.obstacles_to_declaring(nothing=nothing, ties=ties, organisations=organisations):
        raise Refused(*obstacles)
    with transaction.atomic():
        declaration = Declaration(id=id, user_id=actor.user_id, at=now, until=_end_of(until))
        declaration.save(force_insert=True)
        for said in ties:
            tie = Tie(id=uuid7(), declaration=declaration, user_id=actor.user_id, kind=said.kind)
            tie.organisation_id = UUID(said.organisation) if said.organisation else None
            tie.sealed = seal(actor.user_id, said.text.strip(), place=f"conduct_tie.sealed:{tie.pk}")
            tie.save(force_insert=True)
        record(actor, "ties.declared", resource="declaration", resource_id=id, at=now)


def record_training(
    actor: Actor,
    *,
    id: UUID,
    user_id: UUID,
    organisation_id: UUID,
    kind: str,
    kinds: Collection[str],
    on: date | None,
    until: date | None,
    paper: str,
    today: date,
    now: datetime,
) -> None:
    """Write down that a colleague was trained. A focal point does it for its own organisation, whoever admits for any.

    The page makes sure that the colleague works there. A second click writes once.
    """
    if not actor.may(ADMIT):
        require(actor, MANAGE, "training", user_id)
        if organisation_id != actor.organisation_id:
            raise NotFound("training", user_id)
    obstacles = rules.obstacles_to_training(
        own=user_id == actor.user_id, kind=kind, kinds=kinds, on=on, today=today, paper=paper
    )
    if obstacles or on is None:
        raise Refused(*obstacles)
    note_training(
        actor,
        id=id,
        user_id=user_id,
        organisation_id=organisation_id,
        kind=kind,
        on=on,
        until=until,
        paper=paper,
        now=now,
    )


def note_training(
    actor: AnyActor,
    *,
    id: UUID,
    user_id: UUID,
    organisation_id: UUID,
    kind: str,
    on: date,
    until: date | None,
    paper: str,
    now: datetime,
) -> None:
    """The same for an operator, who asks nobody. Acts that people do check theirs first."""
    if Training.objects.filter(pk=id).exists():
        return
    with transaction.atomic():
        Training(
            id=id,
            user_id=user_id,
            organisation_id=organisation_id,
            kind=kind,
            on=on,
            until=_end_of(until) if until else None,
            paper=paper.strip(),
            recorded_by=actor.user_id,
            recorded_at=now,
        ).save(force_insert=True)
        record(actor, "training.recorded", resource="training", resource_id=id, at=now, kind=kind)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)

"""Recusal: whom something ties to a case leaves it at once and does not come back, whatever key they hold."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions.clocks import refresh_clock
from hamroh.casework.cases.actions.team import BAR_CARRIERS, KEY_CARRIERS
from hamroh.casework.cases.actions.timeline import note
from hamroh.casework.cases.models import Case, Recusal, Task, TeamMember
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import only_key, require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.membership.queries import colleagues

SUPERVISE = "case:supervise"


def recuse(actor: Actor, *, case_id: UUID, user_id: UUID, reason: str, now: datetime) -> None:
    """Bar somebody from a case: oneself, or, for a supervisor, a colleague. From this moment it is not there for them.

    The team learns only that a colleague left. Was nobody else on it, the supervisor has a task to put somebody there.
    """
    case = open_case(actor, case_id)
    if user_id != actor.user_id:
        require(actor, SUPERVISE, "case", case_id)
        if user_id not in {post.user_id for post in colleagues(case.organisation_id, now)}:
            raise NotFound("colleague", user_id)
    if user_id in case.barred:
        return
    if obstacles := rules.obstacles_to_recusing(reason=reason):
        raise Refused(*obstacles)
    team = TeamMember.objects.filter(case=case, until__isnull=True)
    with transaction.atomic():
        left = team.filter(user_id=user_id).update(until=now)
        if left:
            note(actor, case, "team.left", now=now)
        recusal = Recusal(
            id=uuid7(),
            case=case,
            organisation_id=case.organisation_id,
            user_id=user_id,
            since=now,
            declared_by=actor.user_id,
            reason=reason,
        )
        recusal.save(force_insert=True)
        record(actor, "recusal.recorded", resource="recusal", resource_id=recusal.pk, at=now)
        alone = not team.exists()
        _bar(actor, case, {*case.barred, user_id}, set(case.parties) - {user_id}, staffed_at=now if alone else None)


def lift_recusal(actor: Actor, *, recusal_id: UUID, why: str, now: datetime) -> None:
    """The supervisor lets a colleague come back: the case may be given to them again. Lifted twice, the first time counts."""
    require(actor, SUPERVISE, "recusal", recusal_id)
    recusal = Recusal.objects.filter(pk=recusal_id, organisation_id=actor.organisation_id).first()
    if recusal is None or recusal.user_id == actor.user_id:
        raise NotFound("recusal", recusal_id)
    case = open_case(actor, recusal.case_id)
    if obstacles := rules.obstacles_to_lifting(why=why):
        raise Refused(*obstacles)
    if recusal.lifted_at:
        return
    with transaction.atomic():
        recusal.lifted_at, recusal.lifted_by, recusal.lifted_why = now, actor.user_id, why
        recusal.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
        record(actor, "recusal.lifted", resource="recusal", resource_id=recusal.pk, at=now)
        _bar(actor, case, set(case.barred) - {recusal.user_id}, set(case.parties), staffed_at=None)


def _bar(
    actor: Actor, case: Case, barred: Iterable[UUID], parties: Iterable[UUID], *, staffed_at: datetime | None
) -> None:
    """Keys and bars on the case and on everything that carries them, written with the organisation's key alone.

    The database lets nobody write a row that they would not see afterwards, and whoever recuses sees none of these.
    """
    case.barred, case.parties = sorted(barred), sorted(parties)
    with only_key(actor, case.organisation_id):
        for model, rows in BAR_CARRIERS:
            model._default_manager.filter(rows(case)).update(barred=case.barred)
        for model, field, path in KEY_CARRIERS:
            model._default_manager.filter(**{path: case.pk}).update(**{field: case.parties})
        case.save(update_fields=["barred", "parties"])
        if staffed_at:
            ask_for_somebody(case, staffed_at)


def ask_for_somebody(case: Case, now: datetime) -> None:
    """Nobody works on the case: due at once, for whoever supervises."""
    if Task.objects.filter(case=case, key=terms.STAFF_TASK, done_at__isnull=True).exists():
        return
    task = Task(key=terms.STAFF_TASK, case=case, organisation_id=case.organisation_id, basis="assumed")
    task.parties, task.barred, task.started_at, task.due_at = case.parties, case.barred, now, now
    task.save(force_insert=True)
    refresh_clock(case)

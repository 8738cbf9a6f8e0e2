"""A closed case is opened again: its history stays, its stage and clocks begin anew, its team of before is asked."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions.clocks import finish_task
from hamroh.casework.cases.actions.dated import DONE_IN_A_ROOM, set_dated_task
from hamroh.casework.cases.actions.recusal import ask_for_somebody
from hamroh.casework.cases.actions.stages import enter_stage, keep_move
from hamroh.casework.cases.actions.timeline import note
from hamroh.casework.cases.models import Case, Task, TeamMember
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import colleagues

ANSWER_WITHIN = timedelta(days=2)


def reopen_case(actor: Actor, *, case_id: UUID, reason: str, why: str, now: datetime) -> None:
    """The supervisor opens a closed case again, and says why. It stands where the edition leads back from its end.

    Nobody gets access by it: the team is the one of before, and is asked. Where none of them works here any more, whoever
    supervises is asked to put somebody there.
    """
    require(actor, "case:supervise", "case", case_id)
    case = open_case(actor, case_id)
    if obstacles := rules.obstacles_to_reopening(reason=reason, why=why, closed=case.closed_at is not None):
        raise Refused(*obstacles)
    pack = editions.edition(case.edition_id).pack
    back = next(iter(pack.ways_back(case.stage)), pack.first_stage)
    with transaction.atomic():
        Task.objects.filter(case=case, done_at__isnull=True).update(done_at=now, done_by=actor.user_id)
        keep_move(actor, case, to=back.id, decision="", outcome="", why=why, now=now)
        case.closed_at, case.status, case.returned_at = None, terms.ACTIVE, now
        case.save(update_fields=["closed_at", "status", "returned_at"])
        note(actor, case, "case.reopened", now=now, reason=reason)
        enter_stage(actor, case, back.id, now=now)
        _ask_the_team(actor, case, now)
        record(actor, "case.reopened", resource="case", resource_id=case.pk, case_id=case.pk, at=now, reason=reason)


def _ask_the_team(actor: Actor, case: Case, now: datetime) -> None:
    here = {post.user_id for post in colleagues(case.organisation_id, now)}
    team = set(TeamMember.objects.filter(case=case, until__isnull=True).order_by().values_list("user_id", flat=True))
    if not team & here:
        ask_for_somebody(case, now)
        return
    key = f"{terms.REOPENED_TASK}:{case.pk}"
    set_dated_task(actor, case, key, due_at=now + ANSWER_WITHIN, now=now, detail={})


def take_up_again(actor: Actor, case_id: UUID, key: str, now: datetime) -> None:
    """Somebody of the team of before says that they go on. Said twice, the first time counts."""
    case = open_case(actor, case_id)
    if key != f"{terms.REOPENED_TASK}:{case.pk}":
        raise NotFound("task", key[:60])
    if not Task.objects.filter(case=case, key=key, done_at__isnull=True).exists():
        return
    with transaction.atomic():
        finish_task(actor, case, key, now=now)
        note(actor, case, "case.taken_up", now=now)
        record(actor, "case.taken_up", resource="case", resource_id=case.pk, case_id=case.pk, at=now)


DONE_IN_A_ROOM[terms.REOPENED_TASK] = take_up_again

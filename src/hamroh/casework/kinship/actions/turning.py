"""Reminds teams, in the month of an eighteenth birthday, that everything is to be asked afresh."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.models import Case, Task, TimelineEntry
from hamroh.casework.kinship.models import Age
from hamroh.casework.kinship.terms import TURNING_TASK
from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import System
from hamroh.mechanism.editions.queries import day_of, edition

EVENT = "child.turns_eighteen"
USUAL = timedelta(days=30)
_READ = (
    "id",
    "child",
    "edition_id",
    "organisation_id",
    "territory_id",
    "parties",
    "barred",
    "next_due_at",
    "closed_at",
)


def remind_of_birthdays(actor: System, *, now: datetime) -> int:
    """A task for each open case of a child whose eighteenth birthday lies in this month or before it. Each is told
    once, and once more only where the age was corrected since.

    For the job `eighteen`: it sees months and whose team is to be told, never a day, a name or what is written.
    """
    month = day_of(now).replace(day=1)
    rows = Age.objects.order_by("thing", "-number").distinct("thing")
    known = rows.values_list("case_id", "turns_eighteen_in", "written_at")
    due = {case_id: written_at for case_id, turns, written_at in known if turns and turns <= month}
    told = TimelineEntry.objects.filter(case_id__in=due, event=EVENT).order_by().values_list("case_id", "at")
    over = {case_id for case_id, at in told if at >= due[case_id]}
    cases = Case.objects.filter(pk__in=set(due) - over, child=True, closed_at__isnull=True).order_by("pk").only(*_READ)
    count = 0
    for case in cases:
        with transaction.atomic():
            _remind(actor, case, now)
        count += 1
    return count


def _remind(actor: System, case: Case, now: datetime) -> None:
    due_at, basis = _limit(case.edition_id, now)
    task = Task(key=TURNING_TASK, case_id=case.pk, organisation_id=case.organisation_id, basis=basis)
    task.parties, task.barred, task.started_at, task.due_at = case.parties, case.barred, now, due_at
    Task.objects.bulk_create([task])
    if case.next_due_at is None or due_at < case.next_due_at:
        Case.objects.filter(pk=case.pk).update(next_due_at=due_at)
    TimelineEntry.objects.bulk_create([TimelineEntry(case_id=case.pk, at=now, event=EVENT)])
    record(actor, EVENT, resource="case", resource_id=case.pk, case_id=case.pk, at=now)


def _limit(edition_id: UUID, now: datetime) -> tuple[datetime, str]:
    rules = edition(edition_id)
    return rules.due(TURNING_TASK, now) if rules.has_clock(TURNING_TASK) else (now + USUAL, "assumed")

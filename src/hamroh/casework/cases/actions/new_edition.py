"""A new edition was published under which running cases go on: each moves, and nothing of it happens silently.

No person may do this: it concerns cases of every organisation. The job `editions` does, under a policy that shows it stages,
clocks and names of events, and lets it write the edition, due moments, an entry of the timeline and what is to be settled.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hamroh.casework.cases import rules, terms
from hamroh.casework.cases.actions.clocks import where
from hamroh.casework.cases.models import Case, NewStep, Task, TimelineEntry
from hamroh.foundation.audit.actions import record
from hamroh.foundation.reference.queries import places_around
from hamroh.kernel.actor import System
from hamroh.mechanism.editions.actions import finish_move, take_moves
from hamroh.mechanism.editions.queries import InForce, edition
from hamroh.mechanism.procedures.rules import Facts, holds

_READ = ("id", "stage", "child", "edition_id", "organisation_id", "territory_id", "next_due_at", "closed_at")


def move_cases(actor: System, *, now: datetime) -> int:
    """Every open case of an earlier edition, for each edition that asks for it, all or none. Returns how many moved.

    A case whose stage the new edition does not have stays where it is, and is counted.
    """
    total = 0
    with transaction.atomic():
        for row in take_moves():
            new, moved, stayed = edition(row.pk), 0, 0
            cases = Case.objects.filter(closed_at__isnull=True, edition__number__lt=row.number).order_by("pk")
            for case in cases.only(*_READ):
                if new.pack.stage(case.stage):
                    _move(actor, case, edition(case.edition_id), new, now)
                    moved += 1
                else:
                    stayed += 1
            finish_move(actor, row, moved=moved, not_moved=stayed, now=now)
            total += moved
    return total


def _move(actor: System, case: Case, old: InForce, new: InForce, now: datetime) -> None:
    case.edition_id = new.id
    tasks = list(Task.objects.filter(case_id=case.pk, done_at__isnull=True).only("id", "key", "started_at", "due_at"))
    left = [task for task in tasks if not _follow(task, case, old, new, now)]
    case.next_due_at = min((task.due_at for task in left), default=None)
    Case.objects.filter(pk=case.pk).update(edition_id=new.id, next_due_at=case.next_due_at)
    _tell_new_steps(case, old, new, now)
    detail = {"editions": [old.number, new.number]}
    TimelineEntry.objects.bulk_create([TimelineEntry(case_id=case.pk, at=now, event="edition.moved", detail=detail)])
    record(actor, "case.moved_to_edition", resource="case", resource_id=case.pk, case_id=case.pk, at=now, **detail)


def _follow(task: Task, case: Case, old: InForce, new: InForce, now: datetime) -> bool:
    """The limit of the new edition where it differs from the old one. True when the step is no more: its clock stops."""
    clocks = [{step.clock for step in one.measured_steps} for one in (old, new)]
    if task.key in clocks[0] - clocks[1] and task.key not in terms.TASK_WORDS:
        Task.objects.filter(pk=task.pk).update(done_at=now, detail={"no_longer_a_step": True})
        return True
    if not (old.has_clock(task.key) and new.has_clock(task.key)):
        return False
    place = where(case)
    if old.limit(task.key, territory_id=place).time != new.limit(task.key, territory_id=place).time:
        counted, from_now = (new.due(task.key, start, territory_id=place) for start in (task.started_at, now))
        task.due_at = rules.due_under_new_limit(before=task.due_at, counted=counted[0], from_now=from_now[0], now=now)
        Task.objects.filter(pk=task.pk).update(due_at=task.due_at, basis=counted[1])
    return False


def _tell_new_steps(case: Case, old: InForce, new: InForce, now: datetime) -> None:
    """Steps that the new edition puts behind this case: whoever works on it says what is to be done about them."""
    entries = TimelineEntry.objects.filter(case_id=case.pk).order_by().values_list("event", flat=True)
    found = _behind(case, old, new, {terms.MEANS.get(event, event) for event in entries})
    NewStep.objects.bulk_create(NewStep(case_id=case.pk, step=step, clock=clock, told_at=now) for step, clock in found)


def _behind(case: Case, old: InForce, new: InForce, happened: set[str]) -> Sequence[tuple[str, str]]:
    stages = [stage.id for stage in new.pack.stages]
    known = {step.id for _, step in old.pack.steps}
    facts = Facts(child=case.child, places=places_around(case.territory_id) if case.territory_id else None)
    return rules.steps_behind(
        (
            (stages.index(stage.id), step.id, step.clock or "", frozenset(step.starts))
            for stage, step in new.pack.steps
            if step.id not in known and not stage.segregated and holds(step.condition, facts) is not False
        ),
        here=stages.index(case.stage),
        happened=happened,
    )

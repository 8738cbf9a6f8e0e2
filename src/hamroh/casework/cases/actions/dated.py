"""Tasks whose day people agreed on, beside those whose limit the procedure sets. Their key is `kind:key of the thing`."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.actions.clocks import refresh_clock
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.cases.terms import AGREED
from hamroh.kernel.actor import Actor

# Kind of a task → the act of the room that ends it: done in the list of tasks is done there.
DONE_IN_A_ROOM: dict[str, Callable[[Actor, UUID, str, datetime], None]] = {}


def set_dated_task(
    actor: Actor, case: Case, key: str, *, due_at: datetime, now: datetime, detail: Mapping[str, Any]
) -> None:
    """Let this wait until the day agreed on. Was another day agreed before, that one counts no more. The case is open."""
    running = Task.objects.filter(case=case, key=key, done_at__isnull=True)
    if running.filter(due_at=due_at, detail=dict(detail)).exists():
        return
    running.update(done_at=now, done_by=actor.user_id, detail={"moved": True})
    Task(
        key=key,
        case=case,
        organisation_id=case.organisation_id,
        parties=case.parties,
        barred=case.barred,
        started_at=now,
        due_at=due_at,
        basis=AGREED,
        detail=dict(detail),
    ).save(force_insert=True)
    refresh_clock(case)


def drop_dated_tasks(actor: Actor, case: Case, kind: str, *, keep: Collection[str], now: datetime) -> None:
    """What of this kind waited and is no longer meant ends, undone."""
    running = Task.objects.filter(case=case, key__startswith=f"{kind}:", done_at__isnull=True)
    if running.exclude(key__in=list(keep)).update(done_at=now, done_by=actor.user_id, detail={"dropped": True}):
        refresh_clock(case)

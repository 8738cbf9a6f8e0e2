"""What happened to an application is told to its case, whose clocks follow it, and to the record."""

from datetime import datetime
from typing import Any

from hamroh.casework.cases.actions import begin_again, note
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.status.models import Application
from hamroh.casework.status.queries import clock_of
from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import Acting
from hamroh.mechanism.editions import queries as editions


def tell_case(actor: Acting, case: Case, event: str, *, now: datetime, by_person: bool = False, **detail: Any) -> None:
    """Add to the timeline. A step that was done before (evidence is asked for twice, somebody applies anew) begins once more."""
    note(actor, case, event, now=now, by_person=by_person, **detail)
    clock = clock_of(editions.edition(case.edition_id), event)
    if clock and Task.objects.filter(case=case, key=clock, done_at__isnull=False).exists():
        begin_again(actor, case, clock, now=now)


def told(actor: Acting, application: Application, verb: str, now: datetime, **detail: object) -> None:
    record(
        actor,
        verb,
        resource="application",
        resource_id=application.pk,
        case_id=application.case_id,
        at=now,
        **detail,
    )

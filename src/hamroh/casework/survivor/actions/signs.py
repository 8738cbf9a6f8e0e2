"""What the page asks of the case's team: a task, and a word on the timeline."""

from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.actions import note, refresh_clock
from hamroh.casework.cases.models import Case, Task
from hamroh.foundation.permissions.access import news_for
from hamroh.kernel.actor import CardHolder
from hamroh.mechanism.editions import queries as editions


def ask_the_team(
    holder: CardHolder, organisation_id: UUID, key: str, *, event: str, now: datetime, by_person: bool = False
) -> None:
    """A task for whoever works on the case, due as the mechanism says. Asked twice before it is done, it is one task.

    Written as of the case's own organisation, which alone sees it.
    """
    with news_for(holder, organisation_id, holder.case_id):
        case = Case.objects.select_related("organisation").get(pk=holder.case_id)
        note(holder, case, event, now=now, by_person=by_person)
        if not Task.objects.filter(case=case, key=key, done_at__isnull=True).exists():
            due_at, basis = editions.current().door_due(key, now)
            Task(
                key=key,
                case=case,
                organisation_id=case.organisation_id,
                parties=case.parties,
                barred=case.barred,
                started_at=now,
                due_at=due_at,
                basis=basis,
            ).save(force_insert=True)
            refresh_clock(case)

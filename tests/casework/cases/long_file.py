"""A case of many years: hundreds of entries, written as the owner, so that it takes no time."""

from datetime import timedelta
from uuid import UUID

from hamroh.casework.cases.models import Case, TimelineEntry
from hamroh.kernel import clock

EVENTS = ("referral.sent", "contact.agreed", "needs.told", "ground.consented", "team.joined", "screening.finished")


def lengthen(case_id: UUID, entries: int) -> None:
    """Entries of six kinds in turn, one a day, the newest yesterday; consent is the person's own. Pairs share a moment."""
    case, now = Case.objects.using("owner").get(pk=case_id), clock.now()
    TimelineEntry.objects.using("owner").bulk_create(
        TimelineEntry(
            case=case,
            at=now - timedelta(days=1 + i // 2),
            event=EVENTS[i % len(EVENTS)],
            by_person=EVENTS[i % len(EVENTS)] == "ground.consented",
            organisation_id=case.organisation_id,
        )
        for i in range(entries)
    )

"""What the person that a case is about reads of its referrals on their own page: when somebody expects them, never where."""

from datetime import datetime
from uuid import UUID

from hamroh.casework.people.terms import Told
from hamroh.casework.referrals.access import open_to_the_person
from hamroh.casework.referrals.queries.received import meeting_of


def appointments_for_person(case_id: UUID, _person_id: UUID, now: datetime) -> list[Told]:
    """Meetings that are still to come, the next one first. The person's own door must stand open."""
    meetings = [(meeting_of(row).when, row.recipient_organisation_id) for row in open_to_the_person(case_id)]
    ahead = sorted((when, to) for when, to in meetings if when and when >= now)
    return [Told("appointment", when, to) for when, to in ahead]

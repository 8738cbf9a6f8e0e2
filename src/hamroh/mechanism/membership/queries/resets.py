"""What waits for a second person; how an organisation is reached out of hours."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.mechanism.membership.models import Contact, ResetRequest
from hamroh.mechanism.membership.queries.people import colleague_names


@dataclass(frozen=True, slots=True)
class WaitingReset:
    id: UUID
    user_id: UUID
    name: str
    asked_by: UUID
    asked_by_name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class OutOfHours:
    phone: str
    hours: str


def resets_waiting(organisation_id: UUID) -> list[WaitingReset]:
    """Requests about people of an organisation that nobody has decided, the oldest first."""
    rows = list(ResetRequest.objects.filter(organisation_id=organisation_id, decided_at__isnull=True))
    names = colleague_names({*(r.user_id for r in rows), *(r.asked_by for r in rows)})
    return [
        WaitingReset(r.pk, r.user_id, names.get(r.user_id, ""), r.asked_by, names.get(r.asked_by, ""), r.asked_at)
        for r in rows
    ]


def contact_of(organisation_id: UUID) -> OutOfHours | None:
    """The telephone out of hours, for whoever may send people there."""
    row = Contact.objects.filter(organisation_id=organisation_id).first()
    return OutOfHours(row.phone, row.hours) if row else None

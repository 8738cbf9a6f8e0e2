"""How long a recipient sees what was sent, and all that an author ever learns."""

from datetime import datetime

from hamroh.casework.referrals.rules.moves import is_open
from hamroh.casework.referrals.terms import EndedBy, Seen, Shut, Status


def author_sees(status: str) -> Seen:
    """To the author of a hand-over every state is one of two words. *Not arrived* may still become *arrived*."""
    return Seen.ARRIVED if status == Status.COMPLETED else Seen.NOT_ARRIVED


def why_shut(
    status: str,
    *,
    status_reason: str = "",
    ground_holds: bool,
    review_by: datetime | None = None,
    reviewed_at: datetime | None = None,
    now: datetime,
) -> Shut | None:
    """Why nothing is shared any more; None while it is. Every look asks again."""
    if status_reason == EndedBy.CONSENT_WITHDRAWN:
        return Shut.WITHDRAWN
    if not is_open(Status(status)):
        return Shut.ENDED
    if not ground_holds:
        return Shut.GROUND_ENDED
    if review_by is not None and reviewed_at is None and now >= review_by:
        return Shut.NOT_REVIEWED
    return None

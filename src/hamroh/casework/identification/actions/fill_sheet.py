"""The first line's own records: a sheet that travels with a hand-over, or one more in an anonymous count."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from hamroh.casework.identification.models import FirstLineSheet, Notification
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.mechanism.membership.queries import region_of

_COUNTED = UUID("2b7c1f0a-5c0e-4a53-8d0c-7a4f4f8f6b21")


def write_sheet(
    actor: Actor,
    *,
    referral_id: UUID,
    observations: Collection[str],
    safety: Mapping[str, str],
    told: Collection[str],
    agreement: str,
    held: bool,
    child: bool,
    now: datetime,
) -> None:
    """Keep what was seen and said, for the receiver of this hand-over. Its author cannot read it again."""
    require(actor, "sheet:fill", "sheet")
    FirstLineSheet(
        author_id=actor.user_id,
        organisation_id=actor.organisation_id,
        referral_id=referral_id,
        at=now,
        observations=list(observations),
        safety=dict(safety),
        told=sorted(told),
        agreement=agreement,
        held=held,
        child=child,
    ).save(force_insert=True)


def count_notification(actor: Actor, *, id: UUID, today: date, now: datetime) -> None:
    """One more adult who did not agree, in this month and region. Nothing else is kept, not even the hour.

    `id` is the form's: a second click counts once. The row's key is derived from it, because our keys tell the time.
    """
    if not actor.may("status:apply"):
        require(actor, "sheet:fill", "sheet")
    region = region_of(actor.organisation_id)
    row = Notification(id=uuid5(_COUNTED, str(id)), month=today.replace(day=1), territory_id=region)
    # Nobody may read a notification, so nothing is looked up first.
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    record(actor, "notification.counted", resource="notification", at=now)

"""Devices, shaped for pages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.offline.access import devices_seen_by
from hamroh.kernel.actor import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class DeviceShown:
    """`told_at`: when it was told to wipe itself; until then it may still hold drafts."""

    id: UUID
    user_id: UUID
    own: bool
    since: datetime
    contacted_at: datetime
    ended_at: datetime | None
    told_at: datetime | None


def devices(actor: Actor) -> list[DeviceShown]:
    """The newest first."""
    rows = devices_seen_by(actor).order_by("-since", "-pk")[:MOST]
    return [
        DeviceShown(d.pk, d.user_id, d.user_id == actor.user_id, d.since, d.contacted_at, d.ended_at, d.told_to_wipe_at)
        for d in rows
    ]

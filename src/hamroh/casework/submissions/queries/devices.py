"""Telephones, as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.submissions.access import devices_seen_by
from hamroh.casework.submissions.models import Device
from hamroh.kernel.actor import Actor
from hamroh.mechanism.membership.queries import colleague_names


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One telephone. `open`: its token still opens something, as far as the telephone itself goes."""

    id: UUID
    label: str
    owner: str
    own: bool
    issued_at: datetime
    issued_by: str
    until: datetime
    last_sent_at: datetime | None
    revoked_at: datetime | None
    open: bool


def devices(actor: Actor, now: datetime) -> list[DeviceRow]:
    """The actor's telephones, or for whoever issues them all of the organisation; those in use first."""
    found = devices_seen_by(actor)
    names = colleague_names({d.user_id for d in found} | {d.issued_by for d in found})
    rows = [_row(actor, device, names, now) for device in found]
    return sorted(rows, key=lambda row: not row.open)


def _row(actor: Actor, device: Device, names: dict[UUID, str], now: datetime) -> DeviceRow:
    return DeviceRow(
        id=device.pk,
        label=device.label,
        owner=names.get(device.user_id, ""),
        own=device.user_id == actor.user_id,
        issued_at=device.issued_at,
        issued_by=names.get(device.issued_by, ""),
        until=device.until,
        last_sent_at=device.last_sent_at,
        revoked_at=device.revoked_at,
        open=device.revoked_at is None and device.until > now,
    )

"""The acts on devices: set one up, answer it, end it."""

from datetime import datetime
from uuid import UUID

from hamroh.casework.offline.access import mark_of, open_by_secret, open_device
from hamroh.casework.offline.models import OfflineDevice
from hamroh.casework.offline.terms import PERMISSION, Contact
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import actor_of


def keep_on_device(actor: Actor, *, id: UUID, secret: UUID, now: datetime) -> None:
    """Let this browser keep forms for whoever acts. A second click sets up nothing twice."""
    require(actor, PERMISSION)
    _, made = OfflineDevice.objects.get_or_create(
        id=id,
        defaults={
            "mark": mark_of(secret),
            "user_id": actor.user_id,
            "organisation_id": actor.organisation_id,
            "since": now,
            "contacted_at": now,
        },
    )
    if made:
        record(actor, "offline.kept", resource="device", resource_id=id, at=now)


def answer_device(secret: UUID, *, now: datetime) -> Contact:
    """Whether a device may keep what it holds: only while its holder has the permission there, and it was not ended.

    It speaks for itself, without a session: somebody suspended cannot sign in, and their telephone must be told.
    """
    device = open_by_secret(secret)
    if device is None:
        return Contact.UNKNOWN
    device.contacted_at = now
    if _may_still(device):
        device.save(update_fields=["contacted_at"])
        return Contact.KEEP
    device.ended_at = device.ended_at or now
    device.told_to_wipe_at = device.told_to_wipe_at or now
    device.save(update_fields=["contacted_at", "ended_at", "told_to_wipe_at"])
    return Contact.WIPE


def _may_still(device: OfflineDevice) -> bool:
    if device.ended_at:
        return False
    holder = actor_of(device.user_id, preferred=str(device.organisation_id))
    return bool(holder and holder.organisation_id == device.organisation_id and holder.may(PERMISSION))


def end_device(actor: Actor, *, device_id: UUID, now: datetime) -> None:
    """The device wipes itself when it next asks. By its holder, who lost it, or whoever manages the people there."""
    device = open_device(actor, device_id)
    if device.ended_at:
        return
    device.ended_at, device.ended_by = now, actor.user_id
    device.save(update_fields=["ended_at", "ended_by"])
    record(actor, "offline.ended", resource="device", resource_id=device_id, at=now)

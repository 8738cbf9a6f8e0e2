"""The doors to a device: of its holder, of whoever manages the organisation's people, and of the device itself."""

from uuid import UUID

from django.db.models import Q, QuerySet

from hamroh.casework.offline.models import OfflineDevice
from hamroh.foundation.permissions.access import open_receipt
from hamroh.foundation.vault.access import keyed_mark
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound


def mark_of(secret: UUID) -> str:
    """The keyed mark under which a device is kept: whoever reads the table cannot speak as one."""
    return keyed_mark("offline device", str(secret))


def open_by_secret(secret: UUID) -> OfflineDevice | None:
    """The device that holds this secret; None when there is none."""
    mark = mark_of(secret)
    open_receipt(mark)
    return OfflineDevice.objects.filter(mark=mark).first()


def devices_seen_by(actor: Actor) -> QuerySet[OfflineDevice]:
    """One's own, and for whoever manages an organisation's people all of that organisation."""
    whose = Q(user_id=actor.user_id)
    if actor.may("members:manage"):
        whose |= Q(organisation_id=actor.organisation_id)
    return OfflineDevice.objects.filter(whose)


def open_device(actor: Actor, device_id: UUID) -> OfflineDevice:
    """A device that this actor may end. NotFound otherwise."""
    found = devices_seen_by(actor).filter(pk=device_id).first()
    if found is None:
        raise NotFound("device", device_id)
    return found

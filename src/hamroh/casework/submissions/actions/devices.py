"""Telephones are issued and revoked by people; the token leaves this function once and is kept nowhere."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.submissions.access import mark_of, owner_at
from hamroh.casework.submissions.models import Device
from hamroh.casework.submissions.rules.devices import obstacles_to_issuing
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused


def issue_device(actor: Actor, *, id: UUID, user_id: UUID, label: str, days: int, now: datetime) -> str:
    """A telephone for a colleague of the own organisation, who may fill forms there. Returns its token, this once.

    A second click (the same `id`) issues nothing: it answers with an empty token, for the first one is not known any more.
    """
    require(actor, "device:issue", "device")
    label = label.strip()
    if obstacles := obstacles_to_issuing(
        label=label, days=days, may_collect=owner_at(user_id, actor.organisation_id) is not None
    ):
        raise Refused(*obstacles)
    token = secrets.token_urlsafe(32)
    device = Device(
        id=id,
        organisation_id=actor.organisation_id,
        user_id=user_id,
        label=label,
        mark=mark_of(token),
        issued_by=actor.user_id,
        issued_at=now,
        until=now + timedelta(days=days),
    )
    try:
        with transaction.atomic():
            device.save(force_insert=True)
    except IntegrityError:
        return ""
    record(actor, "device.issued", resource="device", resource_id=id, at=now, for_user=str(user_id), days=days)
    return token


def revoke_device(actor: Actor, *, device_id: UUID, now: datetime) -> Device:
    """From now on its token opens nothing. By its owner, or by whoever issues telephones there; doing it twice is one."""
    device = Device.objects.filter(pk=device_id, organisation_id=actor.organisation_id).first()
    if device is None or not (actor.may("device:issue") or device.user_id == actor.user_id):
        raise NotFound("device", device_id)
    if Device.objects.filter(pk=device_id, revoked_at__isnull=True).update(revoked_at=now, revoked_by=actor.user_id):
        device.revoked_at, device.revoked_by = now, actor.user_id
        record(actor, "device.revoked", resource="device", resource_id=device_id, at=now)
    return device

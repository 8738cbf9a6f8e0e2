from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor, AnyActor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.directory.models import Service
from hamroh.mechanism.membership.actions import note_homes


def record_services(
    actor: AnyActor,
    *,
    services: Iterable[Mapping[str, Any]],
    organisations: Mapping[str, UUID],
    territories: Mapping[str, UUID],
) -> None:
    """Write the pack's services, found again by key. What an organisation confirmed about free places stays."""
    with transaction.atomic():
        keys = []
        for row in services:
            Service.objects.update_or_create(
                key=row["key"],
                defaults={
                    "organisation_id": organisations[row["organisation"]],
                    "type": row["type"],
                    "names": row["names"],
                    "territory_id": territories.get(row["territory"] or ""),
                    "residential": row["residential"],
                    "accepts": row["accepts"],
                    "needs_groups": row["needs"],
                    "out_of_hours": row["out_of_hours"],
                    "capacity": row["capacity"],
                    "basis": row["basis"],
                    "active": True,
                },
            )
            keys.append(row["key"])
        Service.objects.exclude(key__in=keys).update(active=False)
        homes = Service.objects.filter(residential=True).order_by().values_list("organisation_id", flat=True)
        note_homes(set(homes))
        record(actor, "services.recorded", resource="service", count=len(keys))


def confirm_capacity(actor: Actor, *, service_id: UUID, free: int, now: datetime) -> None:
    """Say how many places are free now. Only for a service of the own organisation; never more than there are."""
    require(actor, "capacity:confirm", "service", service_id)
    with transaction.atomic():
        service = Service.objects.filter(pk=service_id, organisation_id=actor.organisation_id).first()
        if service is None:
            raise NotFound("service", service_id)
        if free < 0 or (service.capacity is not None and free > service.capacity):
            raise Refused(
                Obstacle(
                    N_("There are %(all)s places in all: give a number between 0 and that."),
                    "free",
                    {"all": service.capacity or 0},
                )
            )
        service.free, service.confirmed_at = free, now
        service.save(update_fields=["free", "confirmed_at"])
        record(actor, "capacity.confirmed", resource="service", resource_id=service_id, at=now, free=free)

from uuid import UUID

from hamroh.mechanism.directory.models import Service
from hamroh.mechanism.membership.terms import Standing

# What is offered today: the services of members. Those of a suspended one come back when the suspension is lifted.
OFFERED = {"active": True, "organisation__status": Standing.ADMITTED}


def services_for(*, child: bool | None = None, type: str = "", residential: bool | None = None) -> list[Service]:
    """Active services that accept such a person, with their organisations; those with confirmed free places first."""
    found = Service.objects.filter(**OFFERED).select_related("organisation", "territory")
    if child is not None:
        found = found.filter(accepts__contains=["children" if child else "adults"])
    if type:
        found = found.filter(type=type)
    if residential is not None:
        found = found.filter(residential=residential)
    return sorted(found.order_by("key"), key=lambda s: (-(s.free or 0), s.key))


def service(service_id: UUID) -> Service | None:
    return Service.objects.filter(pk=service_id, **OFFERED).select_related("organisation").first()


def services_of(organisation_id: UUID) -> list[Service]:
    return list(Service.objects.filter(organisation_id=organisation_id, **OFFERED).order_by("key"))

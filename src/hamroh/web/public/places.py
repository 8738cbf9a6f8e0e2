"""Which help is shown to the public, by region. Never where somebody lives."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from hamroh.foundation.reference.queries import territories
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.directory.queries import services_for
from hamroh.mechanism.editions import queries as editions

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of help and who gives it. A place where people live has no name here, only its kind."""

    kind: Words
    name: Words | None
    organisation: Words | None
    day_and_night: bool
    children: bool
    country_wide: bool


@dataclass(frozen=True, slots=True)
class Region:
    key: str
    names: Words
    offers: tuple[Offer, ...]


def regions() -> list[Region]:
    """Every region with what is offered there; what is offered everywhere counts in each."""
    offers = list(_offers())
    return [
        Region(region.key, region.names, tuple(offer for key, offer in offers if key in ("", region.key)))
        for region in territories(level=1)
    ]


def region(key: str) -> Region:
    found = next((region for region in regions() if region.key == key), None)
    if found is None:
        raise NotFound("territory", key)
    return found


def to_turn_to() -> list[Words]:
    """Offices of the mechanism that exist and wear no uniform, for a region without a confirmed service."""
    try:
        pack = editions.current().pack
    except NotFound:
        return []
    kinds = {"social_health", "social", "oversight", "labour_migration"}
    known = (o for o in pack.organisations if o.kind in kinds and not (o.invented or o.uniformed or o.group))
    return [dict(o.name) for o in known]


def _offers() -> Iterable[tuple[str, Offer]]:
    """Region ("" = everywhere) and offer. Outside a demonstration nobody is sent to an invented door."""
    try:
        pack = editions.current().pack
    except NotFound:
        return
    invented = {service.id for service in pack.services if service.invented}
    kinds = {kind.id: dict(kind.name) for kind in pack.service_types}
    tops = _regions_of_territories(pack.territories)
    for service in services_for():
        if settings.HAMROH_DEMO or service.key not in invented:
            key = tops.get(service.territory.key, "") if service.territory else ""
            yield key, _offer(service, kinds, country_wide=not key)


def _offer(service: Any, kinds: dict[str, Words], *, country_wide: bool) -> Offer:
    secret = service.residential
    return Offer(
        kind=kinds.get(service.type, {"en": service.type}),
        name=None if secret else service.names,
        organisation=None if secret else service.organisation.names,
        day_and_night=service.out_of_hours,
        children="children" in service.accepts,
        country_wide=country_wide,
    )


def _regions_of_territories(rows: Iterable[Any]) -> dict[str, str]:
    """The region in which each territory lies."""
    parents = {row.id: row.parent for row in rows}

    def top(key: str) -> str:
        return top(parent) if (parent := parents.get(key)) else key

    return {key: top(key) for key in parents}

"""Which help is shown to the public, by region. Never where somebody lives."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from hamroh.foundation.reference.queries import territories
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.directory.queries import services_for
from hamroh.mechanism.editions import queries as editions


class Words(dict[str, str]):
    """Words by language; two with the same words are the same, so that doubles can be dropped."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of help and who gives it. A place where people live has no name here, nor has whoever runs one."""

    kind: str
    name: Words | None
    organisation: Words | None
    day_and_night: bool
    children: bool
    country_wide: bool


@dataclass(frozen=True, slots=True)
class Region:
    key: str
    names: Words
    kinds: tuple[tuple[dict[str, str], tuple[Offer, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(offers) for _, offers in self.kinds)


def regions() -> list[Region]:
    """Every region with what is offered there; what is offered everywhere counts in each."""
    offers = list(_offers())
    return [
        Region(region.key, region.names, _by_kind([offer for key, offer in offers if key in ("", region.key)]))
        for region in territories(level=1)
    ]


def region(key: str) -> Region:
    found = next((region for region in regions() if region.key == key), None)
    if found is None:
        raise NotFound("territory", key)
    return found


def _by_kind(offers: list[Offer]) -> tuple[tuple[dict[str, str], tuple[Offer, ...]], ...]:
    """In the order of the pack. Shelters that differ in nothing that may be said are one line."""
    words = editions.current().service_words() if offers else {}
    kinds = {kind: tuple(dict.fromkeys(offer for offer in offers if offer.kind == kind)) for kind in words}
    return tuple((words[kind], found) for kind, found in kinds.items() if found)


def to_turn_to() -> list[Words]:
    """Offices of the mechanism that exist and wear no uniform, for a region without a confirmed service."""
    try:
        pack = editions.current().pack
    except NotFound:
        return []
    kinds = {"social_health", "social", "oversight", "labour_migration"}
    known = (o for o in pack.organisations if o.kind in kinds and not (o.invented or o.uniformed or o.group))
    return [Words(o.name) for o in known]


def _offers() -> Iterable[tuple[str, Offer]]:
    """Region ("" = everywhere) and offer. Outside a demonstration nobody is sent to an invented door."""
    try:
        pack = editions.current().pack
    except NotFound:
        return
    invented = {service.id for service in pack.services if service.invented}
    shown = [s for s in services_for() if settings.HAMROH_DEMO or s.key not in invented]
    unnamed = {service.organisation_id for service in shown if service.residential}
    tops = _regions_of_territories(pack.territories)
    for service in shown:
        key = tops.get(service.territory.key, "") if service.territory else ""
        yield key, _offer(service, unnamed=service.organisation_id in unnamed, country_wide=not key)


def _offer(service: Any, *, unnamed: bool, country_wide: bool) -> Offer:
    return Offer(
        kind=service.type,
        name=None if service.residential else Words(service.names),
        organisation=None if unnamed else Words(service.organisation.names),
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

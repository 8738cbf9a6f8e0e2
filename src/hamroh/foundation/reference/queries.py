from uuid import UUID

from hamroh.foundation.reference.models import Territory


def territories(level: int = 1) -> list[Territory]:
    """The country's parts of one level (1: regions), by key."""
    return list(Territory.objects.filter(level=level).order_by("key"))


def places_around(territory_id: UUID | None) -> frozenset[str]:
    """The keys of a territory and of all in which it lies; nothing for none."""
    return frozenset(nearest_first(territory_id))


def nearest_first(territory_id: UUID | None) -> tuple[str, ...]:
    """The keys of a territory and of those in which it lies, the smallest first."""
    keys: list[str] = []
    while territory_id:
        key, territory_id = Territory.objects.values_list("key", "parent_id").get(pk=territory_id)
        keys.append(key)
    return tuple(keys)

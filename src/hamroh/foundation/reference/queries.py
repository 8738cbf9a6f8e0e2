from hamroh.foundation.reference.models import Territory


def territories(level: int = 1) -> list[Territory]:
    """The country's parts of one level (1: regions), by key."""
    return list(Territory.objects.filter(level=level).order_by("key"))

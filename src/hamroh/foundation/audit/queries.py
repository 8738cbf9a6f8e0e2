from datetime import datetime
from uuid import UUID

from hamroh.foundation.audit.models import Entry


def lookers(case_id: UUID, since: datetime) -> int:
    """How many different colleagues looked at this case since then. The case must have been opened."""
    return Entry.objects.filter(case_id=case_id, at__gte=since).order_by().values("actor_id").distinct().count()


def looks_at(resource: str, resource_id: UUID, limit: int = 200) -> list[Entry]:
    """The newest looks and acts on a thing that is recorded under no case. Its door must have opened it."""
    return list(Entry.objects.filter(resource=resource, resource_id=str(resource_id)).order_by("-at", "-pk")[:limit])


def looks(case_id: UUID, limit: int = 200) -> list[Entry]:
    """The newest looks and acts on this case. The case must have been opened."""
    return list(Entry.objects.filter(case_id=case_id).order_by("-at")[:limit])

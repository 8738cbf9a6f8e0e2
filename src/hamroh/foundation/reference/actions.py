from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.foundation.reference.models import Territory


def record_territories(territories: Iterable[Mapping[str, Any]]) -> dict[str, UUID]:
    """Write a country's regions and districts, found again by key. Returns ids by key."""
    ids: dict[str, UUID] = {}
    with transaction.atomic():
        for row in sorted(territories, key=lambda row: row["level"]):
            saved, _ = Territory.objects.update_or_create(
                key=row["key"],
                defaults={
                    "level": row["level"],
                    "names": row["names"],
                    "basis": row["basis"],
                    "parent_id": ids.get(row["parent"] or ""),
                },
            )
            ids[row["key"]] = saved.pk
    return ids

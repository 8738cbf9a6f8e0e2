"""Admitting organisations from a pack, and giving people their posts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import AnyActor
from hamroh.mechanism.membership.models import Organisation, Post


def record_organisations(
    actor: AnyActor, *, organisations: Iterable[Mapping[str, Any]], territories: Mapping[str, UUID]
) -> dict[str, UUID]:
    """Write the pack's organisations, found again by key; parents first or later, both work. Returns ids by key."""
    rows = list(organisations)
    ids: dict[str, UUID] = {}
    with transaction.atomic():
        for row in rows:
            saved, _ = Organisation.objects.update_or_create(
                key=row["key"],
                defaults={
                    "kind": row["kind"],
                    "names": row["names"],
                    "uniformed": row["uniformed"],
                    "basis": row["basis"],
                    "source": row["source"],
                    "territory_id": territories.get(row["territory"] or ""),
                },
            )
            ids[row["key"]] = saved.pk
        for row in rows:
            Organisation.objects.filter(key=row["key"]).update(parent_id=ids.get(row["parent"] or ""))
        record(actor, "organisations.recorded", resource="organisation", count=len(rows))
    return ids


def give_post(actor: AnyActor, *, user_id: UUID, organisation_id: UUID, role: str, now: datetime) -> None:
    """Let somebody act in a role for an organisation from now on. Giving it again changes nothing."""
    with transaction.atomic():
        post, new = Post.objects.get_or_create(
            user_id=user_id, organisation_id=organisation_id, role=role, until=None, defaults={"since": now}
        )
        if new:
            record(actor, "post.given", resource="post", resource_id=post.pk, role=role)

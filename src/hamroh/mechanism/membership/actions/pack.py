"""What a pack and the operator record: organisations, where people live, posts."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.kernel import clock
from hamroh.kernel.actor import AnyActor
from hamroh.mechanism.membership.models import MembershipStatus, Organisation, Post
from hamroh.mechanism.membership.terms import Standing


def record_organisations(
    actor: AnyActor,
    *,
    organisations: Iterable[Mapping[str, Any]],
    territories: Mapping[str, UUID],
    now: datetime | None = None,
) -> dict[str, UUID]:
    """Write the pack's organisations, found again by key; parents first or later, both work. Returns ids by key.

    A new one counts as admitted from now on; the standing of one that is known is not touched.
    """
    rows = list(organisations)
    ids: dict[str, UUID] = {}
    with transaction.atomic():
        for row in rows:
            saved, new = Organisation.objects.update_or_create(
                key=row["key"],
                defaults={
                    "kind": row["kind"],
                    "names": row["names"],
                    "uniformed": row["uniformed"],
                    "group": row.get("group", False),
                    "basis": row["basis"],
                    "source": row["source"],
                    "territory_id": territories.get(row["territory"] or ""),
                },
            )
            if new:
                _admitted_by_the_pack(saved, now or clock.now())
            ids[row["key"]] = saved.pk
        for row in rows:
            Organisation.objects.filter(key=row["key"]).update(parent_id=ids.get(row["parent"] or ""))
        record(actor, "organisations.recorded", resource="organisation", count=len(rows))
    return ids


def _admitted_by_the_pack(organisation: Organisation, now: datetime) -> None:
    MembershipStatus(organisation=organisation, status=Standing.ADMITTED, since=now).save(force_insert=True)


def note_homes(organisation_ids: Collection[UUID]) -> None:
    """These organisations offer places where people live, or once did: they are not suspended without a caretaker."""
    Organisation.objects.filter(pk__in=organisation_ids, houses_people=False).update(houses_people=True)


def give_post(
    actor: AnyActor, *, user_id: UUID, organisation_id: UUID, role: str, now: datetime, deputy: bool = False
) -> None:
    """Let somebody act in a role for an organisation from now on. Giving it again changes nothing.

    It asks for no permission: acts that people do check theirs first.
    """
    with transaction.atomic():
        post, new = Post.objects.get_or_create(
            user_id=user_id,
            organisation_id=organisation_id,
            role=role,
            until=None,
            defaults={"since": now, "deputy": deputy, "given_by": actor.user_id},
        )
        if new:
            record(actor, "post.given", resource="post", resource_id=post.pk, role=role, deputy=deputy)

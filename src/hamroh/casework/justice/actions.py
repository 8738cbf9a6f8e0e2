"""The one act of this room: something is kept in the part that is apart."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import keep_thing
from hamroh.casework.cases.queries import lists_of
from hamroh.casework.justice import rules
from hamroh.casework.justice.queries import MODELS, said_of
from hamroh.casework.justice.terms import FIELDS, KEEP, LISTS, WRITTEN, Kind
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of


def keep_justice(
    actor: Actor, *, case_id: UUID, kind: str, thing: UUID, seen: int, said: Mapping[str, Any], now: datetime
) -> int:
    """Write down a statement, proceedings, a measure, a claim, a payment (`claim`: for which), or who the lawyer is.

    Nothing of it is told to the case: no timeline, no clock, no task. Returns the number of the revision.
    """
    require(actor, KEEP, "case", case_id)
    if kind not in FIELDS:
        raise NotFound("kind", kind)
    case = open_case(actor, case_id, FieldGroup.JUSTICE)
    claimed = said_of(case, Kind.COMPENSATION, said["claim"]) if kind == Kind.PAYMENT and said.get("claim") else None
    obstacles = rules.obstacles_to_keeping(
        kind,
        said,
        codes=lists_of(case, LISTS),
        today=day_of(now),
        closed=case.closed_at is not None,
        claim=claimed[0] if claimed else None,
    )
    if obstacles:
        raise Refused(*obstacles)
    columns = {"claim": said["claim"]} if kind == Kind.PAYMENT else {}
    with transaction.atomic():
        row = keep_thing(actor, case, MODELS[kind], FIELDS[kind], thing=thing, seen=seen, said=said, now=now, **columns)
        # Under no case: whoever may read that case's record of looks, and not this part, must not find it there.
        record(actor, WRITTEN, resource="justice", resource_id=case.pk, at=now, kind=kind)
    number: int = row.number
    return number

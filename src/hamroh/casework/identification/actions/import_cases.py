"""Cases brought over from another system: each with its code, its team, its sealed name and what was recorded there."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import ImportedCase, open_imported_cases
from hamroh.casework.cases.models import Case
from hamroh.casework.identification.models import ImportedRecord
from hamroh.casework.identification.terms import IMPORTED_PLACE
from hamroh.casework.people.actions import keep_imported_people
from hamroh.casework.people.rules import Names
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import close_groups, open_groups, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import uuid7

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Incoming:
    """One case to bring over. `facts` are codes, dates and numbers; `texts` whatever somebody wrote freely (sealed)."""

    status: str
    opened_on: date | None
    closed_on: date | None = field(default=None, kw_only=True)
    child: bool
    names: Names = field(repr=False)
    profile: Mapping[str, Any] = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)
    texts: Mapping[str, Any] = field(repr=False)


def import_cases(actor: Actor, *, rows: Iterable[Incoming], source: str, now: datetime) -> int:
    """Write all of them or none. The importing actor is their team. Returns how many there are.

    `source` names the format. Each run is one entry of the record, with the count.
    """
    with transaction.atomic():
        return sum(map(len, bring_cases(actor, rows=rows, source=source, now=now)))


def bring_cases(actor: Actor, *, rows: Iterable[Incoming], source: str, now: datetime) -> Iterator[list[Case]]:
    """The same, some hundred at a time, so that whoever waits can be told how far it is. All or none: run it to its end."""
    require(actor, "case:open", "case")
    require(actor, "identity:write", "case")
    count = 0
    with transaction.atomic():
        for chunk in _chunks(rows):
            cases = open_imported_cases(
                actor,
                rows=[
                    ImportedCase(row.status, row.opened_on, row.child, not row.names.written(), row.closed_on)
                    for row in chunk
                ],
                now=now,
            )
            keys = [key for case in cases for key in (case.pk, case.person_id)]
            open_groups([FieldGroup.SCREENING, FieldGroup.IDENTITY, FieldGroup.PROFILE], *keys)
            keep_imported_people(
                actor,
                people=[(case, row.names, row.profile) for case, row in zip(cases, chunk, strict=True)],
                now=now,
            )
            ImportedRecord.objects.bulk_create(
                _record(case, row, source, now) for case, row in zip(cases, chunk, strict=True)
            )
            close_groups()
            count += len(chunk)
            yield cases
        record(actor, "cases.imported", resource="case", at=now, count=count, source=source)


def _record(case: Case, row: Incoming, source: str, now: datetime) -> ImportedRecord:
    key: UUID = uuid7()
    texts = json.dumps(dict(row.texts), ensure_ascii=False) if row.texts else ""
    return ImportedRecord(
        id=key,
        case=case,
        source=source,
        facts=dict(row.facts),
        texts_sealed=seal(case.person_id, texts, place=IMPORTED_PLACE.format(key)) if texts else None,
        imported_at=now,
    )


def _chunks(rows: Iterable[Incoming]) -> Iterator[Sequence[Incoming]]:
    left = iter(rows)
    while chunk := list(islice(left, AT_ONCE)):
        yield chunk

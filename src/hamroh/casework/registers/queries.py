"""What waits to be brought over, what was, and what is remembered of an organisation's tables."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.registers.models import Import, ImportedRow, KnownHeadings, Upload
from hamroh.casework.registers.rules import undone_until
from hamroh.casework.registers.terms import CHOICES_PLACE, IMPORT, KNOWN_PLACE, ROW_PURPOSE
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import Unreadable, keyed_mark, unseal
from hamroh.kernel.actor import Actor

SHOWN = 20
AT_ONCE = 1000


@dataclass(frozen=True)
class Waiting:
    """A file that was uploaded and is not settled."""

    id: UUID
    uploaded_at: datetime
    mine: bool


@dataclass(frozen=True)
class Brought:
    """An import that was done."""

    id: UUID
    at: datetime
    count: int
    left_out: int
    undone_at: datetime | None
    may_undo: bool


@dataclass(frozen=True)
class Remembered:
    """Heading (folded) → field; field → word (folded) → code."""

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)


def waiting_uploads(actor: Actor) -> list[Waiting]:
    require(actor, IMPORT, "register")
    rows = Upload.objects.filter(organisation_id=actor.organisation_id, settled_at__isnull=True).order_by(
        "-uploaded_at", "pk"
    )
    return [Waiting(row.pk, row.uploaded_at, row.uploaded_by == actor.user_id) for row in rows.defer("sealed")[:SHOWN]]


def imports_done(actor: Actor, now: datetime) -> list[Brought]:
    require(actor, IMPORT, "register")
    rows = Import.objects.filter(organisation_id=actor.organisation_id).order_by("-at", "pk")[:SHOWN]
    return [
        Brought(
            row.pk,
            row.at,
            row.count,
            row.left_out,
            row.undone_at,
            row.undone_at is None and now <= undone_until(row.at),
        )
        for row in rows
    ]


def choices_of(upload: Upload) -> dict[str, Any]:
    """What was chosen so far for this file: sheet, heading row, columns, values."""
    if upload.choices_sealed is None:
        return {}
    try:
        kept: dict[str, Any] = json.loads(
            unseal(upload.pk, upload.choices_sealed, place=CHOICES_PLACE.format(upload.pk))
        )
    except Unreadable:
        return {}
    return kept


def remembered(actor: Actor) -> Remembered:
    row = KnownHeadings.objects.filter(organisation_id=actor.organisation_id).first()
    if row is None or row.sealed is None:
        return Remembered()
    place = KNOWN_PLACE.format(row.pk)
    try:
        kept = json.loads(unseal(actor.organisation_id, bytes(row.sealed), place=place))
    except Unreadable:
        return Remembered()
    return Remembered(kept["columns"], kept["values"])


def row_mark(organisation_id: UUID, cells: str) -> UUID:
    """The mark of a whole row; only this installation makes it, and only for this organisation."""
    return UUID(keyed_mark(ROW_PURPOSE.format(organisation_id), cells)[:32])


def known_marks(actor: Actor, marks: Iterable[UUID]) -> set[UUID]:
    """Which of these rows came over before, and not undone."""
    asked = list(marks)
    found: set[UUID] = set()
    for at in range(0, len(asked), AT_ONCE):
        rows = ImportedRow.objects.filter(
            organisation_id=actor.organisation_id, mark__in=asked[at : at + AT_ONCE], brought__undone_at__isnull=True
        )
        found.update(rows.order_by().values_list("mark", flat=True))
    return found

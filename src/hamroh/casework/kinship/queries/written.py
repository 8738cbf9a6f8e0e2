"""A thing as it stands after its newest revision, and each revision of it: columns and words in one mapping."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.foundation.revisions.models import Revision
from hamroh.foundation.revisions.queries import history, newest, newest_one, words_of

_OF_EVERY_REVISION = frozenset(
    {"id", "thing", "number", "written_at", "written_by", "organisation_id", "sealed", "case", "group"}
)


@dataclass(frozen=True)
class Written:
    """One revision. `told`: every part by name, codes as they are kept; without the words once they were erased."""

    key: UUID
    number: int
    at: datetime
    by: UUID | None
    told: dict[str, Any]
    erased: bool = False

    def __getitem__(self, part: str) -> Any:
        return self.told.get(part, "")


def shaped(row: Revision, subject_id: UUID) -> Written:
    words = words_of(row, subject_id)
    own = [field.attname for field in row._meta.concrete_fields if field.name not in _OF_EVERY_REVISION]
    columns = {name: getattr(row, name) for name in own}
    return Written(row.thing, row.number, row.written_at, row.written_by, columns | (words or {}), words is None)


def all_of(model: type[Revision], subject_id: UUID, **wanted: Any) -> list[Written]:
    """Every thing of this kind as it stands now, in the order in which they were first written."""
    return [shaped(row, subject_id) for row in newest(model, **wanted)]


def one(model: type[Revision], subject_id: UUID, thing: UUID, **wanted: Any) -> Written | None:
    """How this thing stands now; None while nothing was written, or where it belongs to something else."""
    row = newest_one(model, thing)
    if row is None or any(getattr(row, name) != value for name, value in wanted.items()):
        return None
    return shaped(row, subject_id)


def history_of(model: type[Revision], subject_id: UUID, thing: UUID) -> list[Written]:
    """All its revisions, the newest first."""
    return [shaped(row, subject_id) for row in history(model, thing)]

"""The health note as it stands and as it stood. The group must be open."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.support.models import HealthNote
from hamroh.foundation.revisions.queries import history, newest_one, words_of
from hamroh.foundation.vault.access import Unreadable, unseal

# Before it had revisions it was sealed for the case, not for the row: that first one opens as it did.
_BEFORE = "support_healthnote.sealed:{}"


@dataclass(frozen=True)
class HealthView:
    note: str = ""
    written_at: datetime | None = None
    written_by: UUID | None = None
    number: int = 0
    erased: bool = False


def health_of(case_id: UUID, person_id: UUID) -> HealthView:
    row = newest_one(HealthNote, case_id)
    return _view(row, person_id) if row else HealthView()


def health_history(case_id: UUID, person_id: UUID) -> list[HealthView]:
    """The newest first."""
    return [_view(row, person_id) for row in history(HealthNote, case_id)]


def health_values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """Label and value, for pages and for sharing."""
    return values_of_note(health_of(case_id, person_id))


def values_of_note(health: HealthView) -> list[tuple[Any, Any]]:
    told = _("Erased: nobody can read this any more.") if health.erased else health.note
    return [(_("Health notes"), told)] if told else []


def _view(row: HealthNote, person_id: UUID) -> HealthView:
    told = words_of(row, person_id)
    if told is None and row.number == 1 and row.sealed is not None:
        with suppress(Unreadable):
            told = {"note": unseal(person_id, row.sealed, place=_BEFORE.format(row.thing))}
    return HealthView((told or {}).get("note", ""), row.written_at, row.written_by, row.number, told is None)

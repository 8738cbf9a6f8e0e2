"""Copies that were made, and whose page code is on a sheet that somebody found."""

import json
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.access import cases_seen_by, kept_apart
from hamroh.casework.cases.models import Case
from hamroh.casework.documents.models import Document
from hamroh.casework.documents.terms import PLACE
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import read_code

CODE = "D"


@dataclass(frozen=True)
class DocumentShown:
    """One copy: everything about it but what it says. `reader` and `why` only where the case is open."""

    code: str
    case_id: UUID
    case_code: str
    made_for: str
    recipient: dict[str, str]
    organisation: dict[str, str]
    groups: tuple[str, ...]
    language: str
    made_at: datetime
    made_by: UUID
    ground_id: UUID | None
    reader: str = ""
    why: str = ""
    erased: bool = False


def documents_of(case: Case) -> list[DocumentShown]:
    """The copies of this file, the newest first. The case must have been opened."""
    rows = Document.objects.filter(case=case).select_related("recipient", "organisation").order_by("-made_at", "-pk")
    return [_shown(row, _words(row, case.person_id), kept_apart(case)) for row in rows]


def find_document(actor: Actor, typed: str) -> DocumentShown | None:
    """The copy on whose sheets this code stands, for whoever reads the record or supervises there. Recorded either way."""
    code = read_code(typed, CODE)
    row = Document.objects.filter(code=code).select_related("recipient", "organisation").first() if code else None
    record(actor, "document.searched", resource="document", resource_id=row.pk if row else "", found=row is not None)
    hidden = frozenset() if actor.may("audit:read") else frozenset({FieldGroup.JUSTICE})
    return _shown(row, {}, hidden) if row else None


def may_open_case_of(actor: Actor, shown: DocumentShown) -> bool:
    """Whether the reader may go on to the case itself."""
    return actor.may("case:read") and cases_seen_by(actor).filter(pk=shown.case_id).exists()


def _shown(row: Document, words: dict[str, Any] | None, hidden: Set[str]) -> DocumentShown:
    """What is kept apart tells of itself to nobody who does not keep it: not even that it was printed."""
    return DocumentShown(
        code=row.code,
        case_id=row.case_id,
        case_code=row.case_code,
        made_for=row.made_for,
        recipient=row.recipient.names if row.recipient else {},
        organisation=row.organisation.names,
        groups=tuple(group for group in row.groups if group not in hidden),
        language=row.language,
        made_at=row.made_at,
        made_by=row.made_by,
        ground_id=row.ground_id,
        erased=words is None,
        **(words or {}),
    )


def _words(row: Document, person_id: UUID) -> dict[str, Any] | None:
    if row.sealed is None:
        return {}
    try:
        told: dict[str, Any] = json.loads(unseal(person_id, bytes(row.sealed), place=PLACE.format(row.pk)))
    except Unreadable:
        return None
    return told

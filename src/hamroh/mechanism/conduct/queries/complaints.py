"""Complaints as their handlers see them, and what is written in one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, When

from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.kernel.actor import Actor
from hamroh.mechanism.conduct.access import complaints_seen_by
from hamroh.mechanism.conduct.models import Complaint, ComplaintEntry
from hamroh.mechanism.conduct.terms import OF_THE_COMPLAINANT, Entry, State

COMPLAINT_PLACE, ENTRY_PLACE = "conduct_complaint.sealed:{}", "conduct_complaintentry.sealed:{}"


@dataclass(frozen=True)
class ComplaintRow:
    """A line of the handlers' list."""

    id: UUID
    at: datetime
    about: str
    organisation: dict[str, str]
    state: str
    due_at: datetime | None
    handler_id: UUID | None
    heard_at: datetime
    retaliation: bool


def complaints(actor: Actor, now: datetime, limit: int = 200) -> list[ComplaintRow]:
    """What this handler may read: what waits first, and of that who suffers for it; then what is decided."""
    decided = Case(When(state=State.ANSWERED, then=1), default=0)
    rows = complaints_seen_by(actor, now).select_related("organisation")
    rows = rows.order_by(decided, "-retaliation", "-heard_at", "pk")[:limit]
    return [
        ComplaintRow(
            c.pk,
            c.at,
            c.about,
            c.organisation.names if c.organisation else {},
            c.state,
            c.due_at if c.taken_at is None else None,
            c.handler_id,
            c.heard_at,
            c.retaliation,
        )
        for c in rows
    ]


@dataclass(frozen=True)
class Said:
    at: datetime
    kind: Entry
    by: UUID | None
    text: str


def said_in(complaint: Complaint, *, to_complainant: bool = False) -> list[Said]:
    """What is written in an open complaint, the newest first; for whoever complained only what is theirs to read."""
    entries = ComplaintEntry.objects.filter(complaint=complaint)
    if to_complainant:
        entries = entries.filter(kind__in=OF_THE_COMPLAINANT)
    return list(_said(complaint, entries.order_by("-at", "-pk")))


def _said(complaint: Complaint, entries: Iterable[ComplaintEntry]) -> Iterable[Said]:
    for entry in entries:
        text = _unsealed(complaint.pk, entry.sealed, ENTRY_PLACE.format(entry.pk)) if entry.sealed else ""
        yield Said(entry.at, Entry(entry.kind), entry.by, text)


def words_of(complaint: Complaint) -> str:
    """What the complaint says, for its handlers."""
    return _unsealed(complaint.pk, complaint.sealed, COMPLAINT_PLACE.format(complaint.pk))


def _unsealed(complaint_id: UUID, sealed: bytes | memoryview, place: str) -> str:
    try:
        return unseal(complaint_id, sealed, place=place)
    except Unreadable:
        return ""

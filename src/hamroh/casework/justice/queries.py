"""What stands in the justice part, for its page, for whoever it was opened for, and for paper. The group must be open."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.cases.access import cases_working_in
from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import lists_of
from hamroh.casework.justice.models import (
    Compensation,
    Lawyer,
    NonPunishment,
    Payment,
    Proceeding,
    Protection,
    Statement,
)
from hamroh.casework.justice.rules import still_owed
from hamroh.casework.justice.terms import FIELDS, KEEP, KIND_WORDS, LISTS, Kind
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.models import Revision
from hamroh.foundation.revisions.queries import as_said, history, newest, newest_one, told_pairs
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of

MODELS: dict[str, Any] = {
    Kind.STATEMENT: Statement,
    Kind.PROCEEDING: Proceeding,
    Kind.PROTECTION: Protection,
    Kind.NON_PUNISHMENT: NonPunishment,
    Kind.COMPENSATION: Compensation,
    Kind.PAYMENT: Payment,
    Kind.LAWYER: Lawyer,
}
Words = dict[str, str]


@dataclass(frozen=True)
class Kept:
    """One thing as it stands now, or one of its revisions."""

    kind: str
    thing: UUID
    number: int
    pairs: list[tuple[Any, Any]]
    written_at: datetime
    written_by: UUID | None
    claim: UUID | None = None


@dataclass(frozen=True)
class Sum:
    """What came of one claim: claimed, awarded, paid, still owed."""

    claim: UUID
    currency: str
    claimed: Decimal
    awarded: Decimal | None
    paid: Decimal
    owed: Decimal


@dataclass(frozen=True)
class Appointment:
    """A date on which somebody who keeps the justice part is needed; of what, stands there only."""

    thing: UUID
    case_id: UUID
    code: str
    at: datetime
    since: datetime


def kept_of(case: Case) -> dict[str, list[Kept]]:
    """By kind whatever stands there, in the order in which it was first written."""
    lists = lists_of(case, LISTS)
    return {kind: [_kept(kind, row, case, lists) for row in newest(MODELS[kind], case=case)] for kind in FIELDS}


def history_of(case: Case, kind: str, thing: UUID) -> list[Kept]:
    """All revisions of one thing of this case, the newest first; none when it is of another case."""
    lists = lists_of(case, LISTS)
    return [_kept(kind, row, case, lists) for row in history(MODELS[kind], thing) if row.case_id == case.pk]


def said_of(case: Case, kind: str, thing: UUID) -> tuple[dict[str, Any], int] | None:
    """One thing as it was typed, and its number; None when there is no such thing in this case."""
    row: Revision | None = newest_one(MODELS[kind], thing)
    if row is None or row.case_id != case.pk:  # type: ignore[attr-defined]
        return None
    said = as_said(row, FIELDS[kind], case.person_id)
    return (said | ({"claim": row.claim} if isinstance(row, Payment) else {})), row.number


def sums_of(case: Case) -> list[Sum]:
    """Of each claim what was claimed, awarded and paid."""
    paid: dict[UUID, Decimal] = {}
    for payment in newest(Payment, case=case):
        paid[payment.claim] = paid.get(payment.claim, Decimal(0)) + payment.amount
    return [
        Sum(c.thing, c.currency, c.claimed, c.awarded, had := paid.get(c.thing, Decimal(0)), still_owed(c.awarded, had))
        for c in newest(Compensation, case=case)
    ]


def appointments_of(actor: Actor, now: datetime) -> list[Appointment]:
    """Next dates in the cases of which this actor keeps the justice part, the earliest first; those of today stay to the end.

    No key of a case is stored with a date: who works on which case, and in what capacity, is asked each time.
    """
    if not actor.may(KEEP):
        return []
    codes = cases_working_in(actor, FieldGroup.JUSTICE)
    rows = newest(Proceeding, case_id__in=list(codes)) if codes else []
    coming = [r for r in rows if r.next_at is not None and day_of(r.next_at) >= day_of(now)]
    found = [Appointment(r.thing, r.case_id, codes[r.case_id], r.next_at, r.written_at) for r in coming if r.next_at]
    return sorted(found, key=lambda a: (a.at, a.thing))


def justice_values(case_id: UUID, person_id: UUID) -> list[tuple[Any, Any]]:
    """For whoever it was opened for: of each thing its kind, then what stands there."""
    edition = editions.current()
    known = {code_list.id for code_list in edition.pack.lists}
    lists = {name: edition.words(name) for name in LISTS if name in known}
    return [
        (_(KIND_WORDS[kind]), value)
        for kind, model in MODELS.items()
        for row in newest(model, case_id=case_id)
        if (value := _line(told_pairs(row, FIELDS[kind], person_id, lists)))
    ]


def _line(pairs: list[tuple[Any, Any]]) -> list[Any]:
    return [value for _label, value in pairs]


def _kept(kind: str, row: Any, case: Case, lists: dict[str, dict[str, Words]]) -> Kept:
    pairs = told_pairs(row, FIELDS[kind], case.person_id, lists)
    return Kept(kind, row.thing, row.number, pairs, row.written_at, row.written_by, getattr(row, "claim", None))

"""Whether something may be kept in the justice part. Values in, every obstacle out."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hamroh.casework.justice.terms import FIELDS, Kind
from hamroh.foundation.revisions.rules import obstacles_to_fields
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def obstacles_to_keeping(
    kind: str,
    said: Mapping[str, Any],
    *,
    codes: Mapping[str, Collection[str]],
    today: date,
    closed: bool,
    claim: Mapping[str, Any] | None = None,
) -> tuple[Obstacle, ...]:
    """Everything that speaks against it. `claim`: what a payment is paid for, as it stands now."""
    if closed:
        return (Obstacle(N_("The case is closed: nothing more is written into it.")),)
    found = obstacles_to_fields(FIELDS[kind], said, codes=codes, today=today)
    return (*found, *_BEYOND_FIELDS.get(kind, _nothing)(said, claim))


def _nothing(said: Mapping[str, Any], claim: Mapping[str, Any] | None) -> Iterator[Obstacle]:
    return iter(())


def _statement(said: Mapping[str, Any], claim: Mapping[str, Any] | None) -> Iterator[Obstacle]:
    if said.get("breaks") and not said.get("minutes"):
        yield Obstacle(N_("Say how long it lasted as well."), "minutes")


def _proceeding(said: Mapping[str, Any], claim: Mapping[str, Any] | None) -> Iterator[Obstacle]:
    if said.get("ended_on") and said.get("next_at"):
        yield Obstacle(N_("What has ended has no next date: leave one of them out."), "next_at")


def _protection(said: Mapping[str, Any], claim: Mapping[str, Any] | None) -> Iterator[Obstacle]:
    if said.get("state") == "granted" and not said.get("from_on"):
        yield Obstacle(N_("Say from when the measure was granted."), "from_on")
    if said.get("state") == "ended" and not said.get("until_on"):
        yield Obstacle(N_("Say until when the measure held."), "until_on")


def _non_punishment(said: Mapping[str, Any], claim: Mapping[str, Any] | None) -> Iterator[Obstacle]:
    answered = said.get("answer") in ("granted", "refused")
    if answered and not said.get("answered_on"):
        yield Obstacle(N_("Say on which day it was answered."), "answered_on")
    if not answered and said.get("answered_on"):
        yield Obstacle(N_("Say what was answered, or leave the day out."), "answer")


def _compensation(said: Mapping[str, Any], claim: Mapping[str, Any] | None) -> Iterator[Obstacle]:
    if said.get("awarded") and not said.get("decided_on"):
        yield Obstacle(N_("Say on which day it was awarded."), "decided_on")


def _payment(said: Mapping[str, Any], claim: Mapping[str, Any] | None) -> Iterator[Obstacle]:
    if claim is None:
        yield Obstacle(N_("Write down first what compensation was claimed."))
        return
    if said.get("currency") and claim["currency"] != said["currency"]:
        yield Obstacle(N_("It was claimed in another currency: write the amount in that one."), "currency")
    if said.get("paid_on") and said["paid_on"] < claim["claimed_on"]:
        yield Obstacle(N_("Nothing can be paid before it was claimed: check the day."), "paid_on")


_BEYOND_FIELDS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any] | None], Iterator[Obstacle]]] = {
    Kind.STATEMENT: _statement,
    Kind.PROCEEDING: _proceeding,
    Kind.PROTECTION: _protection,
    Kind.NON_PUNISHMENT: _non_punishment,
    Kind.COMPENSATION: _compensation,
    Kind.PAYMENT: _payment,
}


def still_owed(awarded: Decimal | None, paid: Decimal) -> Decimal:
    """What was awarded and has not reached the person; never below zero."""
    return max((awarded or Decimal(0)) - paid, Decimal(0))

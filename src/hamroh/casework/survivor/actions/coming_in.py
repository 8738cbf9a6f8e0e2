"""Somebody stands before the page with a code and a PIN. Whatever is wrong looks the same, and takes as long."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.survivor import rules
from hamroh.casework.survivor.access import DOOR, kept_from_guardian, stand_at_the_door
from hamroh.casework.survivor.actions.pins import compare, pin_mark
from hamroh.casework.survivor.actions.signs import ask_the_team
from hamroh.casework.survivor.models import Card, CardLock, CardUse
from hamroh.casework.survivor.terms import DURESS_TASK, LOCKED_TASK, Use
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_group
from hamroh.kernel.actor import CardHolder
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import read_receipt


@dataclass(frozen=True, slots=True)
class Visit:
    """A card that opened. `to_choose`: nobody has chosen its PINs yet, and nothing is shown before that."""

    card_id: UUID
    case_id: UUID
    language: str
    duress: bool = False
    to_choose: bool = False


def come_in(*, typed: str, pin: str, now: datetime) -> Visit | None:
    """Open the page, or None: a wrong code, a wrong PIN, a card that is locked, waits or has ended are one answer.

    Wrong tries in a row make the card wait, then lock it, and the team is told. The second PIN opens as well, and the team
    is told at once that the person may be under pressure.
    """
    code = read_receipt(typed)
    stand_at_the_door(code or "")
    with transaction.atomic():
        lock = CardLock.objects.select_for_update(of=("self",)).select_related("card").first()
        right, second = compare(pin.strip(), lock)
        if code is None or lock is None or not rules.takes_tries(_facts(lock), now):
            record(DOOR, "card.refused", resource="card", case_id=lock.case_id if lock else None, at=now)
            return None
        if not lock.pin and not pin.strip():
            return Visit(lock.card_id, lock.case_id, lock.card.language, to_choose=True)
        if not (right or second):
            _count_wrong(lock, now)
            return None
        return _opened(lock, duress=not right, now=now)


def _facts(lock: CardLock) -> rules.Lock:
    card = lock.card
    return rules.Lock(
        until=card.until,
        ended=card.ended_at is not None or kept_from_guardian(card),
        locked=card.locked_at is not None,
        wrong=lock.wrong,
        wait_until=lock.wait_until,
    )


def _count_wrong(lock: CardLock, now: datetime) -> None:
    lock.wrong, lock.unproven, lock.wait_until, locked = rules.after_wrong(lock.wrong, lock.unproven, now)
    lock.save(update_fields=["wrong", "unproven", "wait_until"])
    holder = _holder(lock)
    _use(holder, Use.WRONG_PIN, now)
    record(DOOR, "card.refused", resource="card", resource_id=lock.card_id, case_id=lock.case_id, at=now)
    if locked:
        Card.objects.filter(pk=lock.card_id).update(locked_at=now)
        _use(holder, Use.LOCKED, now)
        ask_the_team(holder, lock.card.organisation_id, LOCKED_TASK, event="card.locked", now=now)


def _opened(lock: CardLock, *, duress: bool, now: datetime) -> Visit:
    lock.wrong, lock.wait_until = 0, None
    if not duress:
        lock.unproven = 0
    lock.save(update_fields=["wrong", "unproven", "wait_until"])
    holder = _holder(lock)
    _use(holder, Use.OPENED, now, duress=duress)
    record(
        holder, "card.opened", resource="card", resource_id=lock.card_id, case_id=lock.case_id, at=now, duress=duress
    )
    if duress:
        ask_the_team(holder, lock.card.organisation_id, DURESS_TASK, event="card.opened_in_danger", now=now)
    return Visit(lock.card_id, lock.case_id, lock.card.language, duress=duress)


def choose_pins(*, typed: str, pin: str, again: str, second: str, second_again: str, now: datetime) -> Visit | None:
    """The first opening of a card: the person chooses what to remember. None when the card is not (or no longer) a new one."""
    code = read_receipt(typed)
    stand_at_the_door(code or "")
    with transaction.atomic():
        lock = CardLock.objects.select_for_update(of=("self",)).select_related("card").first()
        if code is None or lock is None or lock.pin or not rules.takes_tries(_facts(lock), now):
            return None
        if obstacles := rules.obstacles_to_pins(pin=pin, again=again, second=second, second_again=second_again):
            raise Refused(*obstacles)
        salt = bytes(lock.salt)
        lock.pin, lock.second = pin_mark(pin, salt), pin_mark(second, salt)
        lock.save(update_fields=["pin", "second"])
        Card.objects.filter(pk=lock.card_id).update(pin_chosen_at=now)
        _use(_holder(lock), Use.PIN_CHOSEN, now)
        return _opened(lock, duress=False, now=now)


def _holder(lock: CardLock) -> CardHolder:
    open_group("card", lock.case_id)
    return CardHolder(lock.card_id, lock.case_id)


def _use(holder: CardHolder, use: Use, now: datetime, *, duress: bool = False) -> None:
    CardUse(case_id=holder.case_id, card_id=holder.card_id, at=now, use=use, duress=duress).save(force_insert=True)

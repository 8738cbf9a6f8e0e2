"""What a person does on their own page. Under pressure the page says the same, and the team is told instead."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.grounds.models import Ground
from hamroh.casework.grounds.terms import Kind
from hamroh.casework.referrals.actions import withdraw_oneself
from hamroh.casework.survivor import rules
from hamroh.casework.survivor.access import OpenDoor
from hamroh.casework.survivor.actions.signs import ask_the_team
from hamroh.casework.survivor.models import CardUse, Correction, Rating
from hamroh.casework.survivor.queries import CORRECTION_PLACE, RATING_PLACE
from hamroh.casework.survivor.terms import CORRECT_TASK, DURESS_TASK, WITHDRAWN_TASK, Use
from hamroh.foundation.audit.actions import record
from hamroh.foundation.vault.access import seal
from hamroh.kernel.errors import NotFound, Refused


def take_back(door: OpenDoor, *, ground_id: UUID, now: datetime) -> None:
    """Take an agreement back. Sharing on it ends now; bed, service and care go on, and the team speaks with the person.

    What somebody else agreed to for a child is asked of the team instead. Said twice, the first time counts.
    """
    ground = Ground.objects.filter(pk=ground_id, case_id=door.holder.case_id, kind=Kind.CONSENT).first()
    if ground is None:
        raise NotFound("page")
    if door.duress:
        return _under_pressure(door, Use.WITHDREW, ground_id, now)
    if ground.withdrawn_at:
        return
    with transaction.atomic():
        if rules.ends_at_once(given_by=ground.given_by, holder=door.card_holder):
            withdraw_oneself(door.holder, organisation_id=door.organisation_id, ground_id=ground_id, now=now)
        _note_use(door, Use.WITHDREW, ground_id, now)
        _ask(door, WITHDRAWN_TASK, "card.withdrew", now)


def ask_correction(door: OpenDoor, *, id: UUID, text: str, now: datetime) -> None:
    """Something is not right: the words go sealed to the team, which answers on the page. A second click sends nothing more."""
    if obstacles := rules.obstacles_to_correcting(text=text):
        raise Refused(*obstacles)
    correction = Correction(
        id=id,
        case_id=door.holder.case_id,
        card_id=door.holder.card_id,
        at=now,
        duress=door.duress,
        sealed=seal(door.person_id, text.strip(), place=CORRECTION_PLACE.format(id)),
    )
    if not _saved(correction):
        return
    _note_use(door, Use.CORRECTED, id, now)
    if door.duress:
        _ask(door, DURESS_TASK, "card.opened_in_danger", now)
    else:
        _ask(door, CORRECT_TASK, "card.corrected", now)


def rate(door: OpenDoor, *, id: UUID, scale: int | None, text: str, now: datetime) -> None:
    """How it was, in a number and, if they wish, in words. A second click rates nothing more."""
    if obstacles := rules.obstacles_to_rating(scale=scale, text=text):
        raise Refused(*obstacles)
    assert scale
    words = text.strip()
    rating = Rating(
        id=id,
        case_id=door.holder.case_id,
        card_id=door.holder.card_id,
        at=now,
        duress=door.duress,
        scale=scale,
        sealed=seal(door.person_id, words, place=RATING_PLACE.format(id)) if words else None,
    )
    if _saved(rating):
        _note_use(door, Use.RATED, id, now)


def _saved(row: Correction | Rating) -> bool:
    """False for a second click. Raises NotFound for a key that belongs to somebody else's row."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if type(row)._default_manager.filter(pk=row.pk, card_id=row.card_id).exists():
            return False
        raise NotFound("page") from None
    return True


def _under_pressure(door: OpenDoor, use: Use, thing_id: UUID, now: datetime) -> None:
    """Nothing is done; the page will say that it was, and the team knows what somebody wanted."""
    with transaction.atomic():
        _note_use(door, use, thing_id, now)
        _ask(door, DURESS_TASK, "card.opened_in_danger", now)


def _note_use(door: OpenDoor, use: Use, thing_id: UUID, now: datetime) -> None:
    holder = door.holder
    CardUse(
        case_id=holder.case_id, card_id=holder.card_id, at=now, use=use, duress=door.duress, thing_id=thing_id
    ).save(force_insert=True)
    record(holder, f"card.{use}", resource="card", resource_id=holder.card_id, case_id=holder.case_id, at=now)


def _ask(door: OpenDoor, key: str, event: str, now: datetime) -> None:
    by_person = event in ("card.withdrew", "card.corrected")
    ask_the_team(door.holder, door.organisation_id, key, event=event, now=now, by_person=by_person)

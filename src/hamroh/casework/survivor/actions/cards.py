"""Cards are given, named for, and ended. The code leaves this room once and is kept nowhere."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from hamroh.casework.cases.actions import note
from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.access import trusted_with_card
from hamroh.casework.survivor import rules
from hamroh.casework.survivor.access import ISSUE, mark_of, open_door_of
from hamroh.casework.survivor.actions.pins import new_salt, pin_mark
from hamroh.casework.survivor.models import Card, CardLock, OwnNames
from hamroh.casework.survivor.queries import door_state
from hamroh.casework.survivor.terms import BY_HAND, Ended, Holder
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.vault.access import keyed_mark
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import receipt_code
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of

BESIDE = (Holder.GUARDIAN, Holder.REPRESENTATIVE)  # who may hold a child's card beside the child


def issue_card(
    actor: Actor,
    *,
    case_id: UUID,
    id: UUID,
    seed: str,
    language: str,
    until: date | None,
    chosen_now: bool,
    pins: Mapping[str, str],
    now: datetime,
) -> str:
    """A new card; gives its code. The card before it opens nothing from this moment on.

    `seed` is random and known to the form alone: a second click gives the same code, and nobody finds it again later.
    `chosen_now`: the person types the PINs here; else they are chosen when the page is opened for the first time.
    """
    require(actor, ISSUE, "case", case_id)
    case = open_door_of(actor, case_id)
    code = receipt_code(int(keyed_mark("card code", f"{id}:{seed}"), 16))
    if (first := Card.objects.filter(pk=id, case=case).first()) is not None:
        if first.mark == mark_of(code):
            return code
        raise NotFound("card", id)
    _refuse_what_hinders(actor, case, language, until, chosen_now, pins, now)
    with transaction.atomic():
        _end_living(actor, case, Ended.REPLACED, now)
        _save(actor, case, id=id, code=code, language=language, until=until, pins=pins if chosen_now else {}, now=now)
        note(actor, case, "card.issued", now=now)
        record(actor, "card.issued", resource="card", resource_id=id, case_id=case.pk, at=now)
    return code


def _refuse_what_hinders(
    actor: Actor,
    case: Case,
    language: str,
    until: date | None,
    chosen_now: bool,
    pins: Mapping[str, str],
    now: datetime,
) -> None:
    door = door_state(case, now)
    holder = door.assessment.holder if door.assessment else ""
    trust = trusted_with_card(actor, case, day_of(now)) if holder in BESIDE else {holder: None}
    obstacles = rules.obstacles_to_issuing(
        danger_since=door.danger_since,
        trusted=holder in trust,
        trusted_until=trust.get(holder),
        offered=door.offered,
        until=until,
        today=day_of(now),
        languages=editions.current().pack.mechanism.languages,
        language=language,
        closed=case.closed_at is not None,
    )
    if chosen_now:
        obstacles += rules.obstacles_to_pins(**pins)
    if obstacles:
        raise Refused(*obstacles)


def _save(
    actor: Actor,
    case: Case,
    *,
    id: UUID,
    code: str,
    language: str,
    until: date | None,
    pins: Mapping[str, str],
    now: datetime,
) -> None:
    assert until and actor.user_id
    door, salt, mark = door_state(case, now), new_salt(), mark_of(code)
    card = Card(
        id=id,
        case=case,
        person_id=case.person_id,
        organisation_id=case.organisation_id,
        mark=mark,
        holder=door.assessment.holder if door.assessment else "",
        language=language,
        issued_at=now,
        issued_by=actor.user_id,
        until=end_of(until),
        pin_chosen_at=now if pins else None,
    )
    try:
        with transaction.atomic():
            card.save(force_insert=True)
            CardLock(
                card=card,
                case_id=case.pk,
                mark=mark,
                salt=salt,
                pin=pin_mark(pins.get("pin", ""), salt),
                second=pin_mark(pins.get("second", ""), salt),
            ).save(force_insert=True)
    except IntegrityError:  # a forged key, or a colleague made a card at this very moment
        raise Refused(
            Obstacle(N_("A colleague has just made a card for this person: look at the page again."))
        ) from None


def end_of(day: date) -> datetime:
    """The last minute of a day on which a card still opens the page."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def end_card(actor: Actor, *, case_id: UUID, why: str, now: datetime) -> None:
    """One press: from this moment the card opens nothing, and whoever has the page open sees it no more. Twice is once."""
    if not actor.may("case:supervise"):
        require(actor, ISSUE, "case", case_id)
    case = open_door_of(actor, case_id)
    if why not in BY_HAND:
        raise Refused(Obstacle(N_("Choose from the list why the card ends."), "why"))
    with transaction.atomic():
        _end_living(actor, case, Ended(why), now)


def end_with_case(actor: Actor, case: Case, now: datetime) -> None:
    """The case is closed: nobody opens its page any more. The case is open."""
    _end_living(actor, case, Ended.CASE_CLOSED, now)


def end_with_trust(actor: Actor, case: Case, now: datetime) -> None:
    """Whom a child's card is trusted to may have changed: one whose holder is trusted no longer ends now.

    Where the trust has a last day, the card has none after it. The case is open.
    """
    held = Card.objects.filter(case=case, ended_at__isnull=True, holder__in=BESIDE)
    if (card := held.first()) is None:
        return
    trust = trusted_with_card(actor, case, day_of(now))
    if card.holder not in trust:
        _end_living(actor, case, Ended.UNSAFE, now)
    elif (last_day := trust[card.holder]) and (ends := end_of(last_day)) < card.until:
        held.update(until=ends)


def _end_living(actor: Actor, case: Case, why: Ended, now: datetime) -> None:
    living = Card.objects.filter(case=case, ended_at__isnull=True)
    for card_id in living.values_list("pk", flat=True):
        living.filter(pk=card_id).update(ended_at=now, ended_by=actor.user_id, ended_why=why)
        note(actor, case, "card.ended", now=now, why=why)
        record(actor, "card.ended", resource="card", resource_id=card_id, case_id=case.pk, at=now, why=why)


def name_organisations(
    actor: Actor, *, case_id: UUID, seen: int, own: Mapping[str, str], harmless: Collection[str], now: datetime
) -> OwnNames:
    """What the person wants each organisation (by its key, as text) to be called, and which anybody may see. A revision.

    Raises Changed when a colleague wrote meanwhile.
    """
    require(actor, ISSUE, "case", case_id)
    case = open_door_of(actor, case_id)
    if obstacles := rules.obstacles_to_names(own):
        raise Refused(*obstacles)
    words = {
        "own": {key: name.strip() for key, name in own.items() if name.strip()},
        "harmless": sorted(key for key in harmless if own.get(key, "").strip()),
    }
    with transaction.atomic():
        row = revise(
            actor, OwnNames, thing=case.pk, seen=seen, subject_id=case.person_id, words=words, now=now, case=case
        )
        record(actor, "card.named", resource="case", resource_id=case.pk, case_id=case.pk, at=now)
    return row

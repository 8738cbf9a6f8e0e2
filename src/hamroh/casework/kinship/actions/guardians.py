"""Who stands by a child is written down, barred, or trusted with the child's card."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import mark
from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.access import stands_by
from hamroh.casework.kinship.actions.writing import before, open_to_write, second_click, told
from hamroh.casework.kinship.events import CLEARED, FEARED
from hamroh.casework.kinship.models import Guardian
from hamroh.casework.kinship.queries.written import Written, shaped
from hamroh.casework.kinship.rules import guardians as rules
from hamroh.casework.kinship.terms import Role
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import history
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of

COLUMNS = ("role", "tie", "appointed_by", "paper", "since", "until", "ended_because", "suspected", "card")
WORDS = ("name", "contact", "paper_detail", "suspected_why", "lifted_why", "card_why")

# Who is told when it may have changed whom the child's card is trusted to, or until when: an act each, in the same
# transaction.
ON_TRUST: list[Callable[[Actor, Case, datetime], None]] = []


def write_guardian(
    actor: Actor,
    *,
    case_id: UUID,
    guardian_id: UUID,
    seen: int,
    role: str,
    tie: str,
    name: str,
    contact: str = "",
    appointed_by: str,
    paper: str,
    paper_detail: str = "",
    since: date | None,
    until: date | None = None,
    ended_because: str = "",
    suspected: bool = False,
    suspected_why: str = "",
    now: datetime,
) -> None:
    """Write down a guardian or an appointed representative of a child, or that they are feared, or that it ended.

    An appointment stops the clock that asks for one; when the last one ends or is barred, the clock runs again. Whoever is
    suspected loses the child's card at once. A second click finds the first one's writing.
    """
    case = open_to_write(actor, case_id)
    row = before(Guardian, case, guardian_id)
    if second_click(actor, row, seen):
        return
    today, was = day_of(now), shaped(row, case.person_id) if row else None
    written = rules.Written(role, tie, name, appointed_by, paper, since, until, ended_because, suspected, suspected_why)
    others = [p for p in stands_by(case.pk) if p.key != guardian_id]
    if obstacles := rules.obstacles_to_guardian(
        written,
        child=case.child,
        closed=case.closed_at is not None,
        others=others,
        feared_before=bool(was and was["suspected"]),
        today=today,
    ):
        raise Refused(*obstacles)
    ended = until is not None and until <= today
    parts = (was.told if was else {}) | {
        "role": role,
        "tie": tie,
        "appointed_by": appointed_by,
        "paper": paper,
        "since": since,
        "until": until,
        "ended_because": ended_because if ended else "",
        "suspected": suspected,
        "card": bool(was and was["card"]) and not suspected and not ended,
        "name": name.strip(),
        "contact": contact.strip(),
        "paper_detail": paper_detail.strip(),
        "suspected_why": suspected_why.strip() if suspected else "",
    }
    with transaction.atomic():
        _write(actor, case, guardian_id, seen, parts, now)
        _tell(actor, case, was, parts, today, now)


def lift_suspicion(actor: Actor, *, case_id: UUID, guardian_id: UUID, seen: int, why: str, now: datetime) -> None:
    """The supervisor says that this person is feared no longer, and why; who wrote the fear down does not."""
    case = open_to_write(actor, case_id, "case:supervise")
    was = _standing(case, guardian_id)
    if obstacles := rules.obstacles_to_lifting(
        suspected=was["suspected"], why=why, own=_feared_by(guardian_id) == actor.user_id
    ):
        raise Refused(*obstacles)
    with transaction.atomic():
        _write(actor, case, guardian_id, seen, was.told | {"suspected": False, "lifted_why": why.strip()}, now)
        told(actor, case, CLEARED, now=now, role=was["role"])


def decide_card(
    actor: Actor, *, case_id: UUID, guardian_id: UUID, seen: int, allowed: bool, why: str = "", now: datetime
) -> None:
    """The team decides whether a guardian or representative may hold the card to the child's own page. Usually nobody may."""
    case = open_to_write(actor, case_id)
    was = _standing(case, guardian_id)
    who = next(p for p in stands_by(case.pk) if p.key == guardian_id)
    if case.closed_at:
        raise Refused(rules.CLOSED)
    if obstacles := rules.obstacles_to_card(who, allowed=allowed, why=why, day=day_of(now)):
        raise Refused(*obstacles)
    with transaction.atomic():
        _write(actor, case, guardian_id, seen, was.told | {"card": allowed, "card_why": why.strip()}, now)
        told(actor, case, "guardian.card", now=now, allowed=allowed)


def end_all(actor: Actor, case: Case, *, because: str, now: datetime) -> None:
    """Nobody speaks for the person any more: every guardian and representative ends today. The group must be open."""
    today = day_of(now)
    for person in stands_by(case.pk):
        if person.on(today):
            was = _standing(case, person.key)
            parts = was.told | {"until": today, "ended_because": because, "card": False}
            _write(actor, case, person.key, was.number, parts, now)
    mark(case, represented_at=None)


def _feared_by(guardian_id: UUID) -> UUID | None:
    """Who wrote down the fear that stands now: the eldest revision of it."""
    feared = list(takewhile(lambda row: row.suspected, history(Guardian, guardian_id)))
    return feared[-1].written_by if feared else None


def _standing(case: Case, guardian_id: UUID) -> Written:
    row = before(Guardian, case, guardian_id)
    if row is None:
        raise NotFound("guardian", guardian_id)
    return shaped(row, case.person_id)


def _write(actor: Actor, case: Case, guardian_id: UUID, seen: int, parts: dict[str, Any], now: datetime) -> None:
    revise(
        actor,
        Guardian,
        thing=guardian_id,
        seen=seen,
        subject_id=case.person_id,
        words={name: parts.get(name, "") for name in WORDS},
        now=now,
        case=case,
        **{name: parts[name] for name in COLUMNS},
    )
    for tell in ON_TRUST:
        tell(actor, case, now)


def _tell(actor: Actor, case: Case, was: Written | None, parts: dict[str, Any], today: date, now: datetime) -> None:
    stood, stands = _represents(was.told if was else None, today), _represents(parts, today)
    if stands != stood:
        mark(case, represented_at=now if stands else None)
    told(actor, case, "representative.appointed" if stands and not stood else "guardian.written", now=now)
    if parts["suspected"] and not (was and was["suspected"]):
        told(actor, case, FEARED, now=now, role=parts["role"])
    if stood and not stands:
        told(actor, case, "representative.needed", now=now)


def _represents(parts: dict[str, Any] | None, today: date) -> bool:
    if parts is None or parts["role"] != Role.REPRESENTATIVE or parts["suspected"]:
        return False
    return bool(parts["until"] is None or parts["until"] > today)

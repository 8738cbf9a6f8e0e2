"""What stands on a person's page, and what the team knows of their door. The one or the other door must be open."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.models import Case, Task
from hamroh.casework.grounds import queries as grounds
from hamroh.casework.grounds.models import Disclosure, Ground
from hamroh.casework.grounds.terms import Kind
from hamroh.casework.people.terms import Told
from hamroh.casework.survivor import rules
from hamroh.casework.survivor.access import OpenDoor
from hamroh.casework.survivor.models import Card, CardUse, Correction, DoorAssessment, OwnNames, Rating
from hamroh.casework.survivor.terms import SETTLED_BY_HAND, Decision, State, Use
from hamroh.foundation.revisions.queries import history, newest_one, words_of
from hamroh.foundation.vault.access import Unreadable, unseal

# What other rooms let a person read on their own page: appointments to come, goals of the plan.
SHOWN: list[Callable[[UUID, UUID, datetime], list[Told]]] = []
CORRECTION_PLACE, ANSWER_PLACE = "survivor_correction.sealed:{}", "survivor_correction.answer_sealed:{}"
RATING_PLACE = "survivor_rating.sealed:{}"


@dataclass(frozen=True)
class Names:
    """What the person calls each organisation; which of them may be seen by whoever stands beside them."""

    own: dict[str, str] = field(default_factory=dict)
    harmless: frozenset[str] = frozenset()
    number: int = 0


def names_of(case_id: UUID, person_id: UUID) -> Names:
    row = newest_one(OwnNames, case_id)
    told = words_of(row, person_id) if row else None
    if row is None or told is None:
        return Names(number=row.number if row else 0)
    return Names(told.get("own", {}), frozenset(told.get("harmless", ())), row.number)


@dataclass(frozen=True)
class Agreed:
    """One agreement, or one act in danger without it. `ends_at_once`: the person may take it back with a press."""

    id: UUID
    organisation_id: UUID
    groups: tuple[str, ...]
    without_asking: bool
    holds: bool
    until: datetime
    withdrawn_at: datetime | None
    ends_at_once: bool


@dataclass(frozen=True)
class Given:
    """That an organisation was told these parts, then."""

    organisation_id: UUID
    groups: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class OwnPage:
    """All that the page may say. Organisations stand in the order in which the person met them."""

    names: Names
    agreed: tuple[Agreed, ...]
    given: tuple[Given, ...]
    appointments: tuple[Told, ...]
    goals: tuple[Told, ...]
    opened: tuple[datetime, ...]
    corrections: tuple["Corrected", ...]


@dataclass(frozen=True)
class Corrected:
    """What the person wrote; None once it was erased. The answer is empty while there is none."""

    id: UUID
    at: datetime
    text: str | None
    answer: str
    answered_at: datetime | None
    duress: bool


def own_page(door: OpenDoor, now: datetime) -> OwnPage:
    """What this visit may see. With the second PIN: what the person called harmless, and what was written in such visits."""
    case_id, seen = door.holder.case_id, _seen(door)
    names = names_of(case_id, door.person_id)
    pretended = _pretended(case_id) if door.duress else {}
    agreed = [_agreed(g, door, pretended, now) for g in Ground.objects.filter(case_id=case_id).order_by("recorded_at")]
    gone = _left_by(agreed, pretended)
    told = [t for provider in SHOWN for t in provider(case_id, door.person_id, now)]
    return OwnPage(
        names=names,
        agreed=tuple(a for a in agreed if seen(names, a.organisation_id)),
        given=tuple(g for g in _given(case_id, {a.id for a in agreed}) if seen(names, g.organisation_id)),
        appointments=tuple(
            t
            for t in told
            if t.kind == "appointment" and t.organisation_id not in gone and seen(names, t.organisation_id)
        ),
        goals=() if door.duress else tuple(t for t in told if t.kind == "goal"),
        opened=tuple(_openings(case_id)),
        corrections=tuple(c for c in corrections_of(case_id, door.person_id) if c.duress is door.duress),
    )


def _left_by(agreed: Iterable[Agreed], pretended: Collection[UUID]) -> set[UUID]:
    """With whom there is nothing more to meet for, as far as somebody under pressure was shown: as if it had ended indeed."""
    agreed = list(agreed)
    shown_ended = {a.organisation_id for a in agreed if a.id in pretended and a.withdrawn_at}
    return shown_ended - {a.organisation_id for a in agreed if a.holds}


def _seen(door: OpenDoor) -> Callable[[Names, UUID | None], bool]:
    if not door.duress:
        return lambda names, organisation_id: True
    return lambda names, organisation_id: str(organisation_id) in names.harmless


def _agreed(ground: Ground, door: OpenDoor, pretended: dict[UUID, datetime], now: datetime) -> Agreed:
    consented = ground.kind == Kind.CONSENT
    ends_at_once = consented and rules.ends_at_once(given_by=ground.given_by, holder=door.card_holder)
    withdrawn_at = ground.withdrawn_at or (pretended.get(ground.pk) if ends_at_once else None)
    return Agreed(
        id=ground.pk,
        organisation_id=ground.recipient_organisation_id,
        groups=tuple(ground.groups),
        without_asking=not consented,
        holds=withdrawn_at is None and grounds.holds(ground, now),
        until=ground.ends_at,
        withdrawn_at=withdrawn_at,
        ends_at_once=ends_at_once,
    )


def _pretended(case_id: UUID) -> dict[UUID, datetime]:
    """What somebody under pressure was shown as taken back. Nothing of it happened; the page keeps saying so to them."""
    rows = CardUse.objects.filter(case_id=case_id, duress=True, use=Use.WITHDREW, thing_id__isnull=False)
    return {row.thing_id: row.at for row in rows.order_by("-at") if row.thing_id}


def _given(case_id: UUID, ground_ids: Iterable[UUID]) -> list[Given]:
    rows = Disclosure.objects.filter(case_id=case_id, ground_id__in=list(ground_ids)).order_by("-at", "-pk")
    return [Given(row.recipient_organisation_id, tuple(row.groups), row.at) for row in rows]


LATELY = 20


def _openings(case_id: UUID) -> list[datetime]:
    rows = CardUse.objects.filter(case_id=case_id, use=Use.OPENED).order_by("-at", "-pk")
    return list(rows.values_list("at", flat=True)[:LATELY])


def corrections_of(case_id: UUID, person_id: UUID) -> list[Corrected]:
    """What the person said is not right, the newest first, with what was answered."""
    rows = Correction.objects.filter(case_id=case_id).order_by("-at", "-pk")
    return [
        Corrected(
            row.pk,
            row.at,
            _unsealed(person_id, row.sealed, CORRECTION_PLACE.format(row.pk)),
            _unsealed(person_id, row.answer_sealed, ANSWER_PLACE.format(row.pk)) or "",
            row.answered_at,
            row.duress,
        )
        for row in rows
    ]


def _unsealed(person_id: UUID, sealed: Any, place: str) -> str | None:
    if sealed is None:
        return None
    try:
        return unseal(person_id, bytes(sealed), place=place)
    except Unreadable:
        return None


@dataclass(frozen=True)
class DoorState:
    """The door as the team sees it."""

    state: State
    assessment: DoorAssessment | None
    why: str
    card: Card | None
    danger_since: bool

    @property
    def offered(self) -> bool:
        return self.assessment is not None and self.assessment.decision == Decision.OFFER

    @property
    def number(self) -> int:
        return self.assessment.number if self.assessment else 0


def door_state(case: Case, now: datetime) -> DoorState:
    """Whether it was weighed and offered, and which card is in use. The group of risks must be open."""
    assessment, card = newest_one(DoorAssessment, case.pk), newest_card(case.pk)
    words = words_of(assessment, case.person_id) if assessment else {}
    state = rules.state_of(
        decision=assessment.decision if assessment else "",
        card_ended=card.ended_at is not None if card else None,
        card_until=card.until if card else None,
        locked=bool(card and card.locked_at),
        now=now,
    )
    return DoorState(state, assessment, (words or {}).get("why", ""), card, _danger_since(case, assessment))


def assessments_of(case: Case) -> list[tuple[DoorAssessment, str]]:
    """Every time the door was weighed, the newest first, each with why."""
    rows = history(DoorAssessment, case.pk)
    return [(row, (words_of(row, case.person_id) or {}).get("why", "")) for row in rows]


def _danger_since(case: Case, assessment: DoorAssessment | None) -> bool:
    if assessment is None:
        return False
    return CardUse.objects.filter(case=case, duress=True, at__gt=assessment.written_at).exists()


def newest_card(case_id: UUID) -> Card | None:
    return Card.objects.filter(case_id=case_id).order_by("-issued_at", "-pk").first()


def cards_of(case: Case) -> list[Card]:
    return list(Card.objects.filter(case=case).order_by("-issued_at", "-pk"))


def uses_of(case: Case, limit: int = 50) -> list[CardUse]:
    """The newest uses. The case must have been opened."""
    return list(CardUse.objects.filter(case=case).order_by("-at", "-pk")[:limit])


def signs_of(case: Case) -> list[Task]:
    """Of what the page asks of the team, what is not settled yet and is settled by a word."""
    return list(Task.objects.filter(case=case, key__in=SETTLED_BY_HAND, done_at__isnull=True).order_by("due_at", "pk"))


@dataclass(frozen=True)
class Rated:
    at: datetime
    scale: int
    text: str
    duress: bool


def ratings_of(case: Case) -> list[Rated]:
    rows = Rating.objects.filter(case=case).order_by("-at", "-pk")
    return [
        Rated(r.at, r.scale, _unsealed(case.person_id, r.sealed, RATING_PLACE.format(r.pk)) or "", r.duress)
        for r in rows
    ]


def to_be_named(case: Case) -> list[UUID]:
    """Organisations that stand, or may come to stand, on the page: those with whom something was agreed. In that order."""
    told = [g.recipient_organisation_id for g in reversed(grounds.grounds_of(case)) if g.kind != Kind.AUTHORITY_DEMAND]
    return list(Counter(told))

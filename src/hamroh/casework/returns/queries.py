"""How a return stands, with all that was written down beside it. The group must be open."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import lists_of
from hamroh.casework.kinship.queries import best_interests_of, representative_of
from hamroh.casework.people.queries import profile_lists
from hamroh.casework.returns.models import Agreement, Assessment, Paper, Partner, Return, Visit
from hamroh.casework.returns.rules import Agreed, Assessed, Facts, obstacles_to_moving, ways_on
from hamroh.casework.returns.terms import (
    DIRECTION_WORDS,
    LISTS,
    OVER,
    PART_FIELDS,
    ROAD,
    STATE_WORDS,
    TOLD_ABROAD,
    WISH,
    Part,
    State,
)
from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.foundation.revisions.queries import as_said, history, newest, newest_one, told_pairs
from hamroh.kernel.errors import Obstacle
from hamroh.mechanism.editions import queries as editions

MODELS: dict[str, Any] = {
    Part.ASSESSMENT: Assessment,
    Part.PARTNER: Partner,
    Part.AGREEMENT: Agreement,
    Part.DOCUMENT: Paper,
    Part.VISIT: Visit,
}
Pairs = list[tuple[Any, Any]]
Lists = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Shown:
    """One thing beside a return, as it stands or stood."""

    part: str
    thing: UUID
    number: int
    pairs: Pairs
    written_at: datetime
    written_by: UUID | None
    assessed: Assessed | None = None


@dataclass(frozen=True)
class Journey:
    """A return as it stands."""

    thing: UUID
    number: int
    direction: str
    state: str
    country: Any
    pairs: Pairs
    departed_on: date | None
    arrived_on: date | None
    stopped_why: str
    over: bool


def returns_of(case: Case) -> list[Journey]:
    """The returns of a case, the newest first."""
    lists = choices_of(case)
    return [_journey(row, case.person_id, lists) for row in reversed(newest(Return, case=case))]


def return_of(case: Case, thing: UUID) -> Journey | None:
    row = row_of(case, thing)
    return _journey(row, case.person_id, choices_of(case)) if row else None


def row_of(case: Case, thing: UUID) -> Return | None:
    """The newest revision of a return of this case."""
    row = newest_one(Return, thing)
    return row if row is not None and row.case_id == case.pk else None


def wish_of(case: Case, thing: UUID) -> tuple[dict[str, Any], int] | None:
    """The wish as it was typed, and the number of its revision."""
    row = row_of(case, thing)
    return (as_said(row, WISH, case.person_id), row.number) if row else None


def choices_of(case: Case) -> Lists:
    """From what may be chosen: lists of the edition, countries, and what a partner may be told."""
    groups = {str(group): _(GROUP_WORDS[group]) for group in TOLD_ABROAD}
    return {**lists_of(case, LISTS), "group": groups, "country": profile_lists()["citizenship"]}


def beside(case: Case, journey: UUID) -> dict[str, list[Shown]]:
    """By part what stands beside this return, in the order in which it was first written."""
    lists = choices_of(case)
    return {part: [_shown(part, row, case, lists) for row in _rows(part, case, journey)] for part in PART_FIELDS}


def said_of(case: Case, part: str, thing: UUID) -> tuple[dict[str, Any], int] | None:
    """One thing as it was typed, and its number; None when there is no such thing in this case."""
    row = newest_one(MODELS[part], thing)
    if row is None or row.case_id != case.pk:
        return None
    said = as_said(row, PART_FIELDS[part], case.person_id)
    return (said | ({"partner": row.partner} if part == Part.AGREEMENT else {})), row.number


def history_of(case: Case, part: str, thing: UUID) -> list[Shown]:
    """All revisions of one thing of this case, the newest first; the return itself is the part “journey”."""
    lists = choices_of(case)
    if part == "journey":
        rows = [row for row in history(Return, thing) if row.case_id == case.pk]
        told = [(row, [(_("Where it stands"), _(STATE_WORDS[row.state]))]) for row in rows]
        return [
            Shown(part, r.thing, r.number, [*state, *told_pairs(r, WISH, case.person_id, lists)], r.written_at, r.written_by)
            for r, state in told
        ]  # fmt: skip
    return [_shown(part, row, case, lists) for row in history(MODELS[part], thing) if row.case_id == case.pk]


def facts_of(case: Case, row: Return, day: date) -> Facts:
    """What the rules must know of this return on a day. Of a child also what its family part tells, where that is open."""
    newest_of = {part: _rows(part, case, row.thing) for part in PART_FIELDS}
    assessments = newest_of[Part.ASSESSMENT]
    return Facts(
        direction=row.direction,
        state=row.state,
        child=case.child,
        country=row.country,
        wished_on=row.wished_on,
        departed_on=row.departed_on,
        arrived_on=row.arrived_on,
        assessed=assessed_of(assessments[-1]) if assessments else None,
        partners={partner.thing: partner.country for partner in newest_of[Part.PARTNER]},
        agreements=tuple(Agreed(a.partner, a.until_on, a.taken_back_on) for a in newest_of[Part.AGREEMENT]),
        best_interests=row.best_interests_on is not None or _weighed(case),
        represented=row.represented or _spoken_for(case, day),
        visits=tuple(visit.visited_on for visit in newest_of[Part.VISIT]),
    )


def _weighed(case: Case) -> bool:
    return case.child and bool(best_interests_of(case.pk, case.person_id))


def _spoken_for(case: Case, day: date) -> bool:
    return case.child and representative_of(case.pk, case.person_id, day) is not None


def next_state(journey: Journey) -> str:
    """Where the road leads from here; empty where it ends. What is written beside it may lead there by itself."""
    ways = ways_on(journey.direction, journey.state) - {State.STOPPED}
    return max(ways, key=ROAD.index) if ways else ""


def what_is_missing(case: Case, thing: UUID, today: date) -> tuple[Obstacle, ...]:
    """What speaks against the next step of this return today, apart from what is said with it."""
    row = row_of(case, thing)
    if row is None or row.state in OVER:
        return ()
    to = next_state(_journey(row, case.person_id, choices_of(case)))
    found = obstacles_to_moving(
        facts_of(case, row, today), to, on=today, today=today, closed=case.closed_at is not None, how="partner"
    )
    return tuple(obstacle for obstacle in found if not obstacle.field)


def assessed_of(row: Assessment) -> Assessed:
    return Assessed(row.level, frozenset(row.authors), row.verdict, row.decided_by, row.seconded_by)


def under_way(case: Case, but: UUID | None = None) -> bool:
    """Whether a return of this case is not over, other than this one."""
    return any(row.state not in OVER and row.thing != but for row in newest(Return, case=case))


def state_of(case: Case) -> str:
    """Where the newest return stands; empty when there is none."""
    rows = newest(Return, case=case)
    return rows[-1].state if rows else ""


def return_values(case_id: UUID, person_id: UUID) -> Pairs:
    """For whoever it was opened for: direction, country, where it stands and on which days it went on."""
    edition = editions.current()
    known = {code_list.id for code_list in edition.pack.lists}
    lists: Lists = {name: edition.words(name) for name in LISTS if name in known} | {
        "country": profile_lists()["citizenship"]
    }
    told: Pairs = []
    for row in newest(Return, case_id=case_id):
        told += [(_("Direction"), _(DIRECTION_WORDS[row.direction])), (_("Where it stands"), _(STATE_WORDS[row.state]))]
        told += told_pairs(row, WISH, person_id, lists)
        days = ((_("Left on"), row.departed_on), (_("Arrived on"), row.arrived_on))
        told += [(label, day) for label, day in days if day]
    return told


def _rows(part: str, case: Case, journey: UUID) -> list[Any]:
    return newest(MODELS[part], case=case, journey=journey)


def _journey(row: Return, person_id: UUID, lists: Lists) -> Journey:
    return Journey(
        row.thing,
        row.number,
        row.direction,
        row.state,
        lists["country"].get(row.country, row.country),
        told_pairs(row, WISH, person_id, lists),
        row.departed_on,
        row.arrived_on,
        row.stopped_why,
        row.state in OVER,
    )


def _shown(part: str, row: Any, case: Case, lists: Lists) -> Shown:
    pairs = told_pairs(row, PART_FIELDS[part], case.person_id, lists)
    assessed = assessed_of(row) if part == Part.ASSESSMENT else None
    return Shown(part, row.thing, row.number, pairs, row.written_at, row.written_by, assessed)

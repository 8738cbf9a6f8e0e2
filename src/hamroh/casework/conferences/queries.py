"""A conference as this reader may see it: without items for which they left the room, and without parts that are not theirs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.cases.access import cases_working_in, open_permitted
from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import lists_of
from hamroh.casework.conferences.models import Action, Conference, Item, Participant
from hamroh.casework.conferences.rules import Discussed, Ground, Sat
from hamroh.casework.conferences.terms import CONFERENCE, LISTS, PART_FIELDS, WHO_WORDS, Part, Who
from hamroh.casework.grounds.queries import ground_of, grounds_of, holds
from hamroh.casework.grounds.terms import CARRIES_REFERRALS, STATUS
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.foundation.revisions.queries import as_said, history, newest, newest_one, told_pairs, words_of
from hamroh.kernel.actor import Actor
from hamroh.mechanism.membership.queries import colleague_names, organisation_names

MODELS: dict[str, Any] = {Part.PARTICIPANT: Participant, Part.ITEM: Item, Part.ACTION: Action}
Pairs = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Held:
    """A conference: what is written down of it as a whole."""

    thing: UUID
    number: int
    held_at: datetime
    purpose: Any
    pairs: Pairs


@dataclass(frozen=True)
class Seat:
    """Somebody who sat, in the words of the page: never a name of somebody outside."""

    thing: UUID
    number: int
    who: str
    name: str
    role: str
    organisation: Any
    user_id: UUID | None


@dataclass(frozen=True)
class Point:
    thing: UUID
    number: int
    title: str
    said: str
    decided: str
    groups: tuple[str, ...]
    left: frozenset[UUID]


@dataclass(frozen=True)
class Todo:
    """What somebody took upon themselves. `code` and `case_id` for lists over cases."""

    thing: UUID
    number: int
    conference: UUID
    case_id: UUID
    code: str
    what: str
    responsible: UUID
    due_on: date
    done_on: date | None
    since: datetime


def open_conferences(actor: Actor, case_id: UUID) -> tuple[Case, frozenset[FieldGroup]]:
    """The case with its conferences, and with whatever of its parts this actor may read: items touch them. One look."""
    return open_permitted(actor, case_id, *(g for g in FieldGroup if g != FieldGroup.CORE))


def conferences_of(case: Case) -> list[Held]:
    """The conferences of a case, the newest first."""
    lists = lists_of(case, LISTS)
    held = [_held(row, case, lists) for row in newest(Conference, case=case)]
    return sorted(held, key=lambda one: one.held_at, reverse=True)


def conference_of(case: Case, thing: UUID) -> Held | None:
    row = newest_one(Conference, thing)
    return _held(row, case, lists_of(case, LISTS)) if row is not None and row.case_id == case.pk else None


def row_of(case: Case, thing: UUID) -> Conference | None:
    row = newest_one(Conference, thing)
    return row if row is not None and row.case_id == case.pk else None


def seats_of(case: Case, conference: UUID) -> list[Seat]:
    """Who sat, in the order in which they were written down."""
    rows = newest(Participant, case=case, conference=conference)
    names = colleague_names(r.user_id for r in rows if r.user_id)
    offices = organisation_names(r.of_organisation for r in rows if r.of_organisation)
    return [
        Seat(
            r.thing,
            r.number,
            r.who,
            names.get(r.user_id, "") if r.user_id else "",
            str((words_of(r, case.person_id) or {}).get("role", "")),
            offices.get(r.of_organisation, "") if r.of_organisation else "",
            r.user_id,
        )
        for r in rows
    ]


def points_of(case: Case, conference: UUID, opened: frozenset[FieldGroup]) -> list[Point]:
    """The items that this reader may see: the database hides those for which they left, here those of parts not theirs."""
    rows = [row for row in newest(Item, case=case, conference=conference) if set(row.groups) <= set(opened)]
    found = []
    for row in rows:
        words = words_of(row, case.person_id) or {}
        title, said, decided = (str(words.get(name, "")) for name in ("title", "said", "decided"))
        found.append(Point(row.thing, row.number, title, said, decided, tuple(row.groups), frozenset(row.left)))
    return found


def copy_for(
    case: Case, conference: UUID, opened: frozenset[FieldGroup], participant: UUID, now: datetime
) -> tuple[list[Point], list[Todo]]:
    """Items and actions that the minutes of this participant hold: of what this reader sees, that for which they stayed.

    Somebody of another organisation gets what the ground on which they sat covers today, and what they took upon themselves.
    """
    row = newest_one(Participant, participant)
    points = [p for p in points_of(case, conference, opened) if participant not in p.left]
    todos = todos_of(case, conference)
    if row is None or row.of_organisation is None:
        return points, todos
    ground = ground_of(case, row.ground_id) if row.ground_id else None
    covered = frozenset(ground.groups) if ground and holds(ground, now) else None
    heard = [p for p in points if covered is not None and set(p.groups) <= covered]
    return heard, [todo for todo in todos if todo.responsible == participant]


def todos_of(case: Case, conference: UUID) -> list[Todo]:
    rows = newest(Action, case=case, conference=conference)
    return sorted((_todo(row, case) for row in rows), key=lambda todo: (todo.due_on, todo.thing))


def todos_for(actor: Actor) -> list[Todo]:
    """What this actor took upon themselves in conferences of cases on which they work, and has not done yet."""
    codes = cases_working_in(actor, FieldGroup.CONFERENCE)
    rows = newest(Action, case_id__in=list(codes)) if codes else []
    mine = [row for row in rows if row.responsible_user == actor.user_id and row.done_on is None]
    return sorted((_todo(row, None, codes[row.case_id]) for row in mine), key=lambda todo: (todo.due_on, todo.thing))


def said_of(case: Case, part: str, thing: UUID) -> tuple[dict[str, Any], int] | None:
    """One thing as it was typed, with whom it names, and its number; None when there is no such thing for this reader."""
    row = newest_one(MODELS[part], thing)
    if row is None or row.case_id != case.pk:
        return None
    said = as_said(row, PART_FIELDS[part], case.person_id)
    names: dict[str, tuple[str, ...]] = {
        Part.PARTICIPANT: ("user_id", "of_organisation", "ground_id"),
        Part.ITEM: ("left",),
        Part.ACTION: ("responsible",),
    }
    return said | {name: getattr(row, name) for name in names[part]}, row.number


def conference_said(case: Case, thing: UUID) -> tuple[dict[str, Any], int] | None:
    row = row_of(case, thing)
    return (as_said(row, CONFERENCE, case.person_id), row.number) if row else None


def history_of(
    case: Case, part: str, thing: UUID, opened: frozenset[FieldGroup]
) -> list[tuple[datetime, UUID | None, Pairs]]:
    """All revisions of one thing that this reader may see, the newest first: when, by whom, what."""
    model, fields = (Conference, CONFERENCE) if part == "conference" else (MODELS[part], PART_FIELDS[part])
    lists: dict[str, Any] = {**lists_of(case, LISTS), "group": {g: _(w) for g, w in GROUP_WORDS.items()}}
    rows = [row for row in history(model, thing) if row.case_id == case.pk]
    if part == Part.ITEM:
        rows = [row for row in rows if set(row.groups) <= set(opened)]
    return [(row.written_at, row.written_by, told_pairs(row, fields, case.person_id, lists)) for row in rows]


def table_of(case: Case, conference: UUID) -> list[Sat]:
    """Who sat, as rules ask it."""
    return [sat_of(case, row) for row in newest(Participant, case=case, conference=conference)]


def sat_of(case: Case, row: Participant) -> Sat:
    return Sat(row.thing, row.who, row.user_id, row.of_organisation, ground_facts(case, row.ground_id))


@dataclass(frozen=True)
class Offered:
    """A ground on which somebody of another organisation may sit."""

    id: UUID
    organisation_id: UUID
    organisation: dict[str, str]
    groups: tuple[str, ...]


def grounds_for(case: Case) -> list[Offered]:
    """Grounds of the case on which others may hear something; whether one held that day is the rule's to say."""
    return [
        Offered(g.pk, g.recipient_organisation_id, g.recipient_organisation.names, tuple(g.groups))
        for g in grounds_of(case)
        if g.kind in CARRIES_REFERRALS and g.purpose != STATUS
    ]


def ground_facts(case: Case, ground_id: UUID | None) -> Ground | None:
    ground = ground_of(case, ground_id) if ground_id else None
    if ground is None:
        return None
    return Ground(
        ground.kind,
        ground.purpose,
        ground.recipient_organisation_id,
        frozenset(ground.groups),
        ground.recorded_at,
        ground.ends_at,
        ground.withdrawn_at,
        ground.recipient_organisation.uniformed,
    )


def discussed_in(case: Case, conference: UUID) -> list[Discussed]:
    """Of each item which parts it touched and who left: as far as this actor may see it."""
    return [discussed(row) for row in newest(Item, case=case, conference=conference)]


def discussed(row: Item) -> Discussed:
    return Discussed(frozenset(row.groups), frozenset(row.left))


def seat_words(seat: Seat) -> tuple[Any, ...]:
    """How a seat is called: the colleague's name, else the role and the organisation, else in what capacity."""
    if seat.who == Who.COLLEAGUE:
        return (seat.name, seat.role)
    return (_(WHO_WORDS[seat.who]) if seat.who != Who.OUTSIDE else "", seat.role, seat.organisation)


def _held(row: Conference, case: Case, lists: dict[str, Any]) -> Held:
    purpose = lists["conference_purpose"].get(row.purpose, row.purpose)
    return Held(row.thing, row.number, row.held_at, purpose, told_pairs(row, CONFERENCE, case.person_id, lists))


def _todo(row: Action, case: Case | None, code: str = "") -> Todo:
    what = str((words_of(row, case.person_id) or {}).get("what", "")) if case else ""
    return Todo(
        row.thing,
        row.number,
        row.conference,
        row.case_id,
        code or (case.code if case else ""),
        what,
        row.responsible,
        row.due_on,
        row.done_on,
        row.written_at,
    )

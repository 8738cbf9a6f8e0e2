"""The acts of a conference: it was held, somebody sat, something was discussed, somebody does something."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import keep_thing, note
from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import lists_of
from hamroh.casework.conferences import rules
from hamroh.casework.conferences.models import Action, Conference, Item, Participant
from hamroh.casework.conferences.queries import (
    discussed,
    discussed_in,
    ground_facts,
    open_conferences,
    row_of,
    sat_of,
    table_of,
)
from hamroh.casework.conferences.terms import CONFERENCE, LISTS, PART_FIELDS, Part, Who
from hamroh.casework.grounds.actions import record_disclosure
from hamroh.casework.grounds.queries import ground_of, guardian_suspected
from hamroh.casework.kinship.queries import suspected_among
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.queries import newest, newest_one
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import colleagues


def hold_conference(
    actor: Actor, *, case_id: UUID, thing: UUID, seen: int, said: Mapping[str, Any], now: datetime
) -> int:
    """Write down that a conference was held, or anew what stands of it as a whole.

    Refuses unless whoever writes says that nobody sat there who may have done harm.
    """
    case, _opened = _open(actor, case_id)
    first = row_of(case, thing) is None
    obstacles = rules.obstacles_to_holding(
        said, codes=lists_of(case, LISTS), today=day_of(now), now=now, closed=case.closed_at is not None
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        row = keep_thing(actor, case, Conference, CONFERENCE, thing=thing, seen=seen, said=said, now=now)
        if first:
            note(actor, case, "conference.held", now=now)
        _recorded(actor, case, "conference.held", now, conference=str(thing))
    return row.number


def seat_participant(
    actor: Actor,
    *,
    case_id: UUID,
    conference: UUID,
    thing: UUID,
    seen: int,
    said: Mapping[str, Any],
    user_id: UUID | None = None,
    organisation: UUID | None = None,
    ground_id: UUID | None = None,
    now: datetime,
) -> int:
    """Write down who sat. Somebody of another organisation sits on a ground that covers every item for which they stay."""
    case, _opened = _open(actor, case_id)
    held = _held(case, conference)
    who = said.get("who", "")
    outside = who == Who.OUTSIDE
    sat = rules.Sat(
        thing,
        who,
        user_id if who == Who.COLLEAGUE else None,
        organisation if outside else None,
        ground_facts(case, ground_id) if outside else None,
    )
    obstacles = rules.obstacles_to_sitting(
        sat,
        said,
        items=discussed_in(case, conference),
        others=table_of(case, conference),
        colleagues={post.user_id for post in colleagues(case.organisation_id, now)},
        barred=case.barred,
        guardian_suspected=guardian_suspected(case) or suspected_among(case.pk),
        own_organisation=case.organisation_id,
        held_at=held.held_at,
        closed=case.closed_at is not None,
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        row = keep_thing(
            actor,
            case,
            Participant,
            PART_FIELDS[Part.PARTICIPANT],
            thing=thing,
            seen=seen,
            said=said,
            now=now,
            conference=conference,
            user_id=sat.user_id,
            of_organisation=sat.organisation_id,
            ground_id=ground_id if outside else None,
        )
        heard = rules.heard_by(thing, discussed_in(case, conference))
        _disclose(actor, case, row, heard, held.held_at, now)
        _recorded(actor, case, "conference.seated", now, conference=str(conference), who=who)
    return row.number


def write_item(
    actor: Actor,
    *,
    case_id: UUID,
    conference: UUID,
    thing: UUID,
    seen: int,
    said: Mapping[str, Any],
    left: frozenset[UUID] = frozenset(),
    now: datetime,
) -> int:
    """Write an item of the agenda, and who was asked to leave the room for it (`left`: participants).

    What others heard is written down as having left the file, on the ground on which they sat.
    """
    case, opened = _open(actor, case_id)
    held, table = _held(case, conference), table_of(case, conference)
    last = newest_one(Item, thing)
    if last is not None and (last.conference != conference or not set(last.groups) <= set(opened)):
        raise NotFound("item", thing)
    obstacles = rules.obstacles_to_item(
        said,
        left=left,
        was=discussed(last) if last else None,
        table=table,
        me=actor.user_id,
        codes={"group": [str(group) for group in opened if group != FieldGroup.CONFERENCE]},
        held_at=held.held_at,
        closed=case.closed_at is not None,
    )
    if obstacles:
        raise Refused(*obstacles)
    users = sorted(sat.user_id for sat in table if sat.key in left and sat.user_id)
    with transaction.atomic():
        row = keep_thing(
            actor,
            case,
            Item,
            PART_FIELDS[Part.ITEM],
            thing=thing,
            seen=seen,
            said=said,
            now=now,
            conference=conference,
            left=sorted(left),
            left_users=users,
        )
        before = frozenset(last.groups) if last else frozenset()
        for participant in newest(Participant, case=case, conference=conference):
            if participant.thing not in left:
                _disclose(actor, case, participant, frozenset(row.groups) - before, held.held_at, now)
        _recorded(actor, case, "conference.item_written", now, conference=str(conference))
    return row.number


def agree_action(
    actor: Actor,
    *,
    case_id: UUID,
    conference: UUID,
    thing: UUID,
    seen: int,
    said: Mapping[str, Any],
    responsible: UUID | None,
    now: datetime,
) -> int:
    """Write down what somebody does by when, or that it is done. Whoever has an account here finds it among their own work."""
    case, _opened = _open(actor, case_id)
    held, table = _held(case, conference), table_of(case, conference)
    last = newest_one(Action, thing)
    if last is not None and last.conference != conference:
        raise NotFound("action", thing)
    obstacles = rules.obstacles_to_action(
        said,
        responsible=responsible,
        table=table,
        held_at=held.held_at,
        today=day_of(now),
        closed=case.closed_at is not None,
    )
    if obstacles:
        raise Refused(*obstacles)
    user = next((sat.user_id for sat in table if sat.key == responsible), None)
    with transaction.atomic():
        row = keep_thing(
            actor,
            case,
            Action,
            PART_FIELDS[Part.ACTION],
            thing=thing,
            seen=seen,
            said=said,
            now=now,
            conference=conference,
            responsible=responsible,
            responsible_user=user,
        )
        _recorded(actor, case, "conference.action_agreed", now, conference=str(conference))
    return row.number


def record_minutes(actor: Actor, case: Case, *, conference: UUID, participant: UUID, now: datetime) -> None:
    """That somebody took the minutes out on paper, for whom."""
    _recorded(actor, case, "conference.minutes_made", now, conference=str(conference), participant=str(participant))


def _disclose(
    actor: Actor, case: Case, participant: Participant, groups: frozenset[str], held_at: datetime, now: datetime
) -> None:
    sat = sat_of(case, participant)
    if sat.who != Who.OUTSIDE or not groups or participant.ground_id is None:
        return
    ground = ground_of(case, participant.ground_id)
    assert ground  # the rule looked at it
    record_disclosure(actor, case=case, ground=ground, referral_id=None, groups=groups, now=now, left_at=held_at)


def _open(actor: Actor, case_id: UUID) -> tuple[Case, frozenset[FieldGroup]]:
    if not actor.may("case:open"):
        require(actor, "case:supervise", "case", case_id)
    case, opened = open_conferences(actor, case_id)
    if FieldGroup.CONFERENCE not in opened:
        raise NotFound("case", case_id)
    return case, opened


def _held(case: Case, conference: UUID) -> Conference:
    row = row_of(case, conference)
    if row is None:
        raise NotFound("conference", conference)
    return row


def _recorded(actor: Actor, case: Case, verb: str, now: datetime, **detail: Any) -> None:
    record(actor, verb, resource="case", resource_id=case.pk, case_id=case.pk, at=now, **detail)

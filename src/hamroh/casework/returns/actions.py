"""The acts on a return: the wish, what stands beside it, the judgement of its risk, and how it goes on."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import keep_thing, note
from hamroh.casework.cases.models import Case
from hamroh.casework.grounds.queries import guardian_suspected
from hamroh.casework.kinship.queries import suspected_among
from hamroh.casework.returns import rules
from hamroh.casework.returns.access import open_return
from hamroh.casework.returns.models import Assessment, Return
from hamroh.casework.returns.queries import (
    MODELS,
    assessed_of,
    choices_of,
    facts_of,
    row_of,
    said_of,
    under_way,
)
from hamroh.casework.returns.terms import PART_FIELDS, WISH, Direction, Part, State, Why
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import newest_one, words_of
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of

# What of a return is carried from revision to revision, beside the wish.
_CARRIED = (
    *("direction", "state", "departed_on", "arrived_on", "arrived_how", "ended_on", "stopped_on", "stopped_why"),
)
_EVENTS = {
    State.PREPARED: "return.prepared",
    State.DEPARTED: "return.made",
    State.ARRIVED: "return.arrived",
    State.ENDED: "return.ended",
    State.STOPPED: "return.stopped",
}


def wish_return(
    actor: Actor,
    *,
    case_id: UUID,
    thing: UUID,
    seen: int,
    direction: str = Direction.OUT,
    said: Mapping[str, Any],
    now: datetime,
) -> int:
    """The person wishes to return, or a partner abroad sends a person back who wishes it; or the wish is written anew.

    Refuses without the day on which the person heard what else is possible, and before somebody in uniform.
    """
    case = _opened(actor, case_id)
    row = row_of(case, thing)
    obstacles = rules.obstacles_to_wishing(
        said,
        codes=choices_of(case),
        today=day_of(now),
        closed=case.closed_at is not None,
        uniformed=actor.uniformed,
        under_way=under_way(case, but=thing),
        state=row.state if row else State.WISHED,
    )
    if obstacles:
        raise Refused(*obstacles)
    stands = {name: getattr(row, name) for name in _CARRIED} if row else _begun(direction)
    with transaction.atomic():
        written = keep_thing(actor, case, Return, WISH, thing=thing, seen=seen, said=said, now=now, **stands)
        if row is None:
            note(actor, case, "return.wished", now=now, by_person=True)
        _recorded(actor, case, "return.wished", now, journey=str(thing))
    return written.number


def _begun(direction: str) -> dict[str, Any]:
    known = Direction.IN if direction == Direction.IN else Direction.OUT
    return dict.fromkeys(_CARRIED) | {
        "direction": known,
        "state": State.WISHED,
        "arrived_how": "",
        "stopped_why": "",
    }


def write_beside(
    actor: Actor,
    *,
    case_id: UUID,
    journey: UUID,
    part: str,
    thing: UUID,
    seen: int,
    said: Mapping[str, Any],
    now: datetime,
) -> int:
    """Write an assessment, a partner, an agreement (`partner`: with which), a paper or a visit beside a return.

    A first assessment brings the return to *assessed*, a first visit after arrival to *monitored*. An agreement that is
    taken back carries nothing from that moment.
    """
    if part not in PART_FIELDS:
        raise NotFound("part", part)
    case, row = _return(actor, case_id, journey)
    was, last = said_of(case, part, thing), newest_one(MODELS[part], thing)
    if last is not None and last.journey != journey:
        raise NotFound("thing", thing)
    obstacles = rules.obstacles_to_part(
        part,
        said,
        facts=facts_of(case, row, day_of(now)),
        codes=choices_of(case),
        today=day_of(now),
        closed=case.closed_at is not None,
        guardian_suspected=guardian_suspected(case) or suspected_among(case.pk),
        decided=bool(last is not None and part == Part.ASSESSMENT and last.verdict),
        was=was[0] if was else None,
    )
    if obstacles:
        raise Refused(*obstacles)
    columns = _columns(actor, part, said, last)
    fields = PART_FIELDS[part]
    with transaction.atomic():
        written = keep_thing(
            actor, case, MODELS[part], fields, thing=thing, seen=seen, said=said, now=now, journey=journey, **columns
        )
        _recorded(actor, case, f"return.{part}", now, journey=str(journey))
        _follow(actor, case, row, part, said, now)
    number: int = written.number
    return number


def _columns(actor: Actor, part: str, said: Mapping[str, Any], last: Any) -> dict[str, Any]:
    if part == Part.AGREEMENT:
        return {"partner": said["partner"]}
    if part == Part.ASSESSMENT:
        return {"authors": sorted({actor.user_id, *(last.authors if last else ())})}
    return {}


def _follow(actor: Actor, case: Case, row: Return, part: str, said: Mapping[str, Any], now: datetime) -> None:
    """What was written beside it may carry the return on."""
    if part == Part.ASSESSMENT:
        note(actor, case, "return.assessed", now=now)
        if row.state == State.WISHED:
            _go_on(actor, case, row, now, state=State.ASSESSED)
    if part == Part.VISIT:
        note(actor, case, "return.visited", now=now)
        if row.state == State.ARRIVED:
            _go_on(actor, case, row, now, state=State.MONITORED)
    if part == Part.AGREEMENT:
        taken_back = said.get("taken_back_on") is not None
        note(actor, case, "return.agreement_taken_back" if taken_back else "return.agreed", now=now, by_person=True)


def decide_risk(actor: Actor, *, case_id: UUID, journey: UUID, thing: UUID, verdict: str, now: datetime) -> None:
    """Somebody else than who assessed decides whether the risk can be accepted. Decided once; then it is assessed anew."""
    case, row = _return(actor, case_id, journey)
    assessment = _assessment(case, journey, thing)
    if assessment.decided_by == actor.user_id and assessment.verdict == verdict:
        return
    obstacles = rules.obstacles_to_deciding(
        assessed_of(assessment),
        by=actor.user_id,
        verdict=verdict,
        state=row.state,
        closed=case.closed_at is not None,
    )
    if obstacles:
        raise Refused(*obstacles)
    _judge(actor, case, assessment, now, verdict=verdict, decided_by=actor.user_id, decided_at=now)
    note(actor, case, "return.decided", now=now)
    _recorded(actor, case, "return.decided", now, journey=str(journey), verdict=verdict)


def second_risk(actor: Actor, *, case_id: UUID, journey: UUID, thing: UUID, now: datetime) -> None:
    """Where the risk is high, a third person speaks for accepting it: neither who assessed nor who decided."""
    case, _row = _return(actor, case_id, journey)
    assessment = _assessment(case, journey, thing)
    if assessment.seconded_by == actor.user_id:
        return
    obstacles = rules.obstacles_to_seconding(
        assessed_of(assessment), by=actor.user_id, closed=case.closed_at is not None
    )
    if obstacles:
        raise Refused(*obstacles)
    _judge(actor, case, assessment, now, seconded_by=actor.user_id, seconded_at=now)
    _recorded(actor, case, "return.seconded", now, journey=str(journey))


def _assessment(case: Case, journey: UUID, thing: UUID) -> Assessment:
    row = newest_one(Assessment, thing)
    if row is None or row.case_id != case.pk or row.journey != journey:
        raise NotFound("assessment", thing)
    return row


def _judge(actor: Actor, case: Case, row: Assessment, now: datetime, **said: Any) -> None:
    _again(actor, case, row, now, said)


def take_back_wish(actor: Actor, *, case_id: UUID, journey: UUID, now: datetime) -> None:
    """The person no longer wishes it: it stops at once, whatever was prepared. Said twice, the first time counts.

    After they have left there is nothing to take back.
    """
    _case, row = _return(actor, case_id, journey)
    if row.state == State.STOPPED and row.stopped_why == Why.WISH_TAKEN_BACK:
        return
    move_return(
        actor,
        case_id=case_id,
        journey=journey,
        to=State.STOPPED,
        on=day_of(now),
        why=Why.WISH_TAKEN_BACK,
        now=now,
    )


def move_return(
    actor: Actor,
    *,
    case_id: UUID,
    journey: UUID,
    to: str,
    on: date | None,
    why: str = "",
    how: str = "",
    now: datetime,
) -> None:
    """A return goes on: prepared, left, arrived (`how`: whose word), ended; or it is stopped (`why`).

    Refuses with everything that is still missing. A second click finds it done.
    """
    case, row = _return(actor, case_id, journey)
    if row.state == to:
        return
    obstacles = rules.obstacles_to_moving(
        facts_of(case, row, day_of(now)),
        to,
        on=on,
        today=day_of(now),
        closed=case.closed_at is not None,
        why=why,
        how=how,
    )
    if obstacles:
        raise Refused(*obstacles)
    days: dict[str, dict[str, Any]] = {
        State.DEPARTED: {"departed_on": on},
        State.ARRIVED: {"arrived_on": on, "arrived_how": how},
        State.ENDED: {"ended_on": on},
        State.STOPPED: {"stopped_on": on, "stopped_why": why},
    }
    by_person = to == State.STOPPED and why == Why.WISH_TAKEN_BACK
    with transaction.atomic():
        _go_on(actor, case, row, now, state=to, **days.get(to, {}))
        if event := _EVENTS.get(State(to)):
            note(actor, case, "return.wish_taken_back" if by_person else event, now=now, by_person=by_person)
        _recorded(actor, case, "return.moved", now, journey=str(journey), to=to)


def _go_on(actor: Actor, case: Case, row: Return, now: datetime, **said: Any) -> None:
    _again(actor, case, row, now, said)


def _again(actor: Actor, case: Case, row: Any, now: datetime, said: Mapping[str, Any]) -> None:
    """The same thing once more, with what is said now: nothing that stood is lost."""
    fixed = {"id", "thing", "number", "written_at", "written_by", "organisation_id", "sealed", "case"}
    stands = {f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name not in fixed}
    revise(
        actor,
        type(row),
        thing=row.thing,
        seen=row.number,
        subject_id=case.person_id,
        words=words_of(row, case.person_id) or {},
        now=now,
        **(stands | {"case": case} | dict(said)),
    )


def _opened(actor: Actor, case_id: UUID) -> Case:
    if not actor.may("case:open"):
        require(actor, "case:supervise", "case", case_id)
    return open_return(actor, case_id)


def _return(actor: Actor, case_id: UUID, journey: UUID) -> tuple[Case, Return]:
    case = _opened(actor, case_id)
    row = row_of(case, journey)
    if row is None:
        raise NotFound("return", journey)
    return case, row


def _recorded(actor: Actor, case: Case, verb: str, now: datetime, **detail: Any) -> None:
    record(actor, verb, resource="case", resource_id=case.pk, case_id=case.pk, at=now, **detail)

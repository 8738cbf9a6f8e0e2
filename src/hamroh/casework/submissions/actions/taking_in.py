"""The machine takes in what was received, one by one, as its collector and never with more than the collector's rights.

What fits a case of the collector's becomes an answer there; what fits no case yet waits for somebody to open one; whatever
cannot be taken waits for a person, whole. Nothing is thrown away.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import find_case
from hamroh.casework.identification.actions.screening import save_answers
from hamroh.casework.responses.actions import Faulty, take_response
from hamroh.casework.submissions.access import open_received, take_in
from hamroh.casework.submissions.actions.files import attach_files
from hamroh.casework.submissions.models import Submission
from hamroh.casework.submissions.queries.reading import CannotRead, Filled, case_code, filled, judged
from hamroh.casework.submissions.terms import FAULT_WORDS, FILES_WITHIN, OPEN, State
from hamroh.foundation.audit.actions import record
from hamroh.foundation.vault.access import erase
from hamroh.kernel.actor import Actor, System
from hamroh.kernel.errors import NotFound, Obstacle, Refused

Fault = dict[str, str]


def take_in_as(actor: Actor, submission_id: UUID, *, now: datetime) -> State | None:
    """Read, judge and take one submission, as its collector. None when another process has it, or it is not due."""
    with transaction.atomic():
        submission = take_in(actor, submission_id)
        if submission is None or submission.state != State.RECEIVED:
            return None
        state, faults, case_id = _judge(actor, submission, now)
        _settle(actor, submission, state, faults, case_id, now)
        return state


def note_that_it_waits(system: System, submission_id: UUID, *, code: str, now: datetime) -> None:
    """What the machine could not even begin with is told to a person, as any other fault."""
    with transaction.atomic():
        submission = take_in(system, submission_id)
        if submission is not None and submission.state == State.RECEIVED:
            _settle(system, submission, State.QUARANTINED, [{"code": code}], None, now)


def destroy_original(system: System, submission_id: UUID, *, now: datetime) -> None:
    """Nobody reads any more what was sent itself: its key is destroyed. The answer in the case stays, under the person's.

    The key goes first: destroying it again does no harm, while a note of what did not happen would.
    """
    with transaction.atomic():
        submission = take_in(system, submission_id)
        if submission is None or submission.state != State.TAKEN:
            return
        erase(submission_id)
        submission.original_gone_at = now
        submission.save(update_fields=["original_gone_at"])
        record(system, "submission.original_destroyed", resource="submission", resource_id=submission_id, at=now)


def _judge(actor: Actor, submission: Submission, now: datetime) -> tuple[State, list[Fault], UUID | None]:
    if submission.deprecated_id and not _replaced(actor, submission, now):
        return State.QUARANTINED, [{"code": "edited"}], None
    may_come = now - submission.received_at < FILES_WITHIN
    try:
        one = filled(submission)
    except CannotRead as cannot:
        return _unread(cannot.code, may_come)
    if one.missing:
        missing = [{"code": "files_missing", "path": path[:200]} for path in one.missing]
        return (State.RECEIVED, [], None) if may_come else (State.QUARANTINED, missing, None)
    return _taken(actor, submission, one, now)


def _unread(code: str, may_come: bool) -> tuple[State, list[Fault], None]:
    if code == "locked":
        return State.LOCKED, [], None
    if code == "files_missing" and may_come:
        return State.RECEIVED, [], None
    return State.QUARANTINED, [{"code": code}], None


def _taken(actor: Actor, submission: Submission, one: Filled, now: datetime) -> tuple[State, list[Fault], UUID | None]:
    at = submission.collected_at or submission.received_at
    if not one.code:
        faults = judged(one, at).faults
        return (State.QUARANTINED, answers_at(f.path for f in faults), None) if faults else (State.COLLECTED, [], None)
    case = _case(actor, one)
    if case is None:
        return State.QUARANTINED, [{"code": "no_case"}], None
    try:
        with transaction.atomic():
            take(actor, submission, one, case, now)
    except Faulty as faulty:
        return State.QUARANTINED, answers_at(f.path for f in faulty.faults), None
    except NoScreening:
        return State.QUARANTINED, [{"code": "no_screening"}], None
    except (Refused, NotFound):
        return State.QUARANTINED, [{"code": "shut"}], None
    return State.TAKEN, [], case


def take(actor: Actor, submission: Submission, one: Filled, case_id: UUID, now: datetime) -> None:
    """Keep the answers in this case, in the name of the actor, with their files. Raises what `take_response` raises."""
    assert submission.version_id
    response = take_response(
        actor,
        id=submission.pk,
        case_id=case_id,
        version_id=submission.version_id,
        answers=one.answers,
        medium=submission.medium,
        language=submission.language,
        collected_at=submission.collected_at or submission.received_at,
        now=now,
    )
    attach_files(response, one, now=now)
    if signs := one.signs:
        _add_signs(actor, case_id, signs, now)


class NoScreening(Refused):
    """Signs were asked, and no screening by that list is under way: a person confirms first what such a talk needs."""


NO_SCREENING = Obstacle(FAULT_WORDS["no_screening"])


def _add_signs(actor: Actor, case_id: UUID, signs: Mapping[str, str], now: datetime) -> None:
    """Signs that were asked are answers of the screening under way, as if they had been given on its page.

    A telephone begins none: what an interview needs is confirmed by a person, on the page.
    """
    if not actor.may("screening:fill"):
        raise NoScreening(NO_SCREENING)
    try:
        save_answers(actor, case_id=case_id, answers=signs, now=now)
    except Refused:
        raise NoScreening(NO_SCREENING) from None


def answers_at(paths: Iterable[str]) -> list[Fault]:
    """Answers that do not fit, by the path of their question; the answer itself is not kept here."""
    return [{"code": "answers", "path": path[:200]} for path in paths]


def _case(actor: Actor, one: Filled) -> UUID | None:
    """The collector's own case with the code that was typed; the search is recorded as any other."""
    code = case_code(one)
    if code is None or not actor.may("case:read"):
        return None
    case = find_case(actor, code)
    return case.pk if case else None


def _replaced(actor: Actor, submission: Submission, now: datetime) -> bool:
    """Whether what this one corrects is out of the way: it was never here, or nobody had taken it yet."""
    earlier = Submission.objects.filter(
        organisation_id=submission.organisation_id,
        instance_id=submission.deprecated_id,
        collector_id=submission.collector_id,
    )
    key = earlier.values_list("pk", flat=True).first()
    if key is None:
        return True
    open_received(key)
    first = earlier.select_for_update(of=("self",)).get()
    if first.state not in (*OPEN, State.REPLACED):
        return False
    _settle(actor, first, State.REPLACED, [], None, now)
    return True


def _settle(
    actor: Actor | System,
    submission: Submission,
    state: State,
    faults: list[Fault],
    case_id: UUID | None,
    now: datetime,
) -> None:
    submission.checked_at = now
    if state == State.RECEIVED:  # it waits for its files
        submission.save(update_fields=["checked_at"])
        return
    submission.state, submission.faults, submission.case_id = state, faults, case_id
    submission.save(update_fields=["checked_at", "state", "faults", "case_id"])
    record(
        actor,
        f"submission.{state}",
        resource="submission",
        resource_id=submission.pk,
        case_id=case_id,
        at=now,
        faults=sorted({fault["code"] for fault in faults}),
    )

"""One asks for the closing of a case, another approves it; the act of the case itself stays the only one that closes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import closing_reasons
from hamroh.casework.follow_up import rules
from hamroh.casework.follow_up.actions.visiting import told, wait_for_next
from hamroh.casework.follow_up.models import Closing
from hamroh.casework.follow_up.queries import next_suggested, silence_of, wait_of, waiting_of
from hamroh.casework.follow_up.terms import State
from hamroh.casework.plans.actions.moving import key_of_ours
from hamroh.casework.status.queries import newest_application
from hamroh.casework.status.terms import OPEN_STATES
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import newest, newest_one, words_of
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import all_organisations

ASK, APPROVE = "case:open", "case:supervise"
APPLICATION = Obstacle(N_("An application for formal status is open: finish it with the person, or take it back."))


def ask_closing(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID,
    reason: str,
    why: str,
    monitor: bool = False,
    handed_to: str = "",
    handed_organisation: UUID | None = None,
    now: datetime,
) -> None:
    """Ask for the closing, with an outcome of the edition's closing decision and why. A second click finds it asked.

    Refuses with everything that stands against it at once: what is open elsewhere, what waits, a silence too short.
    """
    if not actor.may(ASK):
        require(actor, APPROVE, "case", case_id)
    case = open_case(actor, case_id, FieldGroup.PLAN)
    if first := newest_one(Closing, id):
        if first.case_id != case.pk:
            raise NotFound("closing", id)
        return
    ending = rules.Ending(reason, why, case.child, handed_to, handed_organisation)
    with key_of_ours(id), transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        asked = any(row.state == State.ASKED for row in newest(Closing, case=locked))
        if obstacles := against_closing(case, ending, now, asked_already=asked):
            raise Refused(*obstacles)
        revise(
            actor,
            Closing,
            thing=id,
            seen=0,
            subject_id=case.person_id,
            words={"why": why.strip()},
            now=now,
            case=case,
            state=str(State.ASKED),
            reason=reason,
            asked_by=actor.user_id,
            monitor=monitor,
            handed_to=handed_to if case.child else "",
            handed_organisation=handed_organisation if case.child else None,
        )
        told(actor, case, "case.close_asked", now, reason=reason)


def against_closing(
    case: Case, ending: rules.Ending, now: datetime, *, asked_already: bool = False
) -> tuple[Obstacle, ...]:
    """Everything that stands against closing the case now, at once. The case is open, with the group *plan*."""
    wait = wait_of(case)
    own = rules.obstacles_to_asking(
        ending,
        known=closing_reasons(case),
        closed=case.closed_at is not None,
        asked_already=asked_already,
        waiting=waiting_of(case),
        quiet=silence_of(case),
        today=day_of(now),
        attempts=wait.attempts,
        days=wait.days,
        organisations=all_organisations() if ending.handed_organisation else (),
    )
    elsewhere = [obstacle for ask in cases.STILL_OPEN if (obstacle := ask(case))]
    application = newest_application(case)
    status = [APPLICATION] if application and application.state in OPEN_STATES else []
    return (*own, *elsewhere, *status)


def take_closing_back(actor: Actor, *, case_id: UUID, closing_id: UUID, seen: int, now: datetime) -> None:
    """Whoever may ask for it may also take it back, while it waits."""
    if not actor.may(ASK):
        require(actor, APPROVE, "case", case_id)
    case, closing = _take(actor, case_id, closing_id)
    if closing.state != State.ASKED:
        raise Refused(rules.ANSWERED)
    with transaction.atomic():
        _go_on(actor, case, closing, seen, State.TAKEN_BACK, now)
        told(actor, case, "case.close_taken_back", now)


def decide_closing(
    actor: Actor,
    *,
    case_id: UUID,
    closing_id: UUID,
    seen: int,
    approves: bool | None,
    reasons: str = "",
    now: datetime,
) -> None:
    """Approve, and the case is closed; or send it back and say what is still to be done. Never by whoever asked.

    What stands against closing is asked once more. Where the person agreed to it, somebody asks how they are later on.
    """
    require(actor, APPROVE, "case", case_id)
    case, closing = _take(actor, case_id, closing_id)
    obstacles = rules.obstacles_to_deciding(
        approves=approves,
        reasons=reasons,
        open_request=closing.state == State.ASKED,
        by=actor.user_id,
        asked_by=closing.asked_by,
    )
    why = (words_of(closing, case.person_id) or {}).get("why", "")
    if approves:
        ending = rules.Ending(closing.reason, why, case.child, closing.handed_to, closing.handed_organisation)
        obstacles += against_closing(case, ending, now)
    if obstacles:
        raise Refused(*obstacles)
    said = {"why": why, "reasons": reasons.strip()}
    with transaction.atomic():
        if not approves:
            _go_on(actor, case, closing, seen, State.RETURNED, now, said)
            told(actor, case, "case.close_returned", now)
            return
        _go_on(actor, case, closing, seen, State.APPROVED, now, said)
        cases.close_case(actor, case_id=case_id, reason=closing.reason, why=why, now=now)
        if closing.monitor:
            case.refresh_from_db(fields=["closed_at"])
            wait_for_next(actor, case, next_suggested(case, now), now)


def _take(actor: Actor, case_id: UUID, closing_id: UUID) -> tuple[Case, Closing]:
    case = open_case(actor, case_id, FieldGroup.PLAN)
    closing = newest_one(Closing, closing_id)
    if closing is None or closing.case_id != case.pk:
        raise NotFound("closing", closing_id)
    return case, closing


def _go_on(
    actor: Actor, case: Case, closing: Closing, seen: int, state: State, now: datetime, words: Any = None
) -> None:
    decided = actor.user_id if state in (State.APPROVED, State.RETURNED) else None
    revise(
        actor,
        Closing,
        thing=closing.thing,
        seen=seen,
        subject_id=case.person_id,
        words=words if words is not None else words_of(closing, case.person_id),
        now=now,
        case=case,
        state=str(state),
        reason=closing.reason,
        asked_by=closing.asked_by,
        decided_by=decided,
        monitor=closing.monitor,
        handed_to=closing.handed_to,
        handed_organisation=closing.handed_organisation,
    )

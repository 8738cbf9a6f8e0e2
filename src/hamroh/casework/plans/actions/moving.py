"""The one way a version of the plan comes from one state to another."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.plans import rules
from hamroh.casework.plans.models import Plan
from hamroh.casework.plans.terms import Act, State
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.actions import revise
from hamroh.foundation.revisions.queries import newest_one
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused

WRITE, APPROVE = "case:open", "plan:approve"
# What goes on with a version from revision to revision.
_CARRIED = (
    *("version", "state", "starts_on", "review_on", "ends_on", "authors", "approvers", "by", "how"),
    *("agreed_on", "language", "assent", "in_force_on", "ended_on", "reason"),
)


def take(actor: Actor, case_id: UUID, plan_id: UUID, permission: str = WRITE) -> tuple[Case, Plan]:
    """The case, opened with its plan, and this version as it stands. Raises NotFound for anything else."""
    require(actor, permission, "plan", plan_id)
    case = open_case(actor, case_id, FieldGroup.PLAN)
    plan = newest_one(Plan, plan_id)
    if plan is None or plan.case_id != case.pk:
        raise NotFound("plan", plan_id)
    return case, plan


def refuse_unless(act: Act, case: Case, plan: Plan) -> None:
    """Refuses what the life of a version does not know from where it stands."""
    if obstacles := rules.obstacles_to(act, State(plan.state), closed=case.closed_at is not None):
        raise Refused(*obstacles)


def move(
    actor: Actor,
    case: Case,
    plan: Plan,
    act: Act,
    *,
    now: datetime,
    seen: int | None = None,
    event: str = "",
    by_person: bool = False,
    words: Mapping[str, Any] | None = None,
    **columns: Any,
) -> Plan:
    """Write how the version stands after this act; told on the timeline under `event`. `seen`: what the page showed."""
    state = rules.after(State(plan.state), act)
    assert state, (plan.state, act)
    kept = {name: getattr(plan, name) for name in _CARRIED} | columns | {"state": str(state)}
    with transaction.atomic():
        row = revise(
            actor,
            Plan,
            thing=plan.thing,
            seen=plan.number if seen is None else seen,
            subject_id=case.person_id,
            words=words,
            now=now,
            case=case,
            act=str(act),
            **kept,
        )
        if event:
            told(actor, case, event, now, by_person=by_person, version=plan.version)
    return row


def told(actor: Actor, case: Case, event: str, now: datetime, *, by_person: bool = False, **codes: Any) -> None:
    cases.note(actor, case, event, now=now, by_person=by_person, **codes)
    record(actor, event, resource="case", resource_id=case.pk, case_id=case.pk, at=now, **codes)


@contextmanager
def key_of_ours(thing: UUID) -> Iterator[None]:
    """A key that is taken by something of another case was not made by our page."""
    try:
        yield
    except IntegrityError:
        raise NotFound("key", thing) from None

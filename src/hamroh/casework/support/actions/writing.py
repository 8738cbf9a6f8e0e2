"""What every act of writing in this room begins and ends with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases import rules as case_rules
from hamroh.casework.cases.models import Case
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

ERASED = Obstacle(N_("What was known of this person was erased; it is not written again."))


def writes(actor: Actor, case: Case, *, erased: bool = False) -> tuple[Obstacle, ...]:
    """Only whoever works on the case writes into it. A closed case is read, and an erased person stays so."""
    require(actor, "case:open", "case", case.pk)
    found = case_rules.obstacles_to_writing(known=True, closed=case.closed_at is not None)
    return (*found, ERASED) if erased else found


def written(
    actor: Actor,
    case: Case,
    event: str,
    now: datetime,
    *,
    by_person: bool = False,
    by: Mapping[str, datetime] | None = None,
    **codes: Any,
) -> None:
    """On the timeline, with what it ends and begins (`by`: for which clocks a day was set), and in the record of acts."""
    if by:
        cases.note_and_set(actor, case, event, now=now, by=by, by_person=by_person)
    else:
        cases.note(actor, case, event, now=now, by_person=by_person, **codes)
    record(actor, event, resource="case", resource_id=case.pk, case_id=case.pk, at=now)

"""What the acts of this room share: the door, a second click, and telling what was done."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import note
from hamroh.casework.cases.models import Case
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.models import Revision
from hamroh.foundation.revisions.queries import newest_one
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound

R = TypeVar("R", bound=Revision)


def open_to_write(actor: Actor, case_id: UUID, permission: str = "case:open") -> Case:
    """The case with its family, for whoever may write there."""
    require(actor, permission, "case", case_id)
    return open_case(actor, case_id, FieldGroup.FAMILY)


def before(model: type[R], case: Case, thing: UUID) -> R | None:
    """How the thing stands; None while nothing was written. What belongs to another case is not here."""
    row = newest_one(model, thing)
    if row is not None and row.case_id != case.pk:  # type: ignore[attr-defined]
        raise NotFound("revision", thing)
    return row


def second_click(actor: Actor, row: Revision | None, seen: int) -> bool:
    """Whether a form that writes something new was sent twice: the first time counts."""
    return row is not None and seen == 0 and row.number == 1 and row.written_by == actor.user_id


def told(actor: Actor, case: Case, event: str, *, now: datetime, by_person: bool = False, **codes: Any) -> None:
    """On the timeline, for the clocks, and into the record."""
    note(actor, case, event, now=now, by_person=by_person, **codes)
    record(actor, event, resource="case", resource_id=case.pk, case_id=case.pk, at=now, **codes)

"""The door to a screening: the case's own door, with the group *screening* opened."""

from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor


def open_screening(actor: Actor, case_id: UUID, permission: str) -> Case:
    """Open the case and what was answered in it. NotFound without the permission or outside the team."""
    require(actor, permission, "case", case_id)
    return open_case(actor, case_id, FieldGroup.SCREENING)

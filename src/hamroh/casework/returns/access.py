"""The door to a return: its own part of the file, and for a child what is known of who stands by it, where that is theirs."""

from uuid import UUID

from hamroh.casework.cases.access import open_permitted
from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound


def open_return(actor: Actor, case_id: UUID) -> Case:
    """The case with its returns; with how the person is reached and who stands by a child, as far as that is the reader's.

    For whoever may not read who stands by a child, what is written with the return counts.
    """
    case, opened = open_permitted(actor, case_id, FieldGroup.RETURN, FieldGroup.CONTACT)
    if FieldGroup.RETURN not in opened:
        raise NotFound("case", case_id)
    if case.child:
        case, _opened = open_permitted(actor, case_id, *opened, FieldGroup.FAMILY)
    return case

"""For whom a document is made."""

from enum import StrEnum

from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.words import N_


class For(StrEnum):
    """`GROUND`: somebody at an organisation that a ground names; that ground says what may go."""

    PERSON = "person"
    TEAM = "team"
    GROUND = "ground"


FOR_WORDS = {
    For.PERSON: N_("The person: a copy of what we keep about them"),
    For.TEAM: N_("Our own work, inside the organisation"),
    For.GROUND: N_("Somebody else, on a ground"),
}
# What a conference said is for those who sat in it, also where the person asks for their file.
NOT_FOR = {For.PERSON: frozenset({FieldGroup.CONFERENCE}), For.TEAM: frozenset({FieldGroup.CONFERENCE})}
PLACE = "documents_document.sealed:{}"
LONGEST = 200

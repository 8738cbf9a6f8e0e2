"""Words of conduct."""

from enum import StrEnum

from hamroh.kernel.words import N_

LONGEST_PAPER = 200
LONGEST_TEXT = 4000


class TieKind(StrEnum):
    """To what somebody is tied."""

    ORGANISATION = "organisation"
    OFFICE = "office"


TIE_WORDS = {
    TieKind.ORGANISATION: N_("To an organisation of the mechanism"),
    TieKind.OFFICE: N_("To another office, company or person in authority"),
}


class Asked(StrEnum):
    """What a role may ask for before it is somebody's."""

    CODE = "code"
    DECLARATION = "declaration"
    TRAINING = "training"

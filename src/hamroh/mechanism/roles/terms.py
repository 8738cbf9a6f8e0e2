"""Kinds of gap and overlap, each with its sentence. Names in a sentence are put in by whoever shows it."""

from enum import StrEnum
from typing import Final

from hamroh.kernel.words import N_


class Share(StrEnum):
    """The four shares of a step."""

    RESPONSIBLE = "responsible"
    ACCOUNTABLE = "accountable"
    CONSULTED = "consulted"
    INFORMED = "informed"


SHARE_WORDS: Final[dict[str, str]] = {
    Share.RESPONSIBLE: N_("does it"),
    Share.ACCOUNTABLE: N_("answers for it"),
    Share.CONSULTED: N_("is asked"),
    Share.INFORMED: N_("is told"),
}


class GapKind(StrEnum):
    NOBODY_RESPONSIBLE = "nobody_responsible"
    NOBODY_ACCOUNTABLE = "nobody_accountable"
    NO_BODY_THERE = "no_body_there"
    TWO_ACCOUNTABLE = "two_accountable"
    NO_SERVICE = "no_service"
    NO_DEPUTY = "no_deputy"
    VACANT_SEAT = "vacant_seat"
    LAW_SHORTENS = "law_shortens"
    GUIDANCE_SHORTENS = "guidance_shortens"
    ASSUMED_LIMIT = "assumed_limit"


GAP_WORDS: Final[dict[str, str]] = {
    GapKind.NOBODY_RESPONSIBLE: N_("Nobody is named who does this step."),
    GapKind.NOBODY_ACCOUNTABLE: N_("Nobody is named who answers for this step."),
    GapKind.NO_BODY_THERE: N_("Whoever is named to do this step has no member working there."),
    GapKind.TWO_ACCOUNTABLE: N_("More than one answers for this step."),
    GapKind.NO_SERVICE: N_("Nobody offers this service there."),
    GapKind.NO_DEPUTY: N_("One person alone holds this seat; a deputy is required."),
    GapKind.VACANT_SEAT: N_("Nobody holds this seat."),
    GapKind.LAW_SHORTENS: N_("The law sets a stricter time than the mechanism."),
    GapKind.GUIDANCE_SHORTENS: N_("Guidance or a draft sets a stricter time than the mechanism."),
    GapKind.ASSUMED_LIMIT: N_("This time is a proposal: no rule is known that sets it."),
}


class Weight(StrEnum):
    """How heavy a gap is: nothing is there, something is there twice or hangs by a thread, or it must be agreed on."""

    MISSING = "missing"
    WEAK = "weak"
    OPEN = "open"


WEIGHT_WORDS: Final[dict[Weight, str]] = {
    Weight.MISSING: N_("Missing"),
    Weight.WEAK: N_("Doubled or weak"),
    Weight.OPEN: N_("To be confirmed"),
}

KINDS_OF_WEIGHT: Final[dict[Weight, tuple[GapKind, ...]]] = {
    Weight.MISSING: (
        GapKind.NOBODY_RESPONSIBLE,
        GapKind.NOBODY_ACCOUNTABLE,
        GapKind.NO_BODY_THERE,
        GapKind.NO_SERVICE,
        GapKind.VACANT_SEAT,
        GapKind.LAW_SHORTENS,
    ),
    Weight.WEAK: (GapKind.TWO_ACCOUNTABLE, GapKind.NO_DEPUTY, GapKind.GUIDANCE_SHORTENS),
    Weight.OPEN: (GapKind.ASSUMED_LIMIT,),
}

#: For whom a step or a service is missing.
GROUP_WORDS: Final[dict[str, str]] = {
    "child": N_("Children"),
    "adult": N_("Adults"),
    "foreigner": N_("Foreign nationals"),
    "national": N_("Nationals"),
    "female": N_("Women and girls"),
    "male": N_("Men and boys"),
}

"""Words of follow-up and of closing. What a visit asks about is a list of the edition."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from hamroh.kernel.words import N_


class Way(StrEnum):
    """How somebody tried to reach the person."""

    CALL = "call"
    MESSAGE = "message"
    VISIT = "visit"
    THROUGH = "through"
    OTHER = "other"


WAY_WORDS: Final[Mapping[Way, str]] = {
    Way.CALL: N_("By telephone"),
    Way.MESSAGE: N_("By a message"),
    Way.VISIT: N_("By going there"),
    Way.THROUGH: N_("Through somebody whom the person named"),
    Way.OTHER: N_("Another way that was agreed"),
}


class Result(StrEnum):
    REACHED = "reached"
    NO_ANSWER = "no_answer"
    GONE = "gone"
    LEFT_WORD = "left_word"
    NOT_SAFE = "not_safe"
    DECLINED = "declined"


RESULT_WORDS: Final[Mapping[Result, str]] = {
    Result.REACHED: N_("Reached"),
    Result.NO_ANSWER: N_("No answer"),
    Result.GONE: N_("The number or the place is no longer theirs"),
    Result.LEFT_WORD: N_("A harmless word was left"),
    Result.NOT_SAFE: N_("Broken off: it was not safe"),
    Result.DECLINED: N_("Reached; does not want to be contacted"),
}
IN_TOUCH: Final = frozenset({Result.REACHED, Result.DECLINED})


class Met(StrEnum):
    IN_PERSON = "in_person"
    CALL = "call"
    MESSAGE = "message"


MET_WORDS: Final[Mapping[Met, str]] = {
    Met.IN_PERSON: N_("In person"),
    Met.CALL: N_("By telephone"),
    Met.MESSAGE: N_("By messages"),
}


class HowIsIt(StrEnum):
    """How things are in one area, as the person sees it."""

    WELL = "well"
    PARTLY = "partly"
    NOT_WELL = "not_well"
    NOT_SAID = "not_said"


HOW_WORDS: Final[Mapping[HowIsIt, str]] = {
    HowIsIt.WELL: N_("Well"),
    HowIsIt.PARTLY: N_("Partly"),
    HowIsIt.NOT_WELL: N_("Not well"),
    HowIsIt.NOT_SAID: N_("Does not want to say"),
}
# How the person found the help, from 1 to 5.
SATISFACTION: Final[Mapping[int, str]] = {
    1: N_("Did not help at all"),
    2: N_("Helped little"),
    3: N_("Helped partly"),
    4: N_("Helped"),
    5: N_("Helped very much"),
}
AREA_LIST: Final = "follow_up_area"
# Where an edition says nothing.
USUAL_AREAS: Final[Mapping[str, str]] = {
    "housing": N_("A safe place to live"),
    "work_or_school": N_("Work or school"),
    "health": N_("Health and state of mind"),
    "safety": N_("Safe from being exploited again"),
}
SAFETY: Final = "safety"  # not well there is a sign that it happens again

WAIT_CLOCK: Final = "not_contactable"
USUAL_ATTEMPTS, USUAL_WAIT_DAYS = 3, 90  # assumed, where the edition says nothing
NOT_CONTACTABLE: Final = "not_contactable"  # the outcome of the closing decision
# Outcomes after which nobody can be asked to settle anything any more.
NOBODY_THERE: Final = frozenset({NOT_CONTACTABLE, "died", "opened_in_error"})
# What waits of these kinds is settled before a case is closed for another reason.
SETTLED_FIRST: Final = ("plan_step", "arrange_care", "confirm_outcome", "emergency_review")
VISIT_TASK: Final = "follow_up"
LONGEST: Final = 2000


class State(StrEnum):
    """Where the wish to close a case stands."""

    ASKED = "asked"
    APPROVED = "approved"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"


STATE_WORDS: Final[Mapping[State, str]] = {
    State.ASKED: N_("Asked for, waits for approval"),
    State.APPROVED: N_("Approved: the case is closed"),
    State.RETURNED: N_("Sent back: the case stays open"),
    State.TAKEN_BACK: N_("Taken back"),
}


class HandedTo(StrEnum):
    """Who looks after a child when its case is closed."""

    FAMILY = "family"
    REPRESENTATIVE = "representative"
    ORGANISATION = "organisation"
    OF_AGE = "of_age"


HANDED_WORDS: Final[Mapping[HandedTo, str]] = {
    HandedTo.FAMILY: N_("A parent or relative of whom nothing speaks against"),
    HandedTo.REPRESENTATIVE: N_("The child’s representative"),
    HandedTo.ORGANISATION: N_("An organisation that took the child’s case over"),
    HandedTo.OF_AGE: N_("Nobody: the person is of age now and was asked"),
}

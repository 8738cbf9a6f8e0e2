"""Words of the assistance plan, and its life as one table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from hamroh.kernel.words import N_


class State(StrEnum):
    """Where a version of the plan stands."""

    DRAFT = "draft"
    AGREED = "agreed"
    RETURNED = "returned"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    ENDED = "ended"
    DROPPED = "dropped"


STATE_WORDS: Final[Mapping[State, str]] = {
    State.DRAFT: N_("Being drafted"),
    State.AGREED: N_("Agreed with the person, waits for approval"),
    State.RETURNED: N_("Sent back for changes"),
    State.IN_FORCE: N_("In force"),
    State.REPLACED: N_("Replaced by a newer version"),
    State.ENDED: N_("Ended"),
    State.DROPPED: N_("Given up before it was in force"),
}


class Act(StrEnum):
    """What can happen to a version."""

    WRITE = "write"
    AGREE = "agree"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    REVIEW = "review"
    CHANGE = "change"
    REPLACE = "replace"
    END = "end"
    DROP = "drop"


# The life of a version: what leads where. What stands here in no row is refused; what was agreed is written no more.
# CHANGE leaves the version in force and begins the next; it is REPLACEd when the next one is approved.
MOVES: Final[Mapping[tuple[State, Act], State]] = {
    (State.DRAFT, Act.WRITE): State.DRAFT,
    (State.DRAFT, Act.AGREE): State.AGREED,
    (State.DRAFT, Act.DROP): State.DROPPED,
    (State.RETURNED, Act.WRITE): State.RETURNED,
    (State.RETURNED, Act.AGREE): State.AGREED,
    (State.RETURNED, Act.DROP): State.DROPPED,
    (State.AGREED, Act.TAKE_BACK): State.DRAFT,
    (State.AGREED, Act.APPROVE): State.IN_FORCE,
    (State.AGREED, Act.SEND_BACK): State.RETURNED,
    (State.IN_FORCE, Act.REVIEW): State.IN_FORCE,
    (State.IN_FORCE, Act.CHANGE): State.IN_FORCE,
    (State.IN_FORCE, Act.REPLACE): State.REPLACED,
    (State.IN_FORCE, Act.END): State.ENDED,
}
OPEN: Final = (State.DRAFT, State.RETURNED, State.AGREED)  # on the way to being in force: one of these at a time
WRITABLE: Final = tuple(state for state, act in MOVES if act is Act.WRITE)


class How(StrEnum):
    """How the agreement was given."""

    SIGNATURE = "signature"
    THUMB = "thumb"
    ORAL = "oral_witness"


HOW_WORDS: Final[Mapping[How, str]] = {
    How.SIGNATURE: N_("Signed on paper"),
    How.THUMB: N_("Thumb print on paper"),
    How.ORAL: N_("Said before a witness"),
}


class By(StrEnum):
    """Who agreed: the person; for a child, whoever represents it."""

    PERSON = "person"
    REPRESENTATIVE = "representative"


BY_WORDS: Final[Mapping[By, str]] = {
    By.PERSON: N_("The person"),
    By.REPRESENTATIVE: N_("The child’s representative, in the child’s place"),
}


class Assent(StrEnum):
    """What a child said. It is always asked."""

    AGREED = "agreed"
    DISAGREED = "disagreed"
    TOO_YOUNG = "too_young"


ASSENT_WORDS: Final[Mapping[Assent, str]] = {
    Assent.AGREED: N_("The child agrees"),
    Assent.DISAGREED: N_("The child does not agree, and was told why we go on"),
    Assent.TOO_YOUNG: N_("The child is too young to be asked"),
}


class Who(StrEnum):
    """Who takes a step."""

    PERSON = "person"
    COLLEAGUE = "colleague"
    ORGANISATION = "organisation"


WHO_WORDS: Final[Mapping[Who, str]] = {
    Who.PERSON: N_("The person"),
    Who.COLLEAGUE: N_("A colleague on the team"),
    Who.ORGANISATION: N_("An organisation"),
}


class Reached(StrEnum):
    """How far a goal is. Only the person gives up a goal."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    REACHED = "reached"
    GIVEN_UP = "given_up"
    CHANGED = "changed"


REACHED_WORDS: Final[Mapping[Reached, str]] = {
    Reached.NOT_BEGUN: N_("Not begun"),
    Reached.UNDER_WAY: N_("Under way"),
    Reached.REACHED: N_("Goal reached"),
    Reached.GIVEN_UP: N_("Given up by the person"),
    Reached.CHANGED: N_("Changed: the person wants something else now"),
}


class Done(StrEnum):
    """What became of a step."""

    DONE = "done"
    NOT_NEEDED = "not_needed"


DONE_WORDS: Final[Mapping[Done, str]] = {Done.DONE: N_("Done"), Done.NOT_NEEDED: N_("No longer needed")}


class Ended(StrEnum):
    """Why a plan in force ended without a newer version."""

    REACHED = "reached"
    PERSON = "person"
    TRANSFERRED = "transferred"
    OTHER = "other"


ENDED_WORDS: Final[Mapping[Ended, str]] = {
    Ended.REACHED: N_("Its goals were reached"),
    Ended.PERSON: N_("The person does not wish to go on"),
    Ended.TRANSFERRED: N_("Another organisation goes on with it"),
    Ended.OTHER: N_("Another reason"),
}

LONGEST: Final = 2000
STEP_TASK: Final = "plan_step"  # before a colon and the key of the step: a task of its own in the one list

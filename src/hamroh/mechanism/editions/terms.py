"""Words of the way from a draft to an edition."""

from enum import StrEnum
from typing import Final

from hamroh.kernel.words import N_

DRAFT, APPROVE = "edition:draft", "edition:approve"


class DraftState(StrEnum):
    """`open`: being written. `proposed`: waits for those who approve. `approved`: being published."""

    OPEN = "open"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISCARDED = "discarded"


STATE_WORDS: Final[dict[str, str]] = {
    DraftState.OPEN: N_("being written"),
    DraftState.PROPOSED: N_("waits for approval"),
    DraftState.APPROVED: N_("being published"),
    DraftState.PUBLISHED: N_("published"),
    DraftState.DISCARDED: N_("discarded"),
}
LIVING: Final = (DraftState.OPEN, DraftState.PROPOSED, DraftState.APPROVED)


class How(StrEnum):
    """What one change did; each can be undone."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"


class RunningCases(StrEnum):
    """What becomes of cases that run under an earlier edition."""

    STAY = "stay"
    MOVE = "move"


RUNNING_WORDS: Final[dict[str, str]] = {
    RunningCases.STAY: N_("They end under the edition they began with"),
    RunningCases.MOVE: N_("They follow the new edition from now on; each move is written down in the case"),
}
LONGEST_REASON: Final = 1000

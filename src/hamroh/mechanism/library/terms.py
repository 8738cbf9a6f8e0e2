"""Words of the library: kinds of texts, how far they have come, what becomes of a comment."""

from enum import StrEnum
from typing import Final

from hamroh.kernel.words import N_

LONGEST_COMMENT: Final = 2000

#: Kinds in the order of the shelf, each with the heading that stands over it.
KIND_WORDS: Final[dict[str, str]] = {
    "law": N_("Laws"),
    "regulation": N_("Regulations"),
    "plan": N_("Plans"),
    "guideline": N_("Guidelines"),
    "procedure": N_("Procedures"),
    "protocol": N_("Protocols"),
    "agreement": N_("Agreements"),
    "code_of_conduct": N_("Code of conduct"),
    "terms_of_reference": N_("Terms of reference"),
    "form": N_("Forms"),
    "script": N_("Scripts to read aloud"),
}
STATUS_WORDS: Final[dict[str, str]] = {
    "draft": N_("draft, not adopted"),
    "adopted": N_("adopted"),
    "repealed": N_("repealed"),
}


class CommentState(StrEnum):
    """What became of a comment."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    NOT_TAKEN_UP = "not_taken_up"
    WITHDRAWN = "withdrawn"


STATE_WORDS: Final[dict[str, str]] = {
    CommentState.OPEN: N_("waits for an answer"),
    CommentState.TAKEN_UP: N_("taken up"),
    CommentState.NOT_TAKEN_UP: N_("not taken up"),
    CommentState.WITHDRAWN: N_("withdrawn"),
}
ANSWERS: Final = (CommentState.TAKEN_UP, CommentState.NOT_TAKEN_UP)

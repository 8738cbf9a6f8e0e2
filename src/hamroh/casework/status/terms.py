"""Words of formal status. Kinds of evidence, and what is to be shown, are lists of the edition."""

from enum import StrEnum

from hamroh.kernel.words import N_


class State(StrEnum):
    """Where an application stands."""

    PREPARING = "preparing"
    WAITING = "waiting"
    MORE_EVIDENCE = "more_evidence"
    DECIDED = "decided"
    REVIEW_ASKED = "review_asked"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


STATE_WORDS = {
    State.PREPARING: N_("Being prepared, not sent"),
    State.WAITING: N_("Sent, waits for a decision"),
    State.MORE_EVIDENCE: N_("More evidence was asked for"),
    State.DECIDED: N_("Decided"),
    State.REVIEW_ASKED: N_("A review was asked for"),
    State.REVIEWED: N_("Decided after a review"),
    State.WITHDRAWN: N_("Taken back"),
}

# Something still happens with it: a case has one of these at most.
OPEN_STATES = (State.PREPARING, State.WAITING, State.MORE_EVIDENCE, State.REVIEW_ASKED)
# The authority has to do something.
AT_AUTHORITY = (State.WAITING, State.REVIEW_ASKED)
# The authority may look at what was agreed to tell.
UNDER_WAY = (State.WAITING, State.MORE_EVIDENCE, State.REVIEW_ASKED)


class Round(StrEnum):
    FIRST = "first"
    REVIEW = "review"


class Outcome(StrEnum):
    """What may be decided: ids of the edition's decisions *victim-status* and *status-review*, whose names it gives."""

    GRANTED = "granted"
    REFUSED = "refused"
    MORE_EVIDENCE = "more_evidence"
    UPHELD = "upheld"
    CHANGED = "changed"


OUTCOME_WORDS = {
    Outcome.GRANTED: N_("Granted"),
    Outcome.REFUSED: N_("Refused"),
    Outcome.MORE_EVIDENCE: N_("More evidence needed"),
    Outcome.UPHELD: N_("The decision stands"),
    Outcome.CHANGED: N_("The decision was changed: granted"),
}
OFFERED = {
    Round.FIRST: (Outcome.GRANTED, Outcome.REFUSED, Outcome.MORE_EVIDENCE),
    Round.REVIEW: (Outcome.UPHELD, Outcome.CHANGED),
}


class Shut(StrEnum):
    """Why the authority may not look at what was told."""

    WITHDRAWN = "withdrawn"
    GROUND_ENDED = "ground_ended"


SHUT_WORDS = {
    Shut.WITHDRAWN: N_("The person took the application back. Nothing of it is shown any more."),
    Shut.GROUND_ENDED: N_("The person’s agreement has ended: nothing is shown. The team may ask the person again."),
}

# Lists of the edition from which rows of evidence are chosen.
KINDS, ELEMENTS, HELD_BY = "evidence_kind", "status_element", "evidence_held_by"
LISTS = (KINDS, ELEMENTS, HELD_BY)

LONGEST_NOTE, LONGEST_REASONS = 600, 4000

NOTE_PLACE = "status_evidence.note_sealed:{}"
REASONS_PLACE = "status_decision.reasons_sealed:{}"


class Because(StrEnum):
    """Why the time to reflect begins. It needs no decision by anybody: signs are enough."""

    PRESUMED = "presumed"
    SIGNS = "signs"
    STATUS = "status"


BECAUSE_WORDS = {
    Because.PRESUMED: N_("Presumed after the screening"),
    Because.SIGNS: N_("There are signs; the screening goes on"),
    Because.STATUS: N_("Formal status was granted"),
}


class Told(StrEnum):
    ALOUD = "aloud"
    PAPER = "paper"


TOLD_WORDS = {Told.ALOUD: N_("Read aloud and explained"), Told.PAPER: N_("On paper, and explained")}


class Ended(StrEnum):
    """How the time ends. There is no third way."""

    OVER = "over"
    PERSON = "person"


ENDED_WORDS = {
    Ended.OVER: N_("The time is over"),
    Ended.PERSON: N_("The person says that they need it no longer"),
}
EXTENSION_PLACE = "status_extension.why_sealed:{}"
LONGEST_WHY = 1000

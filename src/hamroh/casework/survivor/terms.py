"""Words of a person's own page, and of the cards that open it."""

from enum import StrEnum

from hamroh.kernel.words import N_


class Answer(StrEnum):
    """*Not known* is an answer like any other."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


ANSWER_WORDS = {Answer.NO: N_("No"), Answer.YES: N_("Yes"), Answer.NOT_KNOWN: N_("Not known")}
# What is asked of the door itself before it is offered. Each a risk when it is not answered with no.
RISKS = {
    "device_shared": N_("Does somebody else use the telephone or computer?"),
    "card_found": N_("Could somebody find the card?"),
    "pin_forced": N_("Could somebody force the person to open the page?"),
}
RISK_HINTS = {
    "device_shared": N_("A husband, a relative, an employer; or somebody who set the telephone up."),
    "card_found": N_("Where would it be kept? Is that place searched?"),
    "pin_forced": N_("Then the second PIN matters: practise it together."),
}


class Decision(StrEnum):
    OFFER = "offer"
    NOT_NOW = "not_now"
    NOT_WANTED = "not_wanted"


DECISION_WORDS = {
    Decision.OFFER: N_("Offer it"),
    Decision.NOT_NOW: N_("Not now: it would not be safe"),
    Decision.NOT_WANTED: N_("The person does not want it"),
}


class Holder(StrEnum):
    """Who would hold the card. For an adult nobody else does."""

    SELF = "self"
    REPRESENTATIVE = "representative"
    GUARDIAN = "guardian"


HOLDER_WORDS = {
    Holder.SELF: N_("The child"),
    Holder.REPRESENTATIVE: N_("The appointed representative"),
    Holder.GUARDIAN: N_("A parent or guardian"),
}


class Ended(StrEnum):
    LOST = "lost"
    REPLACED = "replaced"
    NOT_WANTED = "not_wanted"
    UNSAFE = "unsafe"
    CASE_CLOSED = "case_closed"


ENDED_WORDS = {
    Ended.LOST: N_("The card was lost"),
    Ended.REPLACED: N_("A new card took its place"),
    Ended.NOT_WANTED: N_("The person no longer wants it"),
    Ended.UNSAFE: N_("It was no longer safe"),
    Ended.CASE_CLOSED: N_("The case was closed"),
}
BY_HAND = (Ended.LOST, Ended.UNSAFE, Ended.NOT_WANTED)


class State(StrEnum):
    """Where the door stands for a person."""

    NOT_ASSESSED = "not_assessed"
    NOT_OFFERED = "not_offered"
    OFFERED = "offered"
    OPEN = "open"
    LOCKED = "locked"
    ENDED = "ended"


STATE_WORDS = {
    State.NOT_ASSESSED: N_("Off: its risk was not weighed yet"),
    State.NOT_OFFERED: N_("Off"),
    State.OFFERED: N_("May be set up: no card yet"),
    State.OPEN: N_("A card is in use"),
    State.LOCKED: N_("The card is locked after wrong tries"),
    State.ENDED: N_("The last card has ended"),
}


class Use(StrEnum):
    """What was done with a card. A complaint is never among it."""

    OPENED = "opened"
    PIN_CHOSEN = "pin_chosen"
    WRONG_PIN = "wrong_pin"
    LOCKED = "locked"
    WITHDREW = "withdrew"
    CORRECTED = "corrected"
    RATED = "rated"


USE_WORDS = {
    Use.OPENED: N_("The page was opened"),
    Use.PIN_CHOSEN: N_("The PIN was chosen"),
    Use.WRONG_PIN: N_("A wrong PIN was tried"),
    Use.LOCKED: N_("The card was locked"),
    Use.WITHDREW: N_("An agreement was taken back"),
    Use.CORRECTED: N_("Something was to be corrected"),
    Use.RATED: N_("Told how it was"),
}

# Tasks that the page gives the case's team: what it is called, after how many hours it is due unless the pack says.
DURESS_TASK, WITHDRAWN_TASK, CORRECT_TASK, LOCKED_TASK = "card_danger", "card_withdrawn", "card_correct", "card_locked"
SETTLED_BY_HAND = (DURESS_TASK, WITHDRAWN_TASK, LOCKED_TASK)


class Settled(StrEnum):
    """What became of a sign of danger, a withdrawal, a locked card."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    NOTHING = "nothing"


SETTLED_WORDS = {
    Settled.REACHED: N_("Spoke with the person by the agreed way"),
    Settled.NOT_REACHED: N_("Not reached: goes on in the safety plan"),
    Settled.NOTHING: N_("Nothing to do"),
}

PIN_SHORTEST, PIN_LONGEST = 4, 8
MOST_WRONG = 5
MOST_UNPROVEN = 10  # wrong tries since the first PIN was last right: the second one does not forget them
WAITS = {3: 1, 4: 5}  # minutes to wait after so many wrong tries in a row
LONGEST_DAYS, USUAL_DAYS = 365, 180
LONGEST_NAME = 40
LONGEST_TEXT = 2000
SCALE = (1, 2, 3, 4, 5)
SCALE_WORDS = {
    5: N_("Very good"),
    4: N_("Good"),
    3: N_("So-so"),
    2: N_("Bad"),
    1: N_("Very bad"),
}

"""The words of identification: answers, what the rule may show, and what a person decides.

Nothing here says that somebody is not a victim, and nothing may be added that does: signs can be absent from the
answers, harm cannot be excluded by them.
"""

from enum import StrEnum

from hamroh.kernel.words import N_


class Answer(StrEnum):
    """What is known about one indicator. *Does not want to say* is an answer like any other."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_SAID = "not_said"


class Population(StrEnum):
    """Which list applies. Under 18, or age in doubt: the list for children."""

    ADULT = "adult"
    CHILD = "child"


class Element(StrEnum):
    """The elements of the definition that dimensions speak to. A child needs no means (Palermo Protocol, art. 3 c).

    *Reinforcing* makes a means weightier and decides nothing alone; *prompt* is for what only helps to listen.
    """

    MEANS = "means"
    PURPOSE = "purpose"
    REINFORCING = "reinforcing"
    PROMPT = "prompt"


class Finding(StrEnum):
    """What the rule of a published list shows on the answers so far. It proposes; a person decides.

    A mechanism's own lists may show more, in words of their own.
    """

    NOT_WEIGHED = "not_weighed"
    NO_DIMENSION_POSITIVE = "no_dimension_positive"
    SOME_SIGNS = "some_signs"
    EXPLOITATION = "exploitation"
    COERCION_AND_EXPLOITATION = "coercion_and_exploitation"
    DECEPTION_AND_EXPLOITATION = "deception_and_exploitation"
    FORCED_LABOUR = "forced_labour"
    CHILD_EXPLOITATION = "child_exploitation"
    TRAFFICKING_FORCED_LABOUR = "trafficking_forced_labour"


class Basis(StrEnum):
    """`sourced_model`: a row of the published decision table. `assumed`: a combination the table does not speak of."""

    SOURCED_MODEL = "sourced_model"
    ASSUMED = "assumed"


class Wanted(StrEnum):
    """Why somebody got in touch."""

    INFORMATION = "information"
    HELP = "help"
    REPORT = "report"


class Outcome(StrEnum):
    """What came of a contact. *Anonymous*: nothing is kept but the way and the day."""

    INFORMED = "informed"
    SCREENING = "screening"
    HANDOVER = "handover"
    ANONYMOUS = "anonymous"


class HumanDecision(StrEnum):
    """What the trained person decides, with reasons. `not_indicated` is about today; it can be reopened."""

    PRESUMED = "presumed"
    NOT_INDICATED = "not_indicated"
    INSUFFICIENT = "insufficient"


ANSWER_WORDING = {
    Answer.YES: N_("Yes"),
    Answer.NO: N_("No"),
    Answer.UNKNOWN: N_("Not known"),
    Answer.NOT_SAID: N_("Does not want to say"),
}

FINDING_WORDING = {
    Finding.NOT_WEIGHED: N_("Weights are not set: this list shows nothing. Decide by what you hear."),
    Finding.NO_DIMENSION_POSITIVE: N_("No dimension positive on what was answered"),
    Finding.SOME_SIGNS: N_("Signs in some dimensions; exploitation is not shown by what was answered"),
    Finding.EXPLOITATION: N_("Signs of exploitation"),
    Finding.COERCION_AND_EXPLOITATION: N_("Signs of coercion in recruitment and of exploitation"),
    Finding.DECEPTION_AND_EXPLOITATION: N_("Signs of deception and exploitation"),
    Finding.FORCED_LABOUR: N_("Signs of forced labour: exploitation and coercion at the destination"),
    Finding.CHILD_EXPLOITATION: N_("Signs of exploitation of a child; the means need not be shown"),
    Finding.TRAFFICKING_FORCED_LABOUR: N_("Signs of trafficking for forced labour"),
}

FINDING_NOTE = N_(
    "This is what the published rule shows on the answers so far. It does not mean that somebody was harmed, "
    "nor that nobody was. You decide."
)

DECISION_WORDING = {
    HumanDecision.PRESUMED: N_("Presumed: offer protection and assistance now"),
    HumanDecision.NOT_INDICATED: N_("No signs on what is known today"),
    HumanDecision.INSUFFICIENT: N_("Not enough is known yet"),
}

WANTED_WORDING = {
    Wanted.INFORMATION: N_("Information only"),
    Wanted.HELP: N_("Help"),
    Wanted.REPORT: N_("To tell about somebody else"),
}

OUTCOME_WORDING = {
    Outcome.INFORMED: N_("Information was given"),
    Outcome.SCREENING: N_("A case is opened; the conversation goes on in private"),
    Outcome.HANDOVER: N_("Handed over by the first-line sheet"),
    Outcome.ANONYMOUS: N_("Wants to stay unknown: only counted"),
}
# What an outcome leads to, and who may go there.
LEADS_TO = {Outcome.SCREENING: "case:open", Outcome.HANDOVER: "sheet:fill"}

SAFETY_ANSWERS = ("yes", "no", "not_said")
CHANNELS, EMERGENCY_NUMBERS, CONTACT_CLOCK = "contact_channel", "emergency_number", "contact_log"
CONTACTS_SHOWN = 30  # days

# After these, help is asked about before anybody leaves: no signs today is no reason to be sent away.
ASKS_WHAT_IS_NEEDED = (HumanDecision.NOT_INDICATED, HumanDecision.INSUFFICIENT)

ACCEPTED, NOT_WANTED = "accepted", "not_wanted"
OFFER_WORDING = {
    ACCEPTED: N_("The person wants it"),
    NOT_WANTED: N_("The person does not want it"),
}

IMPORTED_PLACE = "identification_importedrecord.sealed:{}"

"""Words of a return: where it stands, how it goes on, and what is written down on the way."""

from enum import StrEnum

from hamroh.foundation.permissions.terms import SHAREABLE, FieldGroup
from hamroh.foundation.revisions.terms import Asked, Fields
from hamroh.foundation.revisions.terms import Kind as Of
from hamroh.kernel.words import N_


class Direction(StrEnum):
    """To another country, or back from one."""

    OUT = "out"
    IN = "in"


DIRECTION_WORDS: dict[str, str] = {
    Direction.OUT: N_("To another country"),
    Direction.IN: N_("From another country to here"),
}


class State(StrEnum):
    WISHED = "wished"
    ASSESSED = "assessed"
    PREPARED = "prepared"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    MONITORED = "monitored"
    ENDED = "ended"
    STOPPED = "stopped"


STATE_WORDS: dict[str, str] = {
    State.WISHED: N_("Wished for"),
    State.ASSESSED: N_("Risk assessed"),
    State.PREPARED: N_("Prepared"),
    State.DEPARTED: N_("On the way"),
    State.ARRIVED: N_("Arrived"),
    State.MONITORED: N_("Followed afterwards"),
    State.ENDED: N_("Ended"),
    State.STOPPED: N_("Stopped"),
}
ROAD = (
    State.WISHED,
    State.ASSESSED,
    State.PREPARED,
    State.DEPARTED,
    State.ARRIVED,
    State.MONITORED,
    State.ENDED,
)
# Where a return may go from where it stands. Stopping is possible from everywhere that is not an end.
WAYS: dict[str, frozenset[State]] = {
    State.WISHED: frozenset({State.ASSESSED, State.STOPPED}),
    State.ASSESSED: frozenset({State.PREPARED, State.STOPPED}),
    State.PREPARED: frozenset({State.DEPARTED, State.STOPPED}),
    State.DEPARTED: frozenset({State.ARRIVED, State.STOPPED}),
    State.ARRIVED: frozenset({State.MONITORED, State.STOPPED}),
    State.MONITORED: frozenset({State.ENDED, State.STOPPED}),
    State.ENDED: frozenset(),
    State.STOPPED: frozenset(),
}
OVER = frozenset({State.ENDED, State.STOPPED})
BEFORE_DEPARTURE = (State.WISHED, State.ASSESSED, State.PREPARED)


class Why(StrEnum):
    """Why a return was stopped."""

    WISH_TAKEN_BACK = "wish_taken_back"
    NOT_SAFE = "not_safe"
    PARTNER = "partner"
    PAPERS = "papers"
    HEALTH = "health"
    LOST = "lost"
    OTHER = "other"


WHY_WORDS: dict[str, str] = {
    Why.WISH_TAKEN_BACK: N_("The person no longer wishes it"),
    Why.NOT_SAFE: N_("It is not safe"),
    Why.PARTNER: N_("No partner abroad receives the person"),
    Why.PAPERS: N_("The papers cannot be had"),
    Why.HEALTH: N_("Health does not allow it"),
    Why.LOST: N_("The person has not been reached since"),
    Why.OTHER: N_("Another reason"),
}


class Level(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


LEVEL_WORDS: dict[str, str] = {Level.LOW: N_("Low"), Level.MEDIUM: N_("Medium"), Level.HIGH: N_("High")}


class Verdict(StrEnum):
    ACCEPTABLE = "acceptable"
    NOT_ACCEPTABLE = "not_acceptable"


VERDICT_WORDS: dict[str, str] = {
    Verdict.ACCEPTABLE: N_("The risk can be accepted, with what is planned"),
    Verdict.NOT_ACCEPTABLE: N_("The risk cannot be accepted"),
}

PAPER_STATE_WORDS: dict[str, str] = {
    "missing": N_("Not there"),
    "asked": N_("Asked for"),
    "obtained": N_("In hand"),
}
OUTCOME_WORDS: dict[str, str] = {
    "well": N_("Well, as the person says"),
    "needs_help": N_("Needs more help"),
    "in_danger": N_("In danger"),
    "not_reached": N_("Not reached"),
}
GIVEN_BY_WORDS: dict[str, str] = {
    "self": N_("The person"),
    "representative": N_("The appointed representative of the child"),
    "guardian": N_("A guardian"),
}
BY_SELF, BY_GUARDIAN = "self", "guardian"
# What a partner abroad may be told, if the person agrees.
TOLD_ABROAD: tuple[FieldGroup, ...] = tuple(g for g in SHAREABLE if g != FieldGroup.JUSTICE)

LISTS = ("return_risk", "travel_document", "language", "consent_mode", "consent_proof")
LONGEST_DAYS = 365


class Part(StrEnum):
    """What is written down beside the return itself."""

    ASSESSMENT = "assessment"
    PARTNER = "partner"
    AGREEMENT = "agreement"
    DOCUMENT = "document"
    VISIT = "visit"


PART_WORDS: dict[str, str] = {
    Part.ASSESSMENT: N_("Risk of the return"),
    Part.PARTNER: N_("Partner abroad"),
    Part.AGREEMENT: N_("What the partner may be told"),
    Part.DOCUMENT: N_("Papers"),
    Part.VISIT: N_("Visits afterwards"),
}
PART_LEADS: dict[str, str] = {
    Part.ASSESSMENT: N_("Look at each danger together with the person. Somebody else decides whether the risk can be accepted."),
    Part.PARTNER: N_("Who receives, or sends, the person abroad. Another organisation is another partner."),
    Part.AGREEMENT: N_("The person decides what the partner learns, and may take it back at any time."),
    Part.DOCUMENT: N_("Only kind and state: numbers are kept with the person."),
    Part.VISIT: N_("How the person is after the return. Not reaching somebody is written down as well."),
}  # fmt: skip

_NOTE = Asked("note", N_("Note"), Of.TEXT)
WISH: Fields = (
    Asked("country", N_("Country"), Of.CODE, of="country", required=True),
    Asked("wished_on", N_("The person said so on"), Of.DAY, required=True, happened=True),
    Asked("alternatives_on", N_("Told what else is possible on"), Of.DAY, required=True, happened=True,
          hint=N_("Staying here, a third country, later: in a language that the person speaks.")),
    Asked("best_interests_on", N_("Best interests of the child assessed on"), Of.DAY, happened=True,
          hint=N_("Needed for a child before it leaves.")),
    Asked("represented", N_("The child has an appointed representative"), Of.TICK),
    Asked("planned_on", N_("Planned for"), Of.DAY, after="wished_on"),
    Asked("wish", N_("In the person’s words"), Of.TEXT),
    Asked("route", N_("Route"), Of.TEXT, hint=N_("Sealed. Nobody sees it but who may open this part.")),
    Asked("escort", N_("Who goes along"), Of.WORDS),
)  # fmt: skip
PART_FIELDS: dict[str, Fields] = {
    Part.ASSESSMENT: (
        Asked("assessed_on", N_("Assessed on"), Of.DAY, required=True, happened=True),
        Asked("dangers", N_("What could happen there"), Of.CODES, of="return_risk"),
        Asked("level", N_("Risk, all in all"), Of.CHOICE, choices=LEVEL_WORDS, required=True),
        Asked("reasons", N_("Why"), Of.TEXT, required=True),
        Asked("measures", N_("What is done against it"), Of.TEXT),
    ),
    Part.PARTNER: (
        Asked("country", N_("Country"), Of.CODE, of="country", required=True),
        Asked("organisation", N_("Organisation"), Of.WORDS, required=True),
        Asked("contact", N_("How to reach it"), Of.TEXT, required=True),
    ),
    Part.AGREEMENT: (
        Asked("groups", N_("What it may be told"), Of.CODES, of="group", required=True),
        Asked("language", N_("In which language it was explained"), Of.CODE, of="language", required=True),
        Asked("mode", N_("How the person agreed"), Of.CODE, of="consent_mode", required=True),
        Asked("proof", N_("How it can be proved"), Of.CODE, of="consent_proof", required=True),
        Asked("given_by", N_("Who agreed"), Of.CHOICE, choices=GIVEN_BY_WORDS, required=True),
        Asked("agreed_on", N_("Agreed on"), Of.DAY, required=True, happened=True),
        Asked("until_on", N_("Holds until"), Of.DAY, required=True, after="agreed_on"),
        Asked("taken_back_on", N_("Taken back on"), Of.DAY, happened=True, after="agreed_on"),
    ),
    Part.DOCUMENT: (
        Asked("kind", N_("Paper"), Of.CODE, of="travel_document", required=True),
        Asked("state", N_("Where it stands"), Of.CHOICE, choices=PAPER_STATE_WORDS, required=True),
        Asked("obtained_on", N_("In hand since"), Of.DAY, happened=True),
        _NOTE,
    ),
    Part.VISIT: (
        Asked("visited_on", N_("On"), Of.DAY, required=True, happened=True),
        Asked("outcome", N_("How the person is"), Of.CHOICE, choices=OUTCOME_WORDS, required=True),
        Asked("next_on", N_("Next visit"), Of.DAY, after="visited_on"),
        _NOTE,
    ),
}  # fmt: skip
# What is said when the journey goes on.
ARRIVED_HOW_WORDS: dict[str, str] = {
    "partner": N_("The partner abroad confirmed it"),
    "person": N_("The person told us"),
}

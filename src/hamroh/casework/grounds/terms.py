"""Words of grounds. Choices (purposes, modes, proofs …) are lists of the edition; here stand those that rules use."""

from enum import StrEnum

from hamroh.foundation.permissions.terms import SHAREABLE, FieldGroup
from hamroh.kernel.words import N_


class Kind(StrEnum):
    """On what something may leave a file. The names of the edition's list `ground`."""

    CONSENT = "consent"
    RISK_TO_LIFE = "risk_to_life"
    CHILD_IN_DANGER = "child_in_danger"
    COURT_ORDER = "court_order"
    AUTHORITY_DEMAND = "authority_demand"


# Acts at once with the least data and is reviewed afterwards; unapproved, it ends when the review is due.
EMERGENCIES = frozenset({Kind.RISK_TO_LIFE, Kind.CHILD_IN_DANGER})
# A referral may rest on these. A demand is a record of what was asked and answered, never a way to send more.
CARRIES_REFERRALS = EMERGENCIES | {Kind.CONSENT}
EMERGENCY_GROUPS = frozenset(SHAREABLE) - {
    FieldGroup.SCREENING,
    FieldGroup.PLAN,
    FieldGroup.SERVICES,
    FieldGroup.RETURN,
    FieldGroup.JUSTICE,
}


# An application for formal status rests on an agreement of its own: no other purpose covers it, and it covers no other.
STATUS = "status"
# What the body that decides may be told, if the person agrees: who it is and what happened; not where, not how to reach.
STATUS_GROUPS = frozenset({FieldGroup.PROFILE, FieldGroup.IDENTITY, FieldGroup.HEALTH, FieldGroup.SCREENING})


class GivenBy(StrEnum):
    """Who agreed. The names of the edition's list `consent_given_by`."""

    SELF = "self"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    CHILD_ASSENT = "child_assent"


FOR_A_CHILD = frozenset({GivenBy.GUARDIAN, GivenBy.REPRESENTATIVE, GivenBy.CHILD_ASSENT})


class Assent(StrEnum):
    """What the child said. It is always asked and written down; protection does not wait for a yes."""

    AGREED = "agreed"
    DISAGREED = "disagreed"
    TOO_YOUNG = "too_young"


ASSENT_WORDS = {
    Assent.AGREED: N_("The child agrees"),
    Assent.DISAGREED: N_("The child does not agree, and was told why we go on"),
    Assent.TOO_YOUNG: N_("The child is too young to be asked"),
}


class DemandAnswer(StrEnum):
    """What an authority that demanded data got."""

    GIVEN = "given"
    REFUSED = "refused"


DEMAND_WORDS = {
    DemandAnswer.GIVEN: N_("Given: only what is ticked"),
    DemandAnswer.REFUSED: N_("Refused: nothing was given"),
}

LONGEST_DAYS = 365
NOT_ASKED = "not_asked"
NOT_JUSTIFIED = "not_justified"  # how a ground ended that a second person found not right
REVIEW_TASK = "emergency_review"


class State(StrEnum):
    """Where a ground stands at a moment."""

    IN_FORCE = "in_force"
    WAITS_FOR_REVIEW = "waits_for_review"
    ASK_AFRESH = "ask_afresh"
    WITHDRAWN = "withdrawn"
    NOT_RIGHT = "not_right"
    ENDED = "ended"
    WRITTEN_DOWN = "written_down"


STATE_WORDS = {
    State.IN_FORCE: N_("Holds"),
    State.WAITS_FOR_REVIEW: N_("Holds, waits for review"),
    State.ASK_AFRESH: N_("Gives nothing new: ask the person themselves"),
    State.WITHDRAWN: N_("Withdrawn"),
    State.NOT_RIGHT: N_("Reviewed: not right"),
    State.ENDED: N_("Ended"),
    State.WRITTEN_DOWN: N_("Written down"),
}

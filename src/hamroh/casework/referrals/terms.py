"""The words of a referral. Codes of states are those of FHIR Task; their wording is ours."""

from enum import StrEnum

from hamroh.kernel.words import N_


class Status(StrEnum):
    """Where a referral stands. `completed` is the provider's word; the sender closes the loop separately."""

    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    IN_PROGRESS = "in-progress"
    ON_HOLD = "on-hold"
    FAILED = "failed"
    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered-in-error"


class Side(StrEnum):
    """A referral has two sides: who asks (FHIR requester) and whose service is asked (FHIR target)."""

    REQUESTER = "requester"
    TARGET = "target"


STATUS_WORDING = {
    Status.DRAFT: N_("Draft, not sent"),
    Status.REQUESTED: N_("Sent, waiting for an answer"),
    Status.ACCEPTED: N_("Accepted"),
    Status.REJECTED: N_("Declined"),
    Status.CANCELLED: N_("Withdrawn"),
    Status.IN_PROGRESS: N_("Service under way"),
    Status.ON_HOLD: N_("On hold"),
    Status.FAILED: N_("Could not be carried out"),
    Status.COMPLETED: N_("Service completed"),
    Status.ENTERED_IN_ERROR: N_("Entered in error"),
}

SIDE_WORDING = {
    Side.REQUESTER: N_("The organisation that sends"),
    Side.TARGET: N_("The organisation that receives"),
}

# States that should be given with a reason (FHIR Task.statusReason in the same guide).
NEEDS_REASON = frozenset({Status.REJECTED, Status.CANCELLED, Status.ON_HOLD, Status.FAILED})

OPEN = (Status.REQUESTED, Status.ACCEPTED, Status.IN_PROGRESS, Status.ON_HOLD)


class Kind(StrEnum):
    """A hand-over comes from the first line, without a case; a referral from a case's team."""

    HANDOVER = "handover"
    REFERRAL = "referral"


class Agreement(StrEnum):
    """What the person answered when asked whether they want to meet the named organisation."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    NOT_ASKED = "not_asked"


AGREEMENT_WORDING = {
    Agreement.AGREED: N_("Yes, agrees to meet them"),
    Agreement.NOT_AGREED: N_("No, does not agree"),
    Agreement.NOT_ASKED: N_("Could not be asked"),
}


class SafetyAnswer(StrEnum):
    """*Does not want to say* is an answer like any other."""

    YES = "yes"
    NO = "no"
    NOT_SAID = "not_said"


SAFETY_WORDING = {
    SafetyAnswer.YES: N_("Yes"),
    SafetyAnswer.NO: N_("No"),
    SafetyAnswer.NOT_SAID: N_("Does not want to say"),
}


class HandoverGround(StrEnum):
    """On what a hand-over rests. An adult's "no" outside danger is none of these: nothing goes."""

    CONSENT = "consent"
    AGREEMENT_WHILE_HELD = "agreement_while_held"
    CHILD_PROTECTION = "child_protection"
    RISK_TO_LIFE = "risk_to_life"
    CHILD_IN_DANGER = "child_in_danger"


IN_DANGER = frozenset({HandoverGround.RISK_TO_LIFE, HandoverGround.CHILD_IN_DANGER})
GROUND_WORDING = {
    HandoverGround.CONSENT: N_("The person agreed to meet your organisation"),
    HandoverGround.AGREEMENT_WHILE_HELD: N_(
        "The person said yes while held by somebody in uniform. That is not free consent: ask again, in private"
    ),
    HandoverGround.CHILD_PROTECTION: N_("A child: protection does not wait for consent"),
    HandoverGround.RISK_TO_LIFE: N_("Danger to life: sent at once with the least data, reviewed afterwards"),
    HandoverGround.CHILD_IN_DANGER: N_("A child in danger: sent at once with the least data, reviewed afterwards"),
}

EMERGENCY, URGENT, ROUTINE = "emergency", "urgent", "routine"  # ids of the list `urgency` that rules must understand


class Seen(StrEnum):
    """All that the author of a hand-over ever learns."""

    ARRIVED = "arrived"
    NOT_ARRIVED = "not_arrived"


SEEN_WORDING = {Seen.ARRIVED: N_("Arrived"), Seen.NOT_ARRIVED: N_("Not arrived")}


class ReasonOf(StrEnum):
    """Whose reason a refusal is. They are counted apart: the one tells of services, the other of wishes."""

    PROVIDER = "provider"
    PERSON = "person"


REASON_OF_WORDING = {
    ReasonOf.PROVIDER: N_("We cannot take this"),
    ReasonOf.PERSON: N_("The person does not want this"),
}


class EndedBy(StrEnum):
    """Why the sending side ended a referral (the state's reason)."""

    CONSENT_WITHDRAWN = "consent_withdrawn"
    NO_LONGER_NEEDED = "no_longer_needed"
    SENT_IN_ERROR = "sent_in_error"
    OTHER_SERVICE = "other_service"
    NOT_JUSTIFIED = "not_justified"
    MEMBER_SUSPENDED = "member_suspended"  # set by the mechanism for the side that received


CANCEL_WORDING = {
    EndedBy.NO_LONGER_NEEDED: N_("It is no longer needed"),
    EndedBy.OTHER_SERVICE: N_("Another service takes it"),
    EndedBy.SENT_IN_ERROR: N_("It was sent by mistake"),
}


class Shut(StrEnum):
    """Why the recipient no longer sees what was shared."""

    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    GROUND_ENDED = "ground_ended"
    NOT_REVIEWED = "not_reviewed"


SHUT_WORDING = {
    Shut.ENDED: N_("This referral has ended, and with it the sharing. Your own record of the service stays."),
    Shut.WITHDRAWN: N_(
        "The person withdrew the agreement: nothing is shared any more. Your own record of the service stays; "
        "whatever care you give goes on."
    ),
    Shut.GROUND_ENDED: N_(
        "The ground on which this was shared has ended. Ask the sending organisation; care you give goes on."
    ),
    Shut.NOT_REVIEWED: N_(
        "It was sent in danger without agreement and nobody reviewed it in time: "
        "what was told is shut until somebody does."
    ),
}


class ReviewOutcome(StrEnum):
    """What a second person finds about an act in danger."""

    RIGHT = "right"
    NOT_RIGHT = "not_right"


REVIEW_WORDING = {
    ReviewOutcome.RIGHT: N_("It was right to act without agreement"),
    ReviewOutcome.NOT_RIGHT: N_("It was not right: nothing more is shared"),
}

REVIEW_TASK = "emergency_review"
NOT_STARTED, CONTINUES = "not_started", "continues"  # ids of the list `outcome` that moves depend on

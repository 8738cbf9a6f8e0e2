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

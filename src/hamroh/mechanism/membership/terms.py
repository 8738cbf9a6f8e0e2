"""Words of membership: standings and why they change, agreements, the seat that manages people."""

from datetime import timedelta
from enum import StrEnum

from hamroh.kernel.words import N_

FOCAL_POINT = "focal-point"  # the role of the edition that membership must understand


class Standing(StrEnum):
    """How an organisation stands to the mechanism. Only an admitted one acts, and is in the directory."""

    APPLIED = "applied"
    ADMITTED = "admitted"
    SUSPENDED = "suspended"
    ENDED = "ended"


STANDING_WORDS = {
    Standing.APPLIED: N_("Has applied"),
    Standing.ADMITTED: N_("Member"),
    Standing.SUSPENDED: N_("Suspended"),
    Standing.ENDED: N_("Membership ended"),
}

# What may follow what. An application that is turned down ends; who left may apply again.
NEXT: dict[Standing, tuple[Standing, ...]] = {
    Standing.APPLIED: (Standing.ADMITTED, Standing.ENDED),
    Standing.ADMITTED: (Standing.SUSPENDED, Standing.ENDED),
    Standing.SUSPENDED: (Standing.ADMITTED, Standing.ENDED),
    Standing.ENDED: (Standing.APPLIED,),
}

REASONS: dict[Standing, dict[str, str]] = {
    Standing.SUSPENDED: {
        "safety": N_("People are not safe with it"),
        "confidentiality": N_("It did not keep confidence"),
        "code": N_("It broke the code of conduct"),
        "standards": N_("It does not meet the standards of service"),
        "not_signed": N_("It did not sign what members sign"),
        "own_request": N_("It asked for this itself"),
    },
    Standing.ENDED: {
        "own_request": N_("It asked for this itself"),
        "dissolved": N_("It no longer exists"),
        "safety": N_("People are not safe with it"),
        "code": N_("It broke the code of conduct"),
        "not_admitted": N_("The application was turned down"),
    },
}
REASON_WORDS = {code: words for reasons in REASONS.values() for code, words in reasons.items()}

LONGEST_PAPER = 200


class Kind(StrEnum):
    """What members sign."""

    PROTOCOL = "protocol"
    CODE = "code"
    MEMORANDUM = "memorandum"


KIND_WORDS = {
    Kind.PROTOCOL: N_("Data-sharing protocol"),
    Kind.CODE: N_("Code of conduct"),
    Kind.MEMORANDUM: N_("Memorandum of understanding"),
}
LONGEST_GRACE = 365  # days
GRACE_DAYS = 30  # assumed: no source says how long a member may take to sign a new version


LONGEST_STAND_IN = timedelta(days=90)  # assumed: no source says for how long somebody may act in place of another


class Step(StrEnum):
    """The way from a nomination to a holder at work. Withdrawn and ended leave it."""

    NOMINATED = "nominated"
    TERMS = "terms"
    APPOINTED = "appointed"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


ROAD = (Step.NOMINATED, Step.TERMS, Step.APPOINTED, Step.HANDED_OVER)
STEP_WORDS = {
    Step.NOMINATED: N_("Nominated"),
    Step.TERMS: N_("Terms acknowledged"),
    Step.APPOINTED: N_("Appointed"),
    Step.HANDED_OVER: N_("Handed over"),
    Step.WITHDRAWN: N_("Nomination withdrawn"),
    Step.ENDED: N_("Ended"),
}


class How(StrEnum):
    """How somebody holds a seat: in the order of a page."""

    HOLDER = "holder"
    DEPUTY = "deputy"
    INTERIM = "interim"
    DELEGATED = "delegated"


HOW_WORDS = {
    How.HOLDER: N_("Holder"),
    How.DEPUTY: N_("Deputy"),
    How.INTERIM: N_("In the meantime"),
    How.DELEGATED: N_("In the holder’s place"),
}

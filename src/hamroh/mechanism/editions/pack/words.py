"""The closed vocabularies a pack is written in. Everything else in a pack is the country's own."""

from enum import StrEnum
from typing import Final

from hamroh.foundation.permissions.terms import PERMISSIONS, SHAREABLE, FieldGroup

#: What a role may do, and which parts of a file may be shared: the platform's words, since doors are built from them.
KNOWN_PERMISSIONS: Final = tuple(PERMISSIONS)
KNOWN_FIELD_GROUPS: Final = tuple(group.value for group in SHAREABLE)
#: Of these a capacity names those that it opens; the core is open to everybody on the team.
KNOWN_PARTS: Final = tuple(group.value for group in FieldGroup if group != FieldGroup.CORE)


class Basis(StrEnum):
    """How we know. Only the first may ever be shown as national law or rule."""

    SOURCED_NATIONAL = "sourced_national"
    SOURCED_MODEL = "sourced_model"
    MEMORY = "memory"
    ASSUMED = "assumed"


#: Clocks that the platform starts by itself: without a limit for one of them somebody would wait without end.
REQUIRED_CLOCKS: Final = (
    "ack",
    "answer",
    "feedback",
    "confirm_outcome",
    "screening",
    "decide_screening",
    "risk_assessment",
    "arrange_care",
    "emergency_review",
)

#: Lists that the pages offer to choose from. A pack may bring more.
REQUIRED_LISTS: Final = (
    "urgency",
    "observation",
    "safety_question",
    "script",
    "handover_mode",
    "age_group",
    "sex",
    "language",
    "decline_reason",
    "not_arrived_reason",
    "consent_purpose",
    "consent_mode",
    "consent_given_by",
    "consent_proof",
    "ground",
    "withdrawal_reason",
    "outcome",
)

#: Lists from which evidence is chosen, where somebody applies for formal status on the platform.
STATUS_LISTS: Final = ("evidence_kind", "status_element", "evidence_held_by")

#: The lists in which every code says whose reason it is.
SIDED_LISTS: Final = ("decline_reason",)

MOST_OBSERVATIONS: Final = 12
SAFETY_QUESTIONS: Final = 3

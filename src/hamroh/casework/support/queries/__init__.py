"""Support, shaped for pages and for sharing. The door must have opened the group before."""

from hamroh.casework.support.queries.care import (
    HEALTH_PLACE,
    NEEDS_PLACE,
    SERVICE_PLACE,
    CaretakerView,
    HealthView,
    NeedsView,
    ServiceGiven,
    StayView,
    caretakers_of,
    current_stay,
    group_values,
    health_of,
    needs_of,
    services_given,
    stays_of,
)

__all__ = [
    "HEALTH_PLACE",
    "NEEDS_PLACE",
    "SERVICE_PLACE",
    "CaretakerView",
    "HealthView",
    "NeedsView",
    "ServiceGiven",
    "StayView",
    "caretakers_of",
    "current_stay",
    "group_values",
    "health_of",
    "needs_of",
    "services_given",
    "stays_of",
]

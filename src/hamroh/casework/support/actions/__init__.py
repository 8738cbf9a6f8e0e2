"""The acts of support. The case must have been opened with the group that is written."""

from hamroh.casework.support.actions.care import (
    appoint_caretaker,
    arrange_care,
    end_stay,
    record_service,
    start_stay,
)
from hamroh.casework.support.actions.health import write_health_note
from hamroh.casework.support.actions.needs import need_thing, write_need, write_needs
from hamroh.casework.support.actions.received import take_over_service, write_service
from hamroh.casework.support.actions.risk import assess_risk, plan_safety

__all__ = [
    "appoint_caretaker",
    "arrange_care",
    "assess_risk",
    "end_stay",
    "need_thing",
    "plan_safety",
    "record_service",
    "start_stay",
    "take_over_service",
    "write_health_note",
    "write_need",
    "write_needs",
    "write_service",
]

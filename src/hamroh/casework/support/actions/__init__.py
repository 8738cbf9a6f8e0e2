"""The acts of support. The case must have been opened with the group that is written."""

from hamroh.casework.support.actions.care import (
    appoint_caretaker,
    arrange_care,
    end_stay,
    record_service,
    start_stay,
    write_health_note,
    write_needs,
)

__all__ = [
    "appoint_caretaker",
    "arrange_care",
    "end_stay",
    "record_service",
    "start_stay",
    "write_health_note",
    "write_needs",
]

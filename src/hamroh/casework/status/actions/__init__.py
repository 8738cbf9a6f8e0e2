"""The acts on formal status: apply, list evidence, send, take back, decide, ask for a review."""

from hamroh.casework.status.actions.applying import (
    begin_application,
    drop_evidence,
    list_evidence,
    send_application,
    withdraw_application,
)
from hamroh.casework.status.actions.deciding import decide_status
from hamroh.casework.status.actions.reflection import begin_reflection, end_reflection, extend_reflection
from hamroh.casework.status.actions.review import ask_review, decline_review

__all__ = [
    "ask_review",
    "begin_application",
    "begin_reflection",
    "decide_status",
    "decline_review",
    "drop_evidence",
    "end_reflection",
    "extend_reflection",
    "list_evidence",
    "send_application",
    "withdraw_application",
]

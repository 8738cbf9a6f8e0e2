"""The acts on formal status: apply, list evidence, send, take back, decide, ask for a review."""

from hamroh.casework.status.actions.applying import (
    begin_application,
    drop_evidence,
    list_evidence,
    send_application,
    withdraw_application,
)
from hamroh.casework.status.actions.deciding import decide_status
from hamroh.casework.status.actions.review import ask_review, decline_review

__all__ = [
    "ask_review",
    "begin_application",
    "decide_status",
    "decline_review",
    "drop_evidence",
    "list_evidence",
    "send_application",
    "withdraw_application",
]

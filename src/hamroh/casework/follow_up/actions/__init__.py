"""The acts of follow-up and closing. Each opens the case with the group *plan*."""

from hamroh.casework.follow_up.actions.closing import ask_closing, decide_closing, take_closing_back
from hamroh.casework.follow_up.actions.visiting import record_attempt, record_visit

__all__ = ["ask_closing", "decide_closing", "record_attempt", "record_visit", "take_closing_back"]

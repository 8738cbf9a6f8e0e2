"""The acts on referrals, one file each. Every move locks the row: of two people at once one wins, the other is told."""

from hamroh.casework.referrals.actions.answer import accept_referral, decline_referral
from hamroh.casework.referrals.actions.ask import answer_question, ask_question
from hamroh.casework.referrals.actions.carry_out import (
    complete_referral,
    hold_referral,
    record_arrival,
    record_no_show,
    record_service,
    resume_referral,
)
from hamroh.casework.referrals.actions.close import cancel_referral, confirm_outcome
from hamroh.casework.referrals.actions.hand_over import Filed, fill_sheet
from hamroh.casework.referrals.actions.review import review_emergency
from hamroh.casework.referrals.actions.send import send_referral
from hamroh.casework.referrals.actions.take_over import take_over_service
from hamroh.casework.referrals.actions.withdraw import withdraw_ground, withdraw_oneself

__all__ = [
    "Filed",
    "accept_referral",
    "answer_question",
    "ask_question",
    "cancel_referral",
    "complete_referral",
    "confirm_outcome",
    "decline_referral",
    "fill_sheet",
    "hold_referral",
    "record_arrival",
    "record_no_show",
    "record_service",
    "resume_referral",
    "review_emergency",
    "send_referral",
    "take_over_service",
    "withdraw_ground",
    "withdraw_oneself",
]

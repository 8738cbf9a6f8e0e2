"""Reads of referrals, shaped for pages: the inbox, what was sent, what one referral tells. Rows without any model."""

from hamroh.casework.referrals.queries.inbox import (
    InboxCount,
    InboxRow,
    answered,
    count_inbox,
    inbox,
    inbox_by_clock,
    open_work,
    waiting_in_inbox,
)
from hamroh.casework.referrals.queries.person import appointments_for_person
from hamroh.casework.referrals.queries.sent import (
    Happened,
    SentRow,
    TeamRow,
    answers_on_timeline,
    late_with_others,
    referrals_of_case,
    returned_lately,
    sent_handover,
    sent_handovers,
    to_confirm,
)

__all__ = [
    "Happened",
    "InboxCount",
    "InboxRow",
    "SentRow",
    "TeamRow",
    "answered",
    "answers_on_timeline",
    "appointments_for_person",
    "count_inbox",
    "inbox",
    "inbox_by_clock",
    "late_with_others",
    "open_work",
    "referrals_of_case",
    "returned_lately",
    "sent_handover",
    "sent_handovers",
    "to_confirm",
    "waiting_in_inbox",
]

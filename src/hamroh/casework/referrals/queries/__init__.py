"""Reads of referrals, shaped for pages: the inbox, what was sent, what one referral tells. Rows without any model."""

from hamroh.casework.referrals.queries.inbox import InboxRow, answered, inbox, open_work, waiting_in_inbox

__all__ = ["InboxRow", "answered", "inbox", "open_work", "waiting_in_inbox"]

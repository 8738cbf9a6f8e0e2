"""Pure decisions about referrals: moves, hand-overs, what may be sent, how long it is shared."""

from hamroh.casework.referrals.rules.handing_over import (
    Lists,
    Meeting,
    Receiver,
    Sheet,
    ground_for,
    in_danger,
    obstacles_to_handover,
    obstacles_to_sheet,
    passes_observations,
    priority_of,
)
from hamroh.casework.referrals.rules.moves import is_open, is_terminal, may_move, next_states, terminal_states
from hamroh.casework.referrals.rules.sending import Asked, obstacles_to_sending
from hamroh.casework.referrals.rules.sharing import author_sees, why_shut

__all__ = [
    "Asked",
    "Lists",
    "Meeting",
    "Receiver",
    "Sheet",
    "author_sees",
    "ground_for",
    "in_danger",
    "is_open",
    "is_terminal",
    "may_move",
    "next_states",
    "obstacles_to_handover",
    "obstacles_to_sending",
    "obstacles_to_sheet",
    "passes_observations",
    "priority_of",
    "terminal_states",
    "why_shut",
]

"""Pure decisions about referrals: moves, hand-overs, what may be sent, how long it is shared."""

from hamroh.casework.referrals.rules.moves import is_open, is_terminal, may_move, next_states, terminal_states

__all__ = ["is_open", "is_terminal", "may_move", "next_states", "terminal_states"]

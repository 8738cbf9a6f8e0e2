"""Which move of a referral is allowed, and to whom. The table is the published one (FHIR Task, closed loop)."""

from hamroh.casework.referrals.terms import Side, Status
from hamroh.foundation.reference.standards import fhir_transitions

_ANY = "*"


def may_move(old: Status, new: Status, by: Side) -> bool:
    """Whether this side may take the referral from one state to the other. Staying is not a move."""
    return new in next_states(old, by)


def next_states(old: Status, by: Side) -> tuple[Status, ...]:
    """Every state this side may set from here, in the order of the terms: what the page offers, and no more."""
    table = fhir_transitions()
    drawn = {new for start, new in table.moves if start == old or (start == _ANY and new != old)}
    return tuple(s for s in Status if s in drawn and by in table.set_by[s])


def is_terminal(status: Status) -> bool:
    """Nothing more happens in the service: the only way on is to mark the whole referral as entered in error."""
    return not any(start == status for start, _ in fhir_transitions().moves)


def is_open(status: Status) -> bool:
    """Sent and not ended: somebody waits, or a service runs. What a withdrawal of consent must close."""
    return status is not Status.DRAFT and not is_terminal(status)


def terminal_states() -> frozenset[Status]:
    return frozenset(s for s in Status if is_terminal(s))

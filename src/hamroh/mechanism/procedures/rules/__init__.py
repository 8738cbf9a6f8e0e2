"""When a limit of the mechanism ends, and for whom a step or a duty holds."""

from .conditions import (
    Among,
    AndAlso,
    Condition,
    Facts,
    InTerritory,
    Misread,
    Negation,
    OrElse,
    holds,
    parse_condition,
    says,
    territories_named,
    written,
)
from .limits import Calendar, Limit, due, is_working
from .steps import Measured, steps_of_event

__all__ = [
    "Among",
    "AndAlso",
    "Calendar",
    "Condition",
    "Facts",
    "InTerritory",
    "Limit",
    "Measured",
    "Misread",
    "Negation",
    "OrElse",
    "due",
    "holds",
    "is_working",
    "parse_condition",
    "says",
    "steps_of_event",
    "territories_named",
    "written",
]

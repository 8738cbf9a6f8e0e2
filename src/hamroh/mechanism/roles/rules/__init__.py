"""From the duties that a mechanism names and the dated facts: gaps, overlaps, and what each party has to do."""

from .facts import Body, Facts, Gap, Line, Offer, Place, Post, Seat, StepDuties, Timing
from .gaps import find_gaps
from .mine import Duty, duties_of

__all__ = [
    "Body",
    "Duty",
    "Facts",
    "Gap",
    "Line",
    "Offer",
    "Place",
    "Post",
    "Seat",
    "StepDuties",
    "Timing",
    "duties_of",
    "find_gaps",
]

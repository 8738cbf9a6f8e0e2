"""All invented cases, one after another."""

from collections.abc import Callable
from datetime import datetime


def invent(until: datetime, *, cases: int, seed: int, tell: Callable[[str], None]) -> None:
    """Let the invented people work through so many cases in the three years before `until`."""

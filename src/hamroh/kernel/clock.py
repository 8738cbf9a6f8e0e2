"""The only place that asks what time it is. Everything else is told."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_standing: datetime | None = None


def now() -> datetime:
    return _standing or datetime.now(UTC)


def milliseconds() -> int:
    """The same moment, since 1970: what keys begin with."""
    return int(_standing.timestamp() * 1000) if _standing else time.time_ns() // 1_000_000


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """For demonstrations and nothing else: inside, it is this moment in the whole process."""
    global _standing  # noqa: PLW0603  (there is one time for everybody, and one place that knows it)
    before, _standing = _standing, moment
    try:
        yield
    finally:
        _standing = before

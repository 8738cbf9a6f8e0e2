"""At which hours a person may be reached, and whether now is one of them."""

import re
from collections.abc import Iterator
from datetime import time

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

_HOUR = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def hour_of(written: str) -> time | None:
    """What `9:30` or `09.30` means; None for anything else."""
    found = _HOUR.fullmatch(written.strip())
    return time(int(found[1]), int(found[2])) if found else None


def obstacles_to_window(call_from: str, call_until: str) -> tuple[Obstacle, ...]:
    """Both ends of a time or none; a window may go over midnight."""
    return tuple(_against_window(call_from.strip(), call_until.strip()))


def _against_window(call_from: str, call_until: str) -> Iterator[Obstacle]:
    for where, written in (("call_from", call_from), ("call_until", call_until)):
        if written and hour_of(written) is None:
            yield Obstacle(N_("Write the hour as 9:30 or 14:00."), where)
    if call_from and not call_until:
        yield Obstacle(N_("Write until when as well, or leave both empty."), "call_until")
    if call_until and not call_from:
        yield Obstacle(N_("Write from when as well, or leave both empty."), "call_from")
    if call_from and hour_of(call_from) == hour_of(call_until) is not None:
        yield Obstacle(N_("From and until are the same hour: correct one, or leave both empty."), "call_until")


def outside_window(call_from: str, call_until: str, at: time) -> bool:
    """Whether it is not an agreed hour. Where no hours were agreed it is never outside."""
    begins, ends = hour_of(call_from), hour_of(call_until)
    if begins is None or ends is None:
        return False
    if begins <= ends:
        return not begins <= at < ends
    return ends <= at < begins

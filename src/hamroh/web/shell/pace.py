"""How often one visitor may send a public form. Nothing about anybody is written down.

A keyed mark of the address, under a key that this process makes for itself and forgets, is counted in its memory for some
minutes. Behind a proxy all visitors are one, so the measure is generous; several processes count each for themselves.
"""

import hashlib
import hmac
import os
from collections import defaultdict, deque

from hamroh.kernel import clock

_key = os.urandom(32)
_seen: dict[tuple[str, bytes], deque[int]] = defaultdict(deque)
MOST_MARKS = 10_000


def too_often(form: str, address: str, *, most: int, minutes: int) -> bool:
    """Count this sending; whether there were more than `most` in so many minutes."""
    now, mark = clock.milliseconds(), hmac.new(_key, address.encode(), hashlib.sha256).digest()[:12]
    if len(_seen) > MOST_MARKS:
        _seen.clear()
    sent = _seen[form, mark]
    while sent and sent[0] < now - minutes * 60_000:
        sent.popleft()
    sent.append(now)
    return len(sent) > most


def forget() -> None:
    """Between tests."""
    _seen.clear()

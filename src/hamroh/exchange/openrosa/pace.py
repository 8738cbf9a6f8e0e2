"""How often one telephone may send. Counted in this process's memory; a telephone back from a season sends hundreds."""

from collections import defaultdict, deque
from uuid import UUID

from hamroh.kernel import clock

MOST_A_MINUTE = 600
_MOST_DEVICES = 10_000
_sent: dict[UUID, deque[int]] = defaultdict(deque)


def too_often(device_id: UUID) -> bool:
    """Count this request; whether there were more than allowed in the last minute."""
    now = clock.milliseconds()
    if len(_sent) > _MOST_DEVICES:
        _sent.clear()
    times = _sent[device_id]
    while times and times[0] < now - 60_000:
        times.popleft()
    times.append(now)
    return len(times) > MOST_A_MINUTE


def forget() -> None:
    """Between tests."""
    _sent.clear()

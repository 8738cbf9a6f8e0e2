"""When a limit of the mechanism ends. `24h` and `7d` run continuously; only `10wd` follows the working calendar."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Limit(Protocol):
    """So much time: `amount` of hours (h), calendar days (d) or working days (wd)."""

    @property
    def amount(self) -> int: ...

    @property
    def unit(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Calendar:
    """The country's working week (Monday is 0), its holidays, and where its days begin."""

    zone: str
    workdays: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = frozenset()
    day_ends: time = time(17, 0)


def due(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """When a clock that starts then is due. Working days end when the office of the last day closes."""
    if limit.unit == "h":
        return start + timedelta(hours=limit.amount)
    if limit.unit == "d":
        return start + timedelta(days=limit.amount)
    local = start.astimezone(ZoneInfo(calendar.zone))
    day = _after_working_days(local.date(), limit.amount, calendar)
    return datetime.combine(day, calendar.day_ends, local.tzinfo)


def _after_working_days(day: date, amount: int, calendar: Calendar) -> date:
    while amount:
        day += timedelta(days=1)
        amount -= is_working(day, calendar.workdays, calendar.holidays)
    return day


def is_working(day: date, workdays: Collection[int], holidays: Collection[date]) -> bool:
    return day.weekday() in workdays and day not in holidays

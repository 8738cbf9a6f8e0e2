"""When a limit ends: hours and days run on, only working days follow the calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hamroh.mechanism.procedures.rules import Calendar, due, is_working


@dataclass
class Limit:
    amount: int
    unit: str


FRIDAY_EVENING = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)  # 23:30 in Dushanbe
DUSHANBE = Calendar("Asia/Dushanbe", holidays=frozenset({date(2026, 11, 24)}))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def test_hours_run_through_the_weekend():
    assert due(FRIDAY_EVENING, Limit(72, "h"), DUSHANBE) == FRIDAY_EVENING + timedelta(hours=72)


def test_days_are_calendar_days():
    assert due(FRIDAY_EVENING, Limit(30, "d"), DUSHANBE) == FRIDAY_EVENING + timedelta(days=30)


def test_working_days_skip_the_weekend_and_the_holiday_and_end_when_the_office_closes():
    # Friday; Monday is the first, Tuesday a holiday, Wednesday the second working day.
    assert due(FRIDAY_EVENING, Limit(2, "wd"), DUSHANBE).isoformat() == "2026-11-25T17:00:00+05:00"


def test_the_day_of_the_start_is_the_local_day():
    after_midnight_there = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)  # Monday 00:30 in Dushanbe
    assert due(after_midnight_there, Limit(1, "wd"), DUSHANBE).date() == date(2026, 11, 25)


@given(moments, st.integers(1, 60))
def test_a_working_limit_ends_on_a_working_day_after_exactly_so_many(start, amount):
    end = due(start, Limit(amount, "wd"), DUSHANBE)
    assert is_working(end.date(), DUSHANBE.workdays, DUSHANBE.holidays)
    first = start.astimezone(end.tzinfo).date()
    days = [first + timedelta(days=n) for n in range(1, (end.date() - first).days + 1)]
    assert sum(is_working(d, DUSHANBE.workdays, DUSHANBE.holidays) for d in days) == amount


@given(moments, st.integers(1, 200), st.sampled_from(["h", "d", "wd"]))
def test_a_longer_limit_is_never_due_earlier(start, amount, unit):
    assert due(start, Limit(amount, unit), DUSHANBE) < due(start, Limit(amount + 1, unit), DUSHANBE)

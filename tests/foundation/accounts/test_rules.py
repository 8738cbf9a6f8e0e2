"""Codes and sessions as plain arithmetic."""

from datetime import UTC, datetime, timedelta

import pytest

from hamroh.foundation.accounts.rules import accepted_step, code_at, figures, next_code, session_over, step_of

# RFC 6238, appendix B (SHA-1), shortened to six figures.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}
NOW = datetime(2026, 11, 23, 5, 0, 7, tzinfo=UTC)


@pytest.mark.parametrize(("at", "code"), RFC.items())
def test_codes_are_those_of_the_standard(at, code):
    assert code_at(RFC_SECRET, at // 30) == code


@pytest.mark.parametrize(("off", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(off, accepted):
    typed = code_at(RFC_SECRET, step_of(NOW) + off)
    assert (accepted_step(RFC_SECRET, typed, NOW, last=0) is not None) == accepted


def test_a_step_and_all_before_it_are_spent():
    step = step_of(NOW)
    assert accepted_step(RFC_SECRET, code_at(RFC_SECRET, step), NOW, last=step) is None
    assert accepted_step(RFC_SECRET, code_at(RFC_SECRET, step - 1), NOW, last=step) is None
    assert accepted_step(RFC_SECRET, code_at(RFC_SECRET, step + 1), NOW, last=step) == step + 1


def test_the_code_shown_next_is_accepted():
    for last in (0, step_of(NOW)):
        assert accepted_step(RFC_SECRET, next_code(RFC_SECRET, NOW, last), NOW, last)


@pytest.mark.parametrize("typed", ["123 456", "123-456", " 123456", "۱۲۳۴۵۶"])
def test_figures_are_read_however_they_are_typed(typed):
    assert figures(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "abc", "12345", "1234567", "²³"])
def test_anything_else_is_no_code(typed):
    assert accepted_step(RFC_SECRET, typed, NOW, last=0) is None


@pytest.mark.parametrize(
    ("idle", "age", "why"),
    [(899, 899, ""), (901, 901, "idle"), (10, 36001, "long"), (10, 35999, "")],
)
def test_a_session_ends_for_a_reason(idle, age, why):
    at = int(NOW.timestamp())
    over = session_over(NOW, active_at=at - idle, since=at - age, idle_minutes=15, longest_hours=10)
    assert over == why
    assert not session_over(NOW - timedelta(hours=11), active_at=at, since=at, idle_minutes=15, longest_hours=10)

"""What a role waits for: the first time at once, a renewal gently."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hamroh.mechanism.conduct import rules
from hamroh.mechanism.conduct.rules import Demands, Done, SaidTie, may_begin, months_later, wants
from hamroh.mechanism.conduct.terms import Asked

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DAY = timedelta(days=1)
ALL = Demands(True, True, ("confidentiality",), "new", NOW - 5 * DAY, timedelta(days=30))
READY = Done(frozenset({"new"}), NOW + DAY, {"confidentiality": NOW + DAY})


def test_whoever_did_everything_may_begin():
    assert may_begin(ALL, READY, NOW) and wants(ALL, READY, NOW) == ()


def test_a_training_without_end_counts_for_ever():
    assert may_begin(ALL, Done(READY.versions, READY.declared_until, {"confidentiality": None}), NOW)


@pytest.mark.parametrize(
    ("done", "asked"),
    [
        (Done(frozenset(), NOW + DAY, READY.trained), Asked.CODE),
        (Done(READY.versions, None, READY.trained), Asked.DECLARATION),
        (Done(READY.versions, NOW + DAY, {}), Asked.TRAINING),
        (Done(READY.versions, NOW + DAY, {"other": None}), Asked.TRAINING),
    ],
)
def test_the_first_time_has_no_grace(done, asked):
    assert not may_begin(ALL, done, NOW)
    (want,) = wants(ALL, done, NOW)
    assert want.asked is asked and want.until is None


def test_a_new_text_of_the_code_is_asked_gently_and_then_no_more():
    old = Done(frozenset({"old"}), READY.declared_until, READY.trained)
    assert may_begin(ALL, old, NOW)
    assert wants(ALL, old, NOW)[0].until == NOW + 25 * DAY
    assert not may_begin(ALL, old, NOW + 26 * DAY) or not READY.declared_until
    assert not may_begin(Demands(code=True, version="new", version_since=NOW - 31 * DAY, grace=30 * DAY), old, NOW)


def test_a_declaration_that_ran_out_counts_through_the_grace_only():
    late = Done(READY.versions, NOW - 29 * DAY, READY.trained)
    assert may_begin(ALL, late, NOW)
    assert not may_begin(ALL, late, NOW + 2 * DAY)


def test_without_a_code_in_force_a_role_that_asks_for_it_stays_shut():
    assert not may_begin(Demands(code=True), Done(), NOW)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_with_the_month(day, months, later):
    assert months_later(day, months) == later


def test_a_declaration_says_nothing_or_something():
    tie = SaidTie("office", "", "A brother serves there")
    say = rules.obstacles_to_declaring
    assert say(nothing=True, ties=[], organisations=[]) == ()
    assert say(nothing=False, ties=[tie], organisations=[]) == ()
    assert say(nothing=False, ties=[], organisations=[])
    assert say(nothing=True, ties=[tie], organisations=[])
    wrong = say(nothing=False, ties=[SaidTie("organisation", "x", " ")], organisations=["y"])
    assert [o.field for o in wrong] == ["organisation", "text"]

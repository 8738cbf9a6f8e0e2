"""Attempts and silence, what a visit must say, and everything that stands against closing a case, at once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.follow_up import rules
from hamroh.casework.follow_up.terms import IN_TOUCH, HandedTo, Result

TODAY = date(2026, 11, 23)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 11, 23))
tries = st.lists(st.builds(rules.Tried, days, st.sampled_from(list(Result))), max_size=12)


@given(tries, st.lists(days, max_size=3))
def test_silence_begins_anew_each_time_that_the_person_was_reached(attempts, met):
    quiet = rules.silence(attempts, met)
    reached = [a.on for a in attempts if a.result in IN_TOUCH] + met
    assert quiet.since is None or all(quiet.since > on for on in reached)
    assert quiet.days_tried <= len({a.on for a in attempts})


@given(tries)
def test_several_attempts_on_one_day_are_one(attempts):
    assert rules.silence([*attempts, *attempts], []) == rules.silence(attempts, [])


@given(tries, st.lists(days, max_size=3))
def test_not_reached_needs_both_the_time_and_the_attempts(attempts, met):
    quiet = rules.silence(attempts, met)
    refused = list(rules.against_not_reached(quiet, today=TODAY, attempts=3, days=90))
    enough = quiet.days_tried >= 3 and quiet.since is not None and (TODAY - quiet.since).days >= 90
    assert bool(refused) is not enough
    assert all(o.field == "reason" for o in refused)


def test_three_attempts_in_a_week_are_not_yet_enough():
    quiet = rules.silence([rules.Tried(TODAY - timedelta(days=n), "no_answer") for n in (1, 3, 6)], [])
    (refused,) = rules.against_not_reached(quiet, today=TODAY, attempts=3, days=90)
    assert refused.params == {"passed": 6, "needed": 90}


QUIET = rules.Silence(None, 0)


def against(ending, **changes):
    said = {
        "known": ["goals_met", "not_contactable", "died"],
        "closed": False,
        "asked_already": False,
        "waiting": 0,
        "quiet": QUIET,
        "today": TODAY,
        "attempts": 3,
        "days": 90,
        "organisations": (),
    } | changes
    return rules.obstacles_to_asking(ending, **said)


def test_everything_that_stands_against_it_is_said_at_once():
    child = rules.Ending("", "", child=True)
    fields = [o.field for o in against(child, closed=True, asked_already=True, waiting=2)]
    assert fields == ["", "", "reason", "why", "handed_to", ""]


@pytest.mark.parametrize(("reason", "waits"), [("goals_met", True), ("not_contactable", False), ("died", False)])
def test_what_waits_stands_against_it_only_while_somebody_can_be_asked(reason, waits):
    long_ago = rules.Silence(TODAY - timedelta(days=120), 4)
    assert bool(against(rules.Ending(reason, "Why."), waiting=1, quiet=long_ago)) is waits


def test_a_child_is_handed_to_somebody():
    assert [o.field for o in against(rules.Ending("goals_met", "Why.", child=True))] == ["handed_to"]
    to = rules.Ending("goals_met", "Why.", child=True, handed_to=HandedTo.ORGANISATION)
    assert [o.field for o in against(to)] == ["handed_organisation"]
    where = uuid4()
    to = rules.Ending("goals_met", "Why.", True, HandedTo.ORGANISATION, where)
    assert against(to, organisations=[where]) == ()
    assert against(rules.Ending("died", "Why.", child=True)) == ()


@given(st.booleans(), st.booleans(), st.sampled_from([True, False, None]), st.sampled_from(["", "Do more."]))
def test_nobody_approves_what_they_asked_for(mine, waits, approves, reasons):
    me, other = uuid4(), uuid4()
    asked_by = me if mine else other
    refused = rules.obstacles_to_deciding(
        approves=approves, reasons=reasons, open_request=waits, by=me, asked_by=asked_by
    )
    good = waits and not mine and (approves is True or (approves is False and reasons))
    assert bool(refused) is not bool(good)


def visited(**changes):
    said = {
        "met": "call",
        "on": TODAY,
        "next_on": TODAY + timedelta(days=30),
        "no_next": False,
        "areas": {"housing": "well", "safety": "not_said"},
        "known": ["housing", "safety"],
        "satisfaction": None,
        "words": {},
        "today": TODAY,
        "opened_on": TODAY - timedelta(days=9),
    } | changes
    return [o.field for o in rules.obstacles_to_visit(**said)]


def test_a_visit_with_every_answer_stands():
    assert visited() == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"met": "letter"}, ["met"]),
        ({"areas": {}}, ["area_housing", "area_safety"]),
        ({"on": TODAY + timedelta(days=1)}, ["on"]),
        ({"on": TODAY - timedelta(days=10)}, ["on"]),
        ({"next_on": TODAY}, ["next_on"]),
        ({"next_on": None}, ["next_on"]),
        ({"no_next": True}, ["next_on"]),
        ({"satisfaction": 6}, ["satisfaction"]),
        ({"words": {"own": "a" * 2001}}, ["own"]),
    ],
)
def test_what_is_wrong_with_a_visit_is_told_at_its_field(changes, fields):
    assert visited(**changes) == fields


def test_afterwards_only_those_are_asked_who_agreed():
    assert rules.obstacles_afterwards(closed=True, agreed=False)
    assert not rules.obstacles_afterwards(closed=True, agreed=True)
    assert not rules.obstacles_afterwards(closed=False, agreed=False)

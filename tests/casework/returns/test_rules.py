"""How a return goes on, and what must stand before somebody leaves."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, strategies

from hamroh.casework.returns import rules
from hamroh.casework.returns.rules import Agreed, Assessed, Facts
from hamroh.casework.returns.terms import (
    BEFORE_DEPARTURE,
    OVER,
    PART_FIELDS,
    PART_LEADS,
    PART_WORDS,
    ROAD,
    STATE_WORDS,
    WAYS,
    WHY_WORDS,
    Direction,
    Part,
    State,
)

TODAY = date(2026, 11, 23)
AUTHOR, DECIDER, THIRD = uuid4(), uuid4(), uuid4()
PARTNER = uuid4()
ASSESSED = Assessed("medium", frozenset({AUTHOR}), "acceptable", DECIDER)
READY = Facts(
    direction="out",
    state="assessed",
    child=False,
    country="MDA",
    wished_on=date(2026, 11, 1),
    assessed=ASSESSED,
    partners={PARTNER: "MDA"},
    agreements=(Agreed(PARTNER, date(2027, 1, 1)),),
)
CODES = {
    "country": {"MDA", "UZB"},
    "return_risk": {"debt"},
    "travel_document": {"passport"},
    "language": {"ro"},
    "consent_mode": {"signed"},
    "consent_proof": {"form"},
    "group": {"profile", "needs"},
}


def moving(facts, to, on=TODAY, **said):
    return [o.sentence for o in rules.obstacles_to_moving(facts, to, on=on, today=TODAY, closed=False, **said)]


def test_every_state_and_part_has_its_words():
    assert set(WAYS) == set(STATE_WORDS) == set(State)
    assert set(PART_FIELDS) == set(PART_WORDS) == set(PART_LEADS) == set(Part)


# The state machine as one table: properties over whatever path somebody takes.


@given(strategies.sampled_from(list(Direction)), strategies.lists(strategies.sampled_from(list(State)), max_size=12))
def test_whatever_is_tried_a_return_only_goes_forward_or_stops(direction, tries):
    state, been = State.WISHED, [State.WISHED]
    for to in tries:
        if to in rules.ways_on(direction, state):
            state = to
            been.append(to)
    places = [ROAD.index(one) for one in been if one != State.STOPPED]
    assert places == sorted(set(places))
    assert State.STOPPED not in been[:-1] and State.ENDED not in been[:-1]
    if State.ARRIVED in been:
        assert State.DEPARTED in been
    if State.DEPARTED in been:
        assert State.PREPARED in been
    if direction == Direction.OUT and State.PREPARED in been:
        assert State.ASSESSED in been


@pytest.mark.parametrize("state", list(State))
def test_it_may_be_stopped_from_everywhere_that_is_not_its_end(state):
    assert (State.STOPPED in rules.ways_on("out", state)) is (state not in OVER)


@pytest.mark.parametrize("state", list(State))
def test_the_wish_may_be_taken_back_until_departure(state):
    assert rules.may_take_back(state) is (state in BEFORE_DEPARTURE)


@given(strategies.sampled_from(list(State)), strategies.sampled_from(list(State)))
def test_a_way_that_is_not_in_the_table_is_refused_with_one_sentence(state, to):
    facts = replace(READY, state=state, departed_on=TODAY, arrived_on=TODAY, visits=(TODAY,))
    found = moving(facts, to, why="other", how="partner")
    led = "The return does not lead there from where it stands: load the page again."
    assert (led in found) is (to not in rules.ways_on("out", state))


# Before somebody leaves.


def test_what_is_ready_may_be_prepared_and_leave():
    assert moving(READY, "prepared") == []
    assert moving(replace(READY, state="prepared"), "departed") == []


@pytest.mark.parametrize(
    ("assessed", "sentence"),
    [
        (None, "Assess the risk first."),
        (replace(ASSESSED, verdict="", decided_by=None), "Somebody else than who assessed"),
        (replace(ASSESSED, verdict="not_acceptable"), "It was decided that the risk cannot be accepted"),
        (replace(ASSESSED, level="high"), "The risk is high: a second person"),
    ],
)
def test_nobody_leaves_without_an_assessment_that_says_acceptable(assessed, sentence):
    for state, to in (("assessed", "prepared"), ("prepared", "departed")):
        (found,) = moving(replace(READY, state=state, assessed=assessed), to)
        assert found.startswith(sentence)


def test_a_high_risk_leaves_with_a_second_persons_word():
    assert moving(replace(READY, assessed=replace(ASSESSED, level="high", seconded_by=THIRD)), "prepared") == []


@pytest.mark.parametrize(
    "agreements",
    [
        (),
        (Agreed(PARTNER, date(2026, 11, 22)),),
        (Agreed(PARTNER, date(2027, 1, 1), taken_back_on=date(2026, 11, 20)),),
        (Agreed(uuid4(), date(2027, 1, 1)),),
    ],
)
def test_nobody_leaves_without_a_living_agreement_that_names_the_partner(agreements):
    (found,) = moving(replace(READY, agreements=agreements), "prepared")
    assert found.startswith("The person has not agreed")


def test_a_partner_in_another_country_is_none():
    found = moving(replace(READY, partners={PARTNER: "UZB"}), "prepared")
    assert [sentence.split(":")[0] for sentence in found] == [
        "Write down first which partner abroad receives, or sends, the person.",
        "The person has not agreed that the partner abroad is told",
    ]


def test_a_child_leaves_with_best_interests_and_a_representative():
    child = replace(READY, child=True)
    assert len(moving(child, "prepared")) == 2
    assert len(moving(replace(child, best_interests=True), "prepared")) == 1
    assert moving(replace(child, best_interests=True, represented=True), "prepared") == []


def test_who_comes_from_abroad_needs_a_partner_and_nothing_that_is_decided_here():
    incoming = replace(READY, direction="in", state="wished", assessed=None, agreements=())
    assert moving(incoming, "prepared") == []
    assert moving(replace(incoming, partners={}), "prepared")
    assert moving(replace(incoming, child=True), "prepared")


# Days.


@given(strategies.integers(-40, 40))
def test_no_day_is_after_today_nor_before_what_happened(shift):
    departed = replace(READY, state="departed", departed_on=date(2026, 11, 10))
    on = date(2026, 11, 10) + timedelta(days=shift)
    found = moving(departed, "arrived", on=on, how="partner")
    assert (found == []) is (date(2026, 11, 10) <= on <= TODAY)


def test_an_arrival_says_who_confirmed_it_and_a_stop_says_why():
    departed = replace(READY, state="departed", departed_on=TODAY)
    assert moving(departed, "arrived") == ["Say who confirmed the arrival."]
    assert moving(departed, "stopped") == ["Choose from the list why it is stopped."]
    assert all(moving(READY, "stopped", why=why) == [] for why in WHY_WORDS)
    assert [why for why in WHY_WORDS if moving(departed, "stopped", why=why)] == ["wish_taken_back"]


def test_it_ends_when_somebody_has_visited():
    monitored = replace(READY, state="monitored", departed_on=TODAY, arrived_on=TODAY)
    assert moving(monitored, "ended") and moving(replace(monitored, visits=(TODAY,)), "ended") == []


def test_a_closed_case_moves_nowhere():
    found = rules.obstacles_to_moving(READY, "prepared", on=TODAY, today=TODAY, closed=True)
    assert [o.sentence for o in found] == ["The case is closed: nothing more is written into it."]


# Who decides.


def test_nobody_decides_on_what_they_assessed():
    waiting = replace(ASSESSED, verdict="", decided_by=None)
    said = {"verdict": "acceptable", "state": "assessed", "closed": False}
    assert rules.obstacles_to_deciding(waiting, by=AUTHOR, **said)
    assert rules.obstacles_to_deciding(waiting, by=DECIDER, **said) == ()
    assert rules.obstacles_to_deciding(ASSESSED, by=THIRD, **said)  # decided once
    assert rules.obstacles_to_deciding(waiting, by=DECIDER, **(said | {"verdict": "perhaps"}))
    assert rules.obstacles_to_deciding(waiting, by=DECIDER, **(said | {"state": "departed"}))
    assert rules.obstacles_to_deciding(None, by=DECIDER, **said)


@pytest.mark.parametrize(("by", "may"), [(AUTHOR, False), (DECIDER, False), (THIRD, True)])
def test_the_second_word_is_a_third_persons(by, may):
    assert (rules.obstacles_to_seconding(ASSESSED, by=by, closed=False) == ()) is may


def test_nobody_speaks_for_what_was_not_accepted():
    assert rules.obstacles_to_seconding(replace(ASSESSED, verdict="not_acceptable"), by=THIRD, closed=False)


# The wish, and what stands beside it.

WISH = {"country": "MDA", "wished_on": date(2026, 11, 20), "alternatives_on": date(2026, 11, 19)}


def wishing(said, **known):
    facts = {"closed": False, "uniformed": False, "under_way": False} | known
    return {o.field for o in rules.obstacles_to_wishing(said, codes=CODES, today=TODAY, **facts)}


def test_a_wish_is_said_after_the_person_heard_what_else_is_possible():
    assert wishing(WISH) == set()
    assert wishing(WISH | {"alternatives_on": None}) == {"alternatives_on"}
    assert wishing(WISH | {"alternatives_on": date(2026, 11, 24)}) == {"alternatives_on"}


def test_nobody_wishes_before_somebody_in_uniform_nor_twice_at_once():
    assert wishing(WISH, uniformed=True) == {""} == wishing(WISH, under_way=True) == wishing(WISH, state="ended")


def beside(part, said, facts=READY, **known):
    found = rules.obstacles_to_part(part, said, facts=facts, codes=CODES, today=TODAY, closed=False, **known)
    return {o.field for o in found}


AGREEMENT = {
    "partner": PARTNER,
    "groups": ["profile"],
    "language": "ro",
    "mode": "signed",
    "proof": "form",
    "given_by": "self",
    "agreed_on": TODAY,
    "until_on": date(2027, 2, 1),
}


def test_an_agreement_names_a_partner_and_lasts_at_most_a_year():
    assert beside("agreement", AGREEMENT) == set()
    assert beside("agreement", AGREEMENT | {"partner": uuid4()}) == {"partner"}
    assert beside("agreement", AGREEMENT | {"until_on": date(2027, 12, 1)}) == {"until_on"}
    assert beside("agreement", AGREEMENT | {"groups": ["justice"]}) == {"groups"}
    assert beside("agreement", AGREEMENT, was=AGREEMENT | {"taken_back_on": TODAY}) == {"taken_back_on"}


def test_an_adult_agrees_in_person_and_a_suspected_guardian_never():
    child = replace(READY, child=True)
    assert beside("agreement", AGREEMENT | {"given_by": "guardian"}) == {"given_by"}
    assert beside("agreement", AGREEMENT, child) == {"given_by"}
    assert beside("agreement", AGREEMENT | {"given_by": "guardian"}, child) == set()
    assert beside("agreement", AGREEMENT | {"given_by": "guardian"}, child, guardian_suspected=True) == {"given_by"}


def test_another_organisation_is_another_partner():
    partner = {"country": "MDA", "organisation": "A shelter there", "contact": "By letter"}
    assert beside("partner", partner) == set()
    assert beside("partner", partner, was=partner | {"organisation": "Another one"}) == {"organisation"}
    assert beside("partner", partner | {"country": "UZB"}) == {"country"}


def test_a_high_risk_says_what_is_done_against_it():
    said = {"assessed_on": TODAY, "dangers": ["debt"], "level": "high", "reasons": "Owes money there."}
    assert beside("assessment", said) == {"measures"}
    assert beside("assessment", said | {"measures": "The partner meets her at the border."}) == set()
    assert beside("assessment", said | {"level": "low"}, decided=True) == {""}


def test_a_paper_in_hand_has_its_day_and_one_that_is_not_has_none():
    assert beside("document", {"kind": "passport", "state": "obtained"}) == {"obtained_on"}
    assert beside("document", {"kind": "passport", "state": "asked", "obtained_on": TODAY}) == {"obtained_on"}


def test_a_visit_follows_the_arrival():
    said = {"visited_on": date(2026, 11, 20), "outcome": "well"}
    assert beside("visit", said) == {""}
    assert beside("visit", said, replace(READY, arrived_on=date(2026, 11, 21))) == {"visited_on"}
    assert beside("visit", said, replace(READY, arrived_on=date(2026, 11, 19))) == set()

"""Risk, safety, needs and services without a database: what is refused, and what always holds."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.support import rules, terms
from hamroh.casework.support.rules import Assessed, NeedKnown, Received, ServiceLists

TODAY = date(2026, 11, 23)
LATEST = TODAY + timedelta(days=30)
TWO = ("retaliation", "health")
GOOD = Assessed({"retaliation": "low", "health": "none_seen"}, {}, "low", "", TODAY + timedelta(days=7))
LISTS = ServiceLists(types={"medical"}, funding={"donor"}, currencies={"TJS"})
CLINIC = UUID(int=7)
RECEIVED = Received("medical", CLINIC, since=TODAY, outcome="not_asked")


def assessing(assessed):
    return {o.field for o in rules.obstacles_to_assessing(assessed, dimensions=TWO, today=TODAY, latest=LATEST)}


def needing(known, **more):
    found = rules.obstacles_to_need(known, needs={"housing"}, services={"shelter"}, today=TODAY, **more)
    return {o.field for o in found}


def receiving(**changed):
    found = rules.obstacles_to_receiving(replace(RECEIVED, **changed), lists=LISTS, today=TODAY)
    return {o.field for o in found}


def test_an_assessment_gives_every_dimension_a_level_and_says_when_it_is_looked_at_again():
    assert assessing(GOOD) == set()
    assert assessing(replace(GOOD, levels={"health": "low"})) == {"level_retaliation"}
    assert assessing(replace(GOOD, levels={**GOOD.levels, "magic": "low"})) == {""}
    assert assessing(replace(GOOD, levels={**GOOD.levels, "health": "terrible"})) == {"level_health"}
    assert assessing(replace(GOOD, overall="")) == {"overall"}


@pytest.mark.parametrize("day", [None, TODAY, TODAY - timedelta(days=1), LATEST + timedelta(days=1)])
def test_a_review_lies_ahead_and_no_later_than_the_mechanism_allows(day):
    assert assessing(replace(GOOD, review_on=day)) == {"review_on"}
    assert assessing(replace(GOOD, review_on=LATEST)) == set()


def test_what_is_medium_or_high_says_what_makes_it_so():
    bad = replace(GOOD, levels={"retaliation": "high", "health": "medium"}, overall="high")
    assert assessing(bad) == {"reason_retaliation", "reason_health"}
    assert assessing(replace(bad, reasons={"retaliation": "Calls.", "health": "Fever."})) == set()
    assert assessing(replace(GOOD, reasons={"health": "x" * 2001})) == {"reason_health"}


LEVELS = st.sampled_from(list(terms.LEVEL_WORDS))


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), LEVELS, min_size=1), LEVELS)
def test_nobody_says_less_over_all_than_the_worst_single_risk_without_a_reason(levels, overall):
    worst = max((terms.RANK[level] for level in levels.values() if level in terms.RANK), default=-1)
    said = terms.RANK.get(overall, -1)
    assert rules.needs_why(levels, overall) == (
        said < worst or (overall == "none_seen" and "not_known" in levels.values())
    )
    assessed = Assessed(levels, dict.fromkeys(levels, "Seen."), overall, "", TODAY + timedelta(days=1))
    found = rules.obstacles_to_assessing(assessed, dimensions=levels, today=TODAY, latest=LATEST)
    assert ("why" in {o.field for o in found}) == rules.needs_why(levels, overall)
    explained = replace(assessed, why="The family has moved away.")
    assert not rules.obstacles_to_assessing(explained, dimensions=levels, today=TODAY, latest=LATEST)


def test_a_safety_plan_says_something_and_of_each_measure_what_is_done():
    assert {o.field for o in rules.obstacles_to_planning(rules.Planned())} == {"what_1"}
    measures = rules.measures_of([{"what": " Change the number ", "who": "", "when": ""}, {}, {"who": "Sister"}])
    assert measures == (rules.Measure("Change the number"), rules.Measure(who="Sister"))
    assert {o.field for o in rules.obstacles_to_planning(rules.Planned(measures))} == {"what_2"}
    assert not rules.obstacles_to_planning(rules.Planned(code_word="Apricots"))
    long = rules.Planned(warning_signs="x" * 2001)
    assert {o.field for o in rules.obstacles_to_planning(long)} == {"warning_signs"}


def test_a_need_is_said_in_the_words_of_the_lists():
    known = NeedKnown("housing", present="yes", wanted="yes", services=("shelter",))
    assert needing(known) == set()
    for field in ("need", "present", "wanted", "state", "by"):
        assert needing(replace(known, **{field: "magic"})) == {field}
    assert needing(replace(known, services=("magic",))) == {"services"}


def test_a_need_that_is_met_says_by_whom_and_none_is_met_tomorrow():
    known = NeedKnown("housing", present="yes", wanted="yes", state="met")
    assert needing(known) == {"by"}
    assert needing(replace(known, by="member")) == {"by_organisation"}
    assert needing(replace(known, by="other")) == {"by_named"}
    assert needing(replace(known, by="other"), by_named="An aunt") == set()
    assert needing(replace(known, by="us", since=TODAY + timedelta(days=1))) == {"since"}
    assert needing(replace(known, by="us", present="no", urgent=True)) == {"urgent"}


@given(
    st.builds(
        NeedKnown,
        need=st.just("housing"),
        present=st.sampled_from(list(terms.PRESENT_WORDS)),
        wanted=st.sampled_from(list(terms.WANTED_WORDS)),
        state=st.sampled_from(list(terms.STATE_WORDS)),
        urgent=st.booleans(),
    )
)
def test_unmet_is_what_is_there_and_wanted_and_not_met_in_full(known):
    assert known.unmet == (known.present == "yes" and known.wanted == "yes" and known.state in ("not_met", "partly"))


MET_BY = {"housing": ("shelter",), "mind": ("psychological", "psychosocial"), "care": ()}
KINDS = st.lists(st.sampled_from(["shelter", "psychological", "psychosocial", "hotline"]), unique=True)


def after(known, changed):
    return known | {need.need: need for need in changed}


@given(st.lists(st.tuples(KINDS, st.booleans()), min_size=1, max_size=4))
def test_what_was_told_in_one_go_is_what_is_needed_then_and_nothing_else(tellings):
    known = {}
    for kinds, urgent in tellings:
        known = after(known, rules.told_in_one_go(kinds, urgent=urgent, known=known, met_by=MET_BY))
        unmet = [need for need in known.values() if need.unmet]
        assert sorted(kind for need in unmet for kind in need.services) == sorted(kinds)
        assert any(need.urgent for need in unmet) == (urgent and bool(kinds))
        again = rules.told_in_one_go(kinds, urgent=urgent, known=known, met_by=MET_BY)
        assert not again, "told once more, nothing changes"


def test_what_was_met_in_part_stays_so_and_what_the_person_does_not_want_is_not_taken_away():
    known = {
        "housing": NeedKnown("housing", "yes", "yes", True, "partly", "us", services=("shelter",)),
        "care": NeedKnown("care", "yes", "no"),
    }
    (mind,) = rules.told_in_one_go(["shelter", "psychosocial"], urgent=True, known=known, met_by=MET_BY)
    assert (mind.need, mind.urgent, mind.services) == ("mind", False, ("psychosocial",))
    (gone,) = rules.told_in_one_go([], urgent=False, known=known, met_by=MET_BY)
    assert (gone.need, gone.state) == ("housing", "no_longer")


def test_a_service_is_described_in_the_words_of_the_lists_and_has_one_provider():
    assert receiving() == set()
    for field in ("service_type", "funding", "unit", "outcome"):
        assert receiving(**{field: "magic"}) == {field}
    assert receiving(provider=None) == {"provider"}
    assert receiving(provider=None, provider_named="A doctor in the village") == set()
    assert receiving(provider_named="A doctor too") == {"provider_named"}


def test_a_service_does_not_end_before_it_began_nor_after_today():
    assert receiving(since=None) == {"since"}
    assert receiving(since=TODAY + timedelta(days=1)) == {"since"}
    assert receiving(since=date(1971, 1, 1)) == {"since"}
    assert receiving(until=TODAY - timedelta(days=1)) == {"until"}
    assert receiving(until=TODAY + timedelta(days=1)) == {"until"}
    assert receiving(since=TODAY - timedelta(days=3), until=TODAY) == set()


@pytest.mark.parametrize("number", ["-1", "1.005", "NaN", "Infinity", "1E+30", "10000000"])
def test_a_cost_is_a_sum_of_money(number):
    cost = {"unit_cost": Decimal(number), "currency": "TJS"}
    assert receiving(**cost) == {"unit_cost"}
    assert receiving(quantity=Decimal(number), unit="night") == {"quantity"}


def test_money_has_a_currency_that_is_known_and_an_amount_says_of_what():
    assert receiving(unit_cost=Decimal("12.5")) == {"currency"}
    assert receiving(unit_cost=Decimal("12.5"), currency="XXX") == {"currency"}
    assert receiving(unit_cost=Decimal(0), currency="TJS") == set(), "something may be free"
    assert receiving(quantity=Decimal(2)) == {"unit"}
    assert receiving(quantity=Decimal(0), unit="night") == {"quantity"}


MONEY = st.decimals(min_value=0, max_value=9_999, places=2)


@given(st.lists(st.tuples(st.none() | MONEY, st.none() | MONEY, st.sampled_from(["TJS", "USD"]))))
def test_the_total_is_the_sum_of_what_is_known_apart_by_currency(lines):
    services = [replace(RECEIVED, quantity=q, unit_cost=c, currency=money) for q, c, money in lines]
    found = rules.totals(services)
    for money in ("TJS", "USD"):
        known = [s.total for s in services if s.currency == money and s.total is not None]
        assert found.get(money) == (sum(known) if known else None)
    assert sum(s.total is None for s in services) == sum(q is None or c is None for q, c, _money in lines)

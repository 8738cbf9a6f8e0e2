"""Rules of kinship, without a database: who may speak for a child, what an age says, what a group needs."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.kinship.rules import age, best_interests, families, guardians
from hamroh.casework.kinship.rules.guardians import Standing, Stands, standing
from hamroh.casework.kinship.terms import Result, Role, other_way
from hamroh.casework.people.rules import age_on

TODAY = date(2026, 11, 23)
LISTS = {"age_band": ["child", "adult", "unsure"], "sex": ["female", "male"], "languages": ["tg", "ru"]}


def fields(obstacles):
    return {obstacle.field for obstacle in obstacles}


def person(role=Role.GUARDIAN, suspected=False, since=TODAY, until=None):
    return Stands(uuid4(), role, since, until, suspected)


days = st.dates(date(2000, 1, 1), date(2035, 12, 31))
people = st.lists(
    st.builds(Stands, st.uuids(), st.sampled_from(list(Role)), days, st.none() | days, st.booleans()),
    max_size=5,
    unique_by=lambda p: p.key,
)


@given(people, days, st.none() | days)
def test_whoever_is_suspected_never_speaks_for_the_child(everybody, day, eighteen):
    who = standing(everybody, day=day, eighteen_on=eighteen)
    assert not who.barred & (who.guardians | who.representatives)
    for suspected in (p for p in everybody if p.suspected):
        assert guardians.obstacles_to_agreeing(who, role=suspected.role, key=suspected.key)


@given(people, days)
def test_while_any_guardian_is_feared_no_guardian_is_asked(everybody, day):
    who = standing([*everybody, person(suspected=True)], day=day, eighteen_on=None)
    assert not who.guardians
    assert guardians.obstacles_to_agreeing(who, role=Role.GUARDIAN, key=None)


@given(people, days)
def test_from_the_eighteenth_birthday_on_nobody_speaks_for_the_person(everybody, day):
    who = standing(everybody, day=day, eighteen_on=day)
    assert not who.guardians | who.representatives
    for one in everybody:
        assert guardians.obstacles_to_agreeing(who, role=one.role, key=one.key)


@given(people, days)
def test_who_speaks_stands_by_the_child_on_that_day(everybody, day):
    who = standing(everybody, day=day, eighteen_on=None)
    there = {p.key for p in everybody if p.since <= day and (p.until is None or day <= p.until)}
    assert who.guardians | who.representatives <= there


def test_one_representative_need_not_be_named_and_two_must():
    one, two = uuid4(), uuid4()
    who = Standing(representatives=frozenset({one}))
    assert not guardians.obstacles_to_agreeing(who, role=Role.REPRESENTATIVE, key=None)
    who = Standing(representatives=frozenset({one, two}))
    assert fields(guardians.obstacles_to_agreeing(who, role=Role.REPRESENTATIVE, key=None)) == {"agreed_by"}
    assert not guardians.obstacles_to_agreeing(who, role=Role.REPRESENTATIVE, key=two)


def test_a_stranger_is_no_representative_and_nobody_is_told_what_to_write_first():
    who = Standing(representatives=frozenset({uuid4()}))
    assert fields(guardians.obstacles_to_agreeing(who, role=Role.REPRESENTATIVE, key=uuid4())) == {"agreed_by"}
    assert fields(guardians.obstacles_to_agreeing(Standing(), role=Role.GUARDIAN, key=None)) == {"given_by"}
    assert not guardians.obstacles_to_agreeing(Standing(), role="child_assent", key=None)


def written(**changed):
    values = {
        "role": Role.REPRESENTATIVE,
        "tie": "official",
        "name": "Somebody",
        "appointed_by": "guardianship_body",
        "paper": "decision",
        "since": TODAY,
    }
    return guardians.Written(**(values | changed))


def against(w, **changed):
    facts = {"child": True, "closed": False, "others": [], "feared_before": False, "today": TODAY}
    return fields(guardians.obstacles_to_guardian(w, **(facts | changed)))


def test_a_whole_appointment_meets_no_obstacle():
    assert not against(written())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"role": "uncle"}, "role"),
        ({"tie": ""}, "tie"),
        ({"name": " "}, "name"),
        ({"appointed_by": ""}, "appointed_by"),
        ({"appointed_by": "birth"}, "appointed_by"),
        ({"paper": "none"}, "paper"),
        ({"since": None}, "since"),
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"until": TODAY - timedelta(days=1), "ended_because": "resigned"}, "until"),
        ({"until": TODAY}, "ended_because"),
        ({"suspected": True}, "suspected_why"),
    ],
)
def test_what_is_missing_or_impossible_is_said_at_its_field(changed, field):
    assert field in against(written(**changed))


def test_a_child_has_one_representative_at_a_time():
    assert against(written(), others=[person(Role.REPRESENTATIVE)]) == {"role"}
    assert not against(written(), others=[person(Role.REPRESENTATIVE, suspected=True)])
    assert not against(written(), others=[person(Role.REPRESENTATIVE, until=TODAY - timedelta(days=1))])


def test_a_fear_is_not_lifted_by_leaving_the_tick_out():
    assert against(written(), feared_before=True) == {"suspected"}


def test_an_adult_has_nobody_appointed_and_a_closed_case_is_not_written():
    assert against(written(), child=False) == {""}
    assert against(written(), closed=True) == {""}


def test_a_suspicion_is_lifted_with_a_reason_by_somebody_else():
    assert not guardians.obstacles_to_lifting(suspected=True, why="Cleared.", own=False)
    for changed in ({"suspected": False}, {"why": " "}, {"own": True}):
        assert guardians.obstacles_to_lifting(**({"suspected": True, "why": "Cleared.", "own": False} | changed))


def test_a_suspected_guardian_gets_no_card_whatever_the_team_writes():
    facts = {"allowed": True, "why": "She asks for it.", "day": TODAY}
    assert not guardians.obstacles_to_card(person(), **facts)
    assert guardians.obstacles_to_card(person(suspected=True), **facts)
    assert guardians.obstacles_to_card(person(until=TODAY - timedelta(days=1)), **facts)
    assert guardians.obstacles_to_card(person(), **(facts | {"why": ""}))
    assert not guardians.obstacles_to_card(person(suspected=True), **(facts | {"allowed": False}))


births = st.dates(date(1950, 1, 1), date(2026, 11, 23))


@given(births)
def test_the_day_of_turning_eighteen_is_the_first_on_which_somebody_is(born):
    day = age.eighteen_on(age.Stated("person", TODAY, birth_date=born))
    assert age_on(day, born) == 18
    assert age_on(day - timedelta(days=1), born) == 17


@given(births, births)
def test_an_age_told_in_years_never_ends_the_childs_path_early(born, told_on):
    if told_on < born:
        born, told_on = told_on, born
    day = age.eighteen_on(age.Stated("person", told_on, years=age_on(told_on, born)))
    assert age_on(day, born) >= 18


@given(births)
def test_a_year_of_birth_never_ends_the_childs_path_early(born):
    assert age_on(age.eighteen_on(age.Stated("person", TODAY, birth_year=born.year)), born) >= 18


@given(births)
def test_openly_stands_a_month_that_does_not_tell_the_day(born):
    day = age.eighteen_on(age.Stated("person", TODAY, birth_date=born))
    assert age.month_of(day).day == 1
    assert age.month_of(day) <= day


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({}, "years"),
        ({"years": 15, "birth_year": 2010}, "years"),
        ({"birth_date": TODAY + timedelta(days=1)}, "birth_date"),
        ({"birth_date": date(1850, 1, 1)}, "birth_date"),
        ({"birth_year": 2030}, "birth_year"),
        ({"years": 130}, "years"),
        ({"years": 15, "told_by": ""}, "told_by"),
        ({"years": 15, "told_on": None}, "told_on"),
        ({"years": 15, "told_on": TODAY + timedelta(days=1)}, "told_on"),
    ],
)
def test_a_told_age_that_cannot_be_is_said_at_its_field(changed, field):
    stated = age.Stated(**({"told_by": "person", "told_on": TODAY} | changed))
    assert field in fields(age.obstacles_to_stating(stated, closed=False, today=TODAY))


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_range_that_reaches_below_eighteen_is_never_adult(low, high):
    low, high = sorted((low, high))
    assert (age.result(low, high) == Result.ADULT) is (low >= 18)
    assert (age.result(low, high) == Result.CHILD) is (high < 18)


def assessed(**changed):
    values = {
        "method": "several",
        "assessor": "panel",
        "assessed_on": TODAY,
        "low": 16,
        "high": 19,
        "agreed": True,
        "by_whom": "Three people",
        "reasons": "School papers.",
    }
    return fields(age.obstacles_to_assessing(age.Assessed(**(values | changed)), closed=False, today=TODAY))


def test_a_whole_assessment_meets_no_obstacle():
    assert not assessed()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"method": "x_ray_alone"}, "method"),
        ({"assessor": ""}, "assessor"),
        ({"by_whom": ""}, "by_whom"),
        ({"assessed_on": None}, "assessed_on"),
        ({"assessed_on": TODAY + timedelta(days=1)}, "assessed_on"),
        ({"low": None}, "low"),
        ({"low": 20, "high": 18}, "high"),
        ({"high": 99}, "high"),
        ({"agreed": False}, "agreed"),
        ({"reasons": " "}, "reasons"),
    ],
)
def test_an_assessment_that_lacks_something_is_told_where(changed, field):
    assert field in assessed(**changed)


def test_only_an_adult_age_with_reasons_and_by_somebody_else_ends_the_childs_path():
    whole = {"child": True, "closed": False, "found": Result.ADULT, "newest": True, "own": False, "why": "Agreed."}
    assert not age.obstacles_to_adult_path(**whole)
    for changed in (
        {"child": False},
        {"closed": True},
        {"found": ""},
        {"found": Result.IN_DOUBT},
        {"found": Result.CHILD},
        {"newest": False},
        {"own": True},
        {"why": " "},
    ):
        assert age.obstacles_to_adult_path(**(whole | changed)), changed


def test_coming_of_age_waits_for_the_day():
    whole = {"child": True, "closed": False, "day": TODAY, "today": TODAY}
    assert not age.obstacles_to_coming_of_age(**whole)
    for changed in ({"child": False}, {"closed": True}, {"day": None}, {"day": TODAY + timedelta(days=1)}):
        assert age.obstacles_to_coming_of_age(**(whole | changed)), changed


def weighed(w=None, **changed):
    values = {
        "about": "care",
        "options": "With the aunt; in the shelter.",
        "views": "I want to go to school.",
        "conclusion": "The shelter for now.",
        "assent": "agreed",
        "took_part": frozenset({"child", "case_manager"}),
        "decided_on": TODAY,
        "review_on": TODAY + timedelta(days=90),
    } | (w or {})
    facts = {"child": True, "closed": False, "guardian_feared": False, "decider": True, "today": TODAY} | changed
    return fields(best_interests.obstacles_to_weighing(best_interests.Weighed(**values), **facts))


def test_a_whole_weighing_meets_no_obstacle():
    assert not weighed()
    assert not weighed({"views": "", "assent": "too_young"})


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"about": ""}, "about"),
        ({"options": ""}, "options"),
        ({"views": " "}, "views"),
        ({"assent": ""}, "assent"),
        ({"conclusion": ""}, "conclusion"),
        ({"took_part": frozenset()}, "took_part"),
        ({"took_part": frozenset({"neighbour"})}, "took_part"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": TODAY + timedelta(days=1)}, "decided_on"),
        ({"review_on": None}, "review_on"),
        ({"review_on": TODAY}, "review_on"),
    ],
)
def test_a_weighing_that_lacks_something_is_told_where(changed, field):
    assert field in weighed(changed)


def test_no_guardian_takes_part_while_one_is_feared():
    with_guardian = {"took_part": frozenset({"child", "guardian"})}
    assert not weighed(with_guardian)
    assert weighed(with_guardian, guardian_feared=True) == {"took_part"}
    assert weighed(decider=False) == {"decided_by"}
    assert weighed(child=False) == weighed(closed=True) == {""}


def line(**changed):
    return families.Line(**({"age_band": "adult", "sex": "male", "language": "tg"} | changed))


def entering(lines, may_name=True):
    return fields(families.obstacles_to_entering(lines, lists=LISTS, may_name=may_name))


@given(st.integers(0, 80))
def test_a_group_is_between_two_and_sixty_people(count):
    assert ("" in entering([line()] * count)) is not (2 <= count <= 60)


def test_a_fault_names_its_line_and_field():
    lines = [line(), line(age_band=""), line(sex="x"), line(language="xx"), line(name="Somebody")]
    assert entering(lines, may_name=False) == {"1-age_band", "2-sex", "3-language", "4-name"}
    assert entering([line(sex="", language=""), line()]) == set()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"work": ""}, "work"),
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"until": TODAY + timedelta(days=1)}, "until"),
        ({"since": TODAY, "until": TODAY - timedelta(days=1)}, "until"),
    ],
)
def test_facts_of_a_group_that_cannot_be_are_told_where(changed, field):
    facts = {"name": "Cotton", "work": "farm", "since": None, "until": None, "today": TODAY}
    assert not families.obstacles_to_facts(**facts)
    assert field in fields(families.obstacles_to_facts(**(facts | changed)))


def test_a_relative_needs_a_name_or_a_sentence():
    facts = {
        "relation": "child",
        "name": "",
        "note": "Lives with the aunt.",
        "until": None,
        "closed": False,
        "today": TODAY,
    }
    assert not families.obstacles_to_relative(**facts)
    assert fields(families.obstacles_to_relative(**(facts | {"note": ""}))) == {"name"}
    assert fields(families.obstacles_to_relative(**(facts | {"relation": ""}))) == {"relation"}
    assert fields(families.obstacles_to_relative(**(facts | {"until": TODAY + timedelta(days=1)}))) == {"until"}


def test_a_link_is_of_two_cases_once_and_a_parent_is_the_other_ones_child():
    facts = {"relation": "sibling", "same": False, "linked": False, "closed": False}
    assert not families.obstacles_to_linking(**facts)
    for changed in ({"relation": ""}, {"same": True}, {"linked": True}, {"closed": True}):
        assert families.obstacles_to_linking(**(facts | changed))
    assert other_way("parent") == "child"
    assert other_way(other_way("parent")) == "parent"
    assert other_way("sibling") == "sibling"
    assert families.obstacles_to_leaving("because")
    assert not families.obstacles_to_leaving("safety")

"""Gaps and overlaps: steps nobody answers for, two who do, needs without a service, seats with one holder or none."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from hamroh.mechanism.editions.pack import read_pack
from hamroh.mechanism.editions.pack.duties import facts_of
from hamroh.mechanism.procedures.rules import parse_condition
from hamroh.mechanism.roles.rules import (
    Body,
    Facts,
    Gap,
    Line,
    Offer,
    Place,
    Post,
    Seat,
    StepDuties,
    Timing,
    duties_of,
    find_gaps,
)
from hamroh.mechanism.roles.terms import GAP_WORDS, GapKind
from tests.mechanism.invented import invented

TODAY = date(2026, 11, 24)
ANYBODY = frozenset({"adults", "children", "female", "male"})
LAND = Facts(
    places=(Place("north"), Place("n1", "north"), Place("n2", "north"), Place("south")),
    bodies=(Body("ministry"), Body("clinic", "n1", "ministry"), Body("home", "south"), Body("all", group=True)),
    seats=(Seat("doctor", ("ministry",)), Seat("carer", ("home",))),
)


def gaps(facts: Facts, kind: str) -> list[Gap]:
    return [gap for gap in find_gaps(facts, TODAY) if gap.kind == kind]


def step(*lines: Line, when: str = "") -> Facts:
    duties = StepDuties("care", "treat", lines, parse_condition(when) if when else None)
    return replace(LAND, steps=(duties,))


def test_a_step_that_nobody_does_is_missed_everywhere_in_one_finding() -> None:
    assert gaps(step(Line(accountable=("doctor",))), GapKind.NOBODY_RESPONSIBLE) == [
        Gap(GapKind.NOBODY_RESPONSIBLE, "care", "treat")
    ]


def test_a_step_is_missed_only_where_no_line_holds_and_a_region_stands_for_its_parts() -> None:
    only_south = Line(responsible=("carer",), accountable=("carer",), territories=("south",))
    assert [gap.territories for gap in gaps(step(only_south), GapKind.NOBODY_RESPONSIBLE)] == [("north",)]
    assert [gap.territories for gap in gaps(step(only_south), GapKind.NOBODY_ACCOUNTABLE)] == [("north",)]


def test_a_duty_laid_on_a_region_holds_in_its_parts() -> None:
    whole = Line(responsible=("doctor",), accountable=("doctor",), territories=("north", "south"))
    assert not gaps(step(whole), GapKind.NOBODY_RESPONSIBLE)


def test_a_role_that_no_member_can_fill_there_leaves_the_step_undone() -> None:
    found = gaps(step(Line(responsible=("carer",), accountable=("doctor",))), GapKind.NO_BODY_THERE)
    assert [(gap.territories, gap.parties) for gap in found] == [(("north",), ("carer",))]


def test_a_group_of_members_does_nothing_itself() -> None:
    assert gaps(step(Line(responsible=("all",), accountable=("doctor",))), GapKind.NO_BODY_THERE)


def test_a_step_missing_for_children_says_so() -> None:
    for_adults = Line(responsible=("doctor",), accountable=("doctor",), condition=parse_condition("adult"))
    assert [gap.groups for gap in gaps(step(for_adults), GapKind.NOBODY_RESPONSIBLE)] == [("child",)]


def test_a_step_that_concerns_only_foreign_children_is_missed_only_for_them() -> None:
    found = gaps(step(when="child and foreigner"), GapKind.NOBODY_RESPONSIBLE)
    assert [gap.groups for gap in found] == [("child", "foreigner")]


def test_two_who_answer_for_one_step_are_an_overlap_only_where_both_lines_hold() -> None:
    first = Line(responsible=("doctor",), accountable=("doctor",))
    second = Line(accountable=("home",), territories=("south",))
    assert [(gap.parties, gap.territories) for gap in gaps(step(first, second), GapKind.TWO_ACCOUNTABLE)] == [
        (("doctor", "home"), ("south",))
    ]


def test_two_who_answer_for_different_persons_are_no_overlap() -> None:
    lines = [
        Line(responsible=("doctor",), accountable=(who,), condition=parse_condition(group))
        for who, group in (("doctor", "child"), ("home", "adult"))
    ]
    assert not gaps(step(*lines), GapKind.TWO_ACCOUNTABLE)


def test_a_need_is_met_only_where_the_service_takes_such_persons() -> None:
    adults = Offer("shelter", "north", frozenset({"adults", "female", "male"}))
    facts = replace(LAND, service_types=("shelter", "food"), offers=(adults, Offer("food", None, ANYBODY)))
    found = {(gap.service_type, gap.territories, gap.groups) for gap in gaps(facts, GapKind.NO_SERVICE)}
    assert found == {("shelter", ("north",), ("child",)), ("shelter", ("south",), ())}


def test_one_holder_where_a_deputy_is_required_is_a_single_point_of_failure() -> None:
    seat = Seat("doctor", ("ministry",), deputy_required=True)
    one = Post("doctor", "clinic", "a", date(2026, 1, 1))
    facts = replace(LAND, seats=(seat,), posts=(one,))
    assert [(gap.role, gap.body) for gap in gaps(facts, GapKind.NO_DEPUTY)] == [("doctor", "clinic")]
    deputy = replace(one, holder="b")
    assert not gaps(replace(facts, posts=(one, deputy)), GapKind.NO_DEPUTY)
    gone = replace(deputy, until=date(2026, 11, 24))
    assert gaps(replace(facts, posts=(one, gone)), GapKind.NO_DEPUTY)


def test_a_seat_is_vacant_since_its_last_holder_left() -> None:
    left = Post("carer", "home", "a", date(2025, 1, 1), date(2026, 3, 1))
    facts = replace(LAND, posts=(left, Post("doctor", "clinic", "b", date(2026, 1, 1))))
    assert [(gap.role, gap.since) for gap in gaps(facts, GapKind.VACANT_SEAT)] == [("carer", date(2026, 3, 1))]


def test_a_seat_of_every_member_is_missed_at_each_that_lacks_it() -> None:
    facts = replace(LAND, seats=(Seat("focal", every_organisation=True),), posts=(Post("focal", "home", "a", TODAY),))
    assert [gap.body for gap in gaps(facts, GapKind.VACANT_SEAT)] == ["ministry", "clinic"]


def test_what_is_not_known_is_no_vacancy_except_the_seat_the_mechanism_itself_calls_vacant() -> None:
    facts = replace(LAND, seats=(Seat("doctor"), Seat("coordinator", vacant=True, vacant_since=date(2023, 8, 29))))
    assert [(gap.role, gap.since) for gap in gaps(facts, GapKind.VACANT_SEAT)] == [("coordinator", date(2023, 8, 29))]
    held = tuple(Post(role, "home", "a", TODAY) for role in ("doctor", "coordinator"))
    assert not gaps(replace(facts, posts=held), GapKind.VACANT_SEAT)


@pytest.mark.parametrize(
    ("kind", "recorded", "law", "found"),
    [
        ("within", 72, 48, True),
        ("within", 72, 72, False),
        ("within", 72, 96, False),
        ("at_least", 720, 1080, True),
        ("at_least", 720, 360, False),
    ],
)
def test_a_stricter_time_in_a_law_is_found(kind: str, recorded: int, law: int, found: bool) -> None:
    limit = Timing("answer", recorded, kind, "routine", "referral", "sourced_model")
    clause = Timing("answer", law, kind, clause="law/1", is_law=True)
    facts = replace(LAND, limits=(limit,), clause_limits=(clause,))
    assert bool(gaps(facts, GapKind.LAW_SHORTENS)) is found
    guidance = replace(facts, clause_limits=(replace(clause, is_law=False),))
    assert bool(gaps(guidance, GapKind.GUIDANCE_SHORTENS)) is found
    assert not gaps(guidance, GapKind.LAW_SHORTENS)


def test_my_duties_are_those_of_my_roles_and_of_the_bodies_above_me_where_i_work() -> None:
    north = Line(responsible=("doctor",), informed=("ministry",), territories=("north",))
    south = Line(responsible=("doctor",), territories=("south",))
    mine = duties_of(step(north, south), roles={"doctor"}, bodies={"clinic", "ministry"}, territory="n1")
    assert [(duty.share, duty.party) for duty in mine] == [("responsible", "doctor"), ("informed", "ministry")]


def test_every_kind_of_gap_has_its_sentence() -> None:
    assert set(GAP_WORDS) == set(GapKind)


def test_the_shipped_mechanism_names_somebody_for_every_step_and_nobody_twice() -> None:
    facts = facts_of(read_pack(Path(__file__).parents[3] / "mechanisms" / "tajikistan")[0])
    kinds = {gap.kind for gap in find_gaps(facts, TODAY)}
    assert GapKind.VACANT_SEAT in kinds and GapKind.ASSUMED_LIMIT in kinds
    assert not kinds & {GapKind.NOBODY_RESPONSIBLE, GapKind.NOBODY_ACCOUNTABLE, GapKind.TWO_ACCOUNTABLE}


def test_a_nation_of_five_hundred_members_is_checked_within_two_seconds() -> None:
    pack = invented(organisations=500, steps=200, territories=50, stages=12)
    posts = [Post(f"r{n % 20}", f"o{n}", str(n), date(2026, 1, 1)) for n in range(500)]
    began = perf_counter()
    found = find_gaps(facts_of(pack, posts), TODAY)
    took = perf_counter() - began
    assert found
    assert took < 2, f"{took:.2f} s"

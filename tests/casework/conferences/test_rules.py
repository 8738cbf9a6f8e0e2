"""Who may sit over a case, and what may be said before them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from hamroh.casework.conferences import rules
from hamroh.casework.conferences.rules import Discussed, Ground, Sat
from hamroh.casework.conferences.terms import ONE_WORDS, PART_FIELDS, PART_LEADS, PART_WORDS, WHO_WORDS, Part, Who

HELD = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
OWN, CLINIC = uuid4(), uuid4()
CONSENT = Ground(
    "consent",
    "help",
    CLINIC,
    frozenset({"profile", "needs"}),
    HELD - timedelta(days=3),
    HELD + timedelta(days=90),
    None,
    to_uniformed=False,
)
DOCTOR = Sat(uuid4(), "outside", organisation_id=CLINIC, ground=CONSENT)
NIGORA = Sat(uuid4(), "colleague", user_id=uuid4())
CODES = {"group": {"profile", "needs", "health", "narrative", "justice"}}
ITEM = {"title": "Where to live", "groups": ["needs"]}


def hearing(sat, *groups):
    return [o.sentence for o in rules.obstacles_to_hearing(sat, groups, HELD)]


def test_every_part_has_its_words_and_no_place_is_kept_for_the_accused():
    assert set(PART_FIELDS) == set(PART_WORDS) == set(ONE_WORDS) == set(PART_LEADS) == set(Part)
    assert set(WHO_WORDS) == set(Who) and not {"accused", "suspect"} & set(Who)


def test_somebody_of_another_organisation_hears_what_the_ground_covers():
    assert hearing(DOCTOR, "profile", "needs") == []
    assert len(hearing(DOCTOR, "profile", "health")) == 1
    assert hearing(replace(DOCTOR, ground=None), "needs")
    assert hearing(NIGORA, "health", "narrative") == []


@pytest.mark.parametrize(
    "changed",
    [
        {"recipient_id": uuid4()},
        {"expires_at": HELD},
        {"withdrawn_at": HELD - timedelta(hours=1)},
        {"recorded_at": HELD + timedelta(days=1)},
        {"purpose": "status"},
        {"kind": "authority_demand"},
    ],
)
def test_a_ground_that_did_not_hold_that_day_carries_nothing(changed):
    assert hearing(replace(DOCTOR, ground=replace(CONSENT, **changed)), "needs")


def test_nobody_in_uniform_hears_where_the_person_stays():
    told = replace(CONSENT, groups=frozenset({"needs", "residence"}))
    assert hearing(replace(DOCTOR, ground=told), "residence") == []
    assert hearing(replace(DOCTOR, ground=replace(told, to_uniformed=True)), "residence")
    assert hearing(replace(DOCTOR, ground=replace(told, to_uniformed=True)), "needs") == []


def test_what_was_withdrawn_afterwards_held_that_day():
    assert hearing(replace(DOCTOR, ground=replace(CONSENT, withdrawn_at=HELD + timedelta(days=1))), "needs") == []


def test_danger_carries_what_was_discussed():
    danger = replace(CONSENT, kind="risk_to_life", groups=frozenset({"profile", "contact"}))
    assert hearing(replace(DOCTOR, ground=danger), "contact") == []


def test_a_story_in_somebodys_own_words_is_told_to_nobody_outside():
    told = replace(CONSENT, groups=frozenset({"narrative"}))
    assert hearing(replace(DOCTOR, ground=told), "narrative")


# Who sits.


def sitting(sat, said=None, **known):
    facts = {
        "items": [],
        "others": [],
        "colleagues": {NIGORA.user_id},
        "barred": [],
        "guardian_suspected": False,
        "own_organisation": OWN,
        "held_at": HELD,
        "closed": False,
    } | known
    found = rules.obstacles_to_sitting(sat, said or {"who": sat.who, "role": "Duty doctor"}, **facts)
    return {o.field for o in found}


def test_a_colleague_is_one_of_today_and_not_barred_from_the_case():
    assert sitting(NIGORA) == set()
    assert sitting(NIGORA, colleagues=set()) == {"user_id"}
    assert sitting(NIGORA, barred=[NIGORA.user_id]) == {"user_id"}
    assert sitting(NIGORA, others=[replace(NIGORA, key=uuid4())]) == {""}


def test_a_guest_has_an_organisation_a_role_and_a_ground():
    assert sitting(DOCTOR) == set()
    assert sitting(DOCTOR, {"who": "outside", "role": " "}) == {"role"}
    assert sitting(replace(DOCTOR, ground=None)) == {"ground"}
    assert sitting(replace(DOCTOR, organisation_id=None)) == {"organisation", "ground"}
    assert "organisation" in sitting(DOCTOR, own_organisation=CLINIC)


def test_a_guest_sits_with_what_was_discussed_already_or_leaves_for_it():
    health = Discussed(frozenset({"health"}), frozenset())
    assert sitting(DOCTOR, items=[health]) == {"groups"}
    assert sitting(DOCTOR, items=[replace(health, left=frozenset({DOCTOR.key}))]) == set()


def test_a_suspected_guardian_does_not_sit():
    guardian = Sat(uuid4(), "guardian")
    assert sitting(guardian) == set() and sitting(guardian, guardian_suspected=True) == {"who"}


def test_someone_of_no_known_kind_does_not_sit():
    assert sitting(Sat(uuid4(), "accused")) == {"who"}


# Items.


def item(said=ITEM, *, left=frozenset(), was=None, table=(NIGORA, DOCTOR), me=NIGORA.user_id):
    found = rules.obstacles_to_item(
        said, left=left, was=was, table=table, me=me, codes=CODES, held_at=HELD, closed=False
    )
    return {o.field for o in found}


def test_before_a_guest_only_that_is_said_which_the_ground_covers():
    health = ITEM | {"groups": ["needs", "health"]}
    assert item() == set()
    assert item(health) == {"groups"}
    assert item(health, left=frozenset({DOCTOR.key})) == set()


def test_an_item_says_which_parts_it_touched_and_knows_no_other():
    assert item(ITEM | {"groups": []}) == {"groups"} == item(ITEM | {"groups": ["core"]})


def test_only_those_who_sat_can_leave_and_nobody_writes_what_they_did_not_hear():
    assert item(left=frozenset({uuid4()})) == {"left"}
    assert item(left=frozenset({NIGORA.key})) == {"left"}
    assert item(left=frozenset({NIGORA.key}), me=uuid4()) == set()


def test_who_left_stands_as_it_was_first_written():
    was = Discussed(frozenset({"needs"}), frozenset())
    assert item(was=was) == set()
    assert item(was=was, left=frozenset({DOCTOR.key})) == {"left"}


def test_what_is_kept_apart_does_not_come_into_an_item_nor_leave_it():
    justice = ITEM | {"groups": ["needs", "justice"]}
    inside = {"table": (NIGORA,)}
    assert item(justice, **inside) == set()
    assert item(justice, was=Discussed(frozenset({"needs"}), frozenset()), **inside) == {"groups"}
    assert item(ITEM, was=Discussed(frozenset({"needs", "justice"}), frozenset()), **inside) == {"groups"}


# The whole, and what follows.

HOLDING = {"held_at": HELD, "purpose": "first", "person_part": "present", "nobody_involved": True}


def holding(**changes):
    found = rules.obstacles_to_holding(
        HOLDING | changes, codes={"conference_purpose": {"first"}}, today=NOW.date(), now=NOW, closed=False
    )
    return {o.field for o in found}


def test_a_conference_is_held_without_whoever_may_have_done_harm():
    assert holding() == set() and holding(nobody_involved=False) == {"nobody_involved"}


def test_a_conference_has_been_held():
    assert holding(held_at=NOW + timedelta(hours=1)) == {"held_at"} == holding(held_at=NOW + timedelta(days=2))


def test_what_the_person_was_told_has_its_day():
    assert holding(told="All of it") == {"told_on"}
    assert holding(told="All of it", told_on=date(2026, 11, 19)) == {"told_on"}
    assert holding(told="All of it", told_on=date(2026, 11, 21)) == set()


def action(responsible=NIGORA.key, **changes):
    said = {"what": "Ask for a place", "due_on": date(2026, 12, 1)} | changes
    found = rules.obstacles_to_action(
        said, responsible=responsible, table=(NIGORA, DOCTOR), held_at=HELD, today=NOW.date(), closed=False
    )
    return {o.field for o in found}


def test_an_action_has_one_person_of_the_table_and_a_day():
    assert action() == set()
    assert action(responsible=uuid4()) == {"responsible"} == action(responsible=None)
    assert action(due_on=date(2026, 11, 19)) == {"due_on"}
    assert action(due_on=None) == {"due_on"}
    assert action(done_on=date(2026, 12, 1)) == {"done_on"}


def test_what_somebody_heard_is_what_they_stayed_for():
    items = [Discussed(frozenset({"needs"}), frozenset()), Discussed(frozenset({"health"}), frozenset({DOCTOR.key}))]
    assert rules.heard_by(DOCTOR.key, items) == {"needs"}
    assert rules.heard_by(NIGORA.key, items) == {"needs", "health"}

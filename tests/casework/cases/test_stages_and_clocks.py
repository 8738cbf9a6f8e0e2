"""What happens in a case starts and stops the clocks of its procedure; and a case goes on only where that leads."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import (
    close_case,
    enter_stage,
    mark_done,
    move_case,
    note,
    open_new_case,
    record_by_hand,
)
from hamroh.casework.cases.models import Task
from hamroh.casework.cases.queries import moves_of, open_tasks_of, timeline_of, why_of
from hamroh.casework.people.actions import write_profile
from hamroh.casework.support.actions import end_stay, start_stay, write_needs
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals.given import service_id
from tests.cast import NOW, acting

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def running(case_id):
    with acting(cast.nigora) as actor:
        return {task.key for task in open_tasks_of(open_case(actor, case_id))}


def move(case_id, to, member=cast.nigora, **said):
    with acting(member) as actor:
        move_case(actor, case_id=case_id, to=to, now=LATER, **said)


def put(case_id, stage):
    with acting(cast.nigora) as actor:
        enter_stage(actor, open_case(actor, case_id), stage, now=LATER)


def said(refused):
    return [(o.field, o.sentence) for o in refused.value.obstacles]


def test_a_stay_stops_the_clock_of_the_safe_place(case_id):
    assert "safe_place" in running(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "residence")
        start_stay(actor, case=case, service_id=service_id("shelter-sughd-stay"), now=LATER)
    assert "safe_place" not in running(case_id)
    with acting(cast.nigora) as actor:
        end_stay(actor, case=open_case(actor, case_id, "residence"), now=LATER)
    assert "safe_place" not in running(case_id)


def test_needs_start_the_clock_of_the_plan_and_its_approval_that_of_conferences(case_id):
    with acting(cast.nigora) as actor:
        write_needs(actor, case=open_case(actor, case_id, "needs"), services=["shelter"], now=NOW)
    assert "plan" in running(case_id)
    with acting(cast.nigora) as actor:
        note(actor, open_case(actor, case_id), "plan.approved", now=LATER)
    assert "plan" not in running(case_id) and "case_conference" in running(case_id)
    with acting(cast.nigora) as actor:
        write_needs(actor, case=open_case(actor, case_id, "needs"), services=["medical"], now=LATER)
    assert "plan" not in running(case_id)


def test_a_conference_comes_back_with_a_new_limit(case_id):
    with acting(cast.nigora) as actor:
        note(actor, open_case(actor, case_id), "plan.approved", now=NOW)
        note(actor, open_case(actor, case_id), "conference.held", now=LATER)
        conferences = Task.objects.filter(case_id=case_id, key="case_conference").order_by("started_at")
        assert [(t.done_at, t.due_at) for t in conferences] == [
            (LATER, NOW + timedelta(days=30)),
            (None, LATER + timedelta(days=30)),
        ]


def test_what_an_act_writes_down_is_not_ticked_by_hand(case_id):
    for key in ("screening", "safe_place", "plan", "no-such-step"):
        with acting(cast.nigora) as actor, pytest.raises(NotFound):
            mark_done(actor, case_id=case_id, key=key, now=LATER)


@pytest.mark.parametrize("event", ["screening.decided", "nothing.known", "", "plan.agreed"])
def test_only_what_no_act_writes_and_a_step_waits_for_is_written_by_hand(case_id, event):
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        record_by_hand(actor, case_id=case_id, event=event, now=LATER)


def test_a_case_goes_on_where_the_procedure_leads_with_the_decision_and_its_reason_sealed(case_id):
    put(case_id, "assessment-plan")
    move(case_id, "services", outcome="approved", why="The panel's letter of Monday.")
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert case.stage == "services"
        (moved,) = moves_of(case)
        assert (moved.left, moved.entered, moved.decision, moved.outcome) == (
            "assessment-plan",
            "services",
            "plan-approved",
            "approved",
        )
        assert b"letter" not in bytes(moved.why_sealed)
        assert why_of(moved, case) == "The panel's letter of Monday."
        assert timeline_of(case)[0].detail["decided"] == "approved"


def test_every_impossible_move_is_refused_by_a_sentence(case_id):
    with pytest.raises(Refused) as refused:
        move(case_id, "closure")
    assert [field for field, _ in said(refused)] == ["to"]
    with pytest.raises(Refused) as refused:
        move(case_id, "urgent-protection")
    assert said(refused) == [("to", "Decide after the screening first: that decision ends this stage.")]
    put(case_id, "assessment-plan")
    with pytest.raises(Refused) as refused:
        move(case_id, "services")
    assert [field for field, _ in said(refused)] == ["outcome"]
    with pytest.raises(Refused) as refused:
        move(case_id, "services", outcome="goals_met", why="x")
    assert [field for field, _ in said(refused)] == ["outcome"]
    with pytest.raises(Refused) as refused:
        move(case_id, "")
    assert "to" in [field for field, _ in said(refused)]


def test_a_case_leaves_the_stage_of_status_without_a_status(case_id):
    put(case_id, "status")
    move(case_id, "assessment-plan")
    with acting(cast.nigora) as actor:
        assert open_case(actor, case_id).stage == "assessment-plan"


def test_what_is_kept_apart_is_no_station(case_id):
    put(case_id, "services")
    with pytest.raises(Refused):
        move(case_id, "justice")
    move(case_id, "return")


def test_going_back_lets_its_steps_be_done_again(case_id):
    with acting(cast.nigora) as actor:
        mark_done(actor, case_id=case_id, key="risk_assessment", now=NOW)
        write_needs(actor, case=open_case(actor, case_id, "needs"), services=["shelter"], now=NOW)
        note(actor, open_case(actor, case_id), "plan.approved", now=NOW)
    put(case_id, "follow-up")
    assert "visit_1" in running(case_id)
    move(case_id, "assessment-plan")
    with acting(cast.nigora) as actor:
        write_needs(
            actor, case=open_case(actor, case_id, "needs"), services=["medical"], now=LATER + timedelta(minutes=1)
        )
    assert "plan" in running(case_id)


def test_coming_to_the_last_stage_asks_for_the_closing(case_id):
    put(case_id, "follow-up")
    move(case_id, "closure", member=cast.malika)
    assert {"closure_approval", "not_contactable"} <= running(case_id)
    with acting(cast.malika) as actor:
        close_case(actor, case_id=case_id, reason="goals_met", why="All was done.", now=LATER)
    assert running(case_id) == set()
    with pytest.raises(Refused):
        move(case_id, "follow-up")


def test_closing_takes_a_reason_in_words_where_the_edition_asks_for_one(case_id):
    with acting(cast.malika) as actor, pytest.raises(Refused) as refused:
        close_case(actor, case_id=case_id, reason="goals_met", now=LATER)
    assert [field for field, _ in said(refused)] == ["why"]


def test_a_second_click_moves_once(case_id):
    put(case_id, "follow-up")
    key = uuid7()
    move(case_id, "assessment-plan", id=key)
    move(case_id, "assessment-plan", id=key)
    with acting(cast.nigora) as actor:
        assert len(moves_of(open_case(actor, case_id))) == 1


@pytest.mark.parametrize("stranger", [cast.sitora, cast.gulnora, cast.anahita, cast.zebo])
def test_strangers_move_nothing(case_id, stranger):
    with pytest.raises(NotFound):
        move(case_id, "urgent-protection", member=stranger)


def test_a_change_of_path_begins_what_is_for_a_child_alone_and_changes_nothing_else(case_id):
    before = running(case_id)
    with acting(cast.nigora) as actor:
        write_profile(actor, case=open_case(actor, case_id, "profile"), age_band="child", now=LATER)
    assert running(case_id) ^ before == {"appoint_representative"}

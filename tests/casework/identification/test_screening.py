"""Doing a screening: prepared, saved as they go, by more than one pair of hands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, open_new_case
from hamroh.casework.cases.queries import tasks_for, timeline_of
from hamroh.casework.identification.access import open_screening
from hamroh.casework.identification.actions.screening import finish_screening, save_answers, start_screening
from hamroh.casework.identification.models import Screening
from hamroh.casework.identification.queries import (
    answered,
    newest_screening,
    parts,
    screening_values,
    set_of,
    suggested_by,
)
from hamroh.casework.identification.rules import pre_interview_checklist
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

ALL = [item.id for item in pre_interview_checklist()]
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=NOW)
        return case.pk


def start(actor, case_id, **changed):
    values = {"id": uuid7(), "confirmed": ALL, "language": "tg", "interpreter": False, "now": NOW}
    return start_screening(actor, case_id=case_id, **(values | changed))


@pytest.fixture
def begun(case_id):
    with acting(cast.nigora) as actor:
        start(actor, case_id)
    return case_id


def test_it_begins_only_when_the_interview_is_prepared(case_id):
    with acting(cast.nigora) as actor:
        with pytest.raises(Refused) as refused:
            start(actor, case_id, confirmed=[i for i in ALL if i != "place"], language="xx")
        assert [o.field for o in refused.value.obstacles] == ["confirmed", "language"]
        assert not Screening.objects.exists()


def test_what_is_not_required_may_stay_unconfirmed(case_id):
    with acting(cast.nigora) as actor:
        assert start(actor, case_id, confirmed=[i.id for i in pre_interview_checklist() if i.required])


def test_a_forged_point_of_the_checklist_is_refused(case_id):
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        start(actor, case_id, confirmed=[*ALL, "whatever"])


def test_without_a_choice_it_is_the_published_list_and_a_draft_may_be_chosen(case_id):
    with acting(cast.nigora) as actor:
        assert set_of(start(actor, case_id)).id == "ilo-adult-labour"
        other = open_new_case(actor, id=uuid7(), child=True, code_only=True, now=NOW)
        screening = start(actor, other.pk, indicator_set="ilo-child-sexual")
        assert screening.edition_id == other.edition_id
        assert [q.id for part in parts(screening) for q in part.questions] == ["D4.39", "D5.51"]


@pytest.mark.parametrize("asked", ["ilo-child-labour", "ilo-child-sexual", "nothing-such"])
def test_a_list_for_somebody_else_or_none_at_all_is_refused(case_id, asked):
    with acting(cast.nigora) as actor:
        with pytest.raises(Refused) as refused:
            start(actor, case_id, indicator_set=asked, context_sets=["no-such-prompts"])
        assert [o.field for o in refused.value.obstacles] == ["indicator_set", "context_sets"]


def test_an_answer_to_another_list_is_refused(case_id):
    with acting(cast.nigora) as actor:
        start(actor, case_id, indicator_set="ilo-adult-sexual")
        with pytest.raises(Refused):
            save_answers(actor, case_id=case_id, answers={"D1.01": "yes"}, now=NOW)


def test_prompts_of_a_context_stand_beside_the_list_and_are_passed_on_apart(case_id):
    with acting(cast.nigora) as actor:
        screening = start(actor, case_id, context_sets=["border", "cotton-harvest"])
        assert screening.context_sets == ["cotton-harvest", "border"]
        assert [part.context for part in parts(screening)] == [False] * 6 + [True] * 2
        save_answers(actor, case_id=case_id, answers={"ch-03": "yes", "br-01": "no", "D1.01": "yes"}, now=NOW)
        screening = newest_screening(open_screening(actor, case_id, "screening:fill"))
        assert suggested_by(screening).finding == "no_dimension_positive"
        assert answered(screening) == (3, 67 + 20)
        passed = screening_values(case_id, case_id)
        assert [label["en"] for label, _ in passed] == ["Deceptive recruitment", "Cotton harvest"]


def test_nobody_in_uniform_interviews(case_id):
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        start(replace(actor, uniformed=True), case_id)


def test_a_second_beginning_finds_the_first(begun):
    with acting(cast.sitora) as actor:
        again = start(actor, begun, confirmed=[])
        assert again.started_by == cast.nigora.id
        assert Screening.objects.count() == 1


@pytest.mark.parametrize("stranger", [cast.anahita, cast.malika, cast.gulnora, cast.rustam, cast.bahrom])
def test_who_is_not_on_the_team_or_may_not_fill_finds_nothing(begun, stranger):
    with acting(stranger) as actor:
        for act in (
            lambda: start(actor, begun),
            lambda: save_answers(actor, case_id=begun, answers={"D1.01": "yes"}, now=NOW),
            lambda: finish_screening(actor, case_id=begun, now=NOW),
        ):
            with pytest.raises(NotFound):
                act()


def test_the_open_core_does_not_show_the_answers(begun):
    with acting(cast.nigora) as actor:
        open_case(actor, begun)
        assert not Screening.objects.exists()
        open_screening(actor, begun, "screening:fill")
        assert Screening.objects.exists()


def answers_of(case_id):
    with acting(cast.nigora) as actor:
        return newest_screening(open_screening(actor, case_id, "screening:fill")).answers


def save(who, case_id, answers, seen=None, now=LATER):
    with acting(who) as actor:
        return save_answers(actor, case_id=case_id, answers=answers, seen=seen, now=now)


def test_answers_are_kept_beside_those_already_there(begun):
    save(cast.nigora, begun, {"D1.01": "yes"})
    save(cast.nigora, begun, {"D1.02": "not_said", "D1.03": ""})
    assert answers_of(begun) == {"D1.01": "yes", "D1.02": "not_said"}


def test_sending_the_same_twice_changes_nothing(begun):
    save(cast.nigora, begun, {"D1.01": "yes"})
    again = save(cast.nigora, begun, {"D1.01": "yes"}, now=LATER + timedelta(hours=1))
    assert again.screening.saved_at == LATER


@pytest.mark.parametrize("answers", [{"D9.99": "yes"}, {"D1.01": "maybe"}, {"D1.01": "yes", "core": "no"}])
def test_an_unknown_sign_or_answer_is_refused_whole(begun, answers):
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        save_answers(actor, case_id=begun, answers={**answers, "D1.05": "no"}, now=LATER)
    assert answers_of(begun) == {}


def test_two_people_saving_different_signs_lose_nothing(begun):
    save(cast.nigora, begun, {"D1.01": "yes", "D1.02": ""}, seen={})
    told = save(cast.sitora, begun, {"D1.01": "", "D1.02": "no"}, seen={})
    assert answers_of(begun) == {"D1.01": "yes", "D1.02": "no"}
    assert told.changed_meanwhile == ()


def test_the_later_answer_wins_and_says_that_another_was_there(begun):
    save(cast.nigora, begun, {"D1.01": "yes"}, seen={})
    told = save(cast.sitora, begun, {"D1.01": "no"}, seen={})
    assert answers_of(begun) == {"D1.01": "no"}
    assert told.changed_meanwhile == ("D1.01",)


def test_what_was_only_shown_and_not_touched_does_not_overwrite_a_colleague(begun):
    save(cast.nigora, begun, {"D1.01": "yes"})
    save(cast.sitora, begun, {"D1.01": "no"}, seen={"D1.01": "yes"})
    told = save(cast.nigora, begun, {"D1.01": "yes", "D1.02": "no"}, seen={"D1.01": "yes"})
    assert answers_of(begun) == {"D1.01": "no", "D1.02": "no"}
    assert told.changed_meanwhile == ("D1.01",)


def test_a_child_gets_the_childrens_list(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=True, code_only=True, now=NOW)
        screening = start(actor, case.pk)
        asked = {q.id for part in parts(screening) for q in part.questions}
        assert len(asked) == 65


def test_finishing_stops_one_clock_and_starts_the_next(begun):
    with acting(cast.nigora) as actor:
        finish_screening(actor, case_id=begun, now=LATER)
        again = finish_screening(actor, case_id=begun, now=LATER + timedelta(days=1))
        assert again.finished_at == LATER
        due = {task.key: task.due_at for task in tasks_for(actor)}
        assert set(due) == {"risk_assessment", "safe_place", "decide_screening"}
        assert due["decide_screening"] == LATER + timedelta(hours=24)
        events = [e.event for e in timeline_of(open_case(actor, begun))]
        assert events[:2] == ["screening.finished", "screening.started"]


def test_after_the_end_nothing_is_added_until_another_begins(begun):
    with acting(cast.nigora) as actor:
        finish_screening(actor, case_id=begun, now=LATER)
        with pytest.raises(Refused):
            save_answers(actor, case_id=begun, answers={"D1.01": "yes"}, now=LATER)
        start(actor, begun, now=LATER)
        save_answers(actor, case_id=begun, answers={"D1.01": "yes"}, now=LATER)


def test_what_may_be_shared_are_the_signs_and_never_the_decision(begun):
    save(cast.nigora, begun, {"D1.01": "yes", "D1.02": "no", "D2.11": "not_said"})
    with acting(cast.nigora) as actor:
        assert screening_values(begun, begun) == []
        open_screening(actor, begun, "screening:fill")
        ((label, signs),) = screening_values(begun, begun)
        assert label["en"] == "Deceptive recruitment"
        assert [s["en"] for s in signs] == ["Deceived about the nature of the job, location or employer"]

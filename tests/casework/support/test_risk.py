"""Assessing the risk and planning safety: who may, what is sealed, and that it is asked for again."""

from datetime import timedelta

import pytest
from django.db import connections

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.models import Task
from hamroh.casework.cases.queries import open_tasks_of, timeline_of, values_of
from hamroh.casework.people.actions import agree_safe_contact
from hamroh.casework.support.actions import assess_risk, end_stay, plan_safety, start_stay
from hamroh.casework.support.models import RiskAssessment, SafetyPlan
from hamroh.casework.support.queries import (
    risk_history,
    risk_levels,
    risk_of,
    risk_words,
    safety_history,
    safety_plan_of,
)
from hamroh.foundation.vault.access import erase
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.directory.queries import services_of
from tests import cast
from tests.cast import NOW, acting

STORY = "Зангҳои пайдарпай"
WORD = "Зардолу"
WEEK = NOW.date() + timedelta(days=7)


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def assess(actor, case_id, *, seen=0, overall="high", now=NOW, **changed):
    case = open_case(actor, case_id, "risk")
    levels = dict.fromkeys(risk_words(case.edition_id), "none_seen") | {"retaliation": "high"}
    said = {"levels": levels, "reasons": {"retaliation": STORY}, "overall": overall, "review_on": WEEK}
    assess_risk(actor, case=case, seen=seen, now=now, **(said | changed))
    return case


def plan(actor, case_id, *, seen=0, now=NOW):
    case = open_case(actor, case_id, "risk")
    measures = [{"what": "New number", "who": "N. Saidova", "when": "Today"}]
    plan_safety(actor, case=case, measures=measures, code_word=WORD, seen=seen, now=now)
    return case


def running(case_id):
    with acting(cast.nigora) as actor:
        return {task.key: task.due_at for task in open_tasks_of(open_case(actor, case_id))}


def test_what_was_judged_is_kept_with_its_reasons_sealed(case_id):
    with acting(cast.nigora) as actor:
        case = assess(actor, case_id)
        risk = risk_of(case.pk, case.person_id, on=WEEK)
        assert (risk.level, risk.review_on, risk.written_at, risk.overdue) == ("high", WEEK, NOW, False)
        assert risk.assessed.reasons == {"retaliation": STORY}
        assert risk_of(case.pk, case.person_id, on=WEEK + timedelta(days=1)).overdue
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT sealed, levels::text FROM support_riskassessment")
        sealed, levels = cursor.fetchone()
        assert STORY.encode() not in bytes(sealed)
        assert STORY not in levels


def test_every_assessment_stays_and_whoever_saw_an_older_one_is_told(case_id):
    with acting(cast.nigora) as actor:
        case = assess(actor, case_id)
        assess(actor, case_id, seen=1, overall="medium", why="He was arrested.", now=NOW + timedelta(days=1))
        with pytest.raises(Changed):
            assess(actor, case_id, seen=1)
        assert [(r.level, r.number) for r in risk_history(case.pk, case.person_id)] == [("medium", 2), ("high", 1)]


def test_it_ends_what_asked_for_it_and_is_asked_again_on_the_day_of_the_review(case_id):
    assert "risk_assessment" in running(case_id)
    with acting(cast.nigora) as actor:
        assess(actor, case_id)
    tasks = running(case_id)
    assert "risk_assessment" not in tasks
    assert tasks["risk_review"].date() == WEEK
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert case.next_due_at == min(tasks.values())
        later = NOW.date() + timedelta(days=20)
        assess(actor, case_id, seen=1, review_on=later)
    assert running(case_id)["risk_review"].date() == later


def test_it_is_asked_again_at_each_new_contact_once_it_was_assessed(case_id):
    def agree(now):
        with acting(cast.nigora) as actor:
            agree_safe_contact(actor, case=open_case(actor, case_id, "contact"), how="Call", say="Sewing", now=now)

    agree(NOW)
    assert "risk_again" not in running(case_id), "the first assessment is asked for already"
    with acting(cast.nigora) as actor:
        assess(actor, case_id)
    for turn in (1, 2):
        agree(NOW + timedelta(days=turn))
        assert "risk_again" in running(case_id)
        with acting(cast.nigora) as actor:
            assess(actor, case_id, seen=turn, now=NOW + timedelta(days=turn, hours=1))
        assert "risk_again" not in running(case_id)


def test_a_place_to_stay_found_or_left_is_a_contact(case_id):
    with acting(cast.nigora) as actor:
        assess(actor, case_id)
        bed = next(s.pk for s in services_of(cast.organisation_id(cast.SHELTER)) if s.residential)
        start_stay(actor, case=open_case(actor, case_id, "residence"), service_id=bed, now=NOW)
    assert "risk_again" in running(case_id)
    with acting(cast.nigora) as actor:
        assess(actor, case_id, seen=1)
        end_stay(actor, case=open_case(actor, case_id, "residence"), now=NOW)
    assert "risk_again" in running(case_id)


def test_a_list_knows_the_level_without_opening_the_file_and_nothing_of_why(case_id):
    with acting(cast.nigora) as actor:
        assess(actor, case_id)
    for reader in (cast.nigora, cast.malika):
        with acting(reader):
            level = risk_levels([case_id], on=WEEK + timedelta(days=1))[case_id]
            assert (level.level, level.overdue) == ("high", True)
            assert not RiskAssessment.objects.exists()
    for stranger in (cast.sitora, cast.gulnora, cast.anahita, cast.farrukh):
        with acting(stranger):
            assert risk_levels([case_id]) == {}


def test_a_safety_plan_is_sealed_as_a_whole_and_stands_on_the_persons_strand(case_id):
    with acting(cast.nigora) as actor:
        case = plan(actor, case_id)
        plan(actor, case_id, seen=1)
        with pytest.raises(Changed):
            plan(actor, case_id, seen=1)
        view = safety_plan_of(case.pk, case.person_id)
        assert view.plan.code_word == WORD
        assert view.plan.measures[0].who == "N. Saidova"
        assert len(safety_history(case.pk, case.person_id)) == 2
        assert "safety.planned" in {e.event for e in timeline_of(case, only_person=True)}
        told = {str(label): value for label, value in values_of("risk", case.pk, case.person_id)}
        assert told["Code word"] == WORD
        assert told["Measures of safety"] == "New number, N. Saidova, Today"
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT sealed FROM support_safetyplan")
        assert WORD.encode() not in bytes(cursor.fetchone()[0])


def test_what_is_told_of_danger_names_the_level_and_its_reason_and_leaves_out_what_nobody_saw(case_id):
    with acting(cast.nigora) as actor:
        case = assess(actor, case_id)
        told = [value for _label, value in values_of("risk", case.pk, case.person_id)]
        assert f"High: {STORY}" in told
        assert not any("None seen" in str(value) for value in told)


def test_neither_timeline_nor_tasks_say_a_word_of_it(case_id):
    with acting(cast.nigora) as actor:
        case = assess(actor, case_id)
        plan(actor, case_id)
        said = [str(entry.detail) for entry in timeline_of(case)] + [str(t.detail) for t in Task.objects.all()]
        assert not any(word in line for word in (STORY, WORD, "high", "retaliation") for line in said)


@pytest.mark.parametrize("near_miss", [cast.sitora, cast.anahita, cast.gulnora, cast.farrukh])
def test_strangers_see_and_write_nothing_of_it(case_id, near_miss):
    with acting(cast.nigora) as actor:
        assess(actor, case_id)
        plan(actor, case_id)
    with acting(near_miss) as actor:
        with pytest.raises(NotFound):
            open_case(actor, case_id, "risk")
        assert not RiskAssessment.objects.exists()
        assert not SafetyPlan.objects.exists()
        assert risk_levels([case_id]) == {}


def test_the_supervisor_reads_and_does_not_write(case_id):
    with acting(cast.malika) as actor:
        for act in (assess, plan):
            with pytest.raises(NotFound):
                act(actor, case_id)


def test_an_erased_person_has_no_reasons_and_gets_none(case_id):
    with acting(cast.nigora) as actor:
        case = assess(actor, case_id)
        plan(actor, case_id)
        erase(case.person_id)
        assert risk_of(case.pk, case.person_id).erased
        assert safety_plan_of(case.pk, case.person_id).erased
        for act in (assess, plan):
            with pytest.raises(Refused, match="erased"):
                act(actor, case_id, seen=1)


def test_single_risks_are_read_in_the_order_of_the_list(case_id):
    with acting(cast.nigora) as actor:
        case = assess(actor, case_id)
        assert list(risk_of(case.pk, case.person_id).assessed.levels) == list(risk_words(case.edition_id))

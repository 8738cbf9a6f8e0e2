"""The plan's acts: drafted, agreed, approved by somebody else, its steps waiting, changed as a new version, ended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import close_case, join_team, mark_done
from hamroh.casework.cases.models import Task
from hamroh.casework.cases.queries import open_tasks_of, timeline_of, values_of
from hamroh.casework.plans import actions
from hamroh.casework.plans.models import Goal, Plan
from hamroh.casework.plans.queries import plans_of
from hamroh.casework.plans.terms import State
from hamroh.foundation.vault.access import erase
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.plans import given
from tests.cast import NOW, acting

LATER = NOW + timedelta(days=20)


@pytest.fixture
def case_id(db):
    return given.case()


def tasks(case_id):
    with acting(cast.nigora) as actor:
        return [task for task in open_tasks_of(open_case(actor, case_id)) if task.key.startswith("plan_step:")]


def events(case_id):
    with acting(cast.nigora) as actor:
        return [(entry.event, entry.by_person) for entry in timeline_of(open_case(actor, case_id))]


def test_a_draft_keeps_the_persons_words_sealed_and_the_rest_in_codes(case_id):
    key = given.drafted(case_id)
    plan = given.plan(case_id, key)
    assert (plan.version, plan.state) == (1, State.DRAFT)
    assert [(goal.words, goal.need) for goal in plan.goals] == [(given.GOAL, "housing")]
    assert [step.what for step in plan.goals[0].steps] == [given.STEP]
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "plan")
        assert given.GOAL.encode() not in bytes(Goal.objects.get().sealed)


def test_there_is_one_draft_at_a_time(case_id):
    given.draft(case_id)
    with pytest.raises(Refused, match="draft already"):
        given.draft(case_id)


def test_a_plan_in_force_is_changed_and_not_begun_again(case_id):
    given.in_force(case_id)
    with pytest.raises(Refused, match="begin a change"):
        given.draft(case_id)


def test_what_was_agreed_is_not_written_any_more(case_id):
    key = given.agreed(case_id)
    goal = given.first_goal(case_id, key)
    with pytest.raises(Refused, match="not changed any more"):
        given.goal(case_id, key)
    with pytest.raises(Refused, match="not changed any more"):
        given.step(case_id, key, goal.id)
    with pytest.raises(Refused, match="not changed any more"), acting(cast.nigora) as actor:
        actions.drop_goal(actor, case_id=case_id, plan_id=key, goal_id=goal.id, seen=goal.number, now=NOW)


def test_an_agreement_stands_on_the_persons_strand(case_id):
    given.agreed(case_id)
    assert ("plan.agreed", True) in events(case_id)


def test_a_plan_without_a_goal_or_step_is_not_agreed(case_id):
    key = given.draft(case_id)
    with pytest.raises(Refused, match="no goal"):
        given.agree(case_id, key)
    given.goal(case_id, key)
    with pytest.raises(Refused, match="no step"):
        given.agree(case_id, key)


def test_a_goal_taken_off_takes_its_steps_along(case_id):
    key = given.drafted(case_id)
    goal = given.first_goal(case_id, key)
    with acting(cast.nigora) as actor:
        actions.drop_goal(actor, case_id=case_id, plan_id=key, goal_id=goal.id, seen=goal.number, now=NOW)
    assert given.plan(case_id, key).goals == ()


def test_approved_it_is_in_force_and_its_steps_wait_in_the_list(case_id):
    key = given.in_force(case_id)
    plan = given.plan(case_id, key)
    assert (plan.state, plan.in_force_on) == (State.IN_FORCE, given.days(NOW, 0))
    (task,) = tasks(case_id)
    assert task.key == f"plan_step:{plan.goals[0].steps[0].id}" and task.basis == "agreed"
    assert task.due_at.isoformat() == "2026-12-03T18:59:00+00:00"  # 23:59 in Dushanbe
    assert ("plan.approved", False) in events(case_id)


def test_nobody_approves_what_they_wrote_though_they_may_approve_others(case_id):
    key = given.draft(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=cast.malika.id, role="supervisor", now=NOW)
    with acting(cast.malika) as actor:
        object.__setattr__(actor, "permissions", actor.permissions | {"case:open"})
        goal_id = uuid7()
        actions.write_goal(
            actor, case_id=case_id, plan_id=key, goal_id=goal_id, seen=0, words="To learn.", need="housing", now=NOW
        )
    given.step(case_id, key, goal_id)
    given.agree(case_id, key)
    with pytest.raises(Refused, match="somebody else approves it"):
        given.decide(case_id, key)


def test_the_database_keeps_an_approval_by_the_author_out_as_well(case_id):
    given.in_force(case_id)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "plan")
        row = Plan.objects.order_by("-number").first()
        row.pk, row.number, row.approvers = uuid7(), row.number + 1, row.authors
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("stranger", [cast.nigora, cast.gulnora, cast.anahita, cast.sitora, cast.bahrom])
def test_only_a_supervisor_of_the_organisation_approves(case_id, stranger):
    key = given.agreed(case_id)
    with pytest.raises(NotFound):
        given.decide(case_id, key, by=stranger)


def test_sent_back_it_is_written_again_and_agreed_again(case_id):
    key = given.agreed(case_id)
    with pytest.raises(Refused, match="what is to change"):
        given.decide(case_id, key, approves=False)
    given.decide(case_id, key, approves=False, reasons="Who pays the rent?")
    plan = given.plan(case_id, key)
    assert (plan.state, plan.words["reasons"], plan.agreed_on) == (State.RETURNED, "Who pays the rent?", None)
    with pytest.raises(Refused, match="does not wait"):
        given.decide(case_id, key)
    given.goal(case_id, key, goal_id=plan.goals[0].id, seen=plan.goals[0].number, words="A home for us two.")
    given.agree(case_id, key)
    given.decide(case_id, key)
    assert given.plan(case_id, key).goals[0].words == "A home for us two."


def test_taken_back_before_approval_it_is_a_draft_once_more(case_id):
    key = given.agreed(case_id)
    with acting(cast.nigora) as actor:
        actions.take_back_plan(actor, case_id=case_id, plan_id=key, seen=given.plan(case_id, key).number, now=NOW)
    assert given.plan(case_id, key).state is State.DRAFT
    assert ("plan.taken_back", True) in events(case_id)


def test_two_who_decide_at_once_are_told_of_each_other(case_id):
    key = given.agreed(case_id)
    seen = given.plan(case_id, key).number
    given.decide(case_id, key, approves=False, reasons="Who pays?")
    given.agree(case_id, key)
    with pytest.raises(Changed):
        given.decide(case_id, key, seen=seen)


def test_two_who_write_one_goal_at_once_are_told_of_each_other(case_id):
    key = given.drafted(case_id)
    goal = given.first_goal(case_id, key)
    given.goal(case_id, key, goal_id=goal.id, seen=goal.number, words="One.")
    with pytest.raises(Changed) as changed:
        given.goal(case_id, key, goal_id=goal.id, seen=goal.number, words="Two.")
    assert changed.value.number == goal.number + 1
    assert given.first_goal(case_id, key).words == "One."


def change(case_id, key, new_id=None, now=LATER):
    new_id = new_id or uuid7()
    with acting(cast.nigora) as actor:
        actions.change_plan(actor, case_id=case_id, plan_id=key, new_id=new_id, now=now)
    return new_id


def test_a_change_is_a_new_version_and_what_was_agreed_stays_as_it_was(case_id):
    key = given.in_force(case_id)
    goal = given.first_goal(case_id, key)
    new = change(case_id, key)
    assert change(case_id, key, new) == new  # a second click
    now_goal = given.first_goal(case_id, new)
    assert now_goal.id == goal.id and now_goal.words == goal.words
    given.goal(case_id, new, LATER, goal_id=goal.id, seen=now_goal.number, words="To live near my sister.")
    old_step = now_goal.steps[0]
    given.step(case_id, new, goal.id, LATER, step_id=old_step.id, seen=old_step.number, due=given.days(LATER, 30))
    given.step(case_id, new, goal.id, LATER, what="Ask the sister.")
    old = given.plan(case_id, key)
    assert old.state is State.IN_FORCE and old.goals[0].words == given.GOAL and len(old.goals[0].steps) == 1
    assert len(tasks(case_id)) == 1
    given.agree(case_id, new, LATER)
    given.decide(case_id, new, now=LATER)
    assert [(p.version, p.state) for p in given.plans(case_id)] == [(2, State.IN_FORCE), (1, State.REPLACED)]
    assert given.plan(case_id, key).goals[0].words == given.GOAL
    moved = next(task for task in tasks(case_id) if task.key.endswith(str(old_step.id)))
    assert len(tasks(case_id)) == 2 and moved.due_at > LATER + timedelta(days=29)


def test_a_change_that_is_given_up_changes_nothing(case_id):
    key = given.in_force(case_id)
    new = change(case_id, key)
    with acting(cast.nigora) as actor:
        actions.drop_plan(actor, case_id=case_id, plan_id=new, now=LATER)
    assert given.plan(case_id, key).state is State.IN_FORCE and len(tasks(case_id)) == 1
    assert given.plan(case_id, change(case_id, key)).version == 3


def test_a_step_that_the_new_version_has_not_waits_no_more(case_id):
    key = given.in_force(case_id)
    new = change(case_id, key)
    goal = given.first_goal(case_id, new)
    step = goal.steps[0]
    given.step(case_id, new, goal.id, LATER, what="Another way.")
    with acting(cast.nigora) as actor:
        actions.drop_step(actor, case_id=case_id, plan_id=new, step_id=step.id, seen=step.number, now=LATER)
    given.agree(case_id, new, LATER)
    given.decide(case_id, new, now=LATER)
    assert [task.key for task in tasks(case_id)] != [f"plan_step:{step.id}"] and len(tasks(case_id)) == 1


def test_done_in_the_list_of_tasks_is_done_in_the_plan(case_id):
    key = given.in_force(case_id)
    (task,) = tasks(case_id)
    for _ in range(2):
        with acting(cast.nigora) as actor:
            mark_done(actor, case_id=case_id, key=task.key, now=LATER)
    assert not tasks(case_id)
    done = given.first_goal(case_id, key).steps[0].done
    assert (done.reached, done.on) == ("done", given.days(LATER, 0))
    assert [event for event, _ in events(case_id)].count("plan.step_done") == 1


def test_done_in_the_plan_is_done_in_the_list_of_tasks(case_id):
    key = given.in_force(case_id)
    step = given.first_goal(case_id, key).steps[0]
    with acting(cast.nigora) as actor:
        actions.finish_step(
            actor, case_id=case_id, step_id=step.id, done="not_needed", on=given.days(NOW, 0), words="Found.", now=NOW
        )
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        done = Task.objects.get(key=f"plan_step:{step.id}")
        assert done.done_at == NOW and done.done_by == cast.nigora.id


@pytest.mark.parametrize("key", ["plan_step:", "plan_step:x", "plan_step:00000000-0000-7000-8000-000000000000"])
def test_a_task_of_no_step_is_not_here(case_id, key):
    given.in_force(case_id)
    with pytest.raises(NotFound), acting(cast.nigora) as actor:
        mark_done(actor, case_id=case_id, key=key, now=NOW)


def progress(case_id, goal, reached, seen=0, words="", now=NOW):
    with acting(cast.nigora) as actor:
        actions.tell_progress(
            actor,
            case_id=case_id,
            goal_id=goal.id,
            seen=seen,
            reached=reached,
            on=given.days(now, 0),
            words=words,
            now=now,
        )


def test_how_far_a_goal_is_goes_on_through_the_versions(case_id):
    key = given.in_force(case_id)
    goal = given.first_goal(case_id, key)
    assert goal.reached == "not_begun"
    progress(case_id, goal, "under_way", words="Two flats seen.")
    new = change(case_id, key)
    assert given.first_goal(case_id, new).reached == "under_way"
    with pytest.raises(Refused):
        progress(case_id, goal, "given_up", seen=1)
    progress(case_id, goal, "given_up", seen=1, words="She stays with her sister.")
    assert ("goal.progressed", True) in events(case_id)


def test_what_was_reached_is_not_carried_into_the_next_version(case_id):
    key = given.in_force(case_id)
    progress(case_id, given.first_goal(case_id, key), "reached")
    assert given.plan(case_id, change(case_id, key)).goals == ()


def test_a_review_sets_the_day_of_the_next_one(case_id):
    key = given.in_force(case_id)
    next_on = given.days(LATER, 60)
    with acting(cast.nigora) as actor:
        actions.review_plan(
            actor,
            case_id=case_id,
            plan_id=key,
            seen=given.plan(case_id, key).number,
            on=given.days(LATER, -1),
            next_on=next_on,
            words="Goes well.",
            now=LATER,
        )
    plan = given.plan(case_id, key)
    assert (plan.review_on, plan.words["words"], plan.state) == (next_on, "Goes well.", State.IN_FORCE)


def test_ended_its_steps_wait_no_more(case_id):
    key = given.in_force(case_id)
    seen = given.plan(case_id, key).number
    said = {"reason": "person", "on": given.days(LATER, 0), "now": LATER, "seen": seen}
    with pytest.raises(Refused) as refused, acting(cast.nigora) as actor:
        actions.end_plan(actor, case_id=case_id, plan_id=key, **(said | {"on": given.days(NOW, -1)}))
    assert [o.field for o in refused.value.obstacles] == ["on"]
    with acting(cast.nigora) as actor:
        actions.end_plan(actor, case_id=case_id, plan_id=key, **said)
    assert given.plan(case_id, key).state is State.ENDED and not tasks(case_id)
    assert given.plan(case_id, given.draft(case_id, LATER)).version == 2


def test_a_case_whose_plan_waits_for_approval_is_not_closed(case_id):
    key = given.agreed(case_id, LATER)
    with pytest.raises(Refused, match="waits for approval"), acting(cast.malika) as actor:
        close_case(actor, case_id=case_id, reason="goals_met", why="Done.", now=LATER)
    given.decide(case_id, key, now=LATER)
    with acting(cast.malika) as actor:
        close_case(actor, case_id=case_id, reason="goals_met", why="Done.", now=LATER)
    with pytest.raises(Refused, match="case is closed"):
        given.draft(case_id, LATER)
    with pytest.raises(Refused, match="case is closed"):
        change(case_id, key)


@pytest.mark.parametrize("stranger", [cast.sitora, cast.gulnora, cast.anahita, cast.farrukh, cast.bahrom])
def test_a_plan_is_not_there_for_anybody_else(case_id, stranger):
    given.in_force(case_id)
    with pytest.raises(NotFound), acting(stranger) as actor:
        open_case(actor, case_id, "plan")
    with acting(stranger):
        assert not Plan.objects.exists() and not Goal.objects.exists()


def test_without_its_part_opened_nothing_of_the_plan_is_there(case_id):
    given.in_force(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert plans_of(case) == []


@pytest.mark.parametrize("verb", ["UPDATE plans_goal SET need = 'x'", "DELETE FROM plans_plan"])
def test_nothing_of_a_plan_is_changed_or_deleted(case_id, verb):
    given.in_force(case_id)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "plan")
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)


def test_another_cases_plan_is_not_reached_through_ones_own(case_id):
    key = given.in_force(case_id)
    other = given.case()
    with pytest.raises(NotFound):
        given.goal(other, key)
    with pytest.raises(NotFound):
        change(other, key)


def test_what_the_plan_tells_reads_well_and_is_erased_with_the_person(case_id):
    given.in_force(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "plan")
        told = {str(label): value for label, value in values_of("plan", case.pk, case.person_id)}
        assert told["Goal, in the person’s words"] == given.GOAL
        assert told["Next steps"] == [f"{given.STEP} (The person, 03.12.2026)"]
        erase(case.person_id)
        assert given.GOAL not in str(values_of("plan", case.pk, case.person_id))

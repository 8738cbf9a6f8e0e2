"""Attempts, visits, a closing that two people decide, and what begins anew when a case is opened again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import leave_team, mark_done, reopen_case
from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import case_list, moves_of, open_tasks_of, timeline_of, values_of, why_of
from hamroh.casework.follow_up import actions
from hamroh.casework.follow_up.models import Closing, Visit
from hamroh.casework.follow_up.queries import next_suggested, wait_of
from hamroh.casework.referrals.actions import cancel_referral
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.follow_up import given
from tests.casework.plans import given as given_plan
from tests.casework.referrals import given as given_referral
from tests.casework.status import given as given_status
from tests.cast import NOW, acting

LATER = NOW + timedelta(days=100)


@pytest.fixture
def case_id(db):
    return given.case()


def tasks(case_id):
    with acting(cast.nigora) as actor:
        return {task.key: task for task in open_tasks_of(open_case(actor, case_id))}


def events(case_id):
    with acting(cast.nigora) as actor:
        return [entry.event for entry in timeline_of(open_case(actor, case_id))]


def refused(case_id, **said):
    with pytest.raises(Refused) as told:
        given.ask(case_id, **said)
    return [(o.field, o.sentence) for o in told.value.obstacles]


def test_a_visit_keeps_the_persons_words_sealed_and_sets_the_next_date(case_id):
    next_on = given_plan.days(NOW, 30)
    given.visit(case_id, next_on=next_on, no_next=False)
    (visit,) = given.visits(case_id)
    assert (visit.own, visit.areas["safety"], visit.next_on) == (given.OWN, "well", next_on)
    task = tasks(case_id)[f"follow_up:{case_id}"]
    assert day_of(task.due_at) == next_on
    assert "visit.made" in events(case_id)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "plan")
        assert given.OWN.encode() not in bytes(Visit.objects.get().sealed)


def test_the_next_visit_ends_what_waited_for_it(case_id):
    given.visit(case_id, next_on=given_plan.days(NOW, 30), no_next=False)
    given.visit(case_id, now=NOW + timedelta(days=31))
    assert f"follow_up:{case_id}" not in tasks(case_id)


def test_an_older_visit_written_anew_sets_no_date(case_id):
    old = given.visit(case_id)
    later = NOW + timedelta(days=31)
    given.visit(case_id, later, next_on=given_plan.days(later, 60), no_next=False)
    given.visit(case_id, later, visit_id=old, seen=1, on=given_plan.days(NOW, 0), own="Otherwise.")
    assert f"follow_up:{case_id}" in tasks(case_id)
    with pytest.raises(Changed):
        given.visit(case_id, later, visit_id=old, seen=1, on=given_plan.days(NOW, 0))


def test_a_clock_of_the_procedure_follows_a_visit(case_id):
    from hamroh.casework.cases.actions import enter_stage

    with acting(cast.nigora) as actor:
        enter_stage(actor, open_case(actor, case_id), "follow-up", now=NOW)
    assert "visit_1" in tasks(case_id)
    given.visit(case_id)
    assert "visit_1" not in tasks(case_id) and "visit_2" in tasks(case_id)


def test_the_edition_suggests_the_days_of_visits(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert next_suggested(case, NOW) == given_plan.days(NOW, 30)
        assert (wait_of(case).days, wait_of(case).attempts) == (90, 3)


def test_one_asks_and_another_closes(case_id):
    key = given.ask(case_id)
    assert {"closure_approval"} <= set(tasks(case_id)) and "case.close_asked" in events(case_id)
    assert given.ask(case_id, id=key) == key  # a second click
    given.decide(case_id, key)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert (case.status, case.closed_at) == ("Closed", NOW)
        assert why_of(moves_of(case)[0], case) == "Everything agreed was done."
        assert not case_list(actor)
    assert not tasks(case_id)


def test_nobody_closes_what_they_asked_for(case_id):
    key = given.ask(case_id, by=cast.malika)
    with pytest.raises(Refused, match="somebody else approves it"):
        given.decide(case_id, key)
    with acting(cast.nigora) as actor:
        assert open_case(actor, case_id).closed_at is None


def test_the_database_keeps_an_approval_by_the_asker_out_as_well(case_id):
    given.ask(case_id)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "plan")
        row = Closing.objects.get()
        row.pk, row.number, row.state, row.decided_by = uuid7(), 2, "approved", row.asked_by
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize("stranger", [cast.nigora, cast.sitora, cast.gulnora, cast.anahita, cast.bahrom])
def test_only_the_supervisor_of_the_organisation_decides(case_id, stranger):
    key = given.ask(case_id)
    with pytest.raises(NotFound):
        given.decide(case_id, key, by=stranger)


def test_sent_back_the_case_stays_open_and_its_clock_stops(case_id):
    key = given.ask(case_id)
    with pytest.raises(Refused, match="still to be done"):
        given.decide(case_id, key, approves=False)
    given.decide(case_id, key, approves=False, reasons="Who goes with her to the court?")
    assert "closure_approval" not in tasks(case_id)
    assert given.closings(case_id)[0].reasons == "Who goes with her to the court?"
    with pytest.raises(Refused, match="any more"):
        given.decide(case_id, key, seen=2)
    given.closed(case_id)


def test_taken_back_it_waits_no_more(case_id):
    key = given.ask(case_id)
    with acting(cast.nigora) as actor:
        actions.take_closing_back(actor, case_id=case_id, closing_id=key, seen=1, now=NOW)
    assert "closure_approval" not in tasks(case_id)
    with pytest.raises(Refused):
        given.decide(case_id, key, seen=2)


def test_two_who_decide_at_once_are_told_of_each_other(case_id):
    key = given.ask(case_id)
    with pytest.raises(Changed):
        given.decide(case_id, key, seen=0)


def test_asked_twice_it_is_refused(case_id):
    given.ask(case_id)
    assert refused(case_id) == [("", "It was asked for already and waits for approval.")]


def test_everything_open_is_told_at_once(case_id):
    referral = given_referral.referral(case_id, given_referral.consent(case_id))
    application = given_status.sent(case_id)
    given_plan.in_force(case_id)
    told = [sentence for _field, sentence in refused(case_id, reason="", why="")]
    assert len(told) == 5 and any("referral" in t for t in told) and any("formal status" in t for t in told)
    assert any("wait on this case" in t for t in told)
    with acting(cast.nigora) as actor:
        cancel_referral(actor, referral_id=referral, reason="no_longer_needed", now=NOW)
    with acting(cast.nigora) as actor:
        from hamroh.casework.status.actions import withdraw_application

        withdraw_application(actor, case_id=case_id, application_id=application, now=NOW)
    (step,) = [key for key in tasks(case_id) if key.startswith("plan_step:")]
    with acting(cast.nigora) as actor:
        mark_done(actor, case_id=case_id, key=step, now=NOW)
    given.closed(case_id)


def test_what_opens_after_asking_stands_against_the_approval(case_id):
    key = given.ask(case_id)
    given_plan.agreed(case_id, LATER)
    with pytest.raises(Refused, match="waits for approval"):
        given.decide(case_id, key, now=LATER)


def test_not_reached_only_after_the_time_and_the_attempts_of_the_edition(case_id):
    said = {"reason": "not_contactable", "why": "The number is gone."}
    assert [field for field, _ in refused(case_id, **said)] == ["reason", "reason"]
    for n in (0, 1, 2):
        given.attempt(case_id, NOW + timedelta(days=n))
    assert [field for field, _ in refused(case_id, now=NOW + timedelta(days=2), **said)] == ["reason"]
    given.attempt(case_id, NOW + timedelta(days=3), result="reached")
    assert len(refused(case_id, now=LATER, **said)) == 2
    for n in (4, 5, 6):
        given.attempt(case_id, NOW + timedelta(days=n), result="gone")
    given.closed(case_id, LATER, **said)


def test_a_child_is_closed_only_when_somebody_has_it(db):
    child = given.case(child=True)
    assert [field for field, _ in refused(child)] == ["handed_to"]
    given.closed(child, handed_to="representative")
    assert given.closings(child)[0].handed_to == "representative"


def test_whoever_agreed_is_asked_afterwards_and_nobody_else(case_id):
    given.closed(case_id, monitor=True)
    task = tasks(case_id)[f"follow_up:{case_id}"]
    assert day_of(task.due_at) == given_plan.days(NOW, 30)
    later = NOW + timedelta(days=31)
    given.visit(case_id, later, next_on=given_plan.days(later, 60), no_next=False)
    assert given.visits(case_id)[0].after_closing
    with acting(cast.nigora) as actor:
        assert open_case(actor, case_id).closed_at == NOW
    other = given.case()
    given.closed(other)
    with pytest.raises(Refused, match="did not agree to be asked"):
        given.visit(other, later)
    with pytest.raises(Refused, match="did not agree to be asked"):
        given.attempt(other, later)


def reopen(case_id, by=cast.malika, reason="person_asks", why="She called the hotline.", now=LATER):
    with acting(by) as actor:
        reopen_case(actor, case_id=case_id, reason=reason, why=why, now=now)


def test_opened_again_its_history_stays_and_stage_and_clocks_begin_anew(case_id):
    given.visit(case_id)
    given.closed(case_id)
    reopen(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert (case.closed_at, case.status, case.stage) == (None, "Active", "follow-up")
        assert why_of(moves_of(case)[0], case) == "She called the hotline."
        assert case_list(actor)
    assert "visit_1" in tasks(case_id) and "case.closed" in events(case_id) and len(given.visits(case_id)) == 1
    given.attempt(case_id, LATER)


def test_the_team_of_before_is_asked_and_nobody_else_gets_access(case_id):
    given.closed(case_id)
    with acting(cast.malika) as actor:
        before = set(Case.objects.get(pk=case_id).parties)
    reopen(case_id)
    with acting(cast.malika) as actor:
        assert set(Case.objects.get(pk=case_id).parties) == before
    key = f"reopened:{case_id}"
    assert key in tasks(case_id)
    with pytest.raises(NotFound), acting(cast.sitora) as actor:
        mark_done(actor, case_id=case_id, key=key, now=LATER)
    for _ in range(2):
        with acting(cast.nigora) as actor:
            mark_done(actor, case_id=case_id, key=key, now=LATER)
    assert key not in tasks(case_id) and events(case_id).count("case.taken_up") == 1


@pytest.mark.parametrize("stranger", [cast.nigora, cast.gulnora, cast.anahita, cast.bahrom])
def test_only_the_supervisor_opens_a_case_again(case_id, stranger):
    given.closed(case_id)
    with pytest.raises(NotFound):
        reopen(case_id, by=stranger)


def test_it_is_opened_again_for_a_reason_in_words_and_once(case_id):
    with pytest.raises(Refused, match="case is open"):
        reopen(case_id)
    given.closed(case_id)
    with pytest.raises(Refused) as told:
        reopen(case_id, reason="", why=" ")
    assert [o.field for o in told.value.obstacles] == ["reason", "why"]
    reopen(case_id)
    given.closed(case_id, LATER)


@pytest.mark.parametrize("stranger", [cast.sitora, cast.gulnora, cast.anahita, cast.farrukh, cast.bahrom])
def test_follow_up_is_not_there_for_anybody_else(case_id, stranger):
    given.visit(case_id)
    with pytest.raises(NotFound):
        given.attempt(case_id, by=stranger)
    with acting(stranger):
        assert not Visit.objects.exists()


@pytest.mark.parametrize("verb", ["UPDATE follow_up_visit SET met = 'x'", "DELETE FROM follow_up_closing"])
def test_nothing_of_it_is_changed_or_deleted(case_id, verb):
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, "plan")
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)


def test_a_key_of_another_case_is_not_here(case_id):
    other = given.case()
    visit, attempt, closing = given.visit(other), given.attempt(other), given.ask(other)
    for act in (
        lambda: given.visit(case_id, visit_id=visit, seen=1),
        lambda: given.attempt(case_id, id=attempt),
        lambda: given.ask(case_id, id=closing),
        lambda: given.decide(case_id, closing),
    ):
        with pytest.raises(NotFound):
            act()


def test_what_follow_up_tells_reads_well(case_id):
    given.visit(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "plan")
        told = {str(label): value for label, value in values_of("plan", case.pk, case.person_id)}
    assert told["Last follow-up"] == given_plan.days(NOW, 0) and told["A safe place to live"] == "Well"
    assert told["How the person found the help"] == "Helped" and given.OWN not in str(told)


def test_whoever_left_is_not_asked_when_it_is_opened_again(case_id):
    with acting(cast.malika) as actor:
        from hamroh.casework.cases.actions import join_team

        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=NOW)
        leave_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, now=NOW)
    given.closed(case_id)
    reopen(case_id)
    with pytest.raises(NotFound), acting(cast.sitora) as actor:
        open_case(actor, case_id)

"""A new edition of the mechanism: running cases stay or move as it was said, and nothing fires silently behind them."""

from datetime import timedelta

import pytest
from django.db import connections, transaction

from hamroh.casework.cases import rules
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import enter_stage, note, open_new_case, settle_step
from hamroh.casework.cases.actions.new_edition import move_cases
from hamroh.casework.cases.models import Case, NewStep, Task
from hamroh.casework.cases.queries import new_steps_of, open_tasks_of, timeline_of
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.actor import system_actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting
from tests.new_editions import publishing

LATER = NOW + timedelta(hours=2)
LANGUAGES = ("tg", "ru", "en")


@pytest.fixture
def publish(db):
    with publishing() as publish:
        yield publish


@pytest.fixture
def case_id(publish):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def run_job(now=LATER):
    """As in production: logged in as the jobs' role, under the policy of this job's name."""
    own = connections["default"]
    connections["default"] = connections["jobs"]
    try:
        with transaction.atomic():
            actor = system_actor("editions")
            act_as(actor)
            return move_cases(actor, now=now)
    finally:
        connections["default"] = own


def words(text):
    return dict.fromkeys(LANGUAGES, text)


def with_step(stage, **step):
    def change(stages, _document):
        stages[stage]["steps"].append({"id": "new-step", "name": words("Tell the union"), "basis": "assumed", **step})
        if clock := step.get("clock"):
            stages[stage]["limits"].append(
                {"clock": clock, "time": "24h", "name": words("Union told"), "basis": "assumed"}
            )

    return change


def limit(clock, time):
    def change(stages, _document):
        for stage in stages.values():
            for written in stage["limits"]:
                if written["clock"] == clock:
                    written["time"] = time

    return change


def seen(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        due = {t.key: t.due_at for t in open_tasks_of(case)}
        return case, due, [s.step for s in new_steps_of(case)], timeline_of(case)[0]


def test_a_case_stays_where_nobody_said_that_it_moves(case_id, publish):
    before = seen(case_id)[0].edition_id
    publish(limit("screening", "24h"), running_cases="stay")
    assert run_job() == 0
    case, due, _new, _last = seen(case_id)
    assert case.edition_id == before
    assert due["screening"] == NOW + timedelta(hours=72)


def test_a_case_moves_says_so_and_follows_a_limit_that_changed(case_id, publish):
    row = publish(limit("screening", "48h"))
    assert run_job() == 1
    case, due, new, last = seen(case_id)
    assert case.edition_id == row.pk and not new
    assert due["screening"] == NOW + timedelta(hours=48)
    assert due["risk_assessment"] == NOW + timedelta(hours=24)
    assert (last.event, last.detail) == ("edition.moved", {"editions": [row.number - 1, row.number]})
    row.refresh_from_db(using="owner")
    assert (row.moved_at, row.moved, row.not_moved) == (LATER, 1, 0)
    assert run_job() == 0


@pytest.mark.parametrize(
    ("before", "counted", "due"),
    [(48, 72, 72), (48, 24, 24), (48, 1, 34), (20, 1, 20), (5, 1, 5), (5, 20, 20)],
)
def test_nobody_is_late_by_the_change_of_a_limit_alone(before, counted, due):
    hours = {name: NOW + timedelta(hours=value) for name, value in (("before", before), ("counted", counted))}
    now = NOW + timedelta(hours=10)
    found = rules.due_under_new_limit(**hours, from_now=now + timedelta(hours=24), now=now)
    assert found == NOW + timedelta(hours=due)


def test_a_case_whose_stage_is_no_more_stays_and_is_counted(case_id, publish):
    with acting(cast.nigora) as actor:
        enter_stage(actor, open_case(actor, case_id), "reflection", now=NOW)

    def change(_stages, document):
        document["stages"] = [stage for stage in document["stages"] if stage["id"] != "reflection"]

    row = publish(change)
    assert run_job() == 0
    row.refresh_from_db(using="owner")
    assert (row.moved, row.not_moved) == (0, 1)
    assert seen(case_id)[0].edition_id != row.pk


BEHIND = with_step("screening", clock="union", starts=["plan.agreed"], stops=["service.recorded"])


def test_a_step_inserted_behind_a_case_never_fires_by_itself(case_id, publish):
    with acting(cast.nigora) as actor:
        enter_stage(actor, open_case(actor, case_id), "services", now=NOW)
    publish(BEHIND)
    run_job()
    with acting(cast.nigora) as actor:
        note(actor, open_case(actor, case_id), "plan.agreed", now=LATER)
    _case, due, new, _last = seen(case_id)
    assert new == ["new-step"] and "union" not in due


def test_a_step_of_a_stage_to_come_waits_for_its_moment(case_id, publish):
    publish(with_step("services", clock="union", starts=["plan.agreed"], stops=["service.recorded"]))
    run_job()
    assert not seen(case_id)[2]
    with acting(cast.nigora) as actor:
        note(actor, open_case(actor, case_id), "plan.agreed", now=LATER)
    assert seen(case_id)[1]["union"] == LATER + timedelta(hours=24)


def test_a_step_of_the_present_stage_whose_moment_has_passed_is_told(case_id, publish):
    publish(with_step("screening", clock="union", starts=["case.opened"], stops=["service.recorded"]))
    run_job()
    assert seen(case_id)[2] == ["new-step"] and "union" not in seen(case_id)[1]


def test_a_step_that_is_not_for_this_person_is_not_told(case_id, publish):
    publish(with_step("screening", clock="union", starts=["case.opened"], stops=["service.recorded"], when="child"))
    run_job()
    assert not seen(case_id)[2]


def settle(case_id, **said):
    with acting(cast.nigora) as actor:
        (new,) = new_steps_of(open_case(actor, case_id))
        settle_step(actor, case_id=case_id, new_step_id=new.pk, now=LATER, **said)


def test_done_now_its_clock_starts_now(case_id, publish):
    publish(with_step("screening", clock="union", starts=["case.opened"], stops=["service.recorded"]))
    run_job()
    settle(case_id, answer="now")
    _case, due, new, last = seen(case_id)
    assert due["union"] == LATER + timedelta(hours=24) and not new
    assert (last.event, last.detail) == ("step.taken_up", {"step": "new-step"})


def test_not_needed_takes_a_reason_which_is_sealed(case_id, publish):
    publish(with_step("screening", clock="union", starts=["case.opened"], stops=["service.recorded"]))
    run_job()
    for said in ({"answer": "not_needed"}, {"answer": ""}):
        with pytest.raises(Refused):
            settle(case_id, **said)
    settle(case_id, answer="not_needed", why="She has no union.")
    _case, due, new, _last = seen(case_id)
    assert not new and "union" not in due
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert b"union" not in bytes(NewStep.objects.get(case_id=case_id).why_sealed)


def test_nobody_else_settles_it(case_id, publish):
    publish(BEHIND)
    with acting(cast.sitora) as actor, pytest.raises(NotFound):
        settle_step(actor, case_id=case_id, new_step_id=uuid7(), answer="now", now=LATER)


def test_a_clock_of_a_step_that_is_no_more_stops(case_id, publish):
    def change(stages, _document):
        stages["urgent-protection"]["steps"] = [
            s for s in stages["urgent-protection"]["steps"] if s["id"] != "find-safe-place"
        ]

    publish(change)
    run_job()
    case, due, _new, _last = seen(case_id)
    assert "safe_place" not in due and case.next_due_at == min(due.values())


def test_the_job_sees_nothing_that_tells_of_a_person(case_id, publish):
    publish(BEHIND)
    own = connections["default"]
    connections["default"] = connections["jobs"]
    try:
        for query in (
            "SELECT code FROM cases_case",
            "SELECT parties FROM cases_task",
            "SELECT detail FROM cases_timelineentry",
        ):
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                act_as(system_actor("editions"))
                with connections["default"].cursor() as cursor:
                    cursor.execute(query)
        with transaction.atomic():
            act_as(system_actor("figures"))
            assert not Case.objects.order_by("id").values_list("id", flat=True)
            assert Task.objects.order_by("id").values_list("key", flat=True)
    finally:
        connections["default"] = own


def test_the_case_shows_what_is_new_behind_it_and_takes_the_answer(case_id, publish):
    from django.test import Client

    from hamroh.foundation.accounts.models import User

    publish(with_step("screening", clock="union", starts=["case.opened"], stops=["service.recorded"]))
    run_job()
    browser = Client()
    browser.force_login(User.objects.get(pk=cast.nigora.id), backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get(f"/cases/{case_id}/").content.decode()
    assert "New in the mechanism, behind this case" in page and "Tell the union" in page
    assert "follows a new edition" in page
    with acting(cast.nigora) as actor:
        (new,) = new_steps_of(open_case(actor, case_id))
    address = f"/cases/{case_id}/new-step/{new.pk}/"
    refused = browser.post(address, {"answer": "not_needed", "why": ""}, follow=True).content.decode()
    assert "Write why" in refused
    browser.post(address, {"answer": "now"})
    page = browser.get(f"/cases/{case_id}/").content.decode()
    assert "behind this case" not in page and "Tell the union" in page

"""Opening a case, and who may open it again."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, leave_team, open_new_case
from hamroh.casework.cases.models import Case, Task, TimelineEntry
from hamroh.casework.cases.queries import case_list, tasks_for
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def test_the_opener_is_the_team_and_has_a_first_task(case_id):
    with acting(cast.nigora) as actor:
        assert open_case(actor, case_id).pk == case_id
        due = {task.key: task.due_at - NOW for task in tasks_for(actor)}
        day = timedelta(hours=24)
        assert due == {"risk_assessment": day, "safe_place": day, "screening": 3 * day}
        assert [row.id for row in case_list(actor)] == [case_id]


@pytest.mark.parametrize("stranger", [cast.sitora, cast.anahita, cast.gulnora, cast.zebo, cast.rustam, cast.bahrom])
def test_nobody_else_finds_it(case_id, stranger):
    with acting(stranger) as actor:
        with pytest.raises(NotFound):
            open_case(actor, case_id)
        assert not Case.objects.exists()
        assert not Task.objects.exists()
        assert not TimelineEntry.objects.exists()


def test_the_supervisor_of_the_organisation_opens_it(case_id):
    with acting(cast.malika) as actor:
        assert open_case(actor, case_id)


def test_inside_nothing_is_visible_before_the_door_opened(case_id):
    with acting(cast.nigora) as actor:
        assert not TimelineEntry.objects.exists()
        open_case(actor, case_id)
        assert TimelineEntry.objects.exists()


def test_who_left_the_team_yesterday_finds_nothing_today(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=NOW)
    with acting(cast.sitora) as actor:
        open_case(actor, case_id)
        assert tasks_for(actor)
    with acting(cast.nigora) as actor:
        leave_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, now=NOW)
    with acting(cast.sitora) as actor:
        with pytest.raises(NotFound):
            open_case(actor, case_id)
        assert not tasks_for(actor)


def test_a_second_click_opens_the_first_case(db):
    key = uuid7()
    for _ in range(2):
        with acting(cast.nigora) as actor:
            open_new_case(actor, id=key, child=False, code_only=True, now=NOW)
    with acting(cast.nigora):
        assert Case.objects.count() == 1


def test_without_an_actor_there_is_nothing(case_id):
    assert Case.objects.count() == 0

"""In what capacity somebody works on a case decides what they open of it."""

import pytest

from hamroh.casework.cases.access import may_open, open_case, open_permitted
from hamroh.casework.cases.actions import join_team, open_new_case
from hamroh.casework.cases.models import TeamMember
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

G = FieldGroup


@pytest.fixture
def case_id(db):
    key = uuid7()
    with acting(cast.nigora) as actor:
        open_new_case(actor, id=key, child=False, code_only=False, now=NOW)
    return key


def join(case_id, capacity):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", capacity=capacity, now=NOW)


def test_whoever_opens_a_case_has_the_usual_capacity_of_the_role(case_id):
    assert TeamMember.objects.using("owner").get(case_id=case_id).capacity == "case-manager"
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, G.RISK, G.HEALTH, G.PLAN)
        assert not may_open(case, G.JUSTICE)


def test_an_interpreter_opens_what_an_interpreter_needs_and_no_more(case_id):
    join(case_id, "interpreter")
    for group in (G.HEALTH, G.RISK, G.IDENTITY, G.JUSTICE, G.NARRATIVE):
        with pytest.raises(NotFound), acting(cast.sitora) as actor:
            open_case(actor, case_id, group)
    with acting(cast.sitora) as actor:
        case, opened = open_permitted(actor, case_id, G.CONTACT, G.HEALTH, G.RISK)
        assert opened == {G.CONTACT}
        assert case.readable == {G.PROFILE, G.CONTACT}


def test_a_capacity_widens_no_permission(case_id):
    join(case_id, "lawyer")
    with pytest.raises(NotFound), acting(cast.sitora) as actor:
        open_case(actor, case_id, G.JUSTICE)


def test_an_unknown_capacity_is_refused_where_it_was_chosen(case_id):
    with pytest.raises(Refused) as refused:
        join(case_id, "friend")
    assert [obstacle.field for obstacle in refused.value.obstacles] == ["capacity"]


def test_a_supervisor_opens_what_the_capacity_of_the_role_opens(case_id):
    with acting(cast.malika) as actor:
        case = open_case(actor, case_id, G.RISK)
        assert G.JUSTICE not in case.readable and G.PLAN in case.readable

"""Closing a case: who may, why, and what must have ended before."""

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import close_case, open_new_case
from hamroh.casework.cases.queries import case_list, tasks_for, timeline_of
from hamroh.casework.referrals.actions import cancel_referral
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def close(case_id, member=cast.malika, reason="goals_met"):
    with acting(member) as actor:
        close_case(actor, case_id=case_id, reason=reason, why="Everything agreed was done.", now=NOW)


def test_a_closed_case_waits_for_nothing_and_is_on_no_list(case_id):
    close(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert (case.status, case.closed_at, case.next_due_at) == ("Closed", NOW, None)
        assert timeline_of(case)[0].event == "case.closed"
        assert not tasks_for(actor)
        assert not case_list(actor)


def test_closed_twice_the_first_time_counts(case_id):
    close(case_id)
    close(case_id, reason="transferred")
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert case.status == "Closed"
        assert [entry.event for entry in timeline_of(case)].count("case.closed") == 1


@pytest.mark.parametrize("stranger", [cast.nigora, cast.gulnora, cast.anahita, cast.bahrom])
def test_only_the_supervisor_of_the_organisation_closes(case_id, stranger):
    with pytest.raises(NotFound):
        close(case_id, stranger)


def test_a_reason_that_the_edition_does_not_know_closes_nothing(case_id):
    with pytest.raises(Refused) as refused:
        close(case_id, reason="tired")
    assert [o.field for o in refused.value.obstacles] == ["reason"]


def test_an_open_referral_keeps_the_case_open(case_id):
    referral_id = given.referral(case_id, given.consent(case_id))
    with pytest.raises(Refused):
        close(case_id)
    with acting(cast.nigora) as actor:
        cancel_referral(actor, referral_id=referral_id, reason="no_longer_needed", now=NOW)
    close(case_id)

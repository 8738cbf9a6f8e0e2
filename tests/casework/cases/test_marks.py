"""What lists know of a case without opening it."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import cases_seen_by, open_case
from hamroh.casework.cases.actions import mark, note
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting


@pytest.fixture
def case_id(db):
    return given.case()


def seen(case_id):
    with acting(cast.malika) as actor:
        return cases_seen_by(actor).get(pk=case_id)


def test_a_mark_is_seen_by_whoever_supervises_and_the_others_stay_as_they_were(case_id):
    with acting(cast.nigora) as actor:
        mark(open_case(actor, case_id), risk="high", risk_review_at=NOW + timedelta(days=7))
    with acting(cast.nigora) as actor:
        mark(open_case(actor, case_id), represented_at=NOW)
    case = seen(case_id)
    assert (case.risk, case.risk_review_at, case.represented_at) == ("high", NOW + timedelta(days=7), NOW)
    with acting(cast.nigora) as actor:
        mark(open_case(actor, case_id), risk="", risk_review_at=None)
    assert (seen(case_id).risk, seen(case_id).risk_review_at) == ("", None)


def test_whatever_the_person_decides_means_that_somebody_was_in_touch(case_id):
    assert seen(case_id).contacted_at is None
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        note(actor, case, "needs.told", now=NOW, by_person=True)
        note(actor, case, "profile.written", now=NOW + timedelta(days=2))
        note(actor, case, "risk.assessed", now=NOW - timedelta(days=1))
    assert seen(case_id).contacted_at == NOW
    with acting(cast.nigora) as actor:
        note(actor, open_case(actor, case_id), "visit.made", now=NOW + timedelta(days=3))
    assert seen(case_id).contacted_at == NOW + timedelta(days=3)

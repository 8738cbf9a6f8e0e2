"""From a hand-over to a case: only on arrival, only once, only by the receiver."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.identification.queries import first_line_sheet
from hamroh.casework.referrals.actions import accept_referral, record_arrival
from hamroh.casework.referrals.actions.open_case_from_handover import open_case_from_handover
from hamroh.casework.referrals.rules.opening import obstacles_to_opening
from hamroh.casework.support.queries import current_stay
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

LATER = NOW + timedelta(hours=3)


def arrived(**changes):
    referral_id = given.handover(**changes)
    with acting(cast.gulnora) as actor:
        accept_referral(actor, referral_id=referral_id, now=NOW)
        record_arrival(actor, referral_id=referral_id, now=LATER)
    return referral_id


def begin(member, referral_id, **changes):
    with acting(member) as actor:
        facts = {"id": uuid7(), "child": False, "code_only": True, "now": LATER} | changes
        return open_case_from_handover(actor, referral_id=referral_id, **facts)


def test_the_case_knows_where_it_came_from_and_nobody_asks_twice(db):
    case = begin(cast.nigora, arrived())
    with acting(cast.nigora) as actor:
        assert first_line_sheet(open_case(actor, case.pk)).observations == ("papers_held", "afraid")


def test_where_people_live_the_stay_begins(db):
    case = begin(cast.nigora, arrived())
    with acting(cast.nigora) as actor:
        stay = current_stay(open_case(actor, case.pk, "residence").pk)
        assert stay.organisation_id == cast.organisation_id(cast.SHELTER)


def test_before_the_arrival_no_case_begins(db):
    referral_id = given.handover()
    with pytest.raises(Refused, match="Record the arrival first"):
        begin(cast.nigora, referral_id)
    with acting(cast.malika):
        assert not Case.objects.exists()


def test_a_second_click_finds_the_first_ones_case(db):
    referral_id, key = arrived(), uuid7()
    assert {begin(cast.nigora, referral_id, id=key).pk for _ in range(2)} == {key}


def test_a_colleague_who_comes_second_is_told(db):
    referral_id = arrived()
    case = begin(cast.nigora, referral_id)
    with pytest.raises(Refused, match="A colleague has opened a case"):
        begin(cast.sitora, referral_id)
    with acting(cast.sitora) as actor, pytest.raises(NotFound):
        open_case(actor, case.pk)


@pytest.mark.parametrize("stranger", [cast.anahita, cast.rustam, cast.farrukh, cast.gulnora, cast.malika, cast.zebo])
def test_nobody_but_the_receivers_case_workers_opens_one(db, stranger):
    referral_id = arrived()
    with pytest.raises(NotFound):
        begin(stranger, referral_id)


def test_a_referral_has_its_case_already():
    assert len(obstacles_to_opening(handover=False, arrived=True, opened=False)) == 1
    assert len(obstacles_to_opening(handover=True, arrived=False, opened=True)) == 2
    assert obstacles_to_opening(handover=True, arrived=True, opened=False) == ()

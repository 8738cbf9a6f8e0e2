"""A member is suspended: its people are out at the next click, what was on its way goes back, nobody is left uncared for."""

from datetime import timedelta

import pytest
from django.db import connections, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.referrals.actions import accept_referral, cancel_referral, record_arrival
from hamroh.casework.referrals.actions.cascade import carry_out_cascades
from hamroh.casework.referrals.models import Referral
from hamroh.casework.support.actions import start_stay
from hamroh.casework.support.queries import caretakers_of
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.actor import system_actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.directory.queries import service, services_for
from hamroh.mechanism.editions.queries import actor_of
from hamroh.mechanism.membership.actions import restore_organisation, suspend_organisation
from hamroh.mechanism.membership.models import Cascade, MembershipStatus
from hamroh.mechanism.membership.queries import history, member
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

pytestmark = pytest.mark.usefixtures("members")
LATER = NOW + timedelta(hours=1)


def suspend(key=cast.CLINIC, who=cast.zebo, **changes):
    said = {"id": uuid7(), "reason": "confidentiality", "paper": "Order 7 of 3 November", "now": LATER} | changes
    with acting(who) as actor:
        suspend_organisation(actor, organisation_id=cast.organisation_id(key), **said)


def run_the_job():
    """As the login of the jobs, which sees only what its policy shows."""
    default, jobs = connections["default"], connections["jobs"]
    connections["default"] = jobs
    try:
        with transaction.atomic():
            actor = system_actor("cascade")
            act_as(actor)
            return carry_out_cascades(actor, now=LATER)
    finally:
        connections["default"] = default
        jobs.close()


def refused(**changes):
    with pytest.raises(Refused) as caught:
        suspend(**changes)
    return [o.field for o in caught.value.obstacles]


def test_its_people_are_nobody_at_the_next_click_and_others_stay(db):
    suspend()
    assert actor_of(cast.farrukh.id) is None
    assert actor_of(cast.zarina.id) is None
    assert actor_of(cast.parviz.id)


def test_its_services_leave_the_directory_and_come_back_when_it_is_lifted(db):
    with acting(cast.nigora):
        key, count = given.service_id("clinic-sughd-care"), len(services_for())
    suspend()
    with acting(cast.nigora):
        assert service(key) is None
        assert len(services_for()) < count
    with acting(cast.zebo) as actor:
        id = cast.organisation_id(cast.CLINIC)
        restore_organisation(actor, organisation_id=id, id=uuid7(), paper="Order 9", now=LATER + timedelta(days=1))
    with acting(cast.nigora):
        assert service(key)
        assert len(services_for()) == count
    assert actor_of(cast.farrukh.id)


def test_what_nobody_answered_goes_back_and_a_service_under_way_goes_on(db):
    case = given.case()
    ground = given.consent(case)
    asked, coming, begun = (given.referral(case, ground) for _ in range(3))
    with acting(cast.farrukh) as actor:
        for id in (coming, begun):
            accept_referral(actor, referral_id=id, now=NOW)
        record_arrival(actor, referral_id=begun, now=NOW)
    suspend()
    assert run_the_job() == 1
    with acting(cast.nigora) as actor:
        states = dict(Referral.objects.order_by().values_list("pk", "status"))
        assert (states[asked], states[coming]) == ("cancelled", "cancelled")
        assert states[begun] == "in-progress"
        assert Referral.objects.get(pk=asked).status_reason == "member_suspended"
        with pytest.raises(Refused, match="no longer takes part"):
            cancel_referral(actor, referral_id=asked, reason="other_service", now=LATER)
    with acting(cast.zebo):
        newest = history(cast.organisation_id(cast.CLINIC))[0]
    assert (newest.returned, newest.done_at) == (2, LATER)
    verbs = list(Entry.objects.using("owner").filter(system="cascade").order_by().values_list("verb", flat=True))
    assert sorted(verbs) == ["member.cascade_done", "referral.returned", "referral.returned"]


def test_what_goes_to_another_clinic_is_not_touched(db):
    case = given.case()
    referral = given.referral(case, given.consent(case))
    suspend(key=cast.OTHER_CLINIC)
    run_the_job()
    with acting(cast.nigora):
        assert Referral.objects.get(pk=referral).status == "requested"


def test_lifted_before_the_job_ran_nothing_goes_back(db):
    case = given.case()
    referral = given.referral(case, given.consent(case))
    suspend()
    with acting(cast.zebo) as actor:
        id = cast.organisation_id(cast.CLINIC)
        restore_organisation(actor, organisation_id=id, id=uuid7(), paper="Order 9", now=LATER)
    run_the_job()
    with acting(cast.nigora):
        assert Referral.objects.get(pk=referral).status == "requested"


def test_where_people_live_a_caretaker_is_named_first_and_then_written_down(db):
    case_id = given.case()
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "residence")
        start_stay(actor, case=case, service_id=given.service_id("shelter-sughd-stay"), now=NOW)
    assert refused(key=cast.SHELTER) == ["caretaker"]
    assert refused(key=cast.SHELTER, caretaker_id=cast.organisation_id(cast.SHELTER)) == ["caretaker"]
    assert refused(key=cast.SHELTER, caretaker_id=cast.organisation_id(cast.BORDER)) == ["caretaker"]
    other = cast.organisation_id(cast.NGO)
    suspend(key=cast.SHELTER, caretaker_id=other)
    assert run_the_job() == 1
    with acting(cast.zebo) as actor:
        id = cast.organisation_id(cast.SHELTER)
        restore_organisation(actor, organisation_id=id, id=uuid7(), paper="Order 9", now=LATER)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert {c.organisation_id for c in caretakers_of(case_id)} == {other}
        assert len(caretakers_of(case_id)) == 2


def test_the_job_sees_neither_notes_nor_names_and_writes_no_other_state(db):
    case = given.case()
    given.referral(case, given.consent(case))
    with connections["jobs"].cursor() as cursor:
        for sql in (
            "SELECT sealed FROM referrals_content",
            "SELECT sender_user_id FROM referrals_referral",
            "SELECT ground_id FROM support_caretaker",
            "SELECT id FROM people_identity",
        ):
            with pytest.raises(Exception, match="permission denied"):
                cursor.execute(sql)
        cursor.execute("SELECT count(*) FROM referrals_referral")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT set_config('hamroh.job', 'cascade', false)")
        with pytest.raises(Exception, match="row-level security"):
            cursor.execute("UPDATE referrals_referral SET status = 'completed'")
    connections["jobs"].close()


@pytest.mark.parametrize("who", [cast.gulnora, cast.farrukh, cast.bahrom, cast.tahmina, cast.nigora])
def test_nobody_else_suspends(db, who):
    with pytest.raises(NotFound):
        suspend(who=who)


def test_nobody_suspends_their_own_organisation_nor_without_paper_and_reason(db):
    assert refused(key=cast.SECRETARIAT) == [""]
    assert refused(paper=" ", reason="because") == ["paper", "reason"]
    assert not Cascade.objects.exists()


def test_a_second_click_decides_nothing_twice_and_a_second_decision_is_told(db):
    key = uuid7()
    suspend(id=key)
    suspend(id=key)
    assert MembershipStatus.objects.filter(status="suspended").count() == 1
    assert refused() == [""]
    with acting(cast.zebo):
        assert member(cast.organisation_id(cast.CLINIC), LATER).status == "suspended"

"""Services that the person received: written, corrected, taken over from a referral; and what they cost."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connections

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.queries import timeline_of, values_of
from hamroh.casework.referrals import actions as referrals
from hamroh.casework.support.actions import write_service
from hamroh.casework.support.models import ServiceReceived
from hamroh.casework.support.queries import costs_of, service_history, service_received, services_received, taken_over
from hamroh.casework.support.rules import Received
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

STORY = "Табиб бо эҳтиром гап зад"


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def received(**changed):
    first = Received(
        "medical", cast.organisation_id(cast.CLINIC), since=NOW.date() - timedelta(days=3), until=NOW.date(),
        quantity=Decimal(3), unit="visit", funding="donor", unit_cost=Decimal("12.50"), currency="TJS",
        outcome="helped_much", own_words=STORY,
    )  # fmt: skip
    return replace(first, **changed)


def write(actor, case_id, thing, *, seen=0, **changed):
    case = open_case(actor, case_id, "services")
    write_service(actor, case=case, thing=thing, received=received(**changed), seen=seen, now=NOW)
    return case


def test_a_service_is_kept_with_its_cost_and_the_persons_words_sealed(case_id):
    thing = uuid7()
    with acting(cast.nigora) as actor:
        case = write(actor, case_id, thing)
        view = service_received(case.pk, case.person_id, thing)
        assert view.received == received()
        assert view.received.total == Decimal("37.50")
        assert "service.recorded" in {e.event for e in timeline_of(case)}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT sealed FROM support_servicereceived")
        assert STORY.encode() not in bytes(cursor.fetchone()[0])


def test_a_line_is_corrected_and_what_stood_there_stays(case_id):
    thing = uuid7()
    with acting(cast.nigora) as actor:
        case = write(actor, case_id, thing, until=None)
        write(actor, case_id, thing, seen=1, provider=None, provider_named="A village doctor")
        with pytest.raises(Changed):
            write(actor, case_id, thing, seen=1)
        then = service_history(case.pk, case.person_id, thing)
        assert [(v.number, v.received.until) for v in then] == [(2, NOW.date()), (1, None)]
        (line,) = services_received(case.pk, case.person_id)
        assert line.received.provider_named == "A village doctor"


def test_totals_are_told_by_currency(case_id):
    with acting(cast.nigora) as actor:
        write(actor, case_id, uuid7())
        write(actor, case_id, uuid7(), currency="USD", quantity=Decimal("0.5"))
        case = write(actor, case_id, uuid7(), unit_cost=None, currency="")
        assert costs_of(services_received(case.pk, case.person_id)) == {"TJS": Decimal("37.50"), "USD": Decimal("6.25")}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": NOW.date() - timedelta(days=9)}, "until"),
        ({"unit_cost": Decimal("-1")}, "unit_cost"),
        ({"unit_cost": Decimal("1.005")}, "unit_cost"),
        ({"currency": "XAU"}, "currency"),
        ({"provider": uuid7()}, "provider"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(case_id, changed, field):
    with acting(cast.nigora) as actor:
        with pytest.raises(Refused) as refused:
            write(actor, case_id, uuid7(), **changed)
        assert [o.field for o in refused.value.obstacles] == [field]
        assert not ServiceReceived.objects.exists()


def test_a_line_of_another_case_is_not_there(case_id):
    thing = uuid7()
    with acting(cast.nigora) as actor:
        write(actor, case_id, thing)
        other = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk
    with acting(cast.nigora) as actor:
        for seen in (0, 1):
            with pytest.raises(NotFound):
                write(actor, other, thing, seen=seen)


def test_what_it_cost_is_no_matter_of_whoever_it_is_shared_with(case_id):
    with acting(cast.nigora) as actor:
        case = write(actor, case_id, uuid7())
        ((label, value),) = values_of("services", case.pk, case.person_id)
        assert label["en"] == "Medical care"
        assert STORY in value
        assert "12.50" not in str(value)


@pytest.mark.parametrize("near_miss", [cast.sitora, cast.anahita, cast.gulnora, cast.farrukh])
def test_strangers_see_no_service(case_id, near_miss):
    with acting(cast.nigora) as actor:
        write(actor, case_id, uuid7())
    with acting(near_miss) as actor:
        with pytest.raises(NotFound):
            write(actor, case_id, uuid7())
        assert not ServiceReceived.objects.exists()


@pytest.fixture
def sent(db):
    now = clock.now()
    case_id = given.case()
    referral = given.referral(case_id, given.consent(case_id, now=now, expires_at=now + timedelta(days=9)), now=now)
    with acting(cast.farrukh) as actor:
        referrals.accept_referral(actor, referral_id=referral, now=now)
        referrals.complete_referral(actor, referral_id=referral, result="given", on=day_of(now), now=now)
    return case_id, referral


def test_a_confirmed_outcome_is_taken_over_once_with_its_source(sent):
    case_id, referral = sent
    with acting(cast.nigora) as actor:
        with pytest.raises(Refused, match="Confirm the outcome"):
            referrals.take_over_service(actor, referral_id=referral, now=clock.now())
        referrals.confirm_outcome(actor, referral_id=referral, now=clock.now())
        assert referrals.take_over_service(actor, referral_id=referral, now=clock.now())
        assert not referrals.take_over_service(actor, referral_id=referral, now=clock.now()), "a second press"
        case = open_case(actor, case_id, "services")
        (line,) = services_received(case.pk, case.person_id)
        assert line.from_referral == referral
        assert line.received.provider == cast.organisation_id(cast.CLINIC)
        assert taken_over(case.pk) == {referral}
        changed = replace(line.received, quantity=Decimal(1), unit="visit")
        write_service(actor, case=case, thing=line.thing, received=changed, seen=1, now=clock.now())
        assert service_received(case.pk, case.person_id, line.thing).from_referral == referral


@pytest.mark.parametrize("other", [cast.farrukh, cast.zarina, cast.sitora, cast.anahita])
def test_nobody_but_the_team_takes_over_and_the_provider_sees_none_of_the_list(sent, other):
    _case_id, referral = sent
    with acting(cast.nigora) as actor:
        referrals.confirm_outcome(actor, referral_id=referral, now=clock.now())
        referrals.take_over_service(actor, referral_id=referral, now=clock.now())
    with acting(other) as actor:
        with pytest.raises(NotFound):
            referrals.take_over_service(actor, referral_id=referral, now=clock.now())
        assert not ServiceReceived.objects.exists()

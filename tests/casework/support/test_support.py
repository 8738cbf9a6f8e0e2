"""Needs, health, stays, caretakers, services given."""

from datetime import date, timedelta

import pytest
from django.db import connections

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case, start_task
from hamroh.casework.cases.queries import open_tasks_of, timeline_of
from hamroh.casework.support.actions import (
    arrange_care,
    end_stay,
    record_service,
    start_stay,
    write_health_note,
    write_needs,
)
from hamroh.casework.support.models import HealthNote, Need, ServiceRecord, Stay
from hamroh.casework.support.queries import (
    caretakers_of,
    current_stay,
    group_values,
    health_of,
    needs_of,
    services_given,
    stays_of,
)
from hamroh.foundation.vault.access import erase
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.directory.queries import services_of
from tests import cast
from tests.cast import NOW, acting

STORY = "Доруи ҳаррӯза"
HOUSES = ("needs", "health", "residence")


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def service_of(organisation, residential):
    services = services_of(cast.organisation_id(organisation))
    return next(s.pk for s in services if s.residential is residential)


def test_needs_are_codes_with_a_sealed_note_on_the_persons_strand(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "needs")
        write_needs(actor, case=case, services=["medical"], urgent=True, note=STORY, now=NOW)
        assert needs_of(case.pk, case.person_id).note == STORY
        assert [e.event for e in timeline_of(case, only_person=True)] == ["needs.told"]
        told = dict((str(label), value) for label, value in group_values("needs", case.pk, case.person_id))
        assert told["What is needed"][0]["tg"] == "Кумаки тиббӣ"
        assert told["In the person's own words"] == STORY
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT sealed FROM support_needsnote")
        assert STORY.encode() not in bytes(cursor.fetchone()[0])


def test_an_unknown_need_is_refused(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "needs")
        for services in (["magic"], []):
            with pytest.raises(Refused) as refused:
                write_needs(actor, case=case, services=services, now=NOW)
            assert [o.field for o in refused.value.obstacles] == ["services"]
        assert not Need.objects.exists()


def test_health_is_sealed_and_opens_only_with_its_own_group(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "health")
        write_health_note(actor, case=case, note=STORY, now=NOW)
        assert dict(group_values("health", case.pk, case.person_id)).popitem()[1] == STORY
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT sealed FROM support_healthnote")
        assert STORY.encode() not in bytes(cursor.fetchone()[0])
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "needs")
        assert not HealthNote.objects.exists()
        assert health_of(case.pk, case.person_id).note == ""


def test_an_erased_person_has_no_health_note_and_gets_none(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, *HOUSES)
        write_health_note(actor, case=case, note=STORY, now=NOW)
        write_needs(actor, case=case, services=["medical"], note=STORY, now=NOW)
        erase(case.person_id)
        assert health_of(case.pk, case.person_id).erased
        assert needs_of(case.pk, case.person_id).erased
        with pytest.raises(Refused, match="erased"):
            write_health_note(actor, case=case, note=STORY, now=NOW)
        with pytest.raises(Refused, match="erased"):
            write_needs(actor, case=case, services=["medical"], now=NOW)


def test_an_empty_health_note_is_refused(case_id):
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        write_health_note(actor, case=open_case(actor, case_id, "health"), note=" \n", now=NOW)


@pytest.mark.parametrize("near_miss", [cast.sitora, cast.anahita, cast.gulnora])
def test_strangers_see_no_needs(case_id, near_miss):
    with acting(cast.nigora) as actor:
        write_needs(actor, case=open_case(actor, case_id, "needs"), services=["medical"], now=NOW)
    with acting(near_miss) as actor:
        with pytest.raises(NotFound):
            open_case(actor, case_id, "needs")
        assert not Need.objects.exists()


def test_the_supervisor_reads_but_does_not_write(case_id):
    with acting(cast.malika) as actor:
        case = open_case(actor, case_id, *HOUSES)
        for act in (
            lambda: write_needs(actor, case=case, services=["medical"], now=NOW),
            lambda: write_health_note(actor, case=case, note=STORY, now=NOW),
            lambda: start_stay(actor, case=case, service_id=None, now=NOW),
            lambda: end_stay(actor, case=case, now=NOW),
        ):
            with pytest.raises(NotFound):
                act()


def test_a_stay_begins_and_ends_once(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "residence")
        bed = service_of(cast.SHELTER, True)
        start_stay(actor, case=case, service_id=bed, now=NOW)
        assert current_stay(case.pk).service_id == bed
        with pytest.raises(Refused, match="already stays"):
            start_stay(actor, case=case, service_id=bed, now=NOW)
        end_stay(actor, case=case, now=NOW + timedelta(days=3))
        assert current_stay(case.pk) is None
        assert len(stays_of(case.pk)) == 1
        with pytest.raises(Refused, match="nowhere"):
            end_stay(actor, case=case, now=NOW + timedelta(days=3))
        assert [e.event for e in timeline_of(case)][:2] == ["stay.ended", "stay.started"]


@pytest.mark.parametrize(
    ("organisation", "residential"), [(cast.SHELTER, False), (cast.NGO, True), (cast.CLINIC, False)]
)
def test_nobody_moves_in_where_nobody_lives_or_with_others(case_id, organisation, residential):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "residence")
        with pytest.raises(Refused):
            start_stay(actor, case=case, service_id=service_of(organisation, residential), now=NOW)
        assert not Stay.objects.exists()


def test_care_is_arranged_when_every_matter_has_somebody(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        start_task(actor, case, "arrange_care", clock="arrange_care", now=NOW)
        clinic, ground = cast.organisation_id(cast.CLINIC), uuid7()
        arrange_care(actor, case=case, matter="medication", organisation_id=clinic, ground_id=ground, now=NOW)
        assert "arrange_care" in {t.key for t in open_tasks_of(case)}
        arrange_care(actor, case=case, matter="safety_plan", organisation_id=clinic, ground_id=ground, now=NOW)
        assert "arrange_care" not in {t.key for t in open_tasks_of(case)}
        assert [c.matter for c in caretakers_of(case.pk)] == ["safety_plan", "medication"]
        with pytest.raises(Refused):
            arrange_care(actor, case=case, matter="cat", organisation_id=clinic, ground_id=ground, now=NOW)


def test_the_newest_word_on_a_matter_counts(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        for days, key in enumerate((cast.CLINIC, cast.SHELTER)):
            arrange_care(
                actor,
                case=case,
                matter="medication",
                organisation_id=cast.organisation_id(key),
                ground_id=uuid7(),
                now=NOW + timedelta(days=days),
            )
        assert [c.organisation_id for c in caretakers_of(case.pk)] == [cast.organisation_id(cast.SHELTER)]


def record(actor, referral_id, **changed):
    facts = {"service_type": "medical", "given_on": NOW.date(), "note": STORY, "id": None}
    record_service(actor, referral_id=referral_id, referral_code="TJ-7K4-Q2M", now=NOW, **{**facts, **changed})


def test_the_provider_keeps_its_own_record_sealed(db):
    referral_id, key = uuid7(), uuid7()
    with acting(cast.zarina) as actor:
        record(actor, referral_id, id=key)
        record(actor, referral_id, id=key)
    with acting(cast.farrukh) as actor:
        assert [(s.note, s.given_on) for s in services_given(referral_id)] == [(STORY, NOW.date())]
    with acting(cast.parviz):
        assert not ServiceRecord.objects.exists()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT note_sealed FROM support_servicerecord")
        assert STORY.encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"service_type": "magic"}, "service_type"),
        ({"given_on": NOW.date() + timedelta(days=1)}, "given_on"),
        ({"given_on": date(2020, 1, 1)}, "given_on"),
    ],
)
def test_an_impossible_service_is_refused_at_its_field(db, changed, field):
    with acting(cast.zarina) as actor:
        with pytest.raises(Refused) as refused:
            record(actor, uuid7(), **changed)
        assert [o.field for o in refused.value.obstacles] == [field]


def test_only_who_gives_services_records_one(db):
    with acting(cast.rustam) as actor, pytest.raises(NotFound):
        record(actor, uuid7())

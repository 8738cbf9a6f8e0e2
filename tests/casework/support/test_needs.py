"""Needs one by one: what stands, what is unmet, what supervisors count; and what is told in one go."""

from datetime import timedelta

import pytest
from django.db import connections

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.queries import values_of
from hamroh.casework.support.actions import need_thing, write_need, write_needs
from hamroh.casework.support.models import Need, NeedMark
from hamroh.casework.support.queries import need_history, need_words, needs_known, needs_of, unmet_counts, unmet_of
from hamroh.foundation.vault.access import erase
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

STORY = "Ҷой барои ду нафар"


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def write(actor, case_id, need="housing", *, seen=0, **changed):
    case = open_case(actor, case_id, "needs")
    said = {"present": "yes", "wanted": "yes", "services": ["shelter"] if need == "housing" else []}
    write_need(actor, case=case, need=need, seen=seen, now=NOW, **(said | changed))
    return case


def test_each_need_has_its_own_history_and_its_note_is_sealed(case_id):
    with acting(cast.nigora) as actor:
        case = write(actor, case_id, note=STORY, urgent=True)
        clinic = cast.organisation_id(cast.CLINIC)
        write(actor, case_id, seen=1, state="met", by="member", by_organisation=clinic, since=NOW.date())
        with pytest.raises(Changed):
            write(actor, case_id, seen=1)
        then = need_history(case.pk, case.person_id, need_thing(case.pk, "housing"))
        assert [(v.known.state, v.note) for v in then] == [("met", ""), ("not_met", STORY)]
        write(actor, case_id, "documents")
        assert set(needs_known(case.pk)) == {"housing", "documents"}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT sealed FROM support_need WHERE sealed IS NOT NULL")
        assert STORY.encode() not in bytes(cursor.fetchone()[0])


def test_unmet_is_what_the_person_wants_and_has_not_the_urgent_first(case_id):
    with acting(cast.nigora) as actor:
        case = write(actor, case_id)
        write(actor, case_id, "documents", urgent=True, state="partly", by="us")
        write(actor, case_id, "legal", wanted="no")
        write(actor, case_id, "money", state="met", by="self")
        assert [(n.need, n.urgent, n.partly) for n in unmet_of(case.pk)] == [
            ("documents", True, True),
            ("housing", False, False),
        ]
        assert needs_of(case.pk, case.person_id).services == ("shelter",)
        assert needs_of(case.pk, case.person_id).urgent


def test_supervisors_count_what_is_unmet_and_nobody_else(case_id):
    with acting(cast.nigora) as actor:
        write(actor, case_id, urgent=True)
        write(actor, case_id, "documents")
        write(actor, case_id, "documents", seen=1, state="met", by="us")
        other = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk
        write(actor, other)
    with acting(cast.malika) as actor:
        assert [(c.need, c.cases, c.urgent) for c in unmet_counts(actor)] == [("housing", 2, 1)]
        assert not Need.objects.exists(), "counted without opening a file"
    with acting(cast.nigora) as actor:
        with pytest.raises(NotFound):
            unmet_counts(actor)
        assert not NeedMark.objects.exists()
    with acting(cast.anahita):
        assert not NeedMark.objects.exists()


def test_what_is_told_in_one_go_and_what_is_written_one_by_one_are_one_truth(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "needs")
        write_needs(actor, case=case, services=["psychosocial", "shelter"], urgent=True, note=STORY, now=NOW)
        assert set(needs_known(case.pk)) == {"psychological", "housing"}
        write(actor, case_id, seen=1, state="met", by="us")
        told = needs_of(case.pk, case.person_id)
        assert (told.services, told.note, told.urgent) == (("psychosocial",), STORY, True)
        write_needs(actor, case=case, services=["medical"], note=STORY, now=NOW + timedelta(days=1))
        assert {n.need for n in unmet_of(case.pk)} == {"health"}
        assert needs_known(case.pk)["psychological"].state == "no_longer"
        assert needs_known(case.pk)["housing"].state == "met", "what was met is not undone by silence"


def test_a_kind_of_service_that_no_need_names_stands_for_one(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "needs")
        Need(
            case=case, thing=need_thing(case.pk, "shelter"), number=1, written_at=NOW, need="shelter", present="yes",
            wanted="yes", state="not_met", services=["shelter"],
        ).save(force_insert=True)  # fmt: skip
        assert unmet_of(case.pk)[0].words["en"] == "Shelter"
        write(actor, case_id, "shelter", seen=1, state="met", by="us")
        assert not unmet_of(case.pk)


def test_an_unknown_need_and_one_met_by_nobody_are_refused(case_id):
    with acting(cast.nigora) as actor:
        for changed, field in (
            ({"need": "magic"}, "need"),
            ({"state": "met"}, "by"),
            ({"services": ["medical"]}, "services"),
        ):
            with pytest.raises(Refused) as refused:
                write(actor, case_id, **changed)
            assert field in [o.field for o in refused.value.obstacles]
        assert not Need.objects.exists()


def test_it_reads_well_on_paper(case_id):
    with acting(cast.nigora) as actor:
        case = write(actor, case_id, note=STORY, urgent=True)
        write(actor, case_id, "documents", present="no", wanted="not_asked")
        told = [
            (label["en"], value)
            for label, value in values_of("needs", case.pk, case.person_id)
            if isinstance(label, dict)
        ]
        assert [label for label, _value in told] == ["Housing"]
        assert [str(part) for part in told[0][1]] == ["Not met", "urgent", STORY]


@pytest.mark.parametrize("near_miss", [cast.sitora, cast.anahita, cast.gulnora, cast.farrukh])
def test_strangers_see_no_need(case_id, near_miss):
    with acting(cast.nigora) as actor:
        write(actor, case_id)
    with acting(near_miss) as actor:
        with pytest.raises(NotFound):
            write(actor, case_id, "documents")
        assert not Need.objects.exists()


def test_the_supervisor_reads_and_does_not_write(case_id):
    with acting(cast.malika) as actor, pytest.raises(NotFound):
        write(actor, case_id)


def test_an_erased_person_gets_no_new_note(case_id):
    with acting(cast.nigora) as actor:
        case = write(actor, case_id, note=STORY)
        erase(case.person_id)
        with pytest.raises(Refused, match="erased"):
            write(actor, case_id, seen=1)


def test_a_need_has_the_name_of_the_list_also_where_a_kind_of_service_is_called_alike(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "needs")
        words = need_words(case.edition_id)
        assert words["psychological"]["en"] == "Psychological support"
        assert next(iter(words)) == "housing"

"""Whether a text that others read tells who somebody is."""

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.people.actions import write_identity
from hamroh.casework.people.models import Identity
from hamroh.casework.people.queries.told import told_in
from hamroh.casework.people.rules import Names
from hamroh.casework.people.rules.telling import Telling, names_in, numbers_in, obstacles_to_telling, telling
from hamroh.foundation.audit.models import Entry
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

NAMES = Names(given="Зарина", surname="Раҳмонова", aliases=("Зара",), document_number="A1234", phone="900 11 22 33")


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("Zarina asks for a woman doctor.", ["Zarina"]),
        ("Зарина просит врача.", ["Зарина"]),
        ("Her name is Zarīna, Rakhmonova.", ["Zarīna", "Rakhmonova"]),
        ("She asks for a woman doctor. Better in the morning.", []),
        ("zarina", []),
    ],
)
def test_a_name_is_found_in_any_script_and_other_words_are_left_alone(note, found):
    assert names_in(note, ["Зарина", "Раҳмонова"]) == found


def test_a_script_without_capitals_is_compared_as_well():
    assert names_in("زرینا نزد ماست", ["زرینا"])


@pytest.mark.parametrize(
    "text",
    [
        *("Call +992 900 11 22 33", "tel. 900-11-22-33 after noon", "۹۰۰۱۱۲۲۳۳", "Passport A 1234567", "АА1234567"),
        *("Паспорт № 400123456", "her paper N12345678"),
    ],
)
def test_a_telephone_or_a_passport_is_seen(text):
    assert numbers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "From 23.11.2026 to 25.11.2026, 10:00–12:00.",
            "2026-11-23, 2026-11-24",
            "Case TJ-7K4-Q2M",
            "1500 somoni a month",
        ),
        *("Three children: 4, 7 and 12 years.", "Room 12, floor 3", "Telephone 112"),
    ],
)
def test_days_codes_and_sums_are_no_persons_number(text):
    assert not numbers_in(text)


def test_the_persons_own_number_is_seen_however_it_is_spaced():
    assert telling("a 1 2 3 4 is her paper", NAMES) == {Telling.NUMBER}
    assert not telling("She is well.", NAMES)


def test_the_sentence_says_that_there_is_something_and_not_what():
    (obstacle,) = obstacles_to_telling("note", "Зара ба духтур меравад", NAMES)
    assert obstacle.field == "note"
    assert "Зара" not in obstacle.sentence + str(obstacle.params)


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW)
        write_identity(actor, case=open_case(actor, case.pk, "identity"), given="Зарина", now=NOW)
    return case.pk


def test_the_vault_is_open_for_the_comparison_alone_and_it_is_recorded(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert [o.field for o in told_in(actor, case, {"note": "Zarina waits", "why": "She waits"})] == ["note"]
        assert not Identity.objects.exists()
    entry = Entry.objects.using("owner").get(verb="identity.compared")
    assert entry.actor_id == cast.nigora.id and "Zarina" not in str(entry.detail)


def test_whoever_may_not_read_the_name_cannot_find_it_out_by_trying(case_id):
    with acting(cast.malika) as actor:  # supervises, and reads no names
        case = open_case(actor, case_id)
        assert told_in(actor, case, {"note": "Zarina waits"}) == []
        assert told_in(actor, case, {"note": "Call +992 900 11 22 33"})
    assert not Entry.objects.using("owner").filter(verb="identity.compared").exists()


def test_what_was_open_before_stays_open(case_id):
    with acting(cast.nigora) as actor:
        told_in(actor, open_case(actor, case_id, "identity"), {"note": "x"})
        assert Identity.objects.exists()

"""The search box: what it finds, what it says when it finds nothing, and what never stands on its page."""

import re

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.people.actions import write_identity
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting

PHONE = "+992900000017"


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        opened = open_case(actor, case.pk, "identity")
        write_identity(actor, case=opened, given="Гулрухсор", surname="Саидова", phone=PHONE, now=clock.now())
    return case


def find(sign_in, member, typed):
    return sign_in(member).post("/cases/find/", {"code": typed}).content.decode()


@pytest.mark.parametrize(
    ("typed", "why"),
    [("Gulruxsor Saidzoda", "The same name"), ("90 000 00 17", "The telephone")],
    ids=["name", "phone"],
)
def test_a_file_is_found_with_its_code_and_why_and_without_a_name(sign_in, case, typed, why):
    page = find(sign_in, cast.nigora, typed)
    shown = page[page.index("<table") :]
    assert case.code in shown
    assert why in shown
    assert f"/cases/{case.pk}/" in shown
    assert "Гулрухсор" not in page
    assert PHONE not in page


@pytest.mark.parametrize("typed", ["Gulruxsor Saidzoda", "Gulruxsor", "90 000 00 17"])
def test_nothing_and_not_yours_are_the_same_page(sign_in, case, typed):
    def shown(member):
        page = find(sign_in, member, typed)
        return re.sub(r'csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"', "", page[page.index("<main") :])

    theirs = shown(cast.anahita)
    assert "None of your files" in theirs
    assert theirs == shown(cast.sitora)


def test_what_was_typed_stays_and_is_written_nowhere(sign_in, case):
    page = find(sign_in, cast.sitora, "Ситораи Чустуҷӯӣ")
    assert 'value="Ситораи Чустуҷӯӣ"' in page
    assert "Чустуҷӯӣ" not in str(list(Entry.objects.using("owner").values("detail", "resource_id")))


def test_who_reads_no_names_is_asked_for_a_code(sign_in, case):
    assert "never by a name" in sign_in(cast.malika).get("/cases/find/").content.decode()
    page = find(sign_in, cast.malika, "Gulruxsor Saidzoda")
    assert "This is no code" in page
    assert case.code not in page


def test_a_get_searches_nothing(sign_in, case):
    page = sign_in(cast.nigora).get("/cases/find/?code=Gulruxsor Saidzoda").content.decode()
    assert case.code not in page
    assert not Entry.objects.using("owner").filter(verb="case.searched").exists()


@pytest.mark.parametrize("typed", ["\u200f", "«»", "x" * 300, "\x00", "12", "🙂 🙂"])
def test_junk_is_answered_with_a_sentence(sign_in, case, typed):
    page = find(sign_in, cast.nigora, typed)
    assert "govuk-error-message" in page

"""The letter about a decision: neutral outside, plain inside, in three languages, and recorded."""

import io

import pytest
from pypdf import PdfReader

from hamroh.casework.cases.access import open_case
from hamroh.casework.people.actions import write_identity, write_profile
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.status import given
from tests.cast import acting

# Roots of words that nobody who sees the folded letter may read, in the languages of the pack.
STIGMA = ("traffick", "victim", "shelter", "status", "торговл", "пострадав", "жертв", "приют", "статус")
STIGMA_TG = ("савдо", "қурбон", "ҷабр", "паноҳгоҳ", "мақом", "комисс")


@pytest.fixture
def case_id(db):
    key = given.case(now=clock.now(), code_only=False)
    with acting(cast.nigora) as actor:
        case = open_case(actor, key, "identity", "profile")
        write_identity(actor, case=case, given="Ситора", surname="Анориён", now=clock.now())
        write_profile(actor, case=case, age_band="adult", languages=["uz", "ru"], now=clock.now())
    return key


def decided(case_id, outcome="refused", **changes):
    return given.decided(given.sent(case_id, now=clock.now()), outcome, now=clock.now(), **changes)


def read(browser, case_id, decision, query=""):
    response = browser.get(f"/cases/{case_id}/status/letter/{decision}/{query}")
    assert response["Content-Type"] == "application/pdf"
    return response, PdfReader(io.BytesIO(response.content))


def words(sheet):
    return " ".join(sheet.extract_text().split())


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
@pytest.mark.parametrize("outcome", ["refused", "granted", "more_evidence"])
def test_outside_nothing_tells_what_it_is_about_or_who_writes(sign_in, case_id, language, outcome):
    decision = decided(case_id, outcome)
    response, letter = read(sign_in(cast.nigora), case_id, decision, f"?language={language}")
    outside = words(letter.pages[0])
    seen = f"{outside} {letter.metadata} {response['Content-Disposition']}".lower()
    assert not [stem for stem in (*STIGMA, *STIGMA_TG) if stem in seen], seen
    assert "Анориён" not in outside and "Sughd" not in outside and "Суғд" not in outside
    with acting(cast.nigora) as actor:
        code = open_case(actor, case_id).code
    assert code in outside and response["Content-Disposition"] == f'attachment; filename="letter-{code}.pdf"'
    root = letter.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == language and b"pdfuaid" in response.content


def test_inside_stand_decision_reasons_what_it_changes_and_how_to_go_on(sign_in, case_id):
    decision = decided(case_id, reasons="The means were not shown.")
    _response, letter = read(sign_in(cast.nigora), case_id, decision, "?language=en")
    inside = " ".join(words(sheet) for sheet in letter.pages[1:])
    for said in (
        "Inter-Agency Commission",
        "Refused.",
        "The means were not shown.",
        "The help that you get goes on",
        "You may ask for a review",
        "You can ask for it until",
        "Where to get help",
    ):
        assert said in inside, said


def test_a_grant_says_that_help_did_not_depend_on_it(sign_in, case_id):
    _response, letter = read(sign_in(cast.nigora), case_id, decided(case_id, "granted"), "?language=en")
    inside = " ".join(words(sheet) for sheet in letter.pages[1:])
    assert "did not depend on this decision" in inside and "ask for a review" not in inside


def test_without_a_language_it_speaks_the_first_of_the_persons_that_the_mechanism_knows(sign_in, case_id):
    _response, letter = read(sign_in(cast.nigora), case_id, decided(case_id))
    assert letter.trailer["/Root"]["/Lang"] == "ru"


def test_the_name_is_printed_only_while_it_is_shown_on_demand(sign_in, case_id):
    decision, browser = decided(case_id), sign_in(cast.nigora)
    _response, letter = read(browser, case_id, decision)
    assert not any("Анориён" in words(sheet) for sheet in letter.pages)
    browser.post(f"/cases/{case_id}/identity/show/")
    _response, letter = read(browser, case_id, decision)
    assert "Анориён" not in words(letter.pages[0]) and "Анориён" in words(letter.pages[1])


def test_that_it_was_made_is_recorded(sign_in, case_id):
    read(sign_in(cast.nigora), case_id, decided(case_id), "?language=tg")
    with acting(cast.bahrom):
        made = Entry.objects.get(verb="letter.made")
    assert made.detail == {"kind": "status_decision", "language": "tg", "named": False} and made.case_id == case_id


def test_a_decision_of_another_case_or_none_is_not_found(sign_in, case_id):
    other = decided(given.case(now=clock.now()))
    for decision in (other, uuid7()):
        assert sign_in(cast.nigora).get(f"/cases/{case_id}/status/letter/{decision}/").status_code == 404
    for member in (cast.lola, cast.malika, cast.sitora):
        assert sign_in(member).get(f"/cases/{case_id}/status/letter/{decided(case_id)}/").status_code == 404
        break


def test_the_page_offers_it_in_each_language_the_persons_first(sign_in, case_id):
    decision = decided(case_id)
    page = sign_in(cast.nigora).get(f"/cases/{case_id}/status/").content.decode()
    links = [f"/status/letter/{decision}/?language={code}" for code in ("ru", "tg", "en")]
    assert [page.index(link) for link in links] == sorted(page.index(link) for link in links)

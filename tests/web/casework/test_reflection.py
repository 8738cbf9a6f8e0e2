"""Time to recover and reflect through the pages, and its notice on paper."""

import io

import pytest
from pypdf import PdfReader

from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.status import given


@pytest.fixture
def case_id(db):
    return given.case(now=clock.now())


def text(response):
    return response.content.decode()


def do(browser, case_id, act, **said):
    typed = {f"{act}-{name}": value for name, value in said.items()}
    return browser.post(f"/cases/{case_id}/reflection/do/", {"act": act, f"{act}-id": uuid7(), **typed}, follow=True)


def begin(browser, case_id):
    return do(browser, case_id, "begin", because="signs", language="tg", mode="aloud")


def test_it_begins_from_the_page_of_the_case_and_stands_there(sign_in, case_id):
    browser = sign_in(cast.nigora)
    page = text(browser.get(f"/cases/{case_id}/"))
    assert "Not begun. It asks nothing of the person." in page and f"/cases/{case_id}/reflection/" in page
    assert "Signs are enough" in text(browser.get(f"/cases/{case_id}/reflection/"))
    refused = text(do(browser, case_id, "begin"))
    assert "Choose why it begins." in refused and "Choose how the person was told." in refused
    page = text(begin(browser, case_id))
    assert "It runs" in page and "Nobody in uniform may end it." in page
    assert "Runs until" in text(browser.get(f"/cases/{case_id}/"))


def test_it_ends_by_the_persons_word(sign_in, case_id):
    browser = sign_in(cast.nigora)
    page = text(begin(browser, case_id))
    assert 'value="person"' in page and 'value="over"' not in page
    assert "No help ends with it." in text(do(browser, case_id, "end", how="person"))
    assert "Ended" in text(browser.get(f"/cases/{case_id}/"))


def test_what_was_typed_stays_when_more_time_is_refused(sign_in, case_id):
    browser = sign_in(cast.nigora)
    begin(browser, case_id)
    refused = text(do(browser, case_id, "extend", why="kept as typed"))
    assert "it would not be longer" in refused and "kept as typed" in refused


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_the_notice_is_neutral_outside_and_asks_nothing_inside(sign_in, case_id, language):
    browser = sign_in(cast.nigora)
    begin(browser, case_id)
    response = browser.get(f"/cases/{case_id}/reflection/notice/?language={language}")
    letter = PdfReader(io.BytesIO(response.content))
    outside, inside = (" ".join(sheet.extract_text().split()) for sheet in letter.pages[:2])
    assert letter.trailer["/Root"]["/Lang"] == language and "letter-" in response["Content-Disposition"]
    for word in ("reflect", "police", "Суғд", "Sughd", "Согд", "мулоҳиза", "размышл"):
        assert word not in outside
    if language == "en":
        assert "You need not speak with the police" in inside and "Nobody else may end it early." in inside


def test_without_one_that_runs_there_is_no_notice(sign_in, case_id):
    assert sign_in(cast.nigora).get(f"/cases/{case_id}/reflection/notice/").status_code == 404


def test_a_supervisor_sees_it_and_writes_nothing(sign_in, case_id):
    begin(sign_in(cast.nigora), case_id)
    browser = sign_in(cast.malika)
    page = text(browser.get(f"/cases/{case_id}/reflection/"))
    assert "It runs" in page and "Make it longer" not in page
    assert browser.post(f"/cases/{case_id}/reflection/do/", {"act": "end", "end-how": "person"}).status_code == 404

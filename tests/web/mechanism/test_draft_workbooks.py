"""The questions of a form are taken away in Excel, brought back, looked at with what is wrong by cell, and then kept."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from hamroh.foundation.forms.definition.files import workbook_from_xlsx, xlsx_of
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries
from hamroh.mechanism.editions.models import Draft
from tests import cast
from tests.cast import acting
from tests.mechanism.editions.test_drafts import same_edition  # noqa: F401

LABELS = {"label::tg": "Кор", "label::ru": "Работа", "label::en": "Work"}
QUESTION = {"type": "text", "name": "work", "field_group": "needs"} | LABELS


def index(form: str) -> int:
    return [one.id for one in queries.current().pack.forms].index(form)


@pytest.fixture
def writer(sign_in: Any) -> Any:
    """The secretary's browser with a draft begun, and the address of its form of closing a case, which asks nothing yet."""
    browser, id = sign_in(cast.zebo), uuid7()
    browser.post("/mechanism/editions/", {"id": id, "title": "A form for closing"})
    return browser, f"/mechanism/drafts/{id}/form/{index('closure')}/", id


def excel(*rows: dict[str, str]) -> BytesIO:
    file = BytesIO(xlsx_of({"survey": list(rows)}))
    file.name = "closure.xlsx"
    return file


def bring(browser: Any, page: str, *rows: dict[str, str]) -> str:
    return str(browser.post(page, {"revision": "0", "file": excel(*rows)}).content.decode())


def held(draft_id: Any) -> Any:
    with acting(cast.zebo):
        return Draft.objects.get(pk=draft_id).document["forms"][index("closure")].get("workbook")


def test_what_is_brought_is_shown_before_it_is_kept(writer: Any) -> None:
    browser, page, id = writer
    text = bring(browser, page, QUESTION)
    assert "Look at it, then keep it" in text and "Work" in text
    assert held(id) is None
    markdown = re.search(r'<textarea name="markdown" hidden>\s?(.*?)</textarea>', text, re.DOTALL)
    assert markdown
    kept = browser.post(page, {"revision": "0", "keep": "1", "markdown": markdown[1].replace("&#x27;", "'")})
    assert kept.status_code == 302
    assert held(id) == {"survey": [QUESTION]}
    assert "Work" in browser.get(page).content.decode()


def test_a_workbook_with_faults_is_told_by_cell_and_not_kept(writer: Any) -> None:
    browser, page, id = writer
    text = bring(browser, page, QUESTION, QUESTION | {"type": "geopoint", "name": "where"})
    assert "This workbook cannot be kept" in text and "survey!A3" in text
    assert "records a place on the map" in text and 'name="keep"' not in text
    wrong = "## survey\n| type | name |\n|---|---|\n| geopoint | where |\n"
    assert "survey!A2" in browser.post(page, {"revision": "0", "keep": "1", "markdown": wrong}).content.decode()
    assert held(id) is None


def test_a_file_that_is_no_workbook_gets_a_sentence(writer: Any) -> None:
    browser, page, _ = writer
    file = BytesIO(b"%PDF-1.7")
    file.name = "a.xlsx"
    assert "is no Excel workbook" in browser.post(page, {"revision": "0", "file": file}).content.decode()
    assert "Choose the workbook first." in browser.post(page, {"revision": "0"}).content.decode()


def test_a_form_that_asks_nothing_yet_gives_a_workbook_to_begin_with(writer: Any) -> None:
    browser, page, _ = writer
    answer = browser.get(f"{page}excel/")
    assert answer["Content-Disposition"] == 'attachment; filename="closure.xlsx"'
    workbook, findings = workbook_from_xlsx(answer.content)
    assert not findings and set(workbook["survey"][0]) == {"type", "name", "label::tg", "label::ru", "label::en"}


def test_the_questions_go_out_to_excel_and_come_back_the_same(writer: Any) -> None:
    browser, page, _ = writer
    page = page.replace(f"/{index('closure')}/", f"/{index('safety-plan')}/")
    content = browser.get(f"{page}excel/").content
    assert workbook_from_xlsx(content)[0] == queries.current().pack.form("safety-plan").workbook  # type: ignore[union-attr]
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames[0] == "survey"


def test_a_form_that_asks_a_set_says_so(writer: Any) -> None:
    browser, page, _ = writer
    text = browser.get(page.replace(f"/{index('closure')}/", f"/{index('signs-adult')}/")).content.decode()
    assert "It asks the questions of the set of indicators" in text and "ilo-adult-labour" in text


def test_the_change_is_told_question_by_question_and_can_be_taken_back(writer: Any) -> None:
    browser, page, id = writer
    browser.post(page, {"revision": "0", "keep": "1", "markdown": _markdown()})
    draft = f"/mechanism/drafts/{id}/"
    assert "Question “Work” of Form “Closure”: added." in browser.get(draft).content.decode()
    undone = browser.post(draft, {"act": "undo", "revision": "1"})
    assert undone.status_code == 302 and held(id) is None


def test_the_questions_can_be_taken_out(writer: Any) -> None:
    browser, page, id = writer
    browser.post(page, {"revision": "0", "keep": "1", "markdown": _markdown()})
    assert browser.post(page, {"revision": "1", "remove": "1"}).status_code == 302
    assert held(id) is None


def test_a_page_that_is_out_of_date_keeps_nothing(writer: Any) -> None:
    browser, page, id = writer
    browser.post(page, {"revision": "0", "keep": "1", "markdown": _markdown()})
    text = browser.post(page, {"revision": "0", "remove": "1"}).content.decode()
    assert "Nothing was saved" in text and held(id) is not None


def test_saving_the_entry_leaves_its_questions_alone(writer: Any) -> None:
    browser, page, id = writer
    browser.post(page, {"revision": "0", "keep": "1", "markdown": _markdown()})
    entry = page.replace("/form/", "/edit/forms/")
    names = {"name:tg": "Варақ", "name:ru": "Форма", "name:en": "Closing"}
    said = {"id": "closure", "subject": "case", "basis": "assumed", "revision": "1"}
    assert browser.post(entry, names | said).status_code == 302
    assert held(id) == {"survey": [QUESTION]}


def test_who_only_approves_brings_nothing(writer: Any, sign_in: Any) -> None:
    _, page, id = writer
    bahrom = sign_in(cast.bahrom)
    assert 'type="file"' not in bahrom.get(page).content.decode()
    assert bahrom.post(page, {"revision": "0", "keep": "1", "markdown": _markdown()}).status_code == 404
    assert held(id) is None


def _markdown() -> str:
    from hamroh.foundation.forms.definition.files import markdown_of

    return markdown_of({"survey": [QUESTION]})

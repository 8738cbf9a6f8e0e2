"""The printed form is read aloud in its order, in its language, page by page."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from hamroh.casework.identification.sets import sheets_of
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.reference.indicator_sets import shipped_sets
from hamroh.web.shell.paper import set_in_type
from hamroh.web.shell.paper.blank import blank_form
from tests.web.paper.forms import TALK


def printed(definition, language):
    values = blank_form(definition, language, mechanism={"en": "The mechanism"}, edition=3, code_prefix="TJ")
    made = set_in_type("form", values, datetime(2026, 11, 24, tzinfo=UTC))
    reader = PdfReader(io.BytesIO(made))
    return reader, [" ".join(sheet.extract_text().split()) for sheet in reader.pages], values


@pytest.mark.parametrize("language", ["en", "tg", "ar"])
def test_it_is_tagged_and_says_its_language(language):
    reader, _, values = printed(TALK, language)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == language
    assert reader.metadata.title == values["title"]


def test_the_questions_come_in_the_order_of_the_form():
    said = " ".join(printed(TALK, "tg")[1])
    order = [
        "Рӯзи суҳбат",
        "Синну сол",
        "Танҳо сафар мекунад",
        "Чӣ лозим аст",
        "Насаб ва ном",
        "Бо суханони худ",
        "Кӯдакон",
    ]
    assert sorted(order, key=said.index) == order


def test_each_page_bears_its_own_code_in_letters():
    _, pages, values = printed(TALK, "tg")
    assert len(pages) == 3  # a name stands on a sheet of its own
    for number, page in enumerate(pages, start=1):
        assert values["codes"][number]["text"] in page.replace(" ", "")


def test_names_stand_on_a_page_on_which_nothing_else_is_asked():
    _, pages, _ = printed(TALK, "en")
    assert "Family name and name" in pages[1]
    assert "Age" not in pages[1] and "In own words" not in pages[1] and "In own words" in pages[2]


def test_a_shipped_list_of_signs_prints_whole_in_tajik():
    signs = shipped_sets()["ilo-adult-labour"]
    definition, _ = read_workbook(sheets_of(signs, ["tg", "ru", "en"]), "screening")
    _, pages, values = printed(definition, "tg")
    said = " ".join(pages).replace(" ", "")
    assert all(item.text["tg"].replace(" ", "") in said for item in signs.items)
    assert len(pages) < len(values["codes"])

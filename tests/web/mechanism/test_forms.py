"""The forms of an edition are found, printed in each language and given out as a workbook; without any person."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from hamroh.foundation.reference.indicator_sets import shipped_sets
from hamroh.mechanism.editions import queries as editions
from tests.cast import nigora, tahmina


def words(response) -> str:
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


@pytest.mark.parametrize("language", ["tg", "en"])
def test_the_list_names_every_form_and_where_it_is_filled_in(sign_in, language):
    shown = sign_in(nigora, language).get("/mechanism/forms/").content.decode().replace("&#x27;", "'")
    pack = editions.current().pack
    for form in pack.forms:
        assert form.name[language] in shown
    used = next(step for _, step in pack.steps if step.forms)
    assert used.name[language] in shown


@pytest.mark.parametrize("language", ["tg", "ru"])
def test_a_list_of_signs_prints_in_each_language_and_says_no_weights(sign_in, language):
    signs = shipped_sets()["ilo-adult-labour"]
    said = words(sign_in(nigora).get(f"/mechanism/forms/signs/ilo-adult-labour/{language}.pdf"))
    assert signs.items[0].text[language] in said and "ilo-adult-labour/" in said
    assert "strong" not in said and "weight" not in said


@pytest.mark.parametrize(
    "address", ["nothing/en.pdf", "nothing.xlsx", "signs/nothing/en.pdf", "signs/ilo-adult-labour/de.pdf"]
)
def test_a_form_or_language_that_there_is_not_is_not_found(sign_in, address):
    assert sign_in(nigora).get(f"/mechanism/forms/{address}").status_code == 404


def test_whoever_reads_figures_only_finds_no_forms(sign_in):
    assert sign_in(tahmina).get("/mechanism/forms/").status_code == 404


def test_the_form_that_asks_a_list_of_signs_is_printed_and_given_out_as_a_workbook(sign_in):
    browser, name = sign_in(nigora), editions.current().pack.form("signs-adult").name["tg"]
    said = words(browser.get("/mechanism/forms/signs-adult/tg.pdf"))
    assert name in said and "signs-adult/" in said and "TJ" in said
    given = browser.get("/mechanism/forms/signs-adult.xlsx")
    assert 'filename="signs-adult.xlsx"' in given["Content-Disposition"]
    sheets = load_workbook(io.BytesIO(given.content))
    assert {"survey", "choices", "settings"} <= set(sheets.sheetnames)


def test_a_form_that_is_only_named_is_neither_printed_nor_given_out(sign_in):
    named = next(form for form in editions.current().pack.forms if not form.workbook and not form.indicator_set)
    browser = sign_in(nigora)
    assert browser.get(f"/mechanism/forms/{named.id}/tg.pdf").status_code == 404
    assert browser.get(f"/mechanism/forms/{named.id}.xlsx").status_code == 404

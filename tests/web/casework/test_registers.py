"""A register of an office walks through its pages: uploaded, understood, looked at, brought over, undone."""

import re
from io import BytesIO

import pytest

from hamroh.casework.cases.models import Case
from hamroh.casework.registers.models import Import, Upload
from hamroh.exchange.registers.terms import Field
from tests import cast
from tests.cast import acting
from tests.exchange.make_register import RUSSIAN, RUSSIAN_ROWS, many, russian, tajik


def upload(browser, content, name="register.xlsx"):
    id = re.search(r'name="id" value="([0-9a-f-]{36})"', browser.get("/registers/").content.decode())[1]
    file = BytesIO(content)
    file.name = name
    return browser.post("/registers/", {"id": id, "file": file})


def page(response):
    return response.content.decode()


def chosen(text, prefix):
    """What every list of the page has chosen, as a browser would send it."""
    lists = re.findall(r'<select[^>]*name="(' + prefix + r'[^"]*)"[^>]*>(.*?)</select>', text, re.DOTALL)
    return {name: next(iter(re.findall(r'value="([^"]*)" selected', options)), "") for name, options in lists}


def go_on(browser, address):
    """Accept all that is proposed, up to the preview."""
    columns = page(browser.get(address))
    heading = re.search(r'type="hidden" name="heading" value="(\d+)"', columns)[1]
    sheet = re.search(r'type="hidden" name="sheet" value="(\d+)"', columns)[1]
    words = browser.post(address, {"sheet": sheet, "heading": heading, **chosen(columns, "column-")})
    said = chosen(page(browser.get(words["Location"])), "")
    return browser.post(words["Location"], said)


def bring(browser, preview):
    answer = browser.post(preview + "bring/")
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer


@pytest.mark.parametrize(
    ("content", "count"),
    [(russian(above=2), 3), (tajik(), 2), (russian(first_sheet="Титул"), 3)],
    ids=["ru", "tg", "cover"],
)
def test_what_is_proposed_is_enough_for_a_register_of_an_office(sign_in, db, content, count):
    browser = sign_in(cast.nigora)
    address = upload(browser, content)["Location"]
    preview = go_on(browser, address)["Location"]
    looked = page(browser.get(preview))
    assert f"{count} cases would come over" in looked
    assert "Намунаева" not in looked
    assert "Хаёлова" not in looked
    assert not Case.objects.using("owner").exists()
    told = bring(browser, preview)
    assert f"{count} cases were brought over." in told
    assert Case.objects.using("owner").count() == count
    assert Upload.objects.using("owner").get().sealed is None


def test_the_columns_show_what_stands_in_them_and_what_is_proposed(sign_in, db):
    browser = sign_in(cast.nigora)
    shown = page(browser.get(upload(browser, russian())["Location"]))
    assert "Вид эксплуатации" in shown
    assert "Намунаева Зебуннисо Сохтаевна" in shown
    assert set(chosen(shown, "column-").values()) == set(Field) - {
        Field.SURNAME,
        Field.GIVEN,
        Field.PATRONYMIC,
        Field.SERVICES,
    }


def test_whoever_writes_no_names_into_the_vault_finds_no_colleagues_file(sign_in, db):
    address = upload(sign_in(cast.nigora), russian())["Location"]
    for way in (lambda b: b.get(address), lambda b: b.post(address, {"act": "look", "heading": 2, "sheet": 0})):
        assert way(sign_in(cast.gulnora)).status_code == 404


def test_two_columns_that_are_the_same_are_told(sign_in, db):
    browser = sign_in(cast.nigora)
    address = upload(browser, russian())["Location"]
    told = page(browser.post(address, {"sheet": 0, "heading": 1, "column-0": "given", "column-2": "given"}))
    assert "Two columns are said to be the same: Given name" in told
    assert "Say of at least one column" in page(browser.post(address, {"sheet": 0, "heading": 1}))


def test_a_word_nobody_explained_is_asked_for(sign_in, db):
    browser = sign_in(cast.nigora)
    row = ["?" if heading == "Пол" else cell for heading, cell in zip(RUSSIAN, RUSSIAN_ROWS[0], strict=True)]
    address = upload(browser, russian([row]))["Location"]
    again = go_on(browser, address)
    assert "Of 1 word nobody has said what it means" in page(again)


def test_faults_are_told_by_cell_and_nothing_is_written(sign_in, db):
    browser = sign_in(cast.nigora)
    row = [
        "31.02.2024" if heading == "Дата обращения" else cell
        for heading, cell in zip(RUSSIAN, RUSSIAN_ROWS[0], strict=True)
    ]
    preview = go_on(browser, upload(browser, russian([row, RUSSIAN_ROWS[1]]))["Location"])["Location"]
    looked = page(browser.get(preview))
    assert "Cell B2 is no day of the calendar." in looked
    assert "1 row has a fault" in looked
    assert "/bring/" not in looked
    assert bring(browser, preview)["Location"] == preview
    assert not Case.objects.using("owner").exists()


def test_the_same_file_a_second_time_is_noticed(sign_in, db):
    browser = sign_in(cast.nigora)
    bring(browser, go_on(browser, upload(browser, russian())["Location"])["Location"])
    preview = go_on(browser, upload(browser, russian())["Location"])["Location"]
    assert "3 rows came over before and are left out." in page(browser.get(preview))
    assert "There is no new row in this file" in bring(browser, preview)
    assert Case.objects.using("owner").count() == 3


def test_what_stood_in_the_register_is_read_in_the_case(sign_in, db):
    browser = sign_in(cast.nigora)
    bring(browser, go_on(browser, upload(browser, russian())["Location"])["Location"])
    found = page(browser.post("/cases/find/", {"code": "Namunaeva Zebunniso"}))
    case = re.search(r"/cases/[0-9a-f-]{36}/", found)[0]
    assert f"{case}register/" in page(browser.get(case))
    shown = page(browser.get(f"{case}register/"))
    for kept in ("17/24", "Вернулась домой.", "Forced labour"):
        assert kept in shown
    assert sign_in(cast.sitora).get(f"{case}register/").status_code == 404


def test_what_was_said_is_proposed_for_the_next_file(sign_in, db):
    browser = sign_in(cast.nigora)
    row = ["дама" if heading == "Пол" else cell for heading, cell in zip(RUSSIAN, RUSSIAN_ROWS[0], strict=True)]
    address = upload(browser, russian([row]))["Location"]
    columns = page(browser.get(address))
    browser.post(address, {"sheet": 0, "heading": 1, **chosen(columns, "column-")})
    words = address.replace("columns", "words")
    said = chosen(page(browser.get(words)), "")
    assert said["sex-0"] == ""
    preview = browser.post(words, {**said, "sex-0": "female"})["Location"]
    bring(browser, preview)
    other = upload(browser, russian([[*row[:2], "Тахминова Шаҳноза", *row[3:]]]))["Location"]
    browser.post(other, {"sheet": 0, "heading": 1, **chosen(page(browser.get(other)), "column-")})
    assert chosen(page(browser.get(other.replace("columns", "words"))), "")["sex-0"] == "female"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 512, "old Excel workbook"),
        (b"%PDF-1.7\x00", "neither a CSV table nor an Excel workbook"),
        (b"", "This file is empty"),
        (b"\n\n", "no row in this file"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
    ids=["xls", "pdf", "empty", "blank", "large"],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(sign_in, db, content, sentence):
    assert sentence in page(upload(sign_in(cast.nigora), content))
    assert not Upload.objects.using("owner").exists()


def test_a_register_is_undone_after_one_question(sign_in, db):
    browser = sign_in(cast.nigora)
    bring(browser, go_on(browser, upload(browser, russian())["Location"])["Location"])
    done = Import.objects.using("owner").get()
    assert f"/registers/done/{done.pk}/undo/" in page(browser.get("/registers/"))
    assert "Nothing is deleted" in page(browser.get(f"/registers/done/{done.pk}/undo/"))
    told = browser.post(f"/registers/done/{done.pk}/undo/", {"sure": "1"}, follow=True)
    assert "3 cases were ended" in page(told)
    assert sign_in(cast.anahita).post(f"/registers/done/{done.pk}/undo/", {"sure": "1"}).status_code == 404


def test_a_file_is_destroyed_when_it_is_put_aside(sign_in, db):
    browser = sign_in(cast.nigora)
    address = upload(browser, russian())["Location"]
    browser.post(address.replace("columns", "drop"))
    assert browser.get(address).status_code == 404


def test_many_rows_come_over_and_the_page_tells_how_far_it_is(sign_in, db):
    browser = sign_in(cast.nigora)
    preview = go_on(browser, upload(browser, many(1100))["Location"])["Location"]
    told = bring(browser, preview)
    assert told.index("500 of 1100") < told.index("1000 of 1100") < told.index("1100 cases were brought over.")
    with acting(cast.nigora):
        assert Case.objects.count() == 1100

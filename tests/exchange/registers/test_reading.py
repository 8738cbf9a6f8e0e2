"""A register of an office, read: what its columns are taken for, what its cells say, and every fault with its cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.exchange.htcds.reading.preview import CannotRead
from hamroh.exchange.registers import cells, opening
from hamroh.exchange.registers.cells import Wrong
from hamroh.exchange.registers.headings import code_of, field_of, folded, heading_row, propose
from hamroh.exchange.registers.judging import Choices, judge, words_of
from hamroh.exchange.registers.terms import FAULT_WORDING, HEADINGS, LEAVE_EMPTY, FaultKind, Field
from tests.exchange.make_register import RUSSIAN, RUSSIAN_ROWS, TAJIK, many, russian, tajik, workbook

TODAY = date(2026, 11, 24)
SEX = {"female": {"tg": "Зан", "ru": "Женский", "en": "Female"}, "male": {"tg": "Мард", "ru": "Мужской", "en": "Male"}}
VALUES = {
    Field.SEX: {"жен": "female", "ж": "female", "муж": "male", "зан": "female", "мард": "male"},
    Field.CITIZENSHIP: {"рт": "TJ", "россия": "RU", "таджичка": "TJ", "тоҷикистон": "TJ", "тоҷик": "TJ"},
    Field.EXPLOITATION: {
        "трудовая": "ForcedLabour",
        "сексуальная": "SexualExploitation",
        "истисмори меҳнатӣ": "ForcedLabour",
    },
    Field.STATUS: {"закрыт": "Closed", "в работе": "Active", "пӯшида": "Closed", "фаъол": "Active"},
}
VALUES = {kind: {folded(word): code for word, code in words.items()} for kind, words in VALUES.items()}


def read(content, **more):
    rows = opening.table(content, more.pop("sheet", 0)).rows
    heading = heading_row(rows, {})
    columns = propose(rows[heading - 1], {})
    return judge(rows, Choices(heading=heading, columns=columns, values=VALUES), today=TODAY)


@pytest.mark.parametrize("language", [RUSSIAN, TAJIK], ids=["ru", "tg"])
def test_every_heading_of_an_office_is_known(language):
    proposed = propose(language, {})
    assert len(proposed) == len(language), [h for i, h in enumerate(language) if i not in proposed]
    assert proposed[1] == Field.OPENED_ON


def test_every_name_of_a_heading_leads_to_its_own_field():
    wrong = [
        (name, field_of(name, {})) for field, names in HEADINGS.items() for name in names if field_of(name, {}) != field
    ]
    assert wrong == []


def test_what_the_organisation_said_before_counts_more():
    assert propose(["Имя"], {folded("Имя"): "notes"}) == {0: Field.NOTES}


def test_a_russian_register_becomes_cases():
    judged = read(russian(above=2))
    assert judged.faults == []
    first, second, third = (row.incoming for row in judged.rows)
    assert (first.names.surname, first.names.given, first.names.patronymic) == ("Намунаева", "Зебуннисо", "Сохтаевна")
    assert (first.opened_on, first.closed_on, first.status) == (date(2024, 3, 5), date(2024, 9, 1), "Closed")
    assert first.names.birth_date == date(1996, 7, 12)
    assert first.profile == {"age_band": "adult", "sex": "female", "citizenship": ["TJ"]}
    assert first.texts == {"reference": "17/24", "notes": "Вернулась домой."}
    assert second.opened_on == date(2024, 3, 6)
    assert second.names.birth_year == 1988
    assert second.names.phone == "992900000022"
    assert second.facts["vic_TypeOfExploitation"] == ["SexualExploitation", "ForcedLabour"]
    assert third.child
    assert third.status == "Active"


def test_a_tajik_register_becomes_cases():
    judged = read(tajik())
    assert judged.faults == []
    first, second = (row.incoming for row in judged.rows)
    assert first.opened_on == date(2023, 3, 5)
    assert first.names.patronymic == "Намоишовна"
    assert (second.names.surname, second.names.patronymic) == ("Санҷишзода", "")
    assert second.profile["sex"] == "male"


def test_another_sheet_is_read_when_it_is_chosen():
    content = russian(first_sheet="Титул")
    assert opening.sheets(content) == ["Титул", "Реестр"]
    assert len(read(content, sheet=1).rows) == 3


def test_a_csv_table_is_read_as_well():
    content = "№ дела;Дата обращения;ФИО\n1;05.03.2024;Намунаева Зебуннисо\n".encode()
    assert opening.sheets(content) == [""]
    assert read(content).rows[0].incoming.names.given == "Зебуннисо"


def row(**changed):
    cells_ = dict(zip(RUSSIAN, RUSSIAN_ROWS[0], strict=True)) | changed
    return [cells_[heading] for heading in RUSSIAN]


@pytest.mark.parametrize(
    ("heading", "cell", "kind", "place"),
    [
        ("Дата обращения", "31.02.2024", FaultKind.NOT_A_DATE, "B2"),
        ("Дата обращения", "05.03.24", FaultKind.NOT_A_DATE, "B2"),
        ("Дата обращения", "05.03.2031", FaultKind.DATE_AHEAD, "B2"),
        ("Дата рождения", "12.07.2025", FaultKind.BIRTH_AFTER_OPENING, "D2"),
        ("Дата рождения", "1788", FaultKind.DATE_TOO_OLD, "D2"),
        ("Пол", "неясно", FaultKind.UNKNOWN_WORD, "E2"),
        ("Телефон", "нет", FaultKind.NOT_A_PHONE, "G2"),
        ("Дата закрытия", "01.01.2024", FaultKind.CLOSED_BEFORE_OPENED, "J2"),
        ("Статус", "в работе", FaultKind.CLOSED_BUT_OPEN, "J2"),
        ("ФИО", "=A1&B1", FaultKind.FORMULA, "C2"),
        ("ФИО", "#REF!", FaultKind.ERROR_VALUE, "C2"),
        ("ФИО", "х" * 300, FaultKind.TOO_LONG, "C2"),
    ],
)
def test_a_fault_names_its_cell_and_never_what_stands_in_it(heading, cell, kind, place):
    judged = read(russian([row(**{heading: cell})]))
    assert [(fault.kind, fault.cell) for fault in judged.faults] == [(kind, place)]
    assert judged.rows == []
    sentence, remedy = judged.faults[0].said()
    assert place in sentence
    assert remedy
    assert cell not in sentence + remedy


def test_the_same_row_twice_is_a_fault_and_an_empty_row_is_none():
    judged = read(russian([RUSSIAN_ROWS[0], (), RUSSIAN_ROWS[0]]))
    assert [(fault.kind, fault.row, fault.params) for fault in judged.faults] == [(FaultKind.TWICE, 4, {"first": 2})]
    assert [r.number for r in judged.rows] == [2]


def test_a_row_that_names_nothing_is_a_fault():
    judged = read(workbook(["ФИО", "Телефон"], [(None, "+992900000021")]))
    assert judged.faults[0].kind == FaultKind.NOBODY


def test_a_word_may_be_said_to_mean_nothing_and_is_never_guessed():
    rows = opening.table(russian([row(**{"Пол": "не указан"})])).rows
    columns = propose(rows[0], {})
    unsaid = judge(rows, Choices(columns=columns, values=VALUES), today=TODAY)
    said = {**VALUES, Field.SEX: {folded("не указан"): LEAVE_EMPTY}}
    assert unsaid.faults[0].kind == FaultKind.UNKNOWN_WORD
    assert judge(rows, Choices(columns=columns, values=said), today=TODAY).rows[0].incoming.profile["sex"] == ""


def test_words_of_a_column_are_told_once_each():
    rows = opening.table(russian()).rows
    columns = propose(rows[0], {})
    choices = Choices(columns=columns)
    assert words_of(rows, choices, Field.SEX) == ["жен", "муж", "ж"]
    assert words_of(rows, choices, Field.EXPLOITATION) == ["трудовая", "сексуальная"]


@pytest.mark.parametrize(
    ("word", "code"), [("муж", "male"), ("Женский", "female"), ("ЗАН", "female"), ("мард", "male"), ("x", "")]
)
def test_the_meaning_of_a_word_is_proposed(word, code):
    assert code_of(Field.SEX, word, SEX, {}) == code


# Files that are none


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 512, "save it as .xlsx"),
        (b"PK\x03\x04 but no workbook", "Save the table as CSV"),
        (b"%PDF-1.7\x00\x01", "Save the table as CSV"),
        (b"\x89PNG\r\n\x1a\n\x00", "Save the table as CSV"),
    ],
    ids=["xls", "zip", "pdf", "png"],
)
def test_a_false_type_is_refused_by_what_is_in_it(content, remedy):
    with pytest.raises(CannotRead) as caught:
        opening.table(content)
    assert remedy in caught.value.fault.remedy


def test_too_many_rows_and_columns_are_refused(monkeypatch):
    monkeypatch.setattr(opening, "ROWS", 2)
    with pytest.raises(CannotRead):
        opening.table(russian())
    with pytest.raises(CannotRead):
        opening.table(workbook([f"К{n}" for n in range(101)], []))


def test_five_thousand_rows_are_judged_and_each_keeps_its_number():
    judged = read(many(5000))
    assert judged.faults == []
    assert (len(judged.rows), judged.rows[-1].number) == (5000, 5001)


# Single cells


@pytest.mark.parametrize(
    "written",
    ["05.03.2024", "5.3.2024", "5/3/2024", "05-03-2024", "2024-03-05", "5 марта 2024 г.", "5 марти 2024", "5-уми марти соли 2024",
     "05.03.2024 г.", "5 March 2024"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    assert cells.day(written, TODAY) == date(2024, 3, 5)


RUSSIAN_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
TAJIK_MONTHS = "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри"


@pytest.mark.parametrize("names", [RUSSIAN_MONTHS, TAJIK_MONTHS], ids=["ru", "tg"])
def test_every_month_has_its_own_name(names):
    assert [cells.day(f"1 {name} 2024", TODAY).month for name in names.split()] == list(range(1, 13))


@given(st.text(max_size=30))
def test_whatever_stands_in_a_cell_is_read_or_refused(written):
    for reader in (
        lambda cell: cells.day(cell, TODAY),
        lambda cell: cells.birth(cell, TODAY),
        cells.telephone,
        cells.text,
    ):
        try:
            if (value := cells.content(written)) is not None:
                reader(value)
        except Wrong as wrong:
            assert wrong.kind in FAULT_WORDING

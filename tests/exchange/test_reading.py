"""A file of cases is read whole or its faults are named: nothing is guessed, and no fault repeats what it found."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamroh.exchange.htcds.reading import Fault, Limits, Preview, read
from hamroh.exchange.htcds.terms import FAULT_WORDING, FaultKind, Group, group_of
from hamroh.foundation.reference.standards import htcds_codes, htcds_fields

from .make_htcds import TODAY, plant, rows, write_csv, write_xlsx

WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def table(*cells: dict[str, Any], delimiter: str = ",", encoding: str = "utf-8") -> io.BytesIO:
    """A CSV of these rows; every row has a status unless it says otherwise."""
    made = [{"cas_Status": "Active"} | row for row in cells]
    columns = list(dict.fromkeys(name for row in made for name in row))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows([row.get(c, "") for c in columns] for row in made)
    return io.BytesIO(text.getvalue().encode(encoding))


def workbook(*lines: list[Any]) -> io.BytesIO:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    return file


def preview(file: io.BytesIO, limits: Limits | None = None) -> Preview:
    return read(file, today=TODAY, limits=limits or Limits())


def one_fault(file: io.BytesIO, limits: Limits | None = None) -> Fault:
    faults = preview(file, limits).faults
    assert len(faults) == 1, [f.sentence for f in faults]
    return faults[0]


@pytest.mark.parametrize("form", WRITERS)
def test_a_whole_file_is_read_without_a_fault(form: str, tmp_path: Path) -> None:
    WRITERS[form](tmp_path / "cases", list(rows(200)))
    with (tmp_path / "cases").open("rb") as file:
        result = read(file, today=TODAY)
    assert (len(result.rows), result.faults, result.refused) == (200, [], False)


def test_a_workbook_and_a_table_of_the_same_cases_give_the_same_rows(tmp_path: Path) -> None:
    read_back = []
    for form, write in WRITERS.items():
        write(tmp_path / form, list(rows(60)))
        with (tmp_path / form).open("rb") as file:
            read_back.append(read(file, today=TODAY).rows)
    assert read_back[0] == read_back[1]


@pytest.mark.parametrize("form", WRITERS)
def test_each_planted_fault_is_found_in_its_cell_and_no_other(form: str, tmp_path: Path) -> None:
    made = list(rows(100))
    planted = plant(made, 36)
    WRITERS[form](tmp_path / "cases", made)
    with (tmp_path / "cases").open("rb") as file:
        result = read(file, today=TODAY)
    assert [(f.row, f.column, str(f.kind)) for f in result.faults] == planted
    assert "K2" in {f.cell for f in result.faults}
    faulty = {row for row, _, _ in planted}
    assert [r.row for r in result.rows] == [n for n in range(2, 102) if n not in faulty]
    assert result.faulty_rows == len(faulty)


def test_a_row_is_divided_into_identity_profile_facts_and_case() -> None:
    cells = {"prs_FirstName": "Зебо", "prs_Gender": "Feminine", "vic_MethodsOfControl": "DebtBondage ; TakesEarnings"}
    row = preview(table(cells)).rows[0]
    assert row.row == 2
    assert row.identity == {"prs_FirstName": "Зебо"}
    assert row.profile == {"prs_Gender": "Feminine"}
    assert row.facts == {"vic_MethodsOfControl": ("DebtBondage", "TakesEarnings")}
    assert row.case == {"cas_Status": "Active"}
    assert "Зебо" not in repr(row)


def test_every_field_of_the_standard_belongs_somewhere_and_names_belong_to_identity() -> None:
    assert {group_of(name) for name in htcds_fields()} == set(Group)
    telling = ("Name", "Birthdate", "Phone", "Email", "IdentityNumber", "Mailing", "Title", "Salutation")
    for name in htcds_fields():
        is_telling = name.startswith("prs_") and any(word in name for word in telling)
        assert (group_of(name) is Group.IDENTITY) is is_telling


@pytest.mark.parametrize("field", [f for f in htcds_fields() if htcds_codes(f)])
def test_every_published_code_is_accepted_and_kept_as_it_is(field: str) -> None:
    for code in (c.code for c in htcds_codes(field)):
        result = preview(table({field: f" {code} "}))
        kept = {k: v for g in Group for k, v in getattr(result.rows[0], g).items()}
        assert kept[field] == ((code,) if htcds_fields()[field].multiple else code)


@pytest.mark.parametrize("field", [f for f in htcds_fields() if htcds_codes(f)])
@pytest.mark.parametrize("wrong", ["other", "Unknown", "-99", "Servitude;ForcedLabour;Nothing"])
def test_an_unknown_code_is_refused_with_the_allowed_ones_named(field: str, wrong: str) -> None:
    result = preview(table({field: wrong}))
    assert result.rows == []
    assert all(c.code in result.faults[0].remedy for c in htcds_codes(field))


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("prs_Citizenship", "tjk; RU;TJ", ("TJ", "RU")),
        ("prs_PrimaryLanguage", "tgk", "tg"),
        ("prs_MobilePhone", "+992 (00) 123-45-67", "+992001234567"),
        ("prs_Birthdate", "1990-02-28", date(1990, 2, 28)),
        ("con_Consent", "ложь", False),
        ("con_Consent", "1", True),
        ("prs_NumberOfChildren", "3", 3),
        ("prs_NumberOfChildren", "\u0663", 3),
        ("prs_Birthdate", "\u200f١٩٩٠-٠٢-٢٨", date(1990, 2, 28)),
        ("prs_FirstName", "\u202eСитора\u202c\u200b", "Ситора"),
        ("hte_Latitude", "38,56", 38.56),
        ("spl_PlannedEndDate", "2027-01-01", date(2027, 1, 1)),
        ("cco_CaseComment", "two\nlines", "two\nlines"),
    ],
)
def test_a_cell_is_read_as_its_column_means(field: str, cell: str, value: object) -> None:
    row = preview(table({field: cell})).rows[0]
    assert {**row.identity, **row.profile, **row.facts, **row.case}[field] == value


@pytest.mark.parametrize(
    ("field", "cell", "kind"),
    [
        ("prs_Birthdate", "1990-02-30", "not_a_date"),
        ("prs_Birthdate", "02/03/1990", "not_a_date"),
        ("prs_Birthdate", "33000", "not_a_date"),
        ("prs_Birthdate", "1890-01-01", "date_too_old"),
        ("prs_Birthdate", "2026-11-25", "date_ahead"),
        ("hte_Date", "1800-01-01", "date_too_old"),
        ("prs_NumberOfChildren", "1.5", "not_a_number"),
        ("prs_NumberOfChildren", "-1", "out_of_range"),
        ("hte_Latitude", "91", "out_of_range"),
        ("hte_Latitude", "nan", "not_a_number"),
        ("con_Consent", "yes", "not_a_checkbox"),
        ("prs_Email", "nobody at example", "not_an_email"),
        ("prs_MobilePhone", "0123", "not_a_phone"),
        ("prs_MobilePhone", "+1234567890123456", "not_a_phone"),
        ("prs_FirstName", "=HYPERLINK()", "formula"),
        ("prs_FirstName", "#REF!", "error_value"),
        ("prs_FirstName", "x" * 1001, "too_long"),
        ("prs_FirstName", "a\u0007b", "unprintable"),
        ("prs_Gender", "Feminin", "code_close"),
        ("hte_Country", "Russia", "unknown_country"),
        ("prs_SecondaryLanguage", "xx", "unknown_language"),
    ],
)
def test_a_cell_that_its_column_cannot_mean_is_refused(field: str, cell: str, kind: str) -> None:
    fault = one_fault(table({field: cell}))
    assert (fault.kind, fault.column, fault.cell, fault.row) == (kind, field, "B2", 2)


@given(
    field=st.sampled_from(sorted(set(htcds_fields()) - {"cas_Status"})),
    cell=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=4, max_size=40),
)
@settings(max_examples=300)
def test_no_fault_repeats_what_stands_in_the_cell_unless_it_resembles_a_code(field: str, cell: str) -> None:
    for fault in preview(table({field: cell})).faults:
        # What the sentence says of itself, and what the published list holds, tells nothing of a person.
        own = " ".join(FAULT_WORDING[fault.kind]) + str(fault.params.get("codes", "")) + field + fault.cell
        assert fault.value_shown or cell.strip() in own or cell.strip() not in " ".join(fault.said())


@pytest.mark.parametrize("field", [f for f in htcds_fields() if f != "cas_Status"])
@pytest.mark.parametrize("name", ["Rahmonova", "Сангинзода Зебо", "+992001234567"])
def test_a_name_or_a_number_in_any_wrong_column_is_not_repeated(field: str, name: str) -> None:
    for fault in preview(table({field: name})).faults:
        assert name not in " ".join(fault.said())
        assert name not in repr(fault)


def test_a_misspelt_code_is_repeated_with_the_one_that_is_near() -> None:
    fault = one_fault(table({"vic_TypeOfExploitation": "ForcedLabor"}))
    assert fault.value_shown
    assert "ForcedLabor”" in fault.sentence and "ForcedLabour is near" in fault.sentence


def test_a_row_without_a_status_is_refused_and_an_empty_row_is_no_row() -> None:
    result = preview(table({"cas_Status": "", "prs_Gender": "Feminine"}, {"cas_Status": "  "}, {}))
    assert [(f.kind, f.cell) for f in result.faults] == [("status_missing", "A2")]
    assert [r.row for r in result.rows] == [4]


def test_every_fault_of_a_row_is_told_at_once() -> None:
    result = preview(table({"cas_Status": "Open", "prs_Gender": "F", "prs_Birthdate": "soon"}))
    assert [f.cell for f in result.faults] == ["A2", "B2", "C2"]
    assert result.faulty_rows == 1


def test_a_named_person_twice_is_refused_and_the_same_facts_twice_only_ask() -> None:
    person, facts = {"prs_FirstName": "Зебо", "prs_Gender": "Feminine"}, {"prs_Gender": "Masculine"}
    result = preview(table(person, facts, person, facts))
    assert [(f.kind, f.row, f.params["first"], f.blocks) for f in result.faults] == [
        ("duplicate", 4, 2, True),
        ("same_facts", 5, 3, False),
    ]
    assert [r.row for r in result.rows] == [2, 3, 5]


def test_an_age_when_trafficked_above_the_age_today_is_refused() -> None:
    fault = one_fault(table({"prs_Birthdate": "2010-11-25", "vic_AgeWhenTrafficked": "16"}))
    assert (fault.kind, fault.cell) == ("age_contradicts", "C2")
    assert preview(table({"prs_Birthdate": "2010-11-24", "vic_AgeWhenTrafficked": "16"})).faults == []


def test_an_unknown_heading_refuses_the_file_and_says_which_field_is_near() -> None:
    result = preview(table({"prs_First_Name": "Зебо"}))
    assert (result.refused, result.faults[0].kind, result.faults[0].cell) == (True, "column_close", "B1")
    assert "prs_FirstName" in result.faults[0].remedy


def test_a_file_without_headings_does_not_have_its_first_person_repeated() -> None:
    result = preview(io.BytesIO("Сангинзода,Зебо,+992001234567\n".encode()))
    assert [f.kind for f in result.faults] == ["unknown_column"] * 3 + ["status_column_missing"]
    assert result.refused and not any("Зебо" in s or "99200" in s for f in result.faults for s in f.said())


def test_a_column_that_stands_twice_refuses_the_file() -> None:
    result = preview(io.BytesIO(b"cas_Status,prs_Gender,prs_Gender\nActive,Feminine,Masculine\n"))
    assert result.refused and (result.faults[0].kind, result.faults[0].cell) == ("column_twice", "C1")


def test_a_value_under_no_heading_is_not_lost_in_silence() -> None:
    assert one_fault(io.BytesIO(b"cas_Status\nActive,,,Closed\n")).kind == "beyond_header"
    assert one_fault(io.BytesIO(b"cas_Status\nActive,Closed\n")).kind == "beyond_header"
    assert preview(io.BytesIO(b"cas_Status\nActive,,\n")).faults == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_utf8_tables_are_read_with_either_delimiter(encoding: str, delimiter: str) -> None:
    cells = {"prs_FirstName": "Ғайрат", "vic_TypeOfExploitation": "ForcedLabour;Servitude"}
    result = preview(table(cells, delimiter=delimiter, encoding=encoding))
    assert result.faults == []
    assert result.rows[0].identity["prs_FirstName"] == "Ғайрат"
    assert result.rows[0].facts["vic_TypeOfExploitation"] == ("ForcedLabour", "Servitude")


def test_a_windows_1251_table_is_read_and_said_to_lack_tajik_letters() -> None:
    result = preview(table({"prs_FirstName": "Зебо"}, encoding="cp1251"))
    assert result.rows[0].identity["prs_FirstName"] == "Зебо"
    assert [(f.kind, f.blocks) for f in result.faults] == [("read_as_cp1251", False)]
    assert "ғ ӣ қ ӯ ҳ ҷ" in result.faults[0].sentence and not result.refused


def test_a_letter_beyond_the_first_megabyte_decides_the_encoding_too() -> None:
    plain = {"cco_CaseComment": "a" * 30_000}
    result = preview(table(*[plain] * 40, {"prs_FirstName": "Зебо"}, encoding="cp1251"))
    assert result.rows[-1].identity["prs_FirstName"] == "Зебо"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b" , ,\n", "empty"),
        ("cas_Status\nActive\n".encode("utf-16"), "utf16"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b" old", "old_excel"),
        (b"%PDF-1.7" + bytes(2), "not_a_table"),
        (b"cas_Status\n" + bytes.fromhex("9898ff"), "unknown_letters"),
        (b"PK" + bytes([3, 4]) + b" not really", "not_a_table"),
        (b'cas_Status,prs_FirstName\nActive,"never closed\n', "quotes"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_remedy(content: bytes, kind: str) -> None:
    result = preview(io.BytesIO(content))
    assert ([f.kind for f in result.faults], result.refused, result.rows) == ([kind], True, [])
    assert result.faults[0].remedy


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK" + bytes([3, 4]), b"cas_Status\n"]))
def test_no_file_breaks_the_reader(content: bytes, start: bytes) -> None:
    for fault in preview(io.BytesIO(start + content)).faults:
        assert fault.sentence and fault.remedy


def test_limits_refuse_and_nothing_is_cut_off_in_silence() -> None:
    three = [{"prs_FirstName": name} for name in ("Зебо", "Умед", "Рустам")]
    too_many = preview(table(*three), Limits(rows=2))
    assert too_many.refused and [f.kind for f in too_many.faults] == ["too_many_rows"]
    assert preview(table(*three), Limits(rows=3)).faults == []
    assert one_fault(table(*three), Limits(file=20)).kind == "too_large"
    assert one_fault(table(*three), Limits(columns=1)).kind == "too_many_columns"


def test_faults_beyond_the_limit_are_counted() -> None:
    wrong = [{"prs_Gender": "F", "prs_FirstName": str(n)} for n in range(5)]
    result = preview(table(*wrong), Limits(faults=2))
    assert (len(result.faults), result.faults_left_out, result.faulty_rows) == (2, 3, 5)


def test_rows_that_only_ask_never_crowd_out_what_blocks() -> None:
    alike = [{"prs_Gender": "Feminine"}] * 5
    result = preview(table(*alike, {"prs_Gender": "F"}), Limits(faults=2, asks=1))
    assert [str(f.kind) for f in result.faults] == ["same_facts", "unknown_code"]
    assert (result.faults_left_out, result.faulty_rows, len(result.rows)) == (3, 1, 5)


def test_every_kind_of_fault_can_be_said() -> None:
    assert set(FAULT_WORDING) == set(FaultKind)
    values = dict.fromkeys(("limit", "count", "value", "closest", "codes", "first", "low", "high"), "7")
    for kind in FaultKind:
        sentence, remedy = Fault(kind, 3, "cas_Status", "A3", values).said()
        assert sentence.endswith(".") and remedy.endswith(".") and "%" not in sentence + remedy

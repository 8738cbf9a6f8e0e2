"""What phones are given says the same as the workbook, and ODK Validate finds nothing to object."""

import os
import shutil
from pathlib import Path

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.validators.odk_validate import check_xform

from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.forms.definition.xform import CannotConvert, converted, xform_of
from tests.foundation.forms.definition.test_read import WORKBOOKS

EVERYTHING: Workbook = {
    "survey": [
        {"type": "start", "name": "begun"},
        {"type": "end", "name": "ended"},
        {"type": "today", "name": "day"},
        {"type": "begin group", "name": "person", "label": "Person", "label::tg": "Шахс", "field_group": "profile"},
        {"type": "integer", "name": "age", "label": "Age", "constraint": ". < 120", "constraint_message": "Too old"},
        {"type": "select_one yes_no or_other", "name": "well", "label": "Well?", "ask_once": "yes", "required": "yes"},
        {"type": "end group"},
        {"type": "begin_repeat", "name": "stations", "label": "Stations", "repeat_count": "${age} mod 3"},
        {"type": "select_one_from_file towns.csv", "name": "town", "label": "Town", "choice_filter": "region='s'"},
        {"type": "end_repeat"},
        {"type": "calculate", "name": "grown", "calculation": "${age} >= 18"},
        {"type": "note", "name": "hello", "label": "${age} years", "relevant": "${grown} = 'true'"},
        {"type": "image", "name": "paper", "label": "Paper", "parameters": "max-pixels=1024"},
        {"type": "text", "name": "off", "label": "Off", "disabled": "yes"},
        {"type": "dateTime", "name": "seen", "label": "Seen", "default": "now()", "read_only": "yes"},
    ],
    "choices": [
        {"list_name": "yes_no", "name": "yes", "label": "Yes", "label::tg": "Ҳа"},
        {"list_name": "yes_no", "name": "no", "label": "No", "label::tg": "Не"},
    ],
    "settings": [{"form_title": "Trial", "default_language": "en", "public_key": "theirs", "instance_name": "${age}"}],
    "towns": [{"name": "kh", "label": "Khujand", "region": "s"}],
}


# `tools/absent.py` makes a machine without Java fail in CI before any test runs.
needs_java = pytest.mark.skipif(
    shutil.which("java") is None and os.environ.get("CI") != "true", reason="ODK Validate needs Java"
)


def objections(xml: str, folder: Path) -> list[str]:
    """What ODK Validate says; it needs Java, which every run of all checks has."""
    file = folder / "form.xml"
    file.write_text(xml, encoding="utf-8")
    return list(check_xform(str(file)))


@needs_java
def test_odk_validate_takes_all_that_we_take(tmp_path: Path) -> None:
    assert objections(xform_of(EVERYTHING, "trial", "7"), tmp_path) == []


def test_id_version_key_and_address_are_set_by_us() -> None:
    xml = xform_of(EVERYTHING, "trial", "7", public_key="QUJD", submission_url="https://nrm.example.org/submission")
    root = ElementTree.fromstring(xml)
    data = next(element for element in root.iter() if element.get("version"))
    assert (data.get("id"), data.get("version")) == ("trial", "7")
    submission = next(element for element in root.iter() if element.tag.endswith("}submission"))
    assert submission.get("base64RsaPublicKey") == "QUJD"
    assert submission.get("action") == "https://nrm.example.org/submission"
    assert "instanceName" not in xml and "theirs" not in xml


def test_our_own_columns_and_rows_that_are_switched_off_do_not_travel() -> None:
    xml = xform_of(EVERYTHING, "trial", "7")
    assert "field_group" not in xml and "ask_once" not in xml and "off" not in xml


def test_a_filter_finds_the_column_of_its_list_as_it_is_written() -> None:
    xml = xform_of(
        {
            "survey": [
                {"type": "text", "name": "region", "label": "Region"},
                {"type": "select_one town", "name": "town", "label": "Town", "choice_filter": "Region = ${region}"},
            ],
            "choices": [{"list_name": "town", "name": "kh", "label": "Khujand", "Region": "s"}],
        },
        "trial",
        "7",
    )
    assert "<Region>s</Region>" in xml and "[Region =" in xml


def test_a_long_list_travels_as_the_table_that_collect_expects() -> None:
    result = converted(
        {
            "survey": [
                {"type": "text", "name": "region", "label": "Region"},
                {"type": "select_one_external t", "name": "a", "label": "A", "choice_filter": "region=${region}"},
            ],
            "external_choices": [{"list_name": "t", "name": "x", "label": "X", "region": "s"}],
        },
        "trial",
        "7",
    )
    assert result.media["itemsets.csv"].startswith(b'"list_name"') and b'"x"' in result.media["itemsets.csv"]


def test_lists_travel_as_files_beside_the_form() -> None:
    result = converted(EVERYTHING, "trial", "7")
    assert dict(result.media) == {"towns.csv": b"name,label,region\r\nkh,Khujand,s\r\n"}
    assert "jr://file-csv/towns.csv" in result.xml


def test_other_is_asked_under_the_name_that_the_page_gives_it_in_every_language() -> None:
    xml = xform_of(EVERYTHING, "trial", "7")
    assert "well_other" in xml and "Дигар" in xml


def test_a_text_that_is_missing_in_a_language_is_shown_in_another() -> None:
    assert "<value>-</value>" not in xform_of(EVERYTHING, "trial", "7")


def test_a_workbook_with_faults_makes_no_form_for_phones() -> None:
    with pytest.raises(CannotConvert) as refused:
        xform_of({"survey": [{"type": "text", "name": "1", "label": "A"}]}, "trial", "7")
    assert [f.cell for f in refused.value.findings if f.is_error] == ["survey!B2"]


_LABELS = st.text(st.sampled_from("abғ <>&'\"$%{}|\\\n"), min_size=1, max_size=8).map(lambda words: f"L{words}")
_TYPES = st.one_of(
    st.sampled_from(("text", "integer", "decimal", "date", "time", "dateTime", "note", "acknowledge", "image", "file")),
    st.sampled_from(("select_one a", "select_multiple a", "select_one a or_other", "select_one_from_file b.csv")),
    st.sampled_from(("calculate", "hidden", "today", "begin_group", "begin_repeat")),
)
_EXPRESSIONS = st.sampled_from(
    ("${q0} != ''", "1 = 1", "selected(${q0}, 'x')", "string-length(${q0}) > 2", "not(false())")
)


@st.composite
def forms(draw: st.DrawFn) -> Workbook:
    """Forms as people write them, so that nearly all of them are taken: names by number, groups that are closed."""
    rows: list[dict[str, str]] = [{"type": "text", "name": "q0", "label": "First"}]
    opened: list[str] = []
    for number, kind in enumerate(draw(st.lists(_TYPES, max_size=8)), 1):
        row = {"type": kind, "name": f"q{number}", "label": draw(_LABELS), "label::Tajik (tg)": draw(_LABELS)}
        if kind == "today":
            row = {"type": kind, "name": f"q{number}"}
        elif kind == "calculate":
            row["calculation"] = draw(_EXPRESSIONS)
        elif draw(st.booleans()):
            row["relevant"] = draw(_EXPRESSIONS)
        if kind.startswith("begin_"):
            opened.append(kind.replace("begin", "end"))
        elif kind not in ("note", "calculate", "hidden", "today") and draw(st.booleans()):
            row |= {"required": "yes", "hint": draw(_LABELS), "field_group": "needs"}
        rows.append(row)
        if opened and draw(st.booleans()):
            rows += [{"type": "text", "name": f"last{number}", "label": "Last"}, {"type": opened.pop()}]
    while opened:
        rows += [{"type": "text", "name": f"end{len(opened)}", "label": "Last"}, {"type": opened.pop()}]
    choices = [{"list_name": "a", "name": name, "label": draw(_LABELS)} for name in ("x", "y")]
    return {"survey": rows, "choices": choices, "b": [{"name": "z", "label": "Z"}]}


@settings(max_examples=400, deadline=None)
@given(forms())
def test_phones_are_asked_exactly_what_the_definition_asks(book: Workbook) -> None:
    definition, findings = read_workbook(book, "trial")
    if definition is None:  # a label that refers to nothing
        assert all("${" in str(book) for _ in findings)
        return
    root = ElementTree.fromstring(xform_of(book, "trial", "1"))
    data = next(element for element in root.iter() if element.get("version"))
    sent = {element.tag.split("}")[-1] for element in data.iter()} - {"data", "meta", "instanceID"}
    groups = {row["name"] for row in book["survey"] if row["type"].startswith("begin_")}
    assert sent == {question.name for question in definition.questions()} | groups


@settings(max_examples=600, deadline=None)
@given(WORKBOOKS)
def test_whatever_is_taken_becomes_a_form_for_phones_or_is_refused_with_a_sentence(book: Workbook) -> None:
    try:
        ElementTree.fromstring(converted(book, "trial", "1").xml)
    except CannotConvert as refused:
        assert any(f.is_error and f.sentence() for f in refused.findings)

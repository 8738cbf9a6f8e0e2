"""Reading a workbook takes what XLSForm can say, and says by cell what it does not take."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamroh.foundation.forms.definition import Definition, Group, Question, Workbook
from hamroh.foundation.forms.definition.finding import FormFinding, Severity
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.forms.terms import OWN_COLUMNS, Kind

YES_NO = [
    {"list_name": "yes_no", "name": "yes", "label": "Yes"},
    {"list_name": "yes_no", "name": "no", "label": "No"},
]


def workbook(*survey: dict[str, str], choices: list[dict[str, str]] | None = None, **extra: Any) -> Workbook:
    return {
        "survey": list(survey),
        "choices": YES_NO if choices is None else choices,
        "settings": [{"form_title": "A form", "default_language": "en"}],
        **extra,
    }


def text(name: str, **columns: str) -> dict[str, str]:
    return {"type": "text", "name": name, "label": f"About {name}"} | columns


def read(book: Workbook, **known: Any) -> Definition:
    definition, findings = read_workbook(book, "trial", **known)
    assert definition is not None, [str(f.cell) + " " + f.sentence() for f in findings if f.is_error]
    return definition


def errors(book: Workbook, **known: Any) -> list[FormFinding]:
    definition, findings = read_workbook(book, "trial", **known)
    assert definition is None
    return [finding for finding in findings if finding.is_error]


def the_error(book: Workbook, **known: Any) -> tuple[str, str]:
    (finding,) = errors(book, **known)
    return finding.cell, finding.sentence()


def warnings(book: Workbook) -> list[tuple[str, str]]:
    return [(f.cell, f.sentence()) for f in read_workbook(book, "trial")[1] if f.severity is Severity.WARNING]


def test_a_form_is_a_tree_of_groups_and_questions() -> None:
    form = read(
        workbook(
            {"type": "begin group", "name": "person", "label": "Person", "relevant": "${age} > 17"},
            text("work"),
            {"type": "begin_repeat", "name": "journey", "label": "Stations", "repeat_count": "${age} div 10"},
            text("country"),
            {"type": "end repeat"},
            {"type": "end_group"},
            {"type": "integer", "name": "age", "label": "Age"},
        )
    )
    person, age = form.children
    assert isinstance(person, Group) and person.relevant == "${age} > 17"
    work, journey = person.children
    assert isinstance(journey, Group) and journey.repeat and journey.repeat_count == "${age} div 10"
    assert [q.name for q in form.questions()] == ["work", "country", "age"]
    assert isinstance(work, Question) and isinstance(age, Question) and age.kind is Kind.INTEGER


def test_headings_name_languages_in_every_way_that_people_write() -> None:
    form = read(
        {
            "survey": [
                {
                    "type": "text",
                    "name": "a",
                    "label": "Work",
                    "label::Tajik (tg)": "Кор",
                    "Label::ru": "Работа",
                    "hint::Русский": "Кем?",
                }
            ],
            "settings": [{"default_language": "English (en)", "form_title": "Work", "form_title::tg": "Кор"}],
        }
    )
    (question,) = form.questions()
    assert question.label == {"en": "Work", "tg": "Кор", "ru": "Работа"}
    assert question.hint == {"ru": "Кем?"}
    assert form.languages[0] == form.default_language == "en" and set(form.languages) == {"en", "tg", "ru"}
    assert form.title == {"en": "Work", "tg": "Кор"}


def test_a_language_that_does_not_exist_is_refused_in_its_heading() -> None:
    cell, sentence = the_error(workbook(text("a") | {"label::Tajic (tjx)": "Кор"}))
    assert cell == "survey!D1" and "Tajic" in sentence


def test_a_text_missing_in_one_language_is_said_where_it_belongs() -> None:
    book = workbook(text("a") | {"label::tg": "А"}, {"type": "text", "name": "b", "label": "B"}, choices=[])
    assert warnings(book) == [("survey!D3", "The text is missing in the language tg.")]


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)])
def test_every_kind_is_read(kind: Kind) -> None:
    form = read(workbook(text("a", type=str(kind), calculation="1"), choices=[]))
    assert [q.kind for q in form.questions()] == [kind]


@pytest.mark.parametrize("kind", ["deviceid", "phonenumber", "simserial", "username", "email", "audit", "geopoint"])
def test_what_would_betray_who_answered_or_where_is_refused_for_that_reason(kind: str) -> None:
    cell, sentence = the_error(workbook({"type": kind, "name": "a", "label": "A"}, choices=[]))
    assert cell == "survey!A2" and ("betray" in sentence or "lead others to a person" in sentence)


def test_the_time_of_opening_and_saving_and_the_day_are_taken() -> None:
    form = read(workbook(*({"type": t, "name": f"{t}_"} for t in ("start", "end", "today")), text("a"), choices=[]))
    assert [(q.kind, q.parameters.get("metadata")) for q in form.questions()][:3] == [
        (Kind.HIDDEN, "start"),
        (Kind.HIDDEN, "end"),
        (Kind.HIDDEN, "today"),
    ]


def test_a_list_is_filtered_by_its_own_columns() -> None:
    form = read(
        workbook(
            {"type": "select_one region", "name": "region", "label": "Region"},
            {
                "type": "select_one district",
                "name": "district",
                "label": "District",
                "choice_filter": "Region=${region}",
            },
            choices=[
                {"list_name": "region", "name": "TJ-SU", "label": "Sughd"},
                {"list_name": "district", "name": "kh", "label": "Khujand", "Region": "TJ-SU"},
            ],
        )
    )
    assert form.choices["district"][0].columns == {"Region": "TJ-SU"}
    assert [q.choice_filter for q in form.questions()] == ["", "Region=${region}"]


def test_lists_of_other_sheets_are_taken_with_the_form() -> None:
    form = read(
        workbook(
            {"type": "select_one_external towns", "name": "town", "label": "Town", "choice_filter": "region='s'"},
            {"type": "select_one_from_file schools.csv", "name": "school", "label": "School", "parameters": "value=id"},
            choices=[],
            external_choices=[{"list_name": "towns", "name": "kh", "label": "Khujand", "region": "s"}],
            schools=[{"id": "s1", "label": "School 1"}],
        )
    )
    assert [c.name for c in form.choices["towns"]] == ["kh"]
    assert [c.name for c in form.choices["schools.csv"]] == ["s1"]


def test_a_list_of_external_choices_is_filtered() -> None:
    cell, sentence = the_error(
        workbook(
            {"type": "select_one_external towns", "name": "town", "label": "Town"},
            choices=[],
            external_choices=[{"list_name": "towns", "name": "kh", "label": "Khujand"}],
        )
    )
    assert cell == "survey!B2" and "needs a choice_filter" in sentence


def test_a_file_that_did_not_travel_with_the_workbook_is_named() -> None:
    book = workbook({"type": "select_one_from_file schools.csv", "name": "a", "label": "A"}, choices=[])
    cell, sentence = the_error(book)
    assert cell == "survey!A2" and "schools.csv is not here" in sentence


def test_or_other_adds_the_choice_and_the_question_that_phones_send() -> None:
    form = read(workbook({"type": "select_one yes_no or_other", "name": "a", "label": "A"}))
    asked, which = form.questions()
    assert asked.or_other and [c.name for c in form.choices["yes_no"]] == ["yes", "no", "other"]
    assert which.name == "a_other" and which.relevant == "selected(${a}, 'other')" and which.label["en"]


@pytest.mark.parametrize(
    ("written", "meant"), [("yes", "true()"), ("TRUE", "true()"), ("no", ""), ("${a}=1", "${a}=1")]
)
def test_required_is_yes_or_a_condition(written: str, meant: str) -> None:
    form = read(workbook(text("a"), text("b", required=written), choices=[]))
    assert [q.required for q in form.questions()] == ["", meant]


def test_our_own_columns_say_what_an_answer_means_and_a_group_says_it_for_all_in_it() -> None:
    own = dict(zip(OWN_COLUMNS, ("health", "needs", "prs_Gender", "urgent", "yes", "d1"), strict=True))
    form = read(
        workbook(
            {"type": "select_one yes_no", "name": "a", "label": "A"} | own,
            {"type": "begin group", "name": "g", "label": "G", "field_group": "contact"},
            text("b"),
            {"type": "end group"},
        ),
        field_groups={"health", "contact"},
        code_lists={"needs": {"yes", "no"}},
        indicators={"d1"},
    )
    a, b = form.questions()
    assert (a.field_group, a.code_list, a.htcds, a.statistic, a.ask_once, a.indicator) == (
        *list(own.values())[:4],
        "a",
        "d1",
    )
    assert b.field_group == "contact"


@pytest.mark.parametrize(
    ("column", "value"), [("field_group", "helth"), ("code_list", "need"), ("htcds", "prs_Gendr"), ("ask_once", "a b")]
)
def test_a_meaning_that_does_not_exist_is_refused(column: str, value: str) -> None:
    book = workbook(text("a") | {column: value}, choices=[])
    cell, sentence = the_error(book, field_groups={"health"}, code_lists={"needs": set()})
    assert cell == "survey!D2" and value in sentence


def test_choices_that_are_no_codes_of_their_list_are_said() -> None:
    book = workbook({"type": "select_one yes_no", "name": "a", "label": "A", "code_list": "answer"})
    _, findings = read_workbook(book, "trial", code_lists={"answer": {"yes"}})
    assert [f.params["codes"] for f in findings if f.severity is Severity.WARNING] == ["no"]


FAULTS = [
    ([text("a"), text("a")], "survey!B3", "The name a stands twice: here and in survey!B2."),
    ([text("1a")], "survey!B2", "1a cannot be a name."),
    ([text("a", label="")], "survey!C2", "a has no label."),
    ([text("a", relevant="${b} = 1")], "survey!D2", "b"),
    ([text("a", calculation="pulldata('x', 'y')")], "survey!D2", "pulldata"),
    ([text("a", relevant="(1 = 1")], "survey!D2", "The expression stops before it is complete."),
    ([text("a", label="Hello ${b}")], "survey!C2", "There is no question b."),
    ([text("a", label="=cmd()")], "survey!C2", "The text begins like a formula"),
    ([text("a", relevant="=1")], "survey!D2", "The text begins like a formula"),
    ([text("a", hint="@SUM(A1)")], "survey!D2", "The text begins like a formula"),
    ([text("a", default="x", type="integer")], "survey!D2", "x cannot be an answer"),
    ([text("a", read_only="${a}")], "survey!D2", "Write yes or nothing"),
    ([text("a", trigger="${a}")], "survey!D1", "The column trigger is not supported."),
    ([text("a", relevent="1=1")], "survey!D1", "Was relevant meant?"),
    ([{"type": "select_one", "name": "a", "label": "A"}], "survey!A2", "the name of the list"),
    ([{"type": "select_one towns", "name": "a", "label": "A"}], "survey!A2", "There is no list towns"),
    ([{"type": "calculate", "name": "a"}, text("b")], "survey!B2", "The row calculates nothing."),
    ([{"type": "begin group", "name": "g", "label": "G"}, text("b")], "survey!A2", "The group g is never closed."),
    ([text("b"), {"type": "end group"}], "survey!A3", "No group is open here."),
    ([{"type": "rank yes_no", "name": "a", "label": "A"}], "survey!A2", "is not supported"),
    ([{"type": "tekst", "name": "a", "label": "A"}], "survey!A2", "There is no type tekst."),
    ([text("a", label="x" * 4_001)], "survey!C2", "The text is longer than 4000 signs."),
    ([text("a", parameters="rows")], "survey!D2", "The parameters are not understood."),
]


@pytest.mark.parametrize(("survey", "cell", "sentence"), FAULTS)
def test_each_fault_is_said_with_its_cell(survey: list[dict[str, str]], cell: str, sentence: str) -> None:
    found = [f for f in errors(workbook(*survey, choices=[]))]
    assert (cell, True) in [(f.cell, sentence in f.sentence()) for f in found]
    assert len(found) == 1


def chosen(**columns: str) -> dict[str, str]:
    return {"type": "select_multiple yes_no", "name": "a", "label": "A"} | columns


def test_an_answer_proposed_is_one_of_the_list() -> None:
    cell, sentence = the_error(workbook(chosen(default="yes maybe")))
    assert cell == "survey!D2" and "The choice maybe is not in the list yes_no." in sentence
    read(workbook(chosen(default="yes no")))


def test_a_name_that_or_other_needs_is_free() -> None:
    book = workbook(chosen(type="select_one yes_no or_other"), text("a_other"))
    assert "stands twice" in the_error(book)[1]
    book = workbook(text("a_other"), chosen(type="select_one yes_no or_other"))
    assert "is taken by or_other" in the_error(book)[1]


def test_two_lists_of_one_name_are_refused() -> None:
    external = [{"list_name": "yes_no", "name": "x", "label": "X"}]
    assert "Two lists are named yes_no." in the_error(workbook(chosen(), external_choices=external))[1]


def test_what_stands_in_no_question_is_said() -> None:
    assert warnings(workbook(text("a"))) == [("choices!B2", "No question takes the list yes_no.")]


@pytest.mark.parametrize("sheet", ["entities", "osm"])
def test_a_sheet_that_would_change_what_is_done_with_answers_is_refused(sheet: str) -> None:
    assert the_error(workbook(text("a"), choices=[], **{sheet: [{"x": "y"}]})) == (
        sheet,
        f"The sheet {sheet} is not supported. Delete it.",
    )


def test_groups_do_not_stand_too_deep() -> None:
    rows: list[dict[str, str]] = [{"type": "begin group", "name": f"g{n}", "label": "G"} for n in range(9)]
    rows += [text("a")] + [{"type": "end group"} for _ in range(9)]
    assert "Groups stand more than 8 deep." in the_error(workbook(*rows, choices=[]))[1]


def test_a_row_that_is_switched_off_is_left_out_and_said() -> None:
    book = workbook(text("a"), text("b", disabled="yes"), choices=[])
    assert [q.name for q in read(book).questions()] == ["a"]
    assert [f.cell for f in read_workbook(book, "trial")[1]] == ["survey!D3"]


def test_a_workbook_without_questions_is_refused() -> None:
    for book in ({}, {"survey": []}, {"choices": YES_NO}, {"survey": [{"type": "begin group", "name": "g"}]}):
        assert errors(book)


def test_what_the_author_wrote_as_version_is_the_version_else_the_beginning_of_the_content() -> None:
    book = workbook(text("a"), choices=[])
    assert read(book).version == read(book).sha[:12]
    book["settings"][0]["version"] = "3"
    assert read(book).version == "3"


def test_a_repeat_is_not_closed_by_the_end_of_a_group() -> None:
    book = workbook({"type": "begin_repeat", "name": "r", "label": "R"}, text("a"), {"type": "end_group"}, choices=[])
    assert the_error(book)[0] == "survey!A4"


@pytest.mark.parametrize(
    ("choices", "cell"),
    [
        ([*YES_NO, {"list_name": "yes_no", "name": "no", "label": "No"}], "choices!B4"),
        ([{"list_name": "yes_no", "name": "a b", "label": "No"}], "choices!B2"),
        ([{"list_name": "yes_no", "label": "No"}, YES_NO[0]], "choices!B2"),
        ([{"list_name": "yes_no", "name": "no"}, YES_NO[0]], "choices!C2"),
        ([{"name": "no", "label": "No"}, YES_NO[0]], "choices!A2"),
    ],
)
def test_each_fault_of_a_list_is_said_with_its_cell(choices: list[dict[str, str]], cell: str) -> None:
    book = workbook({"type": "select_one yes_no", "name": "a", "label": "A"}, choices=choices)
    assert the_error(book)[0] == cell


@pytest.mark.parametrize(
    "survey",
    [
        [text("a", calculation="${b}+1"), text("b", relevant="${c}=1"), text("c", calculation="${a}")],
        [text("a", calculation="${a}+1")],
        [
            {"type": "begin group", "name": "g", "label": "G", "relevant": "${a}=1"},
            text("a"),
            {"type": "end group"},
        ],
    ],
)
def test_a_circle_is_named_link_by_link(survey: list[dict[str, str]]) -> None:
    (finding,) = errors(workbook(*survey, choices=[]))
    chain = finding.params["chain"].split(" → ")
    assert chain[0] == chain[-1] and len(chain) >= 2 and "circle" in finding.sentence()


def test_a_constraint_may_look_at_another_answer_that_looks_back() -> None:
    read(workbook(text("a", constraint=". != ${b}"), text("b", constraint=". != ${a}"), choices=[]))


def test_a_long_chain_is_no_circle() -> None:
    rows = [text("q0")] + [text(f"q{n}", relevant=f"${{q{n - 1}}} != ''") for n in range(1, 900)]
    read(workbook(*rows, choices=[]))


def test_a_thousand_questions_are_enough() -> None:
    (finding,) = errors(workbook(*(text(f"q{n}") for n in range(1_001)), choices=[]))
    assert "more than 1000 questions" in finding.sentence()


def test_a_workbook_that_is_wrong_everywhere_is_told_what_to_correct_first() -> None:
    from time import process_time

    rows = [text(f"q{n}", htcds=f"prs_Nothing{n}", field_group=f"helth{n}") for n in range(20_000)]
    begun = process_time()
    found = errors(workbook(*rows, choices=[]), field_groups={"health"})
    assert 300 <= len(found) < 320
    assert process_time() - begun < 10


def test_conditions_have_a_length_together() -> None:
    long = " + ".join(["1"] * 900)
    cell, sentence = the_error(workbook(*(text(f"q{n}", relevant=long) for n in range(100)), choices=[]))
    assert cell == "survey!D85" and "together are too long" in sentence


def test_a_long_cell_takes_no_longer_than_it_is() -> None:
    from time import process_time

    begun = process_time()
    errors(workbook(text("a", label="+" + "1" * 30_000 + "x"), text("b") | {"a" + " " * 30_000 + "b": "c"}))
    assert process_time() - begun < 2


def test_what_has_no_effect_is_said_and_the_form_is_taken() -> None:
    book = workbook(
        text("a", guidance_hint="x", appearance="sparkling", parameters="foo=1") | {"my notes": "n", "$kuid": "k"},
        choices=[],
        notes=[{"a": "b"}],
    )
    read(book)
    _, findings = read_workbook(book, "trial")
    assert {f.cell for f in findings} == {"survey!D2", "survey!E2", "survey!F1", "survey!G1", "survey!H1", "notes"}


_WORDS = (
    ("text", "select_one a", "begin group", "end group", "begin_repeat", "end repeat", "calculate", "note", "start"),
    ("select_one_from_file a.csv", "select_multiple a or_other", "${a}", "${", "a", "b", "=1", "yes", "rows=1", "-1"),
)
_HEADINGS = (
    ("type", "name", "label", "label::tg", "label::Tajik (tg)", "relevant", "calculation", "list_name", "hint::ru", ""),
    ("default", "constraint", "choice_filter", "repeat_count", "parameters", "required", "ask_once", "media::image"),
    ("disabled", "default_language", "bind::x", "or_other"),
)
_cells = st.one_of(st.text(max_size=12), *map(st.sampled_from, _WORDS))
_headings = st.one_of(*map(st.sampled_from, _HEADINGS), st.text(max_size=8))
_rows = st.lists(st.dictionaries(_headings, _cells, max_size=7), max_size=8)


_NAMES = st.sampled_from(["a", "b", "c", "a_other", "1", ""])
_KINDS = st.sampled_from([kind for kinds in _WORDS for kind in kinds] + ["integer", "date", "select_one_external a"])
_questions = st.fixed_dictionaries({"type": _KINDS, "name": _NAMES}, optional={h: _cells for h in _HEADINGS[0][2:7]})
_choices = st.fixed_dictionaries({"list_name": st.just("a"), "name": _NAMES, "label": _cells}, optional={"X": _cells})
_anything = st.dictionaries(
    st.one_of(st.sampled_from(["survey", "choices", "settings", "external_choices", "a"]), st.text(max_size=4)),
    _rows,
    max_size=5,
)
_likely = st.fixed_dictionaries(
    {"survey": st.lists(_questions, max_size=6), "choices": st.lists(_choices, max_size=3)},
    optional={"external_choices": st.lists(_choices, max_size=2), "a": st.lists(_choices, max_size=2)},
)
WORKBOOKS = st.one_of(_likely, _anything)


@settings(max_examples=2_000, deadline=None)
@given(WORKBOOKS)
def test_reading_never_breaks_whatever_the_workbook_holds(book: Workbook) -> None:
    definition, findings = read_workbook(book, "trial", field_groups={"a"}, code_lists={"a": {"b"}})
    assert (definition is None) == any(f.is_error for f in findings)
    for finding in findings:
        finding.sentence()

"""What a form makes of answers: which questions are asked, what is calculated, what cannot be so."""

from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamroh.foundation.forms.definition import Choice, Definition, Group, Question
from hamroh.foundation.forms.rules import begun, choices_for, flat, judge, nested, without
from hamroh.foundation.forms.rules.values import NOT_ON_LIST, REQUIRED, UNKNOWN
from hamroh.foundation.forms.terms import Kind

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
_numbers = count()


def form(*children, **lists):
    choices = {name: tuple(_choice(row) for row in rows) for name, rows in lists.items()}
    return Definition("f", "1", f"test-{next(_numbers)}", {"en": "F"}, ("en", "ru"), "en", children, choices)


def _choice(row):
    name, columns = row if isinstance(row, tuple) else (row, {})
    return Choice(name, {"en": name.upper()}, columns)


def ask(name, kind=Kind.TEXT, **more):
    return Question(name, kind, {"en": name}, **more)


def faults(definition, answers, **more):
    return {f.path: f.message_id or f.message for f in judge(definition, answers, now=NOW, **more).faults}


SCHOOL = form(
    ask("age", Kind.INTEGER, required="yes", constraint=". < 120", constraint_message={"en": "Too old."}),
    ask("child", Kind.CALCULATE, calculation="if(${age} < 18, 'yes', 'no')"),
    Group("at_school", {}, (ask("school", required="${class} > 3"), ask("class", Kind.INTEGER)), "${child} = 'yes'"),
)


def test_a_condition_on_a_calculation_opens_a_whole_group():
    assert {"at_school", "school", "class"} <= judge(SCHOOL, {"age": "17"}, now=NOW).shown
    assert not {"at_school", "school", "class"} & judge(SCHOOL, {"age": "18"}, now=NOW).shown


def test_what_must_be_answered_is_asked_for_only_at_the_end():
    assert faults(SCHOOL, {}) == {}
    assert faults(SCHOOL, {}, complete=True) == {"age": REQUIRED}
    assert faults(SCHOOL, {"age": "9", "class": "4"}, complete=True) == {"school": REQUIRED}
    assert faults(SCHOOL, {"age": "9", "class": "2"}, complete=True) == {}


def test_the_authors_own_sentence_says_what_is_wrong():
    assert faults(SCHOOL, {"age": "120"}) == {"age": {"en": "Too old."}}


def test_a_hidden_answer_stays_while_it_is_a_draft_and_is_left_out_at_the_end():
    answers = {"age": "30", "school": "No. 3"}
    assert judge(SCHOOL, answers, now=NOW).answers["school"] == "No. 3"
    assert judge(SCHOOL, answers, now=NOW, complete=True).answers == {"age": "30", "child": "no"}


def test_a_hidden_answer_is_empty_for_every_expression():
    hidden = form(
        ask("a"), ask("b", relevant="${a} = 'x'"), ask("c", Kind.CALCULATE, calculation="concat('<', ${b}, '>')")
    )
    assert judge(hidden, {"a": "y", "b": "1"}, now=NOW).answers["c"] == "<>"


def test_a_calculation_may_stand_before_what_it_needs():
    early = form(ask("twice", Kind.CALCULATE, calculation="${n} * 2"), ask("n", Kind.CALCULATE, calculation="${a} + 1"),
                 ask("a", Kind.INTEGER))  # fmt: skip
    assert judge(early, {"a": "4"}, now=NOW).answers["twice"] == "10"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.INTEGER, " 1 200 ", "1200"), (Kind.INTEGER, "-07", "-7"), (Kind.INTEGER, "١٢", "12"),
        (Kind.DECIMAL, "1,50", "1.5"), (Kind.DECIMAL, ",5", "0.5"), (Kind.DECIMAL, "-0,0", "0"), (Kind.DECIMAL, "3", "3"),
        (Kind.DATE, "2026-02-28", "2026-02-28"), (Kind.DATE, "2026-02-28T10:00:00.000+05:00", "2026-02-28"),
        (Kind.TIME, "14:30", "14:30"), (Kind.DATE_TIME, "2026-02-28T10:00", "2026-02-28T10:00"),
        (Kind.SELECT_MULTIPLE, " b  a b ", "b a"), (Kind.ACKNOWLEDGE, "OK", "OK"), (Kind.TEXT, " a\r\nb\x00 ", "a\nb"),
    ],
)  # fmt: skip
def test_what_people_type_is_kept_in_one_way(kind, typed, kept):
    one = form(ask("q", kind, choices="ab" if kind is Kind.SELECT_MULTIPLE else ""), ab=["a", "b"])
    judged = judge(one, {"q": typed}, now=NOW)
    assert (judged.answers["q"], judged.faults) == (kept, ())


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.INTEGER, "1,5"), (Kind.INTEGER, "two"), (Kind.INTEGER, "9" * 40), (Kind.DECIMAL, "1.000,5"),
        (Kind.DECIMAL, "nan"), (Kind.DECIMAL, "1e3"), (Kind.DATE, "2026-02-30"), (Kind.DATE, "28.2.2026"),
        (Kind.DATE_TIME, "2026-02-28"), (Kind.TIME, "25:00"), (Kind.ACKNOWLEDGE, "yes"), (Kind.SELECT_ONE, "c"),
        (Kind.SELECT_MULTIPLE, "a c"), (Kind.TEXT, "x" * 10_001), (Kind.IMAGE, "../a.jpg"),
    ],
)  # fmt: skip
def test_what_is_no_answer_of_its_kind_is_named_and_stays_as_typed(kind, typed):
    one = form(ask("q", kind, choices="ab"), ab=["a", "b"])
    judged = judge(one, {"q": typed}, now=NOW)
    assert [fault.path for fault in judged.faults] == ["q"]
    assert judged.answers["q"] == typed


TOWNS = form(
    ask("region", Kind.SELECT_ONE, choices="regions"),
    ask("town", Kind.SELECT_ONE, choices="towns", choice_filter="region = ${region}"),
    regions=["sughd", "khatlon"],
    towns=[("khujand", {"region": "sughd"}), ("bokhtar", {"region": "khatlon"})],
)


def test_a_list_shows_what_the_answer_before_leaves_of_it():
    town = list(TOWNS.questions())[1]
    assert [c.name for c in choices_for(TOWNS, town, {"region": "sughd"}, now=NOW)] == ["khujand"]
    assert choices_for(TOWNS, town, {}, now=NOW) == ()
    assert faults(TOWNS, {"region": "sughd", "town": "bokhtar"}) == {"town": NOT_ON_LIST}


def test_what_no_list_has_is_written_beside_it():
    other = form(ask("work", Kind.SELECT_ONE, choices="works", or_other=True), works=["field"])
    assert "work_other" in judge(other, {"work": "other"}, now=NOW).shown
    assert "work_other" not in judge(other, {"work": "field"}, now=NOW).shown
    assert faults(other, {"work": "other", "work_other": "At sea"}) == {}


JOURNEYS = form(
    ask("n", Kind.INTEGER),
    Group(
        "journey", {},
        (
            ask("country"), ask("paid", Kind.DECIMAL, relevant="${country} = 'RU'"),
            ask("place", Kind.CALCULATE, calculation="position(..)"),
            ask("pick", Kind.SELECT_ONE, choices="letters", choice_filter="land = ${country}"),
        ),
        repeat=True,
    ),
    ask("all", Kind.CALCULATE, calculation="sum(${paid})"),
    ask("rows", Kind.CALCULATE, calculation="count(${journey})"),
    letters=[("a", {"land": "RU"}), ("b", {"land": "KZ"})],
)  # fmt: skip


def test_each_row_is_asked_by_its_own_answers_and_sums_see_all_rows():
    answers = {"journey": [{"country": "RU", "paid": "1,5"}, {"country": "KZ", "paid": "9", "pick": "a"}]}
    judged = judge(JOURNEYS, answers, now=NOW)
    assert "journey/0/paid" in judged.shown
    assert "journey/1/paid" not in judged.shown
    assert judged.answers["all"] == "1.5"
    assert judged.answers["rows"] == "2"
    assert judged.answers["journey"][1]["place"] == "2"
    assert [fault.path for fault in judged.faults] == ["journey/1/pick"]
    pick = next(q for q in JOURNEYS.questions() if q.name == "pick")
    assert [c.name for c in choices_for(JOURNEYS, pick, answers, path="journey/1/pick", now=NOW)] == ["b"]


def test_a_count_says_how_often_a_group_is_asked_and_loses_nothing_while_it_is_a_draft():
    counted = form(ask("n", Kind.INTEGER), Group("child", {}, (ask("name"),), repeat=True, repeat_count="${n}"))
    two = judge(counted, {"n": "2", "child": [{"name": "A"}]}, now=NOW)
    assert {"child/0/name", "child/1/name"} <= two.shown
    less = judge(counted, {"n": "0", "child": [{"name": "A"}]}, now=NOW)
    assert less.answers["child"] == [{"name": "A"}]
    assert not any(path.startswith("child/") for path in less.shown)
    done = judge(counted, {"n": "0", "child": [{"name": "A"}]}, now=NOW, complete=True)
    assert not done.answers.get("child")


def test_a_count_that_is_no_number_or_far_too_large_makes_no_endless_page():
    counted = form(ask("n"), Group("child", {}, (ask("name"),), repeat=True, repeat_count="${n}"))
    for typed in ("many", "-3", "1e9", "99999999999999999999", ""):
        assert len(judge(counted, {"n": typed}, now=NOW).answers.get("child", [])) <= 200


def test_an_answer_to_nothing_that_is_asked_is_named():
    assert faults(SCHOOL, {"salary": "5"}) == {"salary": UNKNOWN}
    assert faults(SCHOOL, {"age": ["17"]}) == {"age": UNKNOWN}
    assert faults(JOURNEYS, {"journey": "RU", "country": "RU"}) == {"journey": UNKNOWN, "country": UNKNOWN}
    assert faults(JOURNEYS, {"journey": [{"n": "1"}]}) == {"journey/0/n": UNKNOWN}


def test_defaults_stand_when_a_form_begins_and_an_expression_among_them_is_evaluated():
    early = form(ask("day", Kind.DATE, default="today()"), ask("land", default="TJ"),
                 Group("row", {}, (ask("kind", default="a"),), repeat=True))  # fmt: skip
    assert begun(early, now=NOW) == {"day": "2026-11-23", "land": "TJ"}
    assert begun(early, now=NOW, repeat="row") == {"kind": "a"}


def test_a_form_without_a_group_of_fields_is_judged_as_if_these_questions_were_not_there():
    named = form(
        ask("given", field_group="identity", required="yes"), Group("g", {}, (ask("b", field_group="identity"),))
    )
    less = without(named, frozenset({"identity"}))
    assert list(less.questions()) == []
    assert less.children == ()
    assert faults(less, {}, complete=True) == {}


def test_answers_by_path_are_the_same_answers():
    answers = {"a": "1", "r": [{"b": "2", "s": [{"c": "3"}]}, {}]}
    by_path = flat(answers)
    assert by_path == {"a": "1", "r": "2", "r/0/b": "2", "r/0/s": "1", "r/0/s/0/c": "3"}
    assert nested(by_path, {"r", "s"}) == answers


_names = st.sampled_from(["a", "b", "c", "d", "r", "x", "y", "unknown"])
_leaf = st.one_of(
    st.sampled_from(["", "1", "2,5", "a", "b", "a b", "yes", "2026-01-01", "OK", "99999"]), st.text(max_size=6)
)
_rows = st.lists(st.dictionaries(_names, _leaf, max_size=4), max_size=3)
_answers = st.dictionaries(_names, st.one_of(_leaf, _rows, st.none(), st.integers(), st.booleans()), max_size=8)
_conditions = st.sampled_from(
    ["", "${a} = '1'", "${b} > 1", "selected(${c}, 'a')", "${d} != ''", "not(${a} = 'a')", "count(${r}) > 1",
     "sum(${x}) > 2", "true()", "1 = 0"]
)  # fmt: skip
_own = st.sampled_from(["", ". != 'a'", "string-length(.) < 3", ". > 1"])
_kinds = st.sampled_from([k for k in Kind if k is not Kind.CALCULATE])


@st.composite
def _forms(draw):
    def one(name, condition="", **more):
        kind = draw(_kinds)
        chosen = {"choices": "ab"} if kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE) else {}
        required = draw(st.sampled_from(["", "yes", "${a} = '1'"]))
        return ask(name, kind, relevant=condition, constraint=draw(_own), required=required, **chosen, **more)

    # Each speaks only of what stands before it: a definition has no circles.
    return form(
        one("a"), one("b", draw(st.sampled_from(["", "${a} = '1'"]))),
        Group("g", {}, (one("c"), one("d", draw(st.sampled_from(["", "selected(${c}, 'a')"])))), draw(_conditions.filter(
            lambda c: "${d}" not in c and "${c}" not in c and "${r}" not in c and "${x}" not in c))),
        Group("r", {}, (one("x"), one("y", draw(st.sampled_from(["", "${x} = '1'", "${a} = '1'"])))),
              draw(_conditions.filter(lambda c: "${r}" not in c and "${x}" not in c)), repeat=True,
              repeat_count=draw(st.sampled_from(["", "${a}", "2"]))),
        ask("total", Kind.CALCULATE, calculation=draw(st.sampled_from(["count(${r})", "sum(${x})", "${a} + 1"]))),
        one("last", draw(_conditions)),
        ab=["a", "b"],
    )  # fmt: skip


@settings(max_examples=2000, deadline=None)
@given(_forms(), _answers, st.booleans())
def test_judging_never_fails_and_judging_again_changes_nothing(definition, answers, complete):
    first = judge(definition, answers, now=NOW, complete=complete)
    again = judge(definition, first.answers, now=NOW, complete=complete)
    assert again.answers == first.answers
    assert again.shown == first.shown
    if UNKNOWN not in {fault.message_id for fault in first.faults}:
        assert nested(flat(first.answers), {"r"}) == first.answers


@settings(max_examples=2000, deadline=None)
@given(_forms(), _answers)
def test_a_finished_form_holds_only_what_is_asked(definition, answers):
    done = judge(definition, answers, now=NOW, complete=True)
    assert flat(done.answers).keys() <= done.shown
    once_more = judge(definition, done.answers, now=NOW)
    assert flat(done.answers).keys() <= once_more.shown

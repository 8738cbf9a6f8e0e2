"""What is read, what is refused and where, and that the tree survives JSON."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamroh.foundation.forms.expressions import (
    Context,
    NotUnderstood,
    as_json,
    evaluate,
    from_json,
    names_in,
    parse,
    text,
)
from hamroh.foundation.forms.expressions.nodes import All, Call, Chain, Column, Negative, Number, Own, Ref, Some, Text
from tests.foundation.forms.expressions.generated import contexts, expressions


@pytest.mark.parametrize(
    ("expression", "tree"),
    [
        ("${ a } = 'b'", Chain(("=",), (Ref("a"), Text("b")))),
        ("1 + 2 - 3", Chain(("+", "-"), (Number(1), Number(2), Number(3)))),
        ("1 + 2 * 3", Chain(("+",), (Number(1), Chain(("*",), (Number(2), Number(3)))))),
        ("${a} or ${b} and ${c}", Some((Ref("a"), All((Ref("b"), Ref("c")))))),
        ("${a}-1", Chain(("-",), (Ref("a"), Number(1)))),
        ("-${a}", Negative(Ref("a"))),
        ("---${a}", Negative(Ref("a"))),
        ("../../group/a-b", Ref("a-b")),
        ("/data/group/номи_ном", Ref("номи_ном")),
        ("./a", Ref("a")),
        ("group/a", Ref("a")),
        ("current()/../a", Ref("a")),
        (".>5", Chain((">",), (Own(), Number(5)))),
        (".5", Number(0.5)),
        ("div div mod", Chain(("div",), (Column("div"), Column("mod")))),
        ("position( .. )", Call("position", ())),
        ("\u00a0selected( ${a} ,'x')\n", Call("selected", (Ref("a"), Text("x")))),
    ],
)
def test_an_expression_is_read(expression: str, tree: object) -> None:
    assert parse(expression, columns={"div", "mod"}) == tree


def test_the_answers_that_an_expression_reads_are_known() -> None:
    node = parse(
        "if(${a} > ../b, jr:choice-name(${c}, '${d}'), regex(/data/e, 'x')) + indexed-repeat(${f}, ${g}, -${h})"
    )
    assert names_in(node) == set("abcefgh")


@pytest.mark.parametrize(
    ("expression", "said", "at"),
    [
        ("", "stops before", 0),
        ("1 +", "stops before", 3),
        ("(1", "stops before", 2),
        ("1)", "“)” was not expected", 1),
        ("1 == 2", "“=” was not expected", 3),
        ("1 = = 2", "“=” was not expected", 4),
        ("${a} ${b}", "“${b}” was not expected", 5),
        ("${}", "“${}” was not expected", 0),
        ("${a b}", "“${a b}” was not expected", 0),
        ("${a", "“$” was not expected", 0),
        ("'a", "never ends", 0),
        ("${a} = ‘x’", "straight ones", 7),
        ("${b}", "no question named “b”", 0),
        ("../b", "no question named “b”", 0),
        ("jr:choice-name(${a}, '${b}')", "no question named “b”", 22),
        ("jr:choice-name(${a}, 'b')", "by its name", 22),
        ("jr:choice-name(${a}, ${a})", "in quotation marks", 21),
        ("${last-saved#a}", "earlier form", 0),
        ("a", "“a” stands alone", 0),
        ("yes = ${a}", "“yes” stands alone", 0),
        ("uuid()", "uuid() is not supported", 0),
        ("1 + random()", "random() is not supported", 4),
        ("pulldata('a', 'b', 'c', 'd')", "pulldata() is not supported", 0),
        ("digest(${a}, 'MD5')", "digest() is not supported", 0),
        ("instance('x')/list/item", "instance() is not supported", 0),
        ("IF(1, 2, 3)", "IF() is not supported", 0),
        ("selected(${a})", "takes 2 values, and was given 1", 0),
        ("true(1)", "takes 0 values, and was given 1", 0),
        ("round()", "from 1 to 2 values, and was given 0", 0),
        ("join()", "takes 1 values or more", 0),
        ("if(1,,2)", "“,” was not expected", 5),
        ("sum(1)", "by its name", 4),
        ("count(${a} + 1)", "by its name", 6),
        ("indexed-repeat(${a}, 1, 1)", "by its name", 21),
        ("${a}[1]", "square brackets", 4),
        ("../a[. > 1]", "square brackets", 4),
        ("(1)[1]", "square brackets", 3),
        ("//a", "path “//a”", 0),
        ("..", "path “..”", 0),
        ("../..", "path “../..”", 0),
        ("@a", "“@” was not expected", 0),
        ("*", "“*” was not expected", 0),
        ("${a} | ${a}", "“|” was not expected", 5),
        ("position()", "“)” was not expected", 9),
        ("position(../..)", "path “../..”", 9),
        ("child::a", "“:” was not expected", 5),
        ("regex(${a}, ${a})", "in quotation marks", 12),
        ("format-date(${a}, '%q')", "“%q”", 19),
        ("format-date(${a}, '%')", "“%”", 19),
        ("'a\x00b'", "U+0000", 2),
        ("1" * 400, "not expected", 0),
        ("(" * 101 + "1" + ")" * 101, "nested deeper", 100),
        ("-not(" * 60 + "1" + ")" * 60, "nested deeper", 0),
        ("1" + " + 1" * 3000, "longer than 10000", 10_000),
    ],
)
def test_an_expression_is_refused_with_a_sentence_and_a_place(expression: str, said: str, at: int) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse(expression, names={"a"})
    assert said in refused.value.message_id % refused.value.params
    assert refused.value.at == at


def test_the_deepest_expression_still_comes_to_something() -> None:
    deepest = "1 + (" * 49 + "2" + ")" * 49
    assert evaluate(parse(deepest), Context({})) == 51
    assert evaluate(from_json(as_json(parse("not(" * 98 + "1" + ")" * 98))), Context({})) is True


PIECES = st.sampled_from([
    "${a}", "${", "}", "'", '"', "(", ")", "[", "]", ",", ".", "..", "/", "//",
    "+", "-", "*", " div ", " mod ", "=", "!=", "<", ">=",
    " and ", " or ", "1", "0.5", "selected(", "regex(", "'a{2,3}'", "'(a|b)*'", "'[^x-z]+'", "position(", "count(", "if(",
    "jr:choice-name(", "format-date(", "'%Y'", "current()", "a", "\\", "{3}", "|", "?", "^", "$", " ",
])  # fmt: skip


@settings(max_examples=2000, deadline=None)
@given(st.text(max_size=40) | st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_read_or_refused_and_nothing_else(anything: str) -> None:
    try:
        node = parse(anything)
    except NotUnderstood as refused:
        assert 0 <= refused.at <= len(anything)
        assert refused.message_id % refused.params
    else:
        text(evaluate(node, Context({})))


@settings(max_examples=2000, deadline=None)
@given(st.text("()[]{}|?*+\\^$.,-&ab1Ж:<=!", max_size=20))
def test_any_pattern_is_read_or_refused_and_nothing_else(anything: str) -> None:
    try:
        evaluate(parse(f"regex('abba', '{anything}')"), Context({}))
    except NotUnderstood as refused:
        assert refused.message_id % refused.params


@settings(max_examples=2000, deadline=None)
@given(expressions(), contexts())
def test_a_tree_survives_json(expression: str, context: Context) -> None:
    node = parse(expression, columns={"region"})
    again = from_json(json.loads(json.dumps(as_json(node), allow_nan=False)))
    assert again == node
    assert text(evaluate(again, context)) == text(evaluate(node, context))

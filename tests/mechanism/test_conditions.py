"""For whom a step holds: a closed language, parsed once, that answers also when not all is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.mechanism.procedures.rules import (
    Among,
    AndAlso,
    Condition,
    Facts,
    InTerritory,
    Misread,
    Negation,
    OrElse,
    holds,
    parse_condition,
    written,
)

leaves = st.sampled_from(["adult", "child", "national", "foreigner"]).map(Among) | st.sampled_from(
    ["A", "A:b", "C-1"]
).map(InTerritory)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: inner.map(Negation) | st.builds(AndAlso, inner, inner) | st.builds(OrElse, inner, inner),
    max_leaves=8,
)
known = st.builds(Facts, st.booleans(), st.booleans(), st.frozensets(st.sampled_from(["A", "A:b", "C-1"])))
ADULT_FOREIGNER_IN_A = Facts(child=False, foreigner=True, places=frozenset({"A", "A:b"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("adult", True),
        ("child", False),
        ("foreigner", True),
        ("national", False),
        ("in A", True),
        ("in C-1", False),
        ("not child and in A:b", True),
        ("child or foreigner and in A", True),
        ("(child or foreigner) and in C-1", False),
        ("not (child or national)", True),
    ],
)
def test_a_condition_says_for_whom_it_holds(text: str, expected: bool) -> None:
    assert holds(parse_condition(text), ADULT_FOREIGNER_IN_A) is expected


def test_no_condition_holds_for_everybody() -> None:
    assert holds(None, Facts()) is True


@given(conditions)
def test_what_is_written_is_read_back_with_the_same_meaning(condition: Condition) -> None:
    try:
        again = parse_condition(written(condition))
    except Misread as misread:
        assert "longer" in misread.sentence or "nested" in misread.sentence
        return
    assert written(again) == written(condition)


@given(conditions, known)
def test_with_all_facts_there_is_an_answer_and_not_turns_it_round(condition: Condition, facts: Facts) -> None:
    found = holds(condition, facts)
    assert found is not None
    assert holds(Negation(condition), facts) is not found


@given(conditions, known)
def test_what_holds_with_less_known_still_holds_when_all_is_known(condition: Condition, facts: Facts) -> None:
    for less in (Facts(None, facts.foreigner, facts.places), Facts(facts.child, None, None), Facts()):
        early = holds(condition, less)
        assert early is None or early is holds(condition, facts)


@pytest.mark.parametrize(
    "text",
    ["", " ", "and", "child and", "child child", "(child", "child)", "in", "in (", "child & adult", "CHILD", "a" * 400,
     "not " * 30 + "child", "(" * 40 + "child" + ")" * 40, "child; drop"],
)  # fmt: skip
def test_what_is_no_condition_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(Misread) as misread:
        parse_condition(text)
    assert misread.value.sentence and misread.value.remedy


@given(st.text(max_size=60))
def test_any_text_is_a_condition_or_a_plain_refusal(text: str) -> None:
    try:
        parse_condition(text)
    except Misread as misread:
        assert misread.sentence

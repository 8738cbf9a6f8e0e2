"""Regular expressions: what they match, what is refused, and that none explodes."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamroh.foundation.forms.expressions import NotUnderstood, parse
from hamroh.foundation.forms.expressions.patterns import matches, read_pattern


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (r"^\+992[0-9]{9}$", "+992901234567", "992901234567"),
        (r"[0-9]{2,4}", "123", "12345"),
        (r"[0-9]{2,}", "123456", "1"),
        (r"\d{3}", "123", "٣٣٣"),
        (r"[А-Яа-яЁёҒғӢӣҚқӮӯҲҳҶҷ \-]+", "Ҷамила Қ-ва", "Jamila"),
        (r"[A-Z]\w*", "Ab_9", "ab"),
        (r"yes|no|don't know", "no", "yesno"),
        (r"^a$|^b$", "b", "ab"),
        (r"(?:ab)+c?", "ababc", "abc c"),
        (r"a.c", "aбc", "a\nc"),
        (r".*", "", "\n"),
        (r"[^,;]+", "a b", "a,b"),
        (r"\S+@\S+\.[a-z]{2,}", "a@b.org", "a @b.org"),
        (r"[\w.-]+", "a.b-c", "a/b"),
        (r"a??b", "ab", "a"),
        (r"(a?){3}b", "aab", "aaaab"),
        (r"\u04b7", "ҷ", "j"),
        (r"😀+", "😀😀", "😁"),
        (r"[^a]", "😀", "a"),
        (r"[^\x]".replace("x", "d"), "x", "5"),
        (r"(ab?)*", "aab", "b"),
    ],
)
def test_a_pattern_matches_a_whole_text(pattern: str, yes: str, no: str) -> None:
    found = read_pattern(pattern)
    assert matches(found, yes) and not matches(found, no)


@pytest.mark.parametrize(
    "pattern",
    [
        "", "a||b", "()", "(", ")", "[", "[]", "[^]", "a**", "a*+", "*a", "a{0}", "a{3,1}", "a{,3}", "a{x}", "a{1",
        "(?i)a", "(?=a)a",
        r"(a)\1", r"\bword\b", r"\p{L}+", "[[a]]", "[a&&b]", "[z-a]", r"[a-\d]", "a^b", "a$b", r"\x41", "\\", "{2}",
        "((a{1000}){1000}){1000}", "(a{999}){999}", "a{5000}", "(((((((((((((((((((((((a)))))))))))))))))))))))",
        "(a?){600}", "]", "}",
    ],
)  # fmt: skip
def test_a_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_pattern(pattern)
    assert "attern" in refused.value.message_id


def test_the_place_of_a_fault_in_a_pattern_is_told() -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse("regex(${a}, 'ab(?i)c')")
    assert refused.value.at == "regex(${a}, 'ab(?i)c')".index("?")


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*)(.*)(.*)(.*)(.*)b", "([a-z]+ ?)+x"])
def test_no_pattern_explodes(pattern: str) -> None:
    found = read_pattern(pattern)
    start = time.process_time()
    assert not matches(found, "a" * 3000)
    assert time.process_time() - start < 2


def test_a_text_beyond_all_measure_does_not_match() -> None:
    assert not matches(read_pattern("[ab]*"), "a" * 3_000_000)


SIGN = st.sampled_from("abж.-_ 12")
PIECE = st.sampled_from([
    "a", "b", "ж", "[ab]", "[^a]", "[a-z]", "[ж1-3_-]", ".", r"\d", r"\w", r"\s", r"\.", r"\-", r"\D", r"\W", r"\S",
    "[^\\d.]",
])  # fmt: skip
PATTERN = st.recursive(
    PIECE,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda rows: "(" + "|".join(rows) + ")"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "+?"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=2000, deadline=None)
@given(PATTERN, st.text(SIGN, max_size=8))
def test_a_pattern_matches_what_python_matches(pattern: str, value: str) -> None:
    assert matches(read_pattern(pattern), value) == bool(re.fullmatch(pattern, value, re.ASCII))

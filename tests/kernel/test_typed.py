"""What is pasted from anywhere reads as it is seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.kernel.ids import read_code, read_receipt, receipt_code, spoken_code
from hamroh.kernel.typed import figures, one_line, plain


@pytest.mark.parametrize(
    "pasted",
    [
        "\u202eГулрухсор\u202c",  # reads backwards
        "\u2067Гулрухсор\u2069",
        "Гул\u200bрухсор",
        "\ufeffГулрухсор\u200f",
        "Гул\u00adрухсор",
        "Гулрух\u200cсор",  # a joiner that this script has no use for
        "Гулрухсор\x00\x1b",
        "\u2060Гулрухсор\U000e0041",
    ],
)
def test_signs_that_nobody_sees_are_taken_away(pasted):
    assert plain(pasted) == "Гулрухсор"


@pytest.mark.parametrize("word", ["می\u200cخواهم", "نامه\u200cای", "क्\u200dष", "ക\u0d4d\u200d\u0d37"])
def test_a_joiner_stays_where_a_script_needs_it(word):
    assert plain(word) == word


@pytest.mark.parametrize("word", ["\u200cمی", "می\u200c", "می \u200cخواهم"])
def test_a_joiner_that_joins_nothing_goes(word):
    assert "\u200c" not in plain(word)


def test_what_is_seen_stays():
    text = "Ҳамроҳ — «ёрӣ», №5: ӯ гуфт…\n\tба 10:00 O’Brien 👩 ғ"
    assert plain(text) == text


def test_two_ways_to_write_one_letter_become_one():
    apart = unicodedata.normalize("NFD", "Ӣқболи Йӯлдош")
    assert apart != "Ӣқболи Йӯлдош"
    assert plain(apart) == "Ӣқболи Йӯлдош"


def test_lines_and_blanks_are_plain():
    assert plain("a\r\nb\u2028c\u00a0d\u202fe") == "a\nb\nc d e"
    assert one_line("  Раҳмонова \u00a0\n Ситора\t") == "Раҳмонова Ситора"


@pytest.mark.parametrize(
    ("typed", "read"), [("۱۴۰۵/۰۲/۳۱", "1405/02/31"), ("٢٠٢٦", "2026"), ("१२", "12"), ("x²½", "x²½")]
)
def test_figures_of_any_script_are_read(typed, read):
    assert figures(typed) == read


@given(st.text(max_size=60))
def test_made_plain_once_it_stays_so(text):
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=60))
def test_what_is_left_can_be_kept(text):
    kept = plain(text)
    kept.encode()
    assert "\x00" not in kept


def test_a_code_is_read_with_marks_and_figures_of_another_keyboard():
    code = spoken_code("TJ")
    eastern = code.translate({ord("0") + n: 0x06F0 + n for n in range(10)})
    assert read_code(f"\u200f {eastern}\u202c", "TJ") == code
    cyrillic = code.translate(str.maketrans("TCHKMPX", "ТСНКМРХ"))
    assert read_code(cyrillic.lower() if cyrillic.lower() != cyrillic else cyrillic, "TJ") == code


def test_a_receipt_is_read_so_too():
    code = receipt_code(0x1234_5678_9ABC_DEF0)
    eastern = code.translate({ord("0") + n: 0x0660 + n for n in range(10)})
    assert read_receipt(f"\u200b{eastern}") == code

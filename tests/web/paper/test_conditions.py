"""Conditions in words say exactly what decides, or only that something does."""

import pytest

from hamroh.web.shell.paper.conditions import condition_in_words, highest, limits_in_words
from tests.web.paper.forms import ask, form

FORM = form(
    ask("integer", "age"),
    ask("select_one yes_no", "alone"),
    ask("select_multiple needs", "needs"),
    ask("text", "work"),
    ask("acknowledge", "heard"),
    ask("calculate", "young", calculation="${age} < 18"),
)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", ""),
        ("true()", ""),
        ("${alone} = 'yes'", "Only if 2 = “Yes”"),
        ("'yes' = ${alone}", "Only if 2 = “Yes”"),
        ("${alone} != 'yes'", "Only if 2 is not “Yes”"),
        ("selected(${alone}, 'yes')", "Only if 2 = “Yes”"),
        ("selected(${needs}, 'doctor')", "Only if “Doctor” is marked in 3"),
        ("not(selected(${needs}, 'doctor'))", "Only if “Doctor” is not marked in 3"),
        ("${age} < 18", "Only if 1 is less than 18"),
        ("18 > ${age}", "Only if 1 is less than 18"),
        ("${age} >= 18", "Only if 1 is 18 or more"),
        ("${age} <= '18'", "Only if 1 is 18 or less"),
        ("not(${age} >= 18)", "Only if 1 is less than 18"),
        ("${age} > -1", "Only if 1 is more than −1"),
        ("${work} != ''", "Only if 4 is answered"),
        ("${work} = ''", "Only if 4 is left empty"),
        ("string-length(${work}) > 0", "Only if 4 is answered"),
        ("count-selected(${needs}) >= 1", "Only if 3 is answered"),
        ("${heard} = 'OK'", "Only if 5 = “yes”"),
        ("${alone} = 'yes' and ${age} < 18", "Only if 2 = “Yes” and 1 is less than 18"),
        ("${alone} = 'yes' or ${alone} = 'no'", "Only if 2 = “Yes” or “No”"),
        (
            "selected(${needs}, 'doctor') or selected(${needs}, 'lawyer')",
            "Only if “Doctor” or “Lawyer” is marked in 3",
        ),
        (
            "${age} > 3 and (${alone} = 'yes' or ${work} != '')",
            "Only if 1 is more than 3 and (2 = “Yes” or 4 is answered)",
        ),
        ("not(${alone} = 'yes' or ${age} < 18)", "Only if 2 is not “Yes” and 1 is 18 or more"),
    ],
)
def test_a_simple_condition_is_said(expression, words):
    assert condition_in_words(expression, FORM, "en") == words


@pytest.mark.parametrize(
    "expression",
    [
        "string-length(${work}) > 3",
        "${age} + 1 > 18",
        "${young} = 1",
        "${alone} = 'perhaps'",
        "${age} < ${work}",
        "count-selected(${needs}) > 2",
        "${age} <",
        "${alone} = 'yes' and string-length(${work}) > 3",
        "regex(${work}, '[a-z]+')",
    ],
)
def test_of_a_complicated_condition_only_that_there_is_one_is_said(expression):
    assert condition_in_words(expression, FORM, "en") == "Only if it applies"


def test_of_two_that_must_both_hold_nothing_is_drawn_together_that_would_say_something_else():
    both = "selected(${needs}, 'doctor') and selected(${needs}, 'lawyer')"
    assert condition_in_words(both, FORM, "en") == "Only if “Doctor” is marked in 3 and “Lawyer” is marked in 3"
    neither = "${alone} != 'yes' and ${alone} != 'no'"
    assert condition_in_words(neither, FORM, "en") == "Only if 2 is not “Yes” and 2 is not “No”"
    either = "${alone} != 'yes' or ${alone} != 'no'"
    assert condition_in_words(either, FORM, "en") == "Only if 2 is not “Yes” or 2 is not “No”"


def test_answers_are_named_in_the_language_of_the_sheet():
    assert "Ҷойи бехатар" in condition_in_words("selected(${needs}, 'shelter')", FORM, "tg")


@pytest.mark.parametrize(
    ("constraint", "words", "most"),
    [
        ("", "", None),
        (". >= 0 and . <= 120", "from 0 to 120", 120),
        (". <= 17", "17 at most", 17),
        (". < 18", "less than 18", 18),
        ("18 > .", "less than 18", 18),
        (". <= today()", "not after today", None),
        (". >= '2020-01-01'", "", None),
        (". > 0 and . < ${age}", "", None),
        (". > 3 or . = 0", "", None),
        ("regex(., '[0-9]{9}')", "", None),
    ],
)
def test_limits_are_said_where_they_are_plain(constraint, words, most):
    assert limits_in_words(constraint, "en") == words
    assert highest(constraint) == most

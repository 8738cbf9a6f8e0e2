"""What of a form may be kept."""

import json

import pytest

from hamroh.foundation.drafts.rules import as_text, is_secret, worth_keeping
from hamroh.foundation.drafts.terms import LARGEST


@pytest.mark.parametrize(
    "name", ["password", "oldpassword", "new_password2", "pin", "door-pin", "PIN", "otp", "api_token"]
)
def test_a_secret_is_never_kept(name):
    assert is_secret(name)
    assert worth_keeping({name: ["1234"], "note": ["x"]}, apart_from=()) == {"note": ["x"]}


@pytest.mark.parametrize("name", ["opinion", "happening", "spinning", "country_code", "key_person", "secretary"])
def test_a_word_that_only_contains_one_is_kept(name):
    assert not is_secret(name)


def test_what_says_who_sends_is_left_out():
    assert worth_keeping({"kept": ["m"], "how": ["a", "b"]}, apart_from=("kept",)) == {"how": ["a", "b"]}


def test_letters_of_any_script_count_as_they_lie_sealed():
    fits = {"note": ["ғ" * (LARGEST // 2 - 20)]}
    assert json.loads(as_text(fits) or "") == fits
    assert as_text({"note": ["ғ" * (LARGEST // 2)]}) is None

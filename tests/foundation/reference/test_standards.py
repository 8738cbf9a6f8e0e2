"""What is shipped is what was published, in three languages, with its source."""

import csv
import json
import re
from importlib.resources import files

import pytest
import yaml

from hamroh.foundation.reference import standards

DATA = files("hamroh.foundation.reference") / "data"
TAJIK_ONLY = re.compile("[ғӣқӯҳҷ]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(f.name for f in DATA.iterdir() if f.name.endswith((".csv", ".json", ".yaml"))))
def test_every_shipped_file_names_its_source(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    if name.endswith(".csv"):
        assert next(csv.reader([text.splitlines()[0]]))[0].startswith("# source: ")
    else:
        content = json.loads(text) if name.endswith(".json") else yaml.safe_load(text)
        assert content["source"]


def test_the_readers_give_the_published_numbers_of_things() -> None:
    assert len(standards.ilo_indicators()) == 67
    assert len(standards.ilo_dimensions()) == 6
    assert len(standards.htcds_fields()) == 83
    assert len(standards.countries()) == 249
    assert len(standards.languages()) == 15
    assert len(standards.fhir_transitions().moves) == 18
    assert len({i.principle for i in standards.pre_interview_checklist()}) == 10


def test_a_translation_that_nobody_reviewed_says_so() -> None:
    assert standards.translations_reviewed() is False


@pytest.mark.parametrize("indicator", standards.ilo_indicators(), ids=lambda i: i.id)
def test_each_indicator_has_words_in_three_languages(indicator: standards.Indicator) -> None:
    in_three_languages(indicator.text)


@pytest.mark.parametrize("field", standards.htcds_fields())
def test_each_code_has_words_in_three_languages_and_no_space_around_it(field: str) -> None:
    for code in standards.htcds_codes(field):
        assert code.code == code.code.strip()
        assert set(code.text) == {"en", "tg", "ru"} and all(code.text.values())


def test_twenty_one_fields_have_a_list_of_codes_and_no_translation_is_left_over() -> None:
    listed = {
        f: {c.code for c in standards.htcds_codes(f)} for f in standards.htcds_fields() if standards.htcds_codes(f)
    }
    assert len(listed) == 21
    words = yaml.safe_load((DATA / "translations.yaml").read_text(encoding="utf-8"))["htcds_codes"]
    assert {f: set(codes) for f, codes in words.items()} == listed


def test_dimensions_and_checklist_have_words_in_three_languages() -> None:
    for text in [*standards.ilo_dimensions().values(), *(i.text for i in standards.pre_interview_checklist())]:
        in_three_languages(text)


def test_the_codes_of_a_field_that_does_not_exist_are_an_error() -> None:
    with pytest.raises(KeyError):
        standards.htcds_codes("prs_ShoeSize")


def test_languages_without_a_two_letter_code_go_by_three_letters() -> None:
    assert {"tg", "ru", "sgh", "prs"} <= set(standards.languages())


def in_three_languages(text: standards.Text) -> None:
    assert set(text) == {"en", "tg", "ru"}
    assert text["en"] and not CYRILLIC.search(text["en"])
    assert CYRILLIC.search(text["tg"]) and CYRILLIC.search(text["ru"])
    assert not TAJIK_ONLY.search(text["ru"]), "Tajik letters in the Russian text"
    assert not re.search("[ыщц]", text["tg"]) or "социал" in text["tg"], "Russian letters in the Tajik text"
    assert text["tg"] != text["ru"]

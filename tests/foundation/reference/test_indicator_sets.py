"""The sets that ship are the published ones, to the letter; what is not known is left out and said."""

import csv
from importlib.resources import files

import pytest
from django.utils import translation

from hamroh.casework.identification.terms import ANSWER_WORDING, Answer, Element
from hamroh.foundation.reference import standards
from hamroh.foundation.reference.indicator_sets import IndicatorSet, answer_words, shipped_sets

DATA = files("hamroh.foundation.reference") / "data"
ROWS = list(csv.DictReader((DATA / "ilo_delphi_indicators.csv").read_text(encoding="utf-8").splitlines()[1:]))
WEIGHTS = {"S": "strong", "M": "medium", "W": "weak"}


def published() -> list[IndicatorSet]:
    return [one for one in shipped_sets().values() if not one.context]


MEANS = ("deceptive_recruitment", "coercive_recruitment")


@pytest.mark.parametrize(
    ("set_id", "column", "count"), [("ilo-adult-labour", "adult_labour", 67), ("ilo-child-labour", "child_labour", 65)]
)
def test_a_labour_list_has_the_transcribed_items_and_weights(set_id: str, column: str, count: int) -> None:
    one = shipped_sets()[set_id]
    assert [(i.id, i.dimension, i.text["en"], i.weight) for i in one.items] == [
        (r["id"], r["dimension"], r["indicator"], WEIGHTS[r[column]]) for r in ROWS if r[column]
    ]
    assert len(one.items) == count
    assert one.weighed
    assert (one.basis, one.status, one.default) == ("sourced_model", "active", True)


@pytest.mark.parametrize("set_id", ["ilo-adult-sexual", "ilo-child-sexual"])
def test_the_lists_on_sexual_exploitation_are_drafts_without_any_weight(set_id: str) -> None:
    one = shipped_sets()[set_id]
    assert (one.status, one.basis, one.weighed, one.default) == ("draft", "memory", False, False)
    assert [i.weight for i in one.items] == [None] * len(one.items)
    assert len(one.dimensions) == 6
    assert not any(d.rule for d in one.dimensions)
    assert "weights are not set" in one.notes[0]["en"]


@pytest.mark.parametrize(
    ("set_id", "column"),
    [("ilo-adult-sexual", "adult_sexual_UNVERIFIED"), ("ilo-child-sexual", "child_sexual_UNVERIFIED")],
)
def test_a_draft_holds_only_items_of_which_something_is_stated(set_id: str, column: str) -> None:
    assert [i.id for i in shipped_sets()[set_id].items] == [r["id"] for r in ROWS if r[column]]


def test_each_dimension_speaks_to_its_element_of_the_definition() -> None:
    for one in published():
        elements = {d.id: Element(d.element) for d in one.dimensions}
        assert list(elements) == list(standards.ilo_dimensions())
        assert {id for id, element in elements.items() if element is Element.MEANS} == {*MEANS}
        assert {id for id, element in elements.items() if element is Element.PURPOSE} == {
            "exploitative_conditions",
            "coercion_destination",
        }


def test_general_prompts_are_recalled_said_to_be_so_and_count_in_nothing() -> None:
    (one,) = (one for one in shipped_sets().values() if one.context)
    assert (one.id, one.basis, one.population, one.source) == ("general-prompts", "memory", "any", "")
    assert not one.weighed and not one.default
    assert {i.weight for i in one.items} == {None} and {d.element for d in one.dimensions} == {"prompt"}
    assert {i.dimension for i in one.items} == {d.id for d in one.dimensions}


def test_no_means_stand_in_the_table_for_children() -> None:
    for row in shipped_sets()["ilo-child-labour"].table:
        if row.shows != "some_signs":
            assert not {*row.all, *row.one} & {*MEANS}


def test_whoever_screens_a_child_reads_that_a_suspected_guardian_is_never_asked() -> None:
    notes = [note["en"] for note in shipped_sets()["ilo-child-labour"].notes]
    assert any("guardian" in note and "never asked" in note for note in notes)


def test_everything_is_said_in_three_languages() -> None:
    for one in shipped_sets().values():
        texts = [one.name, *one.notes, *(d.name for d in one.dimensions), *(i.text for i in one.items)]
        assert all(set(text) == {"en", "tg", "ru"} and all(text.values()) for text in texts)


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_the_answers_on_a_telephone_and_on_paper_are_those_of_the_pages(language: str) -> None:
    with translation.override(language):
        on_pages = {str(answer): translation.gettext(words) for answer, words in ANSWER_WORDING.items()}
    assert {answer: text[language] for answer, text in answer_words().items()} == on_pages
    assert list(answer_words()) == [str(answer) for answer in Answer]

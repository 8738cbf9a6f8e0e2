"""Which list is asked, and the same list as a workbook."""

from dataclasses import replace

import pytest

from hamroh.casework.identification.sets import context_sets, default_set, items_of, main_sets, sheets_of
from hamroh.casework.identification.terms import Population
from hamroh.foundation.reference.indicator_sets import IndicatorSet, SetDimension, SetItem, shipped_sets

ADULT, CHILD = Population.ADULT, Population.CHILD
LABOUR = shipped_sets()["ilo-adult-labour"]
PROMPTS = IndicatorSet(
    id="harvest",
    name={"en": "Harvest"},
    population="any",
    basis="assumed",
    status="active",
    dimensions=(SetDimension("heard", {"en": "Heard"}, "prompt"),),
    items=(SetItem("h-1", "heard", {"en": "Was it paid?"}),),
    context=True,
)


def known(*more: IndicatorSet) -> dict[str, IndicatorSet]:
    return {**shipped_sets(), **{one.id: one for one in more}}


def test_the_published_list_comes_first_and_drafts_last() -> None:
    assert [one.id for one in main_sets(known(PROMPTS), ADULT)] == ["ilo-adult-labour", "ilo-adult-sexual"]
    assert [one.id for one in main_sets(known(PROMPTS), CHILD)] == ["ilo-child-labour", "ilo-child-sexual"]


def test_a_mechanisms_own_default_goes_before_the_published_one() -> None:
    own = replace(LABOUR, id="own", default=True)
    assert default_set(known(own), ADULT).id == "own"
    assert default_set(known(own), CHILD).id == "ilo-child-labour"
    assert default_set(known(replace(own, default=False)), ADULT).id == "ilo-adult-labour"


def test_prompts_are_offered_for_whom_they_are_and_never_as_the_list() -> None:
    only_children = replace(PROMPTS, id="school", population="child", default=True)
    found = known(PROMPTS, only_children)
    assert [one.id for one in context_sets(found, ADULT)] == ["general-prompts", "harvest"]
    assert [one.id for one in context_sets(found, CHILD)] == ["general-prompts", "harvest", "school"]
    assert default_set(found, CHILD).id == "ilo-child-labour"


@pytest.mark.parametrize("asked", shipped_sets().values(), ids=lambda one: one.id)
def test_a_workbook_asks_every_item_once_in_its_group(asked: IndicatorSet) -> None:
    survey = sheets_of(asked, ["tg", "ru", "en"])["survey"]
    questions = [row for row in survey if row["type"] == "select_one answer"]
    assert [row["indicator"] for row in questions] == [i.id for i in asked.items]
    assert [row["label::Tajik (tg)"] for row in questions] == [i.text["tg"] for i in asked.items]
    groups = [row["name"] for row in survey if row["type"] == "begin group"]
    assert groups == [d.id for d in asked.dimensions if any(i.dimension == d.id for i in asked.items)]
    assert len([row for row in survey if row["type"] == "end group"]) == len(groups)
    notes = [row["label::English (en)"] for row in survey if row["type"] == "note"]
    assert notes == [note["en"] for note in asked.notes]


def test_names_are_such_as_a_form_may_use_and_none_stands_twice() -> None:
    items = tuple(SetItem(id, "heard", {"en": id}) for id in ("D1.01", "D1_01", "D1-01", "1st", "heard"))
    survey = sheets_of(replace(PROMPTS, items=items), ["en"])["survey"]
    names = [row["name"] for row in survey if "name" in row]
    assert names == ["heard", "D1_01", "D1_01_2", "D1_01_3", "q_1st", "heard_2"]


def test_the_four_answers_and_the_title_stand_in_the_workbook() -> None:
    sheets = sheets_of(LABOUR, ["ru", "en"])
    assert [(row["name"], row["label::Russian (ru)"]) for row in sheets["choices"]] == [
        ("yes", "Да"),
        ("no", "Нет"),
        ("unknown", "Неизвестно"),
        ("not_said", "Не хочет говорить"),
    ]
    assert sheets["settings"] == [
        {"form_title": LABOUR.name["ru"], "form_id": "ilo_adult_labour", "default_language": "Russian (ru)"}
    ]


def test_the_questions_of_several_sets_stay_in_order() -> None:
    assert list(items_of([PROMPTS, LABOUR]))[:2] == ["h-1", "D1.01"]

"""The published rule, reproduced: what the answers show, and what they can never show."""

import csv
import json
from dataclasses import replace
from enum import StrEnum
from importlib.resources import files
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.identification import rules, terms
from hamroh.casework.identification.rules import (
    DimensionResult,
    Suggestion,
    UnknownIndicator,
    pre_interview_checklist,
    unconfirmed,
)
from hamroh.casework.identification.sets import default_set, items_of
from hamroh.casework.identification.terms import Answer, Basis, Element, Finding, HumanDecision, Population
from hamroh.foundation.reference.indicator_sets import IndicatorSet, Row, SetDimension, SetItem, shipped_sets

DATA = files("hamroh.foundation.reference") / "data"
ROWS = list(csv.DictReader((DATA / "ilo_delphi_indicators.csv").read_text(encoding="utf-8").splitlines()[1:]))
RULES = json.loads((DATA / "ilo_delphi_rules.json").read_text(encoding="utf-8"))
ADULT, CHILD = Population.ADULT, Population.CHILD
DRAFTS = [one for one in shipped_sets().values() if one.status == "draft"]


class Dimension(StrEnum):
    """The six as the publication names them, in its order."""

    DECEPTIVE_RECRUITMENT = "deceptive_recruitment"
    COERCIVE_RECRUITMENT = "coercive_recruitment"
    ABUSE_OF_VULNERABILITY_RECRUITMENT = "abuse_of_vulnerability_recruitment"
    EXPLOITATIVE_CONDITIONS = "exploitative_conditions"
    COERCION_DESTINATION = "coercion_destination"
    ABUSE_OF_VULNERABILITY_DESTINATION = "abuse_of_vulnerability_destination"


def labour(population: Population) -> IndicatorSet:
    return default_set(shipped_sets(), population)


def indicators_for(population: Population) -> set[str]:
    return set(items_of([labour(population)]))


def dimensions(answers: dict[str, Answer], population: Population) -> tuple[DimensionResult, ...]:
    return rules.dimensions(answers, labour(population))


def suggestion(answers: dict[str, Answer], population: Population) -> Suggestion:
    return rules.suggestion(answers, labour(population))


def strength(answers: dict[str, Answer], population: Population) -> int:
    """How far up in the decision table the finding stands."""
    table = [row.shows for row in labour(population).table]
    return len(table) - table.index(suggestion(answers, population).finding)


populations = st.sampled_from(Population)
answer_sheets = populations.flatmap(
    lambda p: st.tuples(
        st.just(p), st.dictionaries(st.sampled_from(sorted(indicators_for(p))), st.sampled_from(Answer), max_size=67)
    )
)


def all_yes(*wanted: Dimension) -> dict[str, Answer]:
    return {r["id"]: Answer.YES for r in ROWS if r["dimension"] in wanted and r["child_labour"] and r["adult_labour"]}


def test_the_lists_have_the_published_lengths() -> None:
    assert (len(indicators_for(ADULT)), len(indicators_for(CHILD))) == (67, 65)


def published(strong: int, medium: int, weak: int) -> bool:
    """The rule as it is written in the publication, independent of the data and of the code."""
    two_strong = strong >= 2
    one_strong_and_another = strong >= 1 and medium + weak >= 1
    three_medium = medium >= 3
    two_medium_and_a_weak = medium >= 2 and weak >= 1
    return two_strong or one_strong_and_another or three_medium or two_medium_and_a_weak


def invented(strong: int, medium: int, weak: int) -> IndicatorSet:
    """A list with one dimension, as many items of each weight as wanted, and the published rule."""
    counts = {"strong": strong, "medium": medium, "weak": weak}
    dimension = SetDimension("only", {"en": "Only"}, "purpose", labour(ADULT).dimensions[0].rule)
    items = tuple(SetItem(f"{w}-{n}", "only", {"en": w}, w) for w, count in counts.items() for n in range(count))
    table = (Row("shown", ("only",), (), "assumed"), Row("nothing", (), (), "assumed"))
    return IndicatorSet("invented", {"en": "Invented"}, "any", "assumed", "active", (dimension,), items, table)


@pytest.mark.parametrize(("strong", "medium", "weak"), list(product(range(5), range(5), range(5))))
def test_truth_table_of_the_published_rule(strong: int, medium: int, weak: int) -> None:
    asked = invented(strong, medium, weak)
    (result,) = rules.dimensions({item.id: Answer.YES for item in asked.items}, asked)
    assert (result.strong, result.medium, result.weak) == (strong, medium, weak)
    assert result.positive is published(strong, medium, weak)
    assert result.combination is None or result.combination in RULES["dimension_positive_if_any"]
    assert rules.suggestion({item.id: Answer.YES for item in asked.items}, asked).finding == (
        "shown" if published(strong, medium, weak) else "nothing"
    )


def test_what_the_nearest_combination_still_lacks() -> None:
    rule = labour(ADULT).dimensions[0].rule
    assert rules.nearest(rule, 1, 0, 0) in ({"strong": 1}, {"strong": 0, "medium_or_weak": 1})
    assert rules.nearest(rule, 0, 1, 0) == {"strong": 1, "medium_or_weak": 0}
    for counts in product(range(5), repeat=3):
        lacking = sum(rules.nearest(rule, *counts).values())
        assert (lacking == 0) is published(*counts)


@pytest.mark.parametrize("asked", DRAFTS, ids=lambda one: one.id)
def test_a_draft_shows_nothing_whatever_is_answered(asked: IndicatorSet) -> None:
    answers = {item.id: Answer.YES for item in asked.items}
    view = rules.suggestion(answers, asked)
    assert answers
    assert (view.finding, view.basis, view.row, view.because) == (Finding.NOT_WEIGHED, None, None, ())
    assert not any(r.positive or r.weighed or r.combination for r in rules.dimensions(answers, asked))
    assert {id for r in rules.dimensions(answers, asked) for id in r.because} == set(answers)


def test_a_yes_without_a_weight_is_kept_and_counts_in_nothing() -> None:
    asked = invented(1, 0, 0)
    asked = replace(asked, items=(*asked.items, SetItem("bare", "only", {"en": "bare"})))
    (result,) = rules.dimensions({"strong-0": Answer.YES, "bare": Answer.YES}, asked)
    assert (result.positive, result.because, result.strong + result.medium + result.weak) == (
        False,
        ("strong-0", "bare"),
        1,
    )


@pytest.mark.parametrize("changed", [{"context": True}, {"status": "draft"}], ids=["prompts", "draft"])
def test_prompts_and_drafts_show_nothing_even_if_they_have_weights_and_a_table(changed: dict[str, Any]) -> None:
    asked = replace(invented(4, 0, 0), **changed)
    view = rules.suggestion({item.id: Answer.YES for item in asked.items}, asked)
    assert (view.finding, view.because) == (Finding.NOT_WEIGHED, ())


@pytest.mark.parametrize("population", Population)
def test_every_finding_of_a_labour_list_has_words_and_the_last_row_always_fits(population: Population) -> None:
    table = labour(population).table
    assert all(Finding(row.shows) in terms.FINDING_WORDING for row in table)
    assert (table[-1].all, table[-1].one) == ((), ())
    assert {Element(d.element) for d in labour(population).dimensions} <= set(Element)


@pytest.mark.parametrize("population", Population)
@pytest.mark.parametrize("dimension", Dimension)
def test_every_pair_of_yes_in_a_dimension_counts_by_the_weights_of_the_list(
    population: Population, dimension: Dimension
) -> None:
    column = f"{population}_labour"
    rows = [r for r in ROWS if r["dimension"] == dimension and r[column]]
    for one, two in product(rows, rows):
        pair = {one["id"]: Answer.YES, two["id"]: Answer.YES}
        result = next(r for r in dimensions(pair, population) if r.dimension == dimension)
        letters = "".join(r[column] for r in ROWS if r["id"] in pair)
        assert (result.strong, result.medium, result.weak) == tuple(letters.count(x) for x in "SMW")
        assert result.positive is (len(letters) == 2 and "S" in letters)


@given(answer_sheets, st.data())
def test_one_more_yes_never_turns_a_positive_dimension_negative_nor_weakens_the_suggestion(
    sheet: tuple[Population, dict[str, Answer]], data: st.DataObject
) -> None:
    population, answers = sheet
    added = data.draw(st.sampled_from(sorted(indicators_for(population))))
    before, after = dimensions(answers, population), dimensions(answers | {added: Answer.YES}, population)
    assert all(new.positive for old, new in zip(before, after, strict=True) if old.positive)
    assert strength(answers | {added: Answer.YES}, population) >= strength(answers, population)


@given(answer_sheets, st.randoms())
def test_the_order_of_answers_changes_nothing(sheet: tuple[Population, dict[str, Answer]], random: object) -> None:
    population, answers = sheet
    shuffled = list(answers.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dimensions(answers, population) == dimensions(dict(shuffled), population)
    assert suggestion(answers, population) == suggestion(dict(shuffled), population)


@given(answer_sheets)
def test_only_yes_counts_and_every_other_answer_is_kept_apart(sheet: tuple[Population, dict[str, Answer]]) -> None:
    population, answers = sheet
    results = dimensions(answers, population)
    only_yes = {id: a for id, a in answers.items() if a is Answer.YES}
    assert [r.positive for r in results] == [r.positive for r in dimensions(only_yes, population)]
    assert {id for r in results for id in r.because} == set(only_yes)
    assert sum(r.missing for r in results) == len(indicators_for(population)) - len(answers)
    assert sum(r.unsettled for r in results) == sum(a in ("unknown", "not_said") for a in answers.values())


def test_reasons_come_strongest_first() -> None:
    answers = {"D1.10": Answer.YES, "D1.02": Answer.YES, "D1.01": Answer.YES}
    assert dimensions(answers, ADULT)[0].because == ("D1.01", "D1.02", "D1.10")
    assert dimensions(answers, CHILD)[0].because == ("D1.01", "D1.10", "D1.02")


@given(st.text(max_size=8))
def test_an_indicator_that_is_not_on_the_list_is_refused_by_name(id: str) -> None:
    if id not in indicators_for(CHILD):
        with pytest.raises(UnknownIndicator) as refusal:
            dimensions({id: Answer.YES}, CHILD)
        assert refusal.value.ids == (id,) and id in str(refusal.value)


def test_an_adult_indicator_that_the_child_list_lacks_is_refused_for_a_child() -> None:
    assert dimensions({"D4.42": Answer.YES}, ADULT)
    with pytest.raises(UnknownIndicator, match=r"child-labour: D4\.42"):
        dimensions({"D4.42": Answer.YES}, CHILD)


def test_an_answer_that_is_none_of_the_four_is_refused() -> None:
    with pytest.raises(ValueError, match="maybe"):
        dimensions({"D1.01": "maybe"}, ADULT)


# How the published table is said here. Its first row speaks about the person, ours about the answers.
OURS = {
    "successful migrant": Finding.NO_DIMENSION_POSITIVE,
    "exploited migrant (labour-rights case)": Finding.EXPLOITATION,
    "victim of deception and exploitation": Finding.DECEPTION_AND_EXPLOITATION,
    "victim of trafficking for forced labour": Finding.TRAFFICKING_FORCED_LABOUR,
}
MEANS = {
    False: [()],
    "deceptive recruitment": [(Dimension.DECEPTIVE_RECRUITMENT,)],
    "deceptive OR coercive recruitment": [
        (Dimension.DECEPTIVE_RECRUITMENT,),
        (Dimension.COERCIVE_RECRUITMENT,),
        (Dimension.DECEPTIVE_RECRUITMENT, Dimension.COERCIVE_RECRUITMENT),
    ],
}


@pytest.mark.parametrize("row", RULES["final_decision"], ids=lambda row: row["result"])
def test_each_row_of_the_published_decision_table_is_reproduced(row: dict[str, object]) -> None:
    for means in MEANS[row["means"]]:  # type: ignore[index]
        shown = list(means)
        shown += [Dimension.EXPLOITATIVE_CONDITIONS] * bool(row["exploitation"])
        shown += [Dimension.COERCION_DESTINATION] * bool(row["coercion_destination"])
        result = suggestion(all_yes(*shown), ADULT)
        assert (result.finding, result.basis) == (OURS[str(row["result"])], Basis.SOURCED_MODEL)
        assert set(result.because) == set(shown)


@pytest.mark.parametrize("bits", list(product((False, True), repeat=6)))
def test_every_combination_of_dimensions_has_a_finding_and_more_dimensions_never_less(bits: tuple[bool, ...]) -> None:
    chosen = [d for d, bit in zip(Dimension, bits, strict=True) if bit]
    for population in Population:
        answers = all_yes(*chosen)
        here = suggestion(answers, population)
        assert set(here.because) | set(here.reinforced_by) == set(chosen)
        assert (here.finding == Finding.NO_DIMENSION_POSITIVE) is (not chosen)
        for more in set(Dimension) - set(chosen):
            assert strength(all_yes(*chosen, more), population) >= strength(answers, population)


def test_a_child_shows_signs_of_trafficking_without_any_means() -> None:
    answers = all_yes(Dimension.EXPLOITATIVE_CONDITIONS, Dimension.COERCION_DESTINATION)
    assert suggestion(answers, CHILD).finding == Finding.TRAFFICKING_FORCED_LABOUR
    assert suggestion(answers, ADULT).finding == Finding.FORCED_LABOUR


def test_exploitation_of_a_child_is_named_without_coercion_and_said_to_be_our_reading() -> None:
    result = suggestion(all_yes(Dimension.EXPLOITATIVE_CONDITIONS), CHILD)
    assert (result.finding, result.basis) == (Finding.CHILD_EXPLOITATION, Basis.ASSUMED)


def test_abuse_of_vulnerability_reinforces_and_decides_nothing_alone() -> None:
    vulnerable = (Dimension.ABUSE_OF_VULNERABILITY_RECRUITMENT, Dimension.ABUSE_OF_VULNERABILITY_DESTINATION)
    assert suggestion(all_yes(*vulnerable), ADULT).finding == Finding.SOME_SIGNS
    result = suggestion(all_yes(Dimension.EXPLOITATIVE_CONDITIONS, *vulnerable), ADULT)
    assert (result.finding, result.reinforced_by) == (Finding.EXPLOITATION, vulnerable)


def test_no_answers_at_all_show_no_dimension_and_count_everything_as_missing() -> None:
    result = suggestion({}, ADULT)
    assert (result.finding, result.missing, result.because) == (Finding.NO_DIMENSION_POSITIVE, 67, ())


def test_no_code_and_no_wording_says_that_somebody_is_not_a_victim() -> None:
    codes = [str(v) for enum in (Finding, HumanDecision, Answer) for v in enum]
    wordings = [*terms.FINDING_WORDING.values(), *terms.DECISION_WORDING.values()]
    for said in (text.casefold() for text in codes + wordings):
        assert not any(
            bad in said for bad in ("victim", "successful", "not traffick", "no traffick", "cleared", "false")
        )
    assert {str(d) for d in HumanDecision} == {"presumed", "not_indicated", "insufficient"}


def test_everything_that_is_shown_has_words() -> None:
    assert set(terms.FINDING_WORDING) == set(Finding)
    assert set(terms.ANSWER_WORDING) == set(Answer)
    assert set(terms.DECISION_WORDING) == set(HumanDecision)
    assert [d.id for d in labour(ADULT).dimensions] == list(Dimension)


def test_the_interview_waits_for_every_required_item_of_the_checklist() -> None:
    required = [i.id for i in pre_interview_checklist() if i.required]
    assert [i.id for i in unconfirmed([])] == required
    assert [i.id for i in unconfirmed(required[1:])] == required[:1]
    assert unconfirmed(required) == ()

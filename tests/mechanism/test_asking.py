"""What is found wrong in a mechanism's own lists: weights that nothing counts, rules that never fit, two defaults."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hamroh.casework.identification import rules
from hamroh.casework.identification.sets import context_sets, default_set, known_sets, of_pack
from hamroh.casework.identification.terms import Answer, Population
from hamroh.mechanism.editions.pack import difference, editing, in_words, read_pack
from hamroh.mechanism.editions.pack.canonical import write_pack

PACKS = Path(__file__).parents[2] / "mechanisms"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def example() -> Any:
    return read_pack(PACKS / "example", TODAY)[0]


def own_list(document: Any) -> Any:
    return document["indicator_sets"][0]


def rule_away(document: Any) -> None:
    del own_list(document)["dimensions"][1]["rule"]


def empty_combination(document: Any) -> None:
    own_list(document)["dimensions"][0]["rule"][0] = {}


def weights_away(document: Any) -> None:
    for item in own_list(document)["items"]:
        del item["weight"]


def last_row_away(document: Any) -> None:
    own_list(document)["table"].pop()


def no_table(document: Any) -> None:
    del own_list(document)["table"]


def draft(document: Any) -> None:
    own_list(document)["status"] = "draft"


def second_default(document: Any) -> None:
    other = deepcopy(own_list(document)) | {"id": "autre", "population": "child"}
    other["items"] = [item | {"id": f"{item['id']}_2"} for item in other["items"]]
    document["indicator_sets"].append(other)


def context_default(document: Any) -> None:
    document["indicator_sets"][1]["usual"] = True


def row_of_nothing(document: Any) -> None:
    own_list(document)["table"][0]["needs_all"] = ["recrutement", "ailleurs"]


def nothing_asked(document: Any) -> None:
    own_list(document)["dimensions"].append({"id": "vide", "name": {"ar": "x", "fr": "x"}, "element": "prompt"})


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        (rule_away, "ecoute.items.sans_salaire.weight", "counted by no rule"),
        (empty_combination, "ecoute.dimensions.recrutement.rule.1", "would always be met"),
        (weights_away, "ecoute.dimensions.recrutement.rule", "can never be met"),
        (last_row_away, "ecoute.table.un", "The last row needs something"),
        (no_table, "ecoute.table", "no table says"),
        (draft, "ecoute.usual", "A draft cannot be what is usually asked."),
        (second_default, "autre.usual", "Two sets are usually asked of “child”"),
        (context_default, "saison.usual", "count in nothing"),
        (row_of_nothing, "ecoute.table.les_deux.needs_all.2", "There is no dimension “ailleurs”"),
        (nothing_asked, "ecoute.dimensions.vide", "No question of this set"),
    ],
)
def test_a_list_that_cannot_be_asked_or_counted_is_told(
    example: Any, change: Callable[[Any], None], place: str, says: str
) -> None:
    document = editing.plain_of(example)
    change(document)
    _, findings = editing.findings_in(document, TODAY)
    assert [f for f in findings if f.field == f"indicator_sets.{place}" and says in f.sentence], findings


@pytest.mark.parametrize("pack", ["example", "tajikistan"])
def test_the_shipped_packs_are_told_nothing_about_their_lists(pack: str) -> None:
    read, findings = read_pack(PACKS / pack, TODAY)
    assert read.indicator_sets
    assert not [f for f in findings if f.field.startswith("indicator_sets")]


def test_a_mechanisms_own_list_is_asked_by_default_and_counted_by_its_own_rule(example: Any) -> None:
    known = known_sets(example)
    asked = default_set(known, Population.CHILD)
    assert asked.id == "ecoute"
    assert [one.id for one in context_sets(known, Population.CHILD)] == ["general-prompts", "saison"]
    view = rules.suggestion({"trompe": Answer.YES, "dette": Answer.YES, "enferme": Answer.YES}, asked)
    assert view.finding == "les_deux"
    assert view.row and view.row.name and view.row.name["fr"].startswith("Signes")
    assert rules.suggestion({"enferme": Answer.YES}, asked).finding == "un"
    assert rules.suggestion({"sans_salaire": Answer.YES}, asked).finding == "aucun"


def test_prompts_of_the_first_country_are_short_unweighted_and_said_to_be_assumed() -> None:
    pack = read_pack(PACKS / "tajikistan", TODAY)[0]
    sets = [of_pack(one) for one in pack.indicator_sets]
    assert {one.id for one in sets} == {"returned-migrants", "cotton-harvest", "border"}
    for one in sets:
        assert one.context and not one.weighed and one.basis == "assumed" and not one.reviewed
        assert 8 <= len(one.items) <= 14
        assert all(item.weight is None for item in one.items)
        assert {d.element for d in one.dimensions} == {"prompt"}


def test_lists_survive_being_written_and_read_again(example: Any, tmp_path: Path) -> None:
    write_pack(example, tmp_path / "pack")
    assert read_pack(tmp_path / "pack", TODAY)[0].indicator_sets == example.indicator_sets


def test_a_changed_weight_and_a_new_question_are_told_in_words(example: Any) -> None:
    document = editing.plain_of(example)
    own_list(document)["items"][0]["weight"] = "strong"
    own_list(document)["items"].append({"id": "plus", "dimension": "travail", "text": {"ar": "x", "fr": "Plus ?"}})
    changed = editing.findings_in(document, TODAY)[0]
    assert changed
    told = [in_words(change, "fr") for change in difference(example, changed)]
    assert any("weight goes from medium to strong" in sentence for sentence in told)
    assert any("plus" in sentence and "added" in sentence for sentence in told)


def test_a_question_chooses_among_the_dimensions_of_its_own_set(example: Any) -> None:
    document = editing.plain_of(example)
    place = ("indicator_sets", 0, "items", 0)
    assert [id for id, _ in editing.choices_for(document, place, "dimension")] == ["recrutement", "travail"]
    assert [id for id, _ in editing.choices_for(document, ("indicator_sets", 0, "table", 0), "needs_all")] == [
        "recrutement",
        "travail",
    ]

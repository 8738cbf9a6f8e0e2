"""Sets of indicators: whose list, its dimensions and items, and what the rule may show on the answers.

The published labour lists come with the platform, the two lists on sexual exploitation as drafts without weights, and
some general prompts; a country's mechanism brings more (`indicator_sets` of its pack). A set is a value: rules, pages,
paper and the telephone all read the same one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from hamroh.foundation.reference import standards
from hamroh.foundation.reference.standards import Text

Combination = Mapping[str, int]
"""Counts of *yes* that together make a dimension positive: `strong`, `medium`, `weak`, `medium_or_weak`."""


@dataclass(frozen=True, slots=True)
class SetDimension:
    """A part of a set. `element`: means, purpose, reinforcing, prompt. Without a rule its items are prompts only."""

    id: str
    name: Text
    element: str
    rule: tuple[Combination, ...] = ()


@dataclass(frozen=True, slots=True)
class SetItem:
    """One question. A weight of None is *not set*: the answer is kept and counts in nothing."""

    id: str
    dimension: str
    text: Text
    weight: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the decision table: shown when `all` of these dimensions and at least one of `one` are positive.

    `name` is None for what the platform has words of its own for.
    """

    shows: str
    all: tuple[str, ...]
    one: tuple[str, ...]
    basis: str
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """`population`: adult, child or any. `status`: active or draft. `context`: prompts added to a screening, never counted.

    `table` is read from the top. `default`: chosen for its population without being asked for.
    """

    id: str
    name: Text
    population: str
    basis: str
    status: str
    dimensions: tuple[SetDimension, ...]
    items: tuple[SetItem, ...]
    table: tuple[Row, ...] = ()
    notes: tuple[Text, ...] = ()
    source: str = ""
    reviewed: bool = False
    context: bool = False
    default: bool = False

    @property
    def weighed(self) -> bool:
        """Whether a rule may show anything: never for a draft, nor where nothing is weighed."""
        return self.status == "active" and not self.context and bool(self.table)

    def fits(self, population: str) -> bool:
        return self.population in ("any", population)

    def item(self, id: str) -> SetItem | None:
        return next((i for i in self.items if i.id == id), None)


@cache
def shipped_sets() -> Mapping[str, IndicatorSet]:
    """The sets that come with the platform, by id: the labour lists for adults and children first."""
    content = standards.read_yaml("indicator_sets.yaml")
    sets = (_shipped(written, content["elements"]) for written in content["sets"])
    return MappingProxyType({one.id: one for one in sets})


@cache
def answer_words() -> Mapping[str, Text]:
    """The four answers, in three languages: for workbooks and paper, where no catalogue of words is at hand."""
    written = standards.read_yaml("indicator_sets.yaml")["answers"]
    return MappingProxyType({answer: MappingProxyType(dict(text)) for answer, text in written.items()})


def _shipped(written: Mapping[str, Any], elements: Mapping[str, str]) -> IndicatorSet:
    counted = "table" in written
    return IndicatorSet(
        id=written["id"],
        name=written["name"],
        population=written["population"],
        basis=written["basis"],
        status=written["status"],
        dimensions=_dimensions(written, elements, counted=counted),
        items=_items(written),
        table=tuple(
            Row(row["shows"], tuple(row.get("all", ())), tuple(row.get("one", ())), row["basis"])
            for row in written.get("table", ())
        ),
        notes=tuple(written.get("notes", ())),
        source="" if "questions" in written else standards.ilo_rules().source,
        reviewed=standards.translations_reviewed(),
        context=written.get("context", False),
        default=counted,
    )


def _dimensions(written: Mapping[str, Any], elements: Mapping[str, str], *, counted: bool) -> tuple[SetDimension, ...]:
    """The six as published; of prompts their own."""
    if "dimensions" in written:
        return tuple(SetDimension(id, name, "prompt") for id, name in written["dimensions"].items())
    rule = standards.ilo_rules().combinations if counted else ()
    names = {**standards.ilo_dimensions(), **written.get("names", {})}
    return tuple(SetDimension(id, names[id], element, rule) for id, element in elements.items())


def _items(written: Mapping[str, Any]) -> tuple[SetItem, ...]:
    if "questions" in written:
        return tuple(SetItem(one["id"], one["dimension"], one["text"]) for one in written["questions"])
    if "column" not in written:
        return tuple(SetItem(i.id, i.dimension, i.text) for i in standards.ilo_indicators() if i.id in written["items"])
    weights = standards.ilo_rules().weights
    lettered = ((i, getattr(i, written["column"].removesuffix("_labour"))) for i in standards.ilo_indicators())
    return tuple(SetItem(i.id, i.dimension, i.text, weights[letter]) for i, letter in lettered if letter)

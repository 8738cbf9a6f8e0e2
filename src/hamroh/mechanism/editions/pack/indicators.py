"""Sets of indicators that a mechanism brings: lists of its own, and prompts for known situations.

The published labour lists come with the platform (`foundation.reference.indicator_sets`) and are not repeated in a pack.
"""

from typing import Literal

from pydantic import Field

from .standing import Entry, Flag, Id, Standing, Whole, Words

Weight = Literal["strong", "medium", "weak"]


class Combination(Entry):
    """So many *yes* of these weights at least make a dimension positive; `medium_or_weak` counts the two together."""

    strong: Whole | None = Field(default=None, ge=1, le=50)
    medium: Whole | None = Field(default=None, ge=1, le=50)
    weak: Whole | None = Field(default=None, ge=1, le=50)
    medium_or_weak: Whole | None = Field(default=None, ge=1, le=50)

    def counts(self) -> dict[str, int]:
        return {weight: count for weight, count in self.model_dump().items() if count}


class SetDimension(Entry):
    """A part of a set. Any one combination of its rule makes it positive; without a rule it holds prompts only."""

    id: Id
    name: Words
    element: Literal["means", "purpose", "reinforcing", "prompt"]
    rule: tuple[Combination, ...] = ()


class SetItem(Entry):
    """One question that is answered yes, no, not known, or not said. Without a weight it counts in nothing."""

    id: Id
    dimension: Id
    text: Words
    weight: Weight | None = None


class TableRow(Entry):
    """What is shown when all of the first dimensions are positive, and at least one of the second."""

    id: Id
    name: Words
    needs_all: tuple[Id, ...] = ()
    needs_one: tuple[Id, ...] = ()


class IndicatorSet(Standing):
    """`context`: prompts added to a screening, never counted. `usual`: asked of this population unless another is chosen.

    `table` is read from the top; the first row that fits is shown, so the last one needs nothing. A draft shows nothing.
    """

    id: Id
    name: Words
    population: Literal["adult", "child", "any"]
    status: Literal["active", "draft"] = "active"
    context: Flag = False
    usual: Flag = False
    dimensions: tuple[SetDimension, ...] = Field(min_length=1)
    items: tuple[SetItem, ...] = Field(min_length=1)
    table: tuple[TableRow, ...] = ()
    notes: tuple[Words, ...] = ()

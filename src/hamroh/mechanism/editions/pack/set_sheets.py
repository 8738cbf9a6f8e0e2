"""Every set of indicators that a mechanism asks by, and each of them as a workbook: one list of questions for all media."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.reference.indicator_sets import (
    IndicatorSet,
    Row,
    SetDimension,
    SetItem,
    answer_words,
    shipped_sets,
)
from hamroh.foundation.reference.standards import Text
from hamroh.foundation.reference.standards import languages as known_languages
from hamroh.kernel.text import say

from .indicators import IndicatorSet as WrittenSet

if TYPE_CHECKING:
    from .schema import Pack

ANSWERS: Final = "answer"
"""The list of the four answers in a workbook."""


def known_sets(pack: "Pack") -> dict[str, IndicatorSet]:
    """Every list a mechanism asks by, by id: those that come with the platform, then its own in the order of the pack."""
    return {**shipped_sets(), **{one.id: of_pack(one) for one in pack.indicator_sets}}


def of_pack(written: WrittenSet) -> IndicatorSet:
    """A set that a mechanism wrote, as the same value that the published ones are."""
    basis = str(written.basis)
    return IndicatorSet(
        id=written.id,
        name=written.name,
        population=written.population,
        basis=basis,
        status=written.status,
        dimensions=tuple(
            SetDimension(d.id, d.name, d.element, tuple(one.counts() for one in d.rule)) for d in written.dimensions
        ),
        items=tuple(SetItem(item.id, item.dimension, item.text, item.weight) for item in written.items),
        table=tuple(Row(row.id, row.needs_all, row.needs_one, basis, row.name) for row in written.table),
        notes=written.notes,
        reviewed=written.reviewed,
        context=written.context,
        default=written.usual,
    )


def sheets_of(set: IndicatorSet, languages: Sequence[str]) -> dict[str, list[dict[str, str]]]:
    """The set as the sheets of an XLSForm workbook: `survey`, `choices`, `settings`, each a list of rows by column.

    One group a dimension, one `select_one answer` an item; names are the ids made safe, the column `indicator` carries
    the id itself. Nothing is required: an empty answer is one that was not asked.
    """
    groups, names = _safe_names([[d.id for d in set.dimensions], [item.id for item in set.items]])
    survey = [_note(f"note_{n}", note, languages) for n, note in enumerate(set.notes, start=1)]
    for dimension in set.dimensions:
        own = [item for item in set.items if item.dimension == dimension.id]
        if own:
            survey.append({"type": "begin group", "name": groups[dimension.id], **_labels(dimension.name, languages)})
            survey += [_question(item, names[item.id], languages) for item in own]
            survey.append({"type": "end group"})
    choices = [
        {"list_name": ANSWERS, "name": answer, **_labels(text, languages)} for answer, text in answer_words().items()
    ]
    settings = {
        "form_title": say(set.name, languages[0]),
        "form_id": _safe(set.id),
        "default_language": _column(languages[0]).removeprefix("label::"),
    }
    return {"survey": survey, "choices": choices, "settings": [settings]}


def _note(name: str, text: Text, languages: Sequence[str]) -> dict[str, str]:
    return {"type": "note", "name": name, **_labels(text, languages)}


def _question(item: SetItem, name: str, languages: Sequence[str]) -> dict[str, str]:
    return {
        "type": f"select_one {ANSWERS}",
        "name": name,
        **_labels(item.text, languages),
        "required": "no",
        "field_group": FieldGroup.SCREENING.value,
        "indicator": item.id,
    }


def _labels(text: Text, languages: Sequence[str]) -> dict[str, str]:
    return {_column(language): say(text, language) for language in languages}


def _column(language: str) -> str:
    known = known_languages().get(language)
    return f"label::{known.name if known else language} ({language})"


def _safe_names(kinds: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """A name for each id of each kind that a form may use; what would bear the same name is told apart by a figure."""
    taken: set[str] = set()
    named: list[dict[str, str]] = []
    for ids in kinds:
        named.append({})
        for id in ids:
            named[-1][id] = next(name for name in _tries(_safe(id)) if name not in taken)
            taken.add(named[-1][id])
    return named


def _safe(id: str) -> str:
    name = re.sub(r"[^A-Za-z0-9_]", "_", id)
    return name if name[:1].isalpha() else f"q_{name}"


def _tries(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1

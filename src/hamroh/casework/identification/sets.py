"""Which lists a mechanism asks by, and each of them as a workbook: the same questions on a page, a phone and paper."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from hamroh.casework.identification.terms import Population
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
from hamroh.mechanism.editions.pack import Pack
from hamroh.mechanism.editions.pack.indicators import IndicatorSet as WrittenSet

ANSWERS: Final = "answer"
"""The list of the four answers in a workbook."""


def known_sets(pack: Pack) -> dict[str, IndicatorSet]:
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


def default_set(known: Mapping[str, IndicatorSet], population: Population) -> IndicatorSet:
    """The list asked unless another is chosen: the mechanism's own default for this population, else the published one."""
    fitting = [one for one in known.values() if one.default and not one.context and one.fits(population)]
    own = [one for one in fitting if one.id not in shipped_sets()]
    return (own or fitting)[0]


def main_sets(known: Mapping[str, IndicatorSet], population: Population) -> list[IndicatorSet]:
    """The lists that may be chosen for this population, the default first, drafts last."""
    first = default_set(known, population)
    fitting = [one for one in known.values() if not one.context and one.fits(population)]
    return sorted(fitting, key=lambda one: (one.id != first.id, one.status != "active"))


def context_sets(known: Mapping[str, IndicatorSet], population: Population) -> list[IndicatorSet]:
    """The prompts that may be added to any list, in the mechanism's order."""
    return [one for one in known.values() if one.context and one.fits(population)]


def items_of(sets: Collection[IndicatorSet]) -> dict[str, SetItem]:
    """All questions of these sets by id, in order."""
    return {item.id: item for one in sets for item in one.items}


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

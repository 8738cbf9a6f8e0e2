"""Lists of choices: of the sheet `choices`, of `external_choices`, and of files that travel as a sheet of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from hamroh.foundation.forms.definition import Choice, Rows, Workbook, limits
from hamroh.foundation.forms.definition.columns import Languages, columns_of
from hamroh.foundation.forms.definition.finding import Findings
from hamroh.foundation.forms.definition.kinds import Lists
from hamroh.foundation.forms.definition.sheets import CHOICES, EXTERNAL, Columns, Row, rows_of
from hamroh.foundation.forms.definition.values import plain_value
from hamroh.kernel.words import N_

_OF_LISTS = frozenset({"list_name", "name", "label", "image", "audio", "video", "big-image", "guidance_hint"})
# Before several chosen names stand one after the other, a blank between two.
_BLANK = re.compile(r"\s")

Located: TypeAlias = dict[str, tuple[Choice, str]]
"""The choices of one list by name, each with its cell."""


@dataclass(slots=True)
class ChoiceLists:
    """All lists of the workbook, by where they stand and by name. `cells`: where each choice is named."""

    lists: dict[tuple[Lists, str], tuple[Choice, ...]] = field(default_factory=dict)
    cells: dict[tuple[Lists, str], dict[str, str]] = field(default_factory=dict)
    used: set[tuple[Lists, str]] = field(default_factory=set)

    def add(self, where: Lists, name: str, choices: Located) -> None:
        self.lists[where, name] = tuple(choice for choice, _ in choices.values())
        self.cells[where, name] = {choice.name: cell for choice, cell in choices.values()}


def read_lists(workbook: Workbook, languages: Languages, found: Findings) -> ChoiceLists:
    lists = ChoiceLists()
    for where, sheet in ((Lists.CHOICES, CHOICES), (Lists.EXTERNAL, EXTERNAL)):
        for name, choices in _sheet(sheet, workbook.get(sheet, []), languages, found).items():
            lists.add(where, name, choices)
    return lists


def _sheet(sheet: str, rows: Rows, languages: Languages, found: Findings) -> dict[str, Located]:
    if not rows:
        return {}
    columns = columns_of(sheet, rows, languages, found)
    lists: dict[str, Located] = {}
    if not columns.of("list_name") or not columns.of("name"):
        found.error(sheet, N_("The sheet needs the columns list_name and name."))
        return {}
    for row in rows_of(sheet, rows, columns):
        if found.are_enough:
            break
        if not row["list_name"]:
            found.error(row.cell("list_name"), N_("Write the name of the list to which this choice belongs."))
            continue
        taken = lists.setdefault(row["list_name"], {})
        if read := _choice(row, taken, languages, found):
            taken[read[0].name] = read
    return lists


def file_list(
    workbook: Workbook, name: str, parameters: Mapping[str, str], languages: Languages, found: Findings
) -> Located | None:
    """The list of `select_one_from_file x.csv`: the sheet `x.csv` or `x`. None when the workbook does not hold it."""
    stem = name.rsplit(".", 1)[0]
    sheet = next((s for s in workbook if s.casefold() in (name.casefold(), stem.casefold())), None)
    if sheet is None:
        return None
    rows = workbook[sheet]
    value, label = parameters.get("value", "name"), parameters.get("label", "label")
    renamed = _renamed(columns_of(CHOICES, rows, languages, Findings()), value, label, languages)
    choices: Located = {}
    for row in rows_of(sheet, rows, renamed):
        if read := _choice(row, choices, languages, found):
            choices[read[0].name] = read
    return choices


def _renamed(columns: Columns, value: str, label: str, languages: Languages) -> Columns:
    """A file says with `parameters` which of its columns is the name and which the label."""

    def meaning(heading: str, base: str) -> str:
        return {value: "name", label: "label"}.get(heading.strip(), base)

    return Columns(
        tuple(
            replace(c, base=base, language=c.language or (languages.default if base == "label" else ""))
            for c in columns.all
            for base in [meaning(c.heading, c.base)]
        )
    )


def _choice(row: Row, taken: Located, languages: Languages, found: Findings) -> tuple[Choice, str] | None:
    name, cell = row["name"], row.cell("name")
    if not name:
        found.error(cell, N_("The choice has no name. Write one: a short code without blanks."))
        return None
    if len(name) > limits.NAME:
        found.error(cell, N_("The name is longer than %(limit)s signs."), limit=limits.NAME)
        return None
    if name in taken:
        found.error(cell, N_("The choice %(name)s stands twice in its list. Delete one, or rename it."), name=name)
        return None
    if _BLANK.search(name):
        found.error(cell, N_("The name of a choice has no blanks. Write %(name)s without them."), name=name)
        return None
    plain_value(cell, name, found)
    label = row.text("label")
    for tag, text in label.items():
        at = row.cell("label", tag)
        plain_value(at, text, found)
        if len(text) > limits.CHOICE:
            found.error(at, N_("The text is longer than %(limit)s signs."), limit=limits.CHOICE)
    _say_missing(row, label, languages, found)
    others = {c.base: row.values.get(c.heading, "").strip() for c in row.columns.all if c.base not in _OF_LISTS}
    for column in row.columns.all:
        if column.base in others:
            plain_value(f"{row.sheet}!{column.letters}{row.number}", others[column.base], found)
    return Choice(name, label, {base: value for base, value in others.items() if value}), cell


def _say_missing(row: Row, label: Mapping[str, str], languages: Languages, found: Findings) -> None:
    if not label:
        found.error(row.cell("label"), N_("The choice has no label. Write the words that people read."))
        return
    for tag in languages.all:
        if tag not in label:
            found.warning(
                row.cell("label", tag), N_("The text is missing in the language %(language)s."), language=tag
            )  # fmt: skip

"""The sheets of a workbook as they were read: which heading stands in which column, and what that heading means."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.terms import OWN_COLUMNS

SURVEY, CHOICES, SETTINGS, EXTERNAL = "survey", "choices", "settings", "external_choices"
NAMED_SHEETS = (SURVEY, CHOICES, SETTINGS, EXTERNAL)

# The order in which a file that we write has its columns; others follow by name.
_ORDER = (
    "list_name",
    "type",
    "name",
    "form_title",
    "form_id",
    "version",
    "default_language",
    "style",
    "label",
    "hint",
    "required",
    "required_message",
    "relevant",
    "constraint",
    "constraint_message",
    "calculation",
    "default",
    "read_only",
    "appearance",
    "parameters",
    "choice_filter",
    "repeat_count",
    *OWN_COLUMNS,
)
_PLACE = {name: place for place, name in enumerate(_ORDER)}

_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "list name": "list_name",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "read only": "read_only",
    "constraining_message": "constraint_message",
    "constraint message": "constraint_message",
    "constraining message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "required message": "required_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "choice filter": "choice_filter",
    "repeat count": "repeat_count",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "guidance hint": "guidance_hint",
    "set form title": "form_title",
    "set_form_title": "form_title",
    "form title": "form_title",
    "title": "form_title",
    "set form id": "form_id",
    "set_form_id": "form_id",
    "id_string": "form_id",
    "form id": "form_id",
    "default language": "default_language",
    "media::image": "image",
    "media::audio": "audio",
    "media::video": "video",
    "media::big-image": "big-image",
}
_PREFIXED = {
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "bind::readonly": "read_only",
    "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
    "control::jr:count": "repeat_count",
    "body::jr:count": "repeat_count",
}
TRANSLATED = frozenset(
    {"label", "hint", "guidance_hint", "constraint_message", "required_message", "form_title"}
    | {"image", "audio", "video", "big-image"}
)
_LONGEST_HEADING = 300
# `value` names a choice, and nothing in the other sheets.
_CHOICE_ALIASES = {"value": "name"}


class Sheet(list[dict[str, str]]):
    """Rows that still know the headings of their file, blank ones too, so that a cell can be named as it stands there.

    A workbook that comes from the database has plain lists: its cells are those of the file that we would write.
    """

    headings: tuple[str, ...] = ()


def sha_of(workbook: Workbook) -> str:
    """The content of a workbook as one hash: the same sheets, in whatever order they were read, are the same form."""
    return hashlib.sha256(json.dumps(workbook, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def headings_of(rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The headings in the order of the file; without a file, in the order in which we write them."""
    if isinstance(rows, Sheet) and rows.headings:
        return rows.headings
    return in_order({heading for row in rows for heading in row})


def in_order(headings: set[str]) -> tuple[str, ...]:
    def place(heading: str) -> tuple[int, str, str]:
        base = base_and_language(heading)[0]
        return (_PLACE.get(base, len(_PLACE)), base, heading)

    return tuple(sorted(headings, key=place))


def base_and_language(heading: str, sheet: str = SURVEY) -> tuple[str, str]:
    """What a heading means, and the language it is for: `label::Tajik (tg)` is `("label", "Tajik (tg)")`."""
    plain = re.sub(r"\s*::\s*", "::", heading.strip()[:_LONGEST_HEADING])
    lower = plain.lower()
    if lower in _PREFIXED:
        return _PREFIXED[lower], ""
    for start in ("bind::jr:constraintmsg::", "bind::jr:requiredmsg::"):
        if lower.startswith(start):
            return _PREFIXED[start.removesuffix("::")], plain[len(start) :].strip()
    head, separator, language = plain.partition("::")
    if head.lower() == "media":
        kind, _, language = language.partition("::")
        return f"media::{kind.lower()}".replace("media::", ""), language.strip()
    if not separator and ":" in plain and not lower.startswith("jr:"):
        head, _, language = plain.partition(":")  # as forms of before 2012 write it
    base = _base(head, sheet)
    if language and base not in TRANSLATED:
        return lower, ""
    return base, language.strip()


def _base(head: str, sheet: str) -> str:
    lower = re.sub(r"\s+", " ", head.strip().lower())
    if sheet in (CHOICES, EXTERNAL) and lower in _CHOICE_ALIASES:
        return _CHOICE_ALIASES[lower]
    if lower in _ALIASES:
        return _ALIASES[lower]
    plain = lower.replace(" ", "_")
    if plain in _PLACE or plain in TRANSLATED:
        return plain
    # A column of a list is named by choice_filter as it is written.
    return head.strip() if sheet not in (SURVEY, SETTINGS) else lower


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one sheet: `base` is what its heading means, `language` the tag, or empty."""

    heading: str
    letters: str
    base: str
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its columns resolved. `number` is that of the file: the headings are row 1."""

    sheet: str
    number: int
    values: Mapping[str, str]
    columns: "Columns"

    def __getitem__(self, base: str) -> str:
        column = self.columns.plain(base)
        return self.values.get(column.heading, "").strip() if column else ""

    def text(self, base: str) -> dict[str, str]:
        """By language, without the empty ones."""
        found: dict[str, str] = {}
        for column in self.columns.of(base):
            if value := self.values.get(column.heading, "").strip():
                found.setdefault(column.language, value)
        return found

    def cell(self, base: str, language: str = "") -> str:
        """Where the value stands or would stand; the cell of the name where the file has no such column."""
        for column in self.columns.of(base):
            if not language or column.language == language:
                return f"{self.sheet}!{column.letters}{self.number}"
        fallback = self.columns.of("name") or self.columns.of("type") or self.columns.all
        return f"{self.sheet}!{fallback[0].letters if fallback else 'A'}{self.number}"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet, each with the language that was made out of its heading."""

    all: tuple[Column, ...]

    def of(self, base: str) -> tuple[Column, ...]:
        return tuple(column for column in self.all if column.base == base)

    def plain(self, base: str) -> Column | None:
        found = self.of(base)
        return found[0] if found else None


def rows_of(sheet: str, rows: Sequence[Mapping[str, str]], columns: Columns) -> Iterator[Row]:
    """The rows that hold something."""
    for number, values in enumerate(rows, 2):
        if any(isinstance(value, str) and value.strip() for value in values.values()):
            yield Row(sheet, number, values, columns)


def column_letters(index: int) -> str:
    """A for the first column, AA for the twenty-seventh, as spreadsheets name them."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

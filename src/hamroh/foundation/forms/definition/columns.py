"""Headings to columns: what each means, in which language, and what is said about those that mean nothing."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hamroh.foundation.forms.definition import Rows, Workbook, limits
from hamroh.foundation.forms.definition.finding import Findings
from hamroh.foundation.forms.definition.languages import tag_of
from hamroh.foundation.forms.definition.sheets import (
    CHOICES,
    EXTERNAL,
    SETTINGS,
    SURVEY,
    TRANSLATED,
    Column,
    Columns,
    base_and_language,
    column_letters,
    headings_of,
)
from hamroh.foundation.forms.terms import OWN_COLUMNS
from hamroh.kernel.words import N_

_SURVEY = frozenset(
    {"type", "name", "label", "hint", "relevant", "required", "required_message", "constraint", "constraint_message"}
    | {"calculation", "default", "read_only", "appearance", "parameters", "choice_filter", "repeat_count", "disabled"}
    | set(OWN_COLUMNS)
)
KNOWN: Mapping[str, frozenset[str]] = {
    SURVEY: _SURVEY,
    CHOICES: frozenset(("list_name", "name", "label")),
    EXTERNAL: frozenset(("list_name", "name", "label")),
    SETTINGS: frozenset(("form_title", "form_id", "version", "default_language")),
}
_ONLY_ON_PHONES = frozenset({"guidance_hint", "image", "audio", "video", "big-image", "autoplay", "rows", "style"})
# What changes answers, or what is done with them: without it the form would not be the one that was meant.
_MEANS_MORE = frozenset({"trigger", "save_to", "intent", "calculate_on", "entity_id"})
_SET_HERE = frozenset({"public_key", "submission_url", "auto_send", "auto_delete", "client_editable"})
_HARMLESS = frozenset({"allow_choice_duplicates", "clean_text_values", "omit_instanceid", "name", "id"})


@dataclass(frozen=True, slots=True)
class Languages:
    """The tags of a form, the default first, and what a heading without a language stands for."""

    all: tuple[str, ...]
    default: str


def languages_of(workbook: Workbook, default: str, found: Findings) -> Languages:
    """The languages that the labels are in. `default` is the tag that the settings name, or empty."""
    tags: dict[str, None] = {}
    bare = ""
    for sheet in (SURVEY, CHOICES):
        for index, heading in enumerate(headings_of(workbook.get(sheet, []))):
            base, language = base_and_language(heading, sheet)
            if base != "label":
                continue
            if not language:
                bare = bare or f"{sheet}!{column_letters(index)}1"
            elif tag := tag_of(language):
                tags.setdefault(tag)
    first = default or ("en" if bare else next(iter(tags), "en"))
    if bare and not default:
        found.notice(
            bare,
            N_("The column has no language; English (en) is assumed. Write default_language on the sheet settings."),
        )
    return Languages((first, *(tag for tag in tags if tag != first)), first)


def columns_of(sheet: str, rows: Rows, languages: Languages, found: Findings) -> Columns:
    """The columns with their languages as tags. Each heading that is not taken is said, with its cell."""
    resolved: list[Column] = []
    seen: dict[tuple[str, str], str] = {}
    for index, heading in enumerate(headings_of(rows)):
        letters = column_letters(index)
        cell = f"{sheet}!{letters}1"
        if not heading.strip():
            _headless(rows, heading, cell, found)
            continue
        base, language = base_and_language(heading, sheet)
        tag = _tag(base, language, languages, cell, found)
        if tag is None:
            continue
        if (base, tag) in seen:
            found.error(
                cell, N_("The column %(heading)s stands twice: here and in %(first)s. Delete one."),
                heading=heading.strip(), first=seen[base, tag],
            )  # fmt: skip
            continue
        seen[base, tag] = cell
        _judge(sheet, base, heading.strip(), cell, rows, found)
        resolved.append(Column(heading, letters, base, tag))
    return Columns(tuple(resolved))


def _headless(rows: Sequence[Mapping[str, str]], heading: str, cell: str, found: Findings) -> None:
    if any(row.get(heading, "").strip() for row in rows):
        found.error(cell, N_("The column has no heading. Write one in its first row, or empty the column."))


def _tag(base: str, language: str, languages: Languages, cell: str, found: Findings) -> str | None:
    if base not in TRANSLATED:
        return ""
    if not language:
        return languages.default
    tag = tag_of(language)
    if tag is None:
        found.error(
            cell,
            N_("The language %(language)s is not known. Write its tag in brackets, as in label::French (fr)."),
            language=language,
        )
    return tag


def _judge(sheet: str, base: str, heading: str, cell: str, rows: Rows, found: Findings) -> None:
    if base in KNOWN.get(sheet, frozenset()) or (sheet in (CHOICES, EXTERNAL) and base not in _ONLY_ON_PHONES):
        return  # any other column of a list is there for choice_filter
    if base in _ONLY_ON_PHONES:
        found.warning(
            cell, N_("The column %(heading)s has an effect on phones only, not on our pages."), heading=heading
        )
    elif base == "instance_name":
        found.warning(
            cell,
            N_("The column %(heading)s is left out: it would show answers in the phone's list of forms."),
            heading=heading,
        )
    elif base in _SET_HERE:
        found.notice(cell, N_("The column %(heading)s is left out: the platform sets it itself."), heading=heading)
    elif base in _HARMLESS:
        found.notice(cell, N_("The column %(heading)s has no effect here."), heading=heading)
    elif base in _MEANS_MORE or base.startswith(("bind::", "instance::", "body::", "control::", "sms_")):
        found.error(cell, N_("The column %(heading)s is not supported. Delete it."), heading=heading)
    elif base.startswith(("$", "kobo--", "_")):
        found.notice(cell, N_("The column %(heading)s is of another program and has no effect here."), heading=heading)
    else:
        _unknown(sheet, base, heading, cell, found)


def _unknown(sheet: str, base: str, heading: str, cell: str, found: Findings) -> None:
    heading = heading[: limits.NAME]
    near = difflib.get_close_matches(base[: limits.NAME], KNOWN.get(sheet, frozenset()), n=1)
    if near:
        found.error(
            cell, N_("There is no column %(heading)s. Was %(close)s meant?"), heading=heading, close=near[0]
        )  # fmt: skip
    else:
        found.warning(cell, N_("The column %(heading)s is not known and has no effect."), heading=heading)

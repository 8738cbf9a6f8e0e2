"""The fields of one entry of a draft: made from the schema, filled from the draft, read back from what was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from hamroh.foundation.permissions.terms import GROUP_WORDS as FIELD_GROUP_WORDS
from hamroh.foundation.permissions.terms import PERMISSIONS
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.pack import Finding, editing
from hamroh.mechanism.editions.pack.difference import FIELD_WORDS
from hamroh.mechanism.editions.pack.editing import Document, Field, Place
from hamroh.mechanism.library.terms import KIND_WORDS, STATUS_WORDS
from hamroh.mechanism.procedures.terms import EVENTS
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.wording import BASIS_WORDS, WEEKDAYS

OMIT: Final = object()
#: Kinds of fields that are no part of the entry's own form.
APART: Final = ("part", "parts", "workbook")
UNITS: Final[dict[str, str]] = {
    "h": N_("hours"),
    "d": N_("days, nights and holidays included"),
    "wd": N_("working days"),
}
CHOICE_WORDS: Final[dict[str, str]] = {
    **BASIS_WORDS,
    **EVENTS,
    **PERMISSIONS,
    **FIELD_GROUP_WORDS,
    **WEEKDAYS,
    **STATUS_WORDS,
    **KIND_WORDS,
    "within": N_("at the latest"),
    "at_least": N_("not earlier"),
    "every": N_("again and again"),
    "open": N_("open"),
    "vacant": N_("vacant"),
    "adults": N_("adults"),
    "children": N_("children"),
    "female": N_("women and girls"),
    "male": N_("men and boys"),
    "governance": N_("members, duties and texts only; no cases"),
    "codes": N_("cases by code only, without any name"),
    "identities": N_("cases with names in the vault"),
    "adult": N_("adults"),
    "child": N_("children"),
    "any": N_("everybody"),
    "active": N_("in use"),
    "means": N_("means"),
    "purpose": N_("purpose: exploitation"),
    "reinforcing": N_("makes a means weightier"),
    "prompt": N_("prompts only, nothing counted"),
    "strong": N_("strong"),
    "medium": N_("medium"),
    "weak": N_("weak"),
    "provider": N_("of the provider"),
    "person": N_("of the person"),
    "yes": N_("yes"),
    "no": N_("no"),
    "case": N_("a case"),
    "contact": N_("a contact that is not a case"),
    "none": N_("nobody"),
    "without_names": N_("unless it asks for names or a story"),
    "with_names": N_("also when it asks for names or a story"),
}
HINTS: Final[dict[str, str]] = {
    "id": N_(
        "Letters, figures and hyphens. It stays the same from edition to edition: change it only for a new entry."
    ),
    "when": N_(
        "For whom it holds: adult, child, national, foreigner, in a territory; joined by and, or, not. Empty: all."
    ),
    "basis": N_("Only what was read in a national source is shown as law."),
    "reviewed": N_("A native lawyer or editor has read the translation."),
    "clock": N_("The short name of the time limit that measures this."),
    "leads_to": N_("Empty: the next stage."),
    "territories": N_("Empty: everywhere."),
    "uses": N_("What is not used is absent from every page."),
    "offline": N_("What is kept is sealed with a passphrase. A device taken unlocked protects nobody: prefer codes."),
    "indicator_set": N_("The short name of a set: then the form asks its questions, and has no workbook."),
    "duties": N_("One on each line, in the same order in each language."),
}


@dataclass
class Shown:
    """A field as the page shows it. `languages`: code, name, text, direction. `options`: id, words, chosen."""

    name: str
    label: str
    kind: str
    hint: str = ""
    required: bool = False
    text: str = ""
    amount: str = ""
    checked: bool = False
    languages: list[tuple[str, str, str, str]] = field(default_factory=list)
    options: list[tuple[str, str, bool]] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)

    @property
    def chosen(self) -> str:
        return ", ".join(words for _id, words, chosen in self.options if chosen)


def label_of(name: str) -> str:
    return _(FIELD_WORDS.get(name, name)).capitalize()


def shown_fields(
    document: Document, place: Place, entry: Mapping[str, Any], findings: Iterable[Finding]
) -> list[Shown]:
    """All fields of the entry that are no entries of their own, with the findings that concern each."""
    told = list(findings)
    where = editing.dotted(document, place)
    fields = [f for f in editing.fields_at(place) if f.kind not in APART]
    ordered = sorted(fields, key=lambda f: (f.name in ("basis", "source", "reviewed", "note"), f.name != "name"))
    return [_shown(document, place, f, entry.get(f.name), f"{where}.{f.name}", told) for f in ordered]


def _shown(document: Document, place: Place, f: Field, value: Any, where: str, findings: list[Finding]) -> Shown:
    shown = Shown(
        f.name,
        label_of(f.name),
        f.kind,
        hint=_(HINTS[f.name]) if f.name in HINTS else "",
        required=f.required,
        errors=[x for x in findings if x.field == where or x.field.startswith(f"{where}.")],
    )
    if f.kind in ("words", "texts", "list_of_words"):
        shown.languages = [
            (code, name, _in(value, code), way) for code, name, way in map(_language, languages_of(document))
        ]
    elif f.kind == "duration":
        written = str(value or "")
        unit = next((unit for unit in ("wd", "h", "d") if written.endswith(unit)), "h")
        shown.amount = written.removesuffix(unit)
        shown.options = [(id, _(words), id == unit) for id, words in UNITS.items()]
    elif f.kind == "flag":
        shown.checked = value is True
    elif f.kind in ("choice", "choices", "reference", "references"):
        shown.options = _options(document, place, f, value)
    elif f.kind == "lines":
        shown.text = "\n".join(map(str, value or ()))
    else:
        shown.text = "" if value is None else str(value)
    if f.name == "clock":
        shown.kind, shown.text = "line", str(value or "")
    return shown


def languages_of(document: Document) -> list[str]:
    """The languages that the draft declares, in its order."""
    mechanism = document.get("mechanism")
    found = mechanism.get("languages") if isinstance(mechanism, dict) else None
    return [code for code in found if isinstance(code, str)] if isinstance(found, list) else []


def _language(code: str) -> tuple[str, str, str]:
    try:
        known = get_language_info(code)
    except KeyError:
        return code, code, "auto"
    return code, known["name_local"], "rtl" if known["bidi"] else "ltr"


def _in(value: Any, language: str) -> str:
    if isinstance(value, list):
        return "\n".join(str(line.get(language, "")) for line in value if isinstance(line, dict))
    return str(value.get(language, "")) if isinstance(value, dict) else ""


def _options(document: Document, place: Place, f: Field, value: Any) -> list[tuple[str, str, bool]]:
    chosen = [value] if f.kind in ("choice", "reference") else list(value or ())
    if f.kind in ("choice", "choices"):
        named: dict[str, str] = {id: _(CHOICE_WORDS.get(id, id)) for id in f.options}
        chosen = chosen if chosen != [None] else [f.default]
    else:
        named = {id: ml(words) or id for id, words in editing.choices_for(document, place, f.name)}
    known = {str(id): str(id) for id in chosen if id is not None and id not in named}  # what is gone is shown, not lost
    return [(id, words, id in chosen) for id, words in (named | known).items()]


def read_entry(document: Document, place: Place, entry: Mapping[str, Any], posted: Any) -> dict[str, Any]:
    """The entry as typed. What cannot be a value stays as it was typed: it is told, never lost."""
    read: dict[str, Any] = {}
    for f in editing.fields_at(place):
        own = f.kind not in APART
        value = _read(document, f, entry.get(f.name), posted) if own else entry.get(f.name, OMIT)
        if value is not OMIT and (f.required or value != _plain(f.default)):
            read[f.name] = value
    return read


def _plain(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else getattr(default, "value", default)


def _read(document: Document, f: Field, before: Any, posted: Any) -> Any:
    """The value, or what was typed instead of one; OMIT for an optional field that was left empty."""
    if f.kind == "flag":
        return f.name in posted
    value = _value(document, f, before, posted)
    return value if f.required or value not in ("", [], {}) else OMIT


def _value(document: Document, f: Field, before: Any, posted: Any) -> Any:
    match f.kind:
        case "words" | "texts":
            return {code: text for code in languages_of(document) if (text := _typed(posted, f"{f.name}:{code}"))}
        case "list_of_words":
            return _lines_of_words(document, f, posted)
        case "duration":
            amount = _typed(posted, f"{f.name}:amount")
            return f"{amount}{posted.get(f'{f.name}:unit', 'h')}" if amount else ""
        case "choices" | "references":
            chosen = posted.getlist(f.name)
            kept = [id for id in before or () if id in chosen]
            return kept + [id for id in chosen if id not in kept]
        case "lines":
            return [line.strip() for line in _typed(posted, f.name).splitlines() if line.strip()]
    text = _typed(posted, f.name)
    figures = f.kind == "whole" and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if figures else text


def _lines_of_words(document: Document, f: Field, posted: Any) -> Any:
    columns = {code: _typed(posted, f"{f.name}:{code}").splitlines() for code in languages_of(document)}
    rows = [
        {code: lines[row].strip() for code, lines in columns.items() if row < len(lines) and lines[row].strip()}
        for row in range(max(map(len, columns.values()), default=0))
    ]
    return [row for row in rows if row]


def _typed(posted: Any, name: str) -> str:
    return str(posted.get(name, "")).replace("\r\n", "\n").strip()

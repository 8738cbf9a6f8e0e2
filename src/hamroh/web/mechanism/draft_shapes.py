"""A draft as its pages show it: sections, entries and their parts, each with how much is wrong in it."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.kernel.words import N_
from hamroh.mechanism.editions.pack import (
    Change,
    Finding,
    Pack,
    Severity,
    difference,
    duration_in_words,
    editing,
    in_words,
)
from hamroh.mechanism.editions.pack.durations import parse_duration
from hamroh.mechanism.editions.pack.editing import Document, Place
from hamroh.mechanism.editions.queries import OpenDraft
from hamroh.mechanism.roles.terms import GAP_WORDS
from hamroh.web.mechanism.draft_fields import label_of
from hamroh.web.shell.templatetags.hamroh import ml

LOOKS: Final = {Severity.ERROR: "late", Severity.WARNING: "warn", Severity.NOTICE: "info"}


#: In the order of the page: what people change most comes first.
SECTION_WORDS: Final[dict[str, str]] = {
    "stages": N_("Stages, steps and time limits"),
    "roles": N_("Roles"),
    "documents": N_("Documents and clauses"),
    "services": N_("Services"),
    "organisations": N_("Organisations"),
    "mechanism": N_("The mechanism as a whole"),
    "forms": N_("Forms"),
    "decisions": N_("Decisions"),
    "trainings": N_("Trainings"),
    "capacities": N_("Capacities on a case"),
    "neighbours": N_("Neighbouring protection systems"),
    "lists": N_("Lists to choose from"),
    "indicator_sets": N_("Sets of indicators"),
    "service_types": N_("Types of service"),
    "territories": N_("Territories"),
    "territory_kinds": N_("Kinds of territory"),
    "organisation_kinds": N_("Kinds of organisation"),
    "sources": N_("Sources"),
}


def section_words(section: str) -> str:
    return _(SECTION_WORDS.get(section, section))


def sections_of(draft: OpenDraft) -> list[dict[str, Any]]:
    """Every section with its number of entries and of findings."""
    names = [*SECTION_WORDS, *(name for name in Pack.model_fields if name not in SECTION_WORDS)]
    return [
        {
            "words": section_words(name),
            "url": edit_url(draft, (name,)),
            "entries": len(draft.document.get(name) or ()) if name != "mechanism" else 0,
            "counts": counts_of(draft.findings, name),
        }
        for name in names
        if name in Pack.model_fields
    ]


def counts_of(findings: Iterable[Finding], where: str) -> list[tuple[str, str]]:
    """How much is wrong at a place and under it, worst first: look and words."""
    here = [f.severity for f in findings if f.field == where or f.field.startswith(f"{where}.")]
    words = {
        Severity.ERROR: translation.ngettext("%(n)d error", "%(n)d errors", here.count(Severity.ERROR)),
        Severity.WARNING: translation.ngettext("%(n)d warning", "%(n)d warnings", here.count(Severity.WARNING)),
    }
    return [(LOOKS[s], told % {"n": here.count(s)}) for s, told in words.items() if here.count(s)]


def told(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings for the page: what has words in the reader's language comes first, the checker's own words after it."""
    return [
        {"severity": f.severity, "lead": lead, "rest": rest, "field": f.field}
        for f in findings
        for lead, rest in [_led(f)]
    ]


def _led(finding: Finding) -> tuple[str, str]:
    known = next((words for words in GAP_WORDS.values() if finding.sentence.startswith(words)), "")
    rest = finding.sentence.removeprefix(known).strip()
    return (_(known), rest) if known else ("", f"{rest} {finding.remedy}")


def edit_url(draft: OpenDraft, place: Place) -> str:
    return reverse("edit_draft", args=[draft.id, editing.address_of(place)])


def rows_of(draft: OpenDraft, place: Place, entries: Sequence[Any]) -> list[dict[str, Any]]:
    """The entries of one list, each with its address and what is wrong in it."""
    return [
        {
            "name": name_of(draft.document, (*place, at), entry),
            "url": edit_url(draft, (*place, at)),
            "place": editing.address_of((*place, at)),
            "counts": counts_of(draft.findings, editing.dotted(draft.document, (*place, at))),
            "first": at == 0,
            "last": at == len(entries) - 1,
        }
        for at, entry in enumerate(entries)
    ]


def parts_of(draft: OpenDraft, place: Place, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Entries within the entry: lists that grow, and single ones that may be begun."""
    found: list[dict[str, Any]] = []
    for f in editing.fields_at(place):
        inside = (*place, f.name)
        if f.kind == "parts":
            entries = entry.get(f.name) or []
            rows = rows_of(draft, inside, entries) if isinstance(entries, list) else []
            new = edit_url(draft, (*inside, len(rows)))
            found.append({"words": label_of(f.name), "rows": rows, "new": new})
        elif f.kind == "part":
            rows = [{"name": label_of(f.name), "url": edit_url(draft, inside), "counts": [], "alone": True}]
            found.append({"words": label_of(f.name), "rows": rows, "new": "", "begun": f.name in entry})
    return found


def name_of(document: Document, place: Place, entry: Any) -> str:
    """What an entry is called in the reader's language."""
    if not isinstance(entry, dict):
        return str(entry)
    name = ml(entry.get("name")) or str(entry.get("title") or entry.get("number") or entry.get("id") or "")
    more = [str(entry[key]) for key in ("date", "urgency") if entry.get(key)]
    if duration := parse_duration(str(entry.get("time") or entry.get("after") or "")):
        more.append(duration_in_words(duration.amount, duration.unit, translation))
    if place[-2:-1] == ("responsibilities",):
        return _line(document, entry)
    if entry.get("number") and entry.get("name"):
        name = f"{entry['number']} {name}"
    if entry.get("role"):
        name = ", ".join(_called(document, [entry["role"]]))
    return ", ".join(part for part in (name, *more) if part) or _("New")


def _line(document: Document, entry: dict[str, Any]) -> str:
    shares = ("responsible", "accountable", "consulted", "informed")
    told = [f"{label_of(s)}: {', '.join(_called(document, entry[s]))}" for s in shares if entry.get(s)]
    return "; ".join(told) or _("New")


def _called(document: Document, ids: Iterable[Any]) -> list[str]:
    names = dict(editing.choices_for(document, ("stages",), "responsible"))
    return [ml(names.get(id)) or str(id) for id in ids]


def crumbs(draft: OpenDraft, place: Place) -> list[tuple[str, str]]:
    """The way to a place, without the place itself: words and addresses."""
    found = [(section_words(str(place[0])), edit_url(draft, place[:1]))]
    for count in range(2, len(place)):
        if isinstance(place[count - 1], int):
            entry = editing.value_at(draft.document, place[:count])
            found.append((name_of(draft.document, place[:count], entry), edit_url(draft, place[:count])))
    return found if len(place) > 1 else []


def sentences(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Changes by section, each as a sentence; where a sentence is too short for it, both texts."""
    language = get_language() or "en"
    groups: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        row = {"sentence": in_words(change, language, translation), "how": change.how}  # type: ignore[arg-type]
        if change.how == "changed" and _is_long(change.before, change.after):
            row |= {"before": ml(change.before), "after": ml(change.after)}
        groups.setdefault(change.section, []).append(row)
    return [{"words": section_words(section), "rows": rows} for section, rows in groups.items()]


def _is_long(*values: Any) -> bool:
    return any(isinstance(value, dict) and len(ml(value)) > 120 for value in values)


def compared(old: Pack, new: Pack) -> list[dict[str, Any]]:
    return sentences(difference(old, new))

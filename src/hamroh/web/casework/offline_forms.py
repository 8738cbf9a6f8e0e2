"""Which forms may be kept on a device, and which of their pages and files."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.staticfiles.finders import find
from django.templatetags.static import static
from django.urls import reverse

from hamroh.foundation.forms.definition import Definition, Group, Question
from hamroh.foundation.forms.queries import definition_of
from hamroh.foundation.forms.rules import begun, flat
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.mechanism.editions import queries as editions
from hamroh.web.shell.languages import codes

ASSETS = (
    *("hamroh/hamroh.css", "hamroh/hamroh.rtl.css", "hamroh/hamroh.js", "hamroh/mark.svg", "hamroh/band.svg"),
    *("hamroh/fonts/noto-latin.woff2", "hamroh/fonts/noto-cyrillic.woff2", "hamroh/fonts/noto-tajik.woff2"),
    *("hamroh/forms-expressions.js", "hamroh/form-page.js", "hamroh/offline-drafts.js", "hamroh/offline.js"),
)
NAMES = frozenset({str(FieldGroup.IDENTITY), str(FieldGroup.NARRATIVE)})


@dataclass(frozen=True, slots=True)
class OfflineForm:
    """A form with the version in force. `names`: it asks for names or a story."""

    form: str
    version: UUID
    title: dict[str, str]
    names: bool


@dataclass(frozen=True, slots=True)
class Offer:
    offered: tuple[OfflineForm, ...]
    held_back: tuple[OfflineForm, ...]

    @property
    def versions(self) -> frozenset[UUID]:
        return frozenset(form.version for form in self.offered)


def offer() -> Offer:
    """The marked forms of the edition in force. Those that ask for names or a story only if the edition says so."""
    edition = editions.current()
    offered: list[OfflineForm] = []
    held_back: list[OfflineForm] = []
    for form in edition.forms_with_questions():
        version = edition.form_version(form.id)
        if version is None or form.offline == "no":
            continue
        names = any(question.field_group in NAMES for question in definition_of(version).questions())
        shown = OfflineForm(form.id, version.pk, dict(form.name), names)
        (held_back if names and form.offline != "with_names" else offered).append(shown)
    return Offer(tuple(offered), tuple(held_back))


def as_kept(definition: Definition) -> Definition:
    """The same form as a device shows it: rows are added by people, and all choices stand on their lists.

    How many rows there must be, and which choices fit the answers before, is judged when it is sent.
    """
    return replace(definition, children=tuple(map(_as_kept, definition.children)))


def _as_kept(child: Question | Group) -> Question | Group:
    if isinstance(child, Question):
        return replace(child, choice_filter="")
    return replace(child, repeat_count="", children=tuple(map(_as_kept, child.children)))


def one_row_each(definition: Definition) -> dict[str, Any]:
    """Answers in which every repeat has one empty row: what the page's script copies for each row that is added."""
    return _one_row(definition.children)


def _one_row(children: tuple[Question | Group, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in children:
        if isinstance(child, Group):
            found |= {child.name: [_one_row(child.children)]} if child.repeat else _one_row(child.children)
    return found


def standing_defaults(definition: Definition, now: datetime) -> dict[str, str]:
    """Answers that stand when a form is begun. One that depends on the day is left open: the page is kept for days."""
    first, later = (flat(begun(definition, now=at)) for at in (now, now + timedelta(days=400, hours=5)))
    return {path: value for path, value in first.items() if later.get(path) == value}


def pages_of(forms: tuple[OfflineForm, ...]) -> list[str]:
    """Every address that a device keeps for these forms: pages in each language, and what they load."""
    pages = [reverse(name, args=[language]) for language in codes() for name in ("offline_here", "offline_limits")]
    pages += [reverse("offline_form", args=[form.version, language]) for form in forms for language in codes()]
    return [*pages, *map(static, ASSETS)]


def stamp() -> str:
    """Changes when anything of what devices keep has changed: words, languages, forms, scripts."""
    kept = pages_of(offer().offered)
    return hashlib.sha256("\n".join([*kept, _content()]).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _content() -> str:
    """Of this build: where files have no fingerprint in their names, what is in them counts."""
    found = [find(name) for name in ASSETS]
    return hashlib.sha256(b"".join(Path(path).read_bytes() for path in found if path)).hexdigest()

"""Which forms telephones may collect, and whether an answer to a version of one is still taken."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from hamroh.casework.submissions.terms import OLD_VERSION_FOR
from hamroh.foundation.forms.models import FormVersion
from hamroh.foundation.forms.queries import sha_of, version_with
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import InForce


@dataclass(frozen=True, slots=True)
class PhoneForm:
    """A form of the edition in force that telephones may collect, with the version that is kept of it.

    `public_key`: with which it is sent encrypted; empty where it is not.
    """

    form: str
    name: dict[str, str]
    version: FormVersion
    public_key: str = ""


class Verdict(StrEnum):
    """Whether this version is taken, in the words of the protocol's answers."""

    TAKEN = "taken"
    UNKNOWN_FORM = "unknown_form"
    UNKNOWN_VERSION = "unknown_version"
    WITHDRAWN = "withdrawn"


def phone_forms() -> list[PhoneForm]:
    """What telephones may collect now, in the order of the pack."""
    found = []
    for form, (name, sha) in _on_phones(editions.current()).items():
        version = version_with(form, sha)
        if version is not None:
            found.append(PhoneForm(form, name, version))
    return found


def phone_form(version_id: UUID) -> PhoneForm | None:
    """The form whose version in force this is; None when telephones may not collect it now."""
    return next((form for form in phone_forms() if form.version.pk == version_id), None)


def judge_version(form: str, version: str, *, now: datetime) -> tuple[Verdict, UUID | None]:
    """Whether an answer to this version is taken now, and the version's key.

    What is in force is taken; what was, for `OLD_VERSION_FOR` after another took its place: a telephone may be long away.
    """
    known = FormVersion.objects.filter(form=form).order_by("-kept_at").only("id", "sha", "version")
    rows = [row for row in known if row.version == version]
    if not rows:
        return (Verdict.UNKNOWN_VERSION if known else Verdict.UNKNOWN_FORM), None
    edition = editions.current()
    in_force = _sha(edition, form)
    for row in rows:
        if row.sha == in_force:
            return Verdict.TAKEN, row.pk
    for row in rows:
        ended = _withdrawn_at(form, row.sha)
        if ended is not None and now - ended <= OLD_VERSION_FOR:
            return Verdict.TAKEN, row.pk
    return Verdict.WITHDRAWN, None


def _on_phones(edition: InForce) -> dict[str, tuple[dict[str, str], str]]:
    """Of each form that this edition lets telephones collect: its name, and the hash of what it asks."""
    return _entries(edition.id)


@lru_cache(maxsize=32)
def _entries(edition_id: UUID) -> dict[str, tuple[dict[str, str], str]]:
    """An edition never changes."""
    entries: tuple[Any, ...] = editions.edition(edition_id).pack.forms
    return {
        entry.id: (dict(entry.name), sha_of(entry.workbook))
        for entry in entries
        if getattr(entry, "phone", False) and getattr(entry, "workbook", None)
    }


def _sha(edition: InForce, form: str) -> str:
    return _on_phones(edition).get(form, ({}, ""))[1]


def _withdrawn_at(form: str, sha: str) -> datetime | None:
    """When another edition took its place for the last time; None when telephones never had it."""
    had, ended = False, None
    for edition in editions.in_order():
        has = _sha(edition, form) == sha
        ended = edition.published_at if had and not has else None if has else ended
        had = has
    return ended

"""Who somebody is, shaped for pages and for sharing. The door must have opened the group for this person before."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.people import terms
from hamroh.casework.people.models import Identity, Profile, SafeContact
from hamroh.casework.people.rules import Names, names_from
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.reference.standards import countries
from hamroh.foundation.revisions.queries import newest, newest_one, words_of
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.mechanism.editions.queries import current

Value = Any
"""A text as typed, a text by language (a code of the edition), a translated word, a date, a number, or a list."""

_BEFORE: dict[type, str] = {Identity: "people_identity.sealed:{}", SafeContact: "people_safecontact.sealed:{}"}


@dataclass(frozen=True)
class IdentityView:
    """What the vault says. `erased`: it was written once, and the person's key is gone for good."""

    names: Names = field(default_factory=Names)
    written_at: datetime | None = None
    erased: bool = False
    number: int = 0
    written_by: UUID | None = None

    @property
    def known(self) -> bool:
        return self.written_at is not None and not self.erased


@dataclass(frozen=True)
class ContactView:
    """How to reach the person without harm. `how` empty: nothing is agreed, so nobody calls or writes."""

    how: str = ""
    hours: str = ""
    call_from: str = ""
    call_until: str = ""
    language: str = ""
    say: str = ""
    must_not_know: str = ""
    confirmed_at: datetime | None = None
    erased: bool = False
    number: int = 0
    written_by: UUID | None = None


@dataclass(frozen=True)
class ProfileView:
    """Plain coded facts, codes as they are kept."""

    age_band: str = ""
    sex: str = ""
    languages: tuple[str, ...] = ()
    interpreter: bool = False
    citizenship: tuple[str, ...] = ()
    children_along: int = 0
    written: bool = False
    written_at: datetime | None = None
    number: int = 0
    written_by: UUID | None = None


def identity_of(person_id: UUID) -> IdentityView:
    row = newest_one(Identity, person_id)
    return identity_at(row) if row else IdentityView()


def identity_at(row: Identity) -> IdentityView:
    """What one revision said."""
    kept = said_in(row)
    if kept is None:
        return IdentityView(written_at=row.written_at, erased=True, number=row.number, written_by=row.written_by)
    return IdentityView(names_from(kept), row.written_at, number=row.number, written_by=row.written_by)


def kept_names(person_ids: Iterable[UUID]) -> dict[UUID, Names]:
    """The names of several people; without those of whom none is written, and those who were erased."""
    told = ((row.person_id, said_in(row)) for row in newest(Identity, person_id__in=list(person_ids)))
    return {id: names_from(kept) for id, kept in told if kept is not None}


def kept_ways(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """How several people may be reached, as it was written."""
    told = ((row.person_id, said_in(row)) for row in newest(SafeContact, person_id__in=list(person_ids)))
    return {id: str(kept.get("how", "")) for id, kept in told if kept is not None}


def said_in(row: Identity | SafeContact) -> dict[str, Any] | None:
    """What was sealed with a revision; None once it was erased.

    What stood there before sections had revisions was sealed for the person, not for the row: it opens as it did.
    """
    kept = words_of(row, row.person_id)
    if kept is None and row.number == 1 and row.sealed is not None:
        with suppress(Unreadable):
            kept = json.loads(unseal(row.person_id, row.sealed, place=_BEFORE[type(row)].format(row.person_id)))
    return kept


def contact_of(person_id: UUID) -> ContactView:
    row = newest_one(SafeContact, person_id)
    return contact_at(row) if row else ContactView()


def contact_at(row: SafeContact) -> ContactView:
    """What one revision said."""
    when: dict[str, Any] = {"confirmed_at": row.written_at, "number": row.number, "written_by": row.written_by}
    kept = said_in(row)
    return ContactView(erased=True, **when) if kept is None else ContactView(**kept, **when)


def profile_of(person_id: UUID) -> ProfileView:
    row = newest_one(Profile, person_id)
    return profile_at(row) if row else ProfileView()


def profile_at(row: Profile) -> ProfileView:
    """What one revision said."""
    return ProfileView(
        age_band=row.age_band,
        sex=row.sex,
        languages=tuple(row.languages),
        interpreter=row.interpreter,
        citizenship=tuple(row.citizenship),
        children_along=row.children_along,
        written=True,
        written_at=row.written_at,
        number=row.number,
        written_by=row.written_by,
    )


def profile_lists() -> dict[str, dict[str, dict[str, str]]]:
    """The choices of a profile by field: code → words by language, in the order of the page."""
    edition = current()
    return {
        "age_band": edition.words(terms.AGE_LIST),
        "sex": edition.words(terms.SEX_LIST),
        "languages": edition.words(terms.LANGUAGE_LIST),
        "citizenship": {code: terms.country_words(code, edition.pack.mechanism.languages) for code in countries()},
    }


def group_values(group: str, person_id: UUID) -> list[tuple[Any, Value]]:
    """Label and value of each known part of a group kept in this room: profile, identity, contact. Else nothing.

    Labels are translated when shown. A code is replaced by its words in every language of the edition.
    """
    kept = _KEPT.get(FieldGroup(group))
    return kept(person_id) if kept else []


def values_of_case(group: str, _case_id: UUID, person_id: UUID) -> list[tuple[Any, Value]]:
    """The same for whoever asks by case."""
    return group_values(group, person_id)


def profile_values(profile: ProfileView) -> list[tuple[Any, Value]]:
    lists = profile_lists()
    if not profile.written:
        return []
    values = {
        "age_band": lists["age_band"].get(profile.age_band),
        "sex": lists["sex"].get(profile.sex),
        "languages": [lists["languages"].get(code, code) for code in profile.languages],
        "interpreter": _("Yes") if profile.interpreter else None,
        "citizenship": [lists["citizenship"].get(code, code) for code in profile.citizenship],
        "children_along": profile.children_along or None,
    }
    return _told(terms.PROFILE_WORDS, values)


def identity_values(identity: IdentityView) -> list[tuple[Any, Value]]:
    if identity.erased:
        return [(_("Name and documents"), _("Erased: nobody can read this any more."))]
    names = identity.names
    values = {part: getattr(names, part) for part in terms.IDENTITY_WORDS}
    values |= {"aliases": list(names.aliases)}
    if names.document_type:
        values["document_type"] = _(terms.DOCUMENT_WORDS[names.document_type])
    return _told(terms.IDENTITY_WORDS, values)


def contact_values(contact: ContactView) -> list[tuple[Any, Value]]:
    if contact.erased:
        return [(_("Safe contact"), _("Erased: nobody can read this any more."))]
    values: dict[str, Value] = {part: getattr(contact, part) for part in terms.CONTACT_WORDS if part != "window"}
    window = f"{contact.call_from} – {contact.call_until}" if contact.call_from else ""
    spoken = profile_lists()["languages"].get(contact.language, contact.language)
    return _told(terms.CONTACT_WORDS, values | {"window": window, "language": spoken})


def _told(words: dict[str, str], values: dict[str, Value]) -> list[tuple[Any, Value]]:
    return [(_(words[part]), values[part]) for part in words if values[part] not in ("", None, [])]


_KEPT: dict[FieldGroup, Callable[[UUID], list[tuple[Any, Value]]]] = {
    FieldGroup.PROFILE: lambda person_id: profile_values(profile_of(person_id)),
    FieldGroup.IDENTITY: lambda person_id: identity_values(identity_of(person_id)),
    FieldGroup.CONTACT: lambda person_id: contact_values(contact_of(person_id)),
}


def known_in_standard(person_id: UUID) -> dict[str, tuple[str, datetime | None]]:
    """By field of the case data standard what the file says, as an answer says it, and since when. Only opened groups."""
    identity, profile = identity_of(person_id), profile_of(person_id)
    names = identity.names.written()
    found = {
        field: (str(names[part]), identity.written_at) for field, part in terms.HTCDS_IDENTITY.items() if part in names
    }
    told = {"prs_Gender": next((code for code, sex in terms.HTCDS_SEX.items() if sex and sex == profile.sex), "")}
    if profile.sex == "other":  # the standard has several words for it
        del told["prs_Gender"]
    told |= dict(zip(("prs_PrimaryLanguage", "prs_SecondaryLanguage"), profile.languages, strict=False))
    told |= {"prs_Citizenship": " ".join(profile.citizenship)}
    return found | {field: (value, None) for field, value in told.items() if value}

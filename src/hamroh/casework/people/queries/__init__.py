"""Who somebody is, shaped for pages and for sharing. The door must have opened the group for this person before."""

import json
from collections.abc import Iterable, Iterator
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
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.mechanism.editions.queries import current

Value = Any
"""A text as typed, a text by language (a code of the edition), a translated word, a date, a number, or a list."""

IDENTITY_PLACE = "people_identity.sealed:{}"
CONTACT_PLACE = "people_safecontact.sealed:{}"


@dataclass(frozen=True)
class IdentityView:
    """What the vault says. `erased`: it was written once, and the person's key is gone for good."""

    names: Names = field(default_factory=Names)
    written_at: datetime | None = None
    erased: bool = False

    @property
    def known(self) -> bool:
        return self.written_at is not None and not self.erased


@dataclass(frozen=True)
class ContactView:
    """How to reach the person without harm. `how` empty: nothing is agreed, so nobody calls or writes."""

    how: str = ""
    hours: str = ""
    say: str = ""
    must_not_know: str = ""
    confirmed_at: datetime | None = None
    erased: bool = False


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


def identity_of(person_id: UUID) -> IdentityView:
    row = Identity.objects.filter(person_id=person_id).first()
    if row is None:
        return IdentityView()
    try:
        kept = json.loads(unseal(person_id, row.sealed, place=IDENTITY_PLACE.format(person_id)))
    except Unreadable:
        return IdentityView(written_at=row.written_at, erased=True)
    return IdentityView(names_from(kept), row.written_at)


def kept_names(person_ids: Iterable[UUID]) -> dict[UUID, Names]:
    """The names of several people; without those of whom none is written, and those who were erased."""
    rows = Identity.objects.filter(person_id__in=list(person_ids)).order_by().values_list("person_id", "sealed")
    return {id: names_from(kept) for id, kept in _unsealed(rows, IDENTITY_PLACE)}


def kept_ways(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """How several people may be reached, as it was written."""
    rows = SafeContact.objects.filter(person_id__in=list(person_ids)).order_by().values_list("person_id", "sealed")
    return {id: str(kept.get("how", "")) for id, kept in _unsealed(rows, CONTACT_PLACE)}


def _unsealed(rows: Iterable[tuple[UUID, Any]], place: str) -> Iterator[tuple[UUID, dict[str, Any]]]:
    for person_id, sealed in rows:
        try:
            yield person_id, json.loads(unseal(person_id, sealed, place=place.format(person_id)))
        except Unreadable:
            continue


def contact_of(person_id: UUID) -> ContactView:
    row = SafeContact.objects.filter(person_id=person_id).first()
    if row is None:
        return ContactView()
    try:
        kept = json.loads(unseal(person_id, row.sealed, place=CONTACT_PLACE.format(person_id)))
    except Unreadable:
        return ContactView(confirmed_at=row.confirmed_at, erased=True)
    return ContactView(**kept, confirmed_at=row.confirmed_at)


def profile_of(person_id: UUID) -> ProfileView:
    row = Profile.objects.filter(person_id=person_id).first()
    if row is None:
        return ProfileView()
    return ProfileView(
        age_band=row.age_band,
        sex=row.sex,
        languages=tuple(row.languages),
        interpreter=row.interpreter,
        citizenship=tuple(row.citizenship),
        children_along=row.children_along,
        written=True,
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


def _profile_values(person_id: UUID) -> list[tuple[Any, Value]]:
    profile, lists = profile_of(person_id), profile_lists()
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


def _identity_values(person_id: UUID) -> list[tuple[Any, Value]]:
    identity = identity_of(person_id)
    if identity.erased:
        return [(_("Name and documents"), _("Erased: nobody can read this any more."))]
    names = identity.names
    values = {part: getattr(names, part) for part in terms.IDENTITY_WORDS}
    values |= {"aliases": list(names.aliases)}
    if names.document_type:
        values["document_type"] = _(terms.DOCUMENT_WORDS[names.document_type])
    return _told(terms.IDENTITY_WORDS, values)


def _contact_values(person_id: UUID) -> list[tuple[Any, Value]]:
    contact = contact_of(person_id)
    if contact.erased:
        return [(_("Safe contact"), _("Erased: nobody can read this any more."))]
    return _told(terms.CONTACT_WORDS, {part: getattr(contact, part) for part in terms.CONTACT_WORDS})


def _told(words: dict[str, str], values: dict[str, Value]) -> list[tuple[Any, Value]]:
    return [(_(words[part]), values[part]) for part in words if values[part] not in ("", None, [])]


_KEPT = {
    FieldGroup.PROFILE: _profile_values,
    FieldGroup.IDENTITY: _identity_values,
    FieldGroup.CONTACT: _contact_values,
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

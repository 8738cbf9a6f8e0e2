"""Words of the person: which lists of the mechanism are used, kinds of documents, and how a country is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from uuid import UUID

from babel import Locale, UnknownLocaleError

from hamroh.kernel.words import N_

# Lists of the edition from which a profile is chosen.
AGE_LIST, SEX_LIST, LANGUAGE_LIST = "age_group", "sex", "language"
ADULT = "adult"  # every other age, also an uncertain one, takes the path for children

DOCUMENT_WORDS = {
    "passport_abroad": N_("Passport for travel"),
    "passport": N_("National passport or identity card"),
    "birth_certificate": N_("Birth certificate"),
    "residence_permit": N_("Residence permit"),
    "other": N_("Another document"),
    "none": N_("Has no document now"),
}

# Fields of the case data standard (HTCDS 2.0) → parts of who somebody is.
HTCDS_IDENTITY = {
    "prs_FirstName": "given",
    "prs_MiddleName": "patronymic",
    "prs_SecondName": "surname",
    "prs_Birthdate": "birth_date",
    "prs_IdentityNumber": "document_number",
    "prs_MobilePhone": "phone",
}
HTCDS_PROFILE = {
    "prs_Gender": "sex",
    "prs_PrimaryLanguage": "languages",
    "prs_SecondaryLanguage": "languages",
    "prs_Citizenship": "citizenship",
}
# prs_Gender → the platform's code. "Not specified" stays empty: it is not an answer the person gave.
HTCDS_SEX = {
    "Feminine": "female",
    "Masculine": "male",
    "TransgenderFeminine": "other",
    "TransgenderMasculine": "other",
    "NonConforming": "other",
    "NonSpecifiedUnknown": "",
}

IDENTITY_WORDS = {
    "given": N_("Given name"),
    "patronymic": N_("Patronymic"),
    "surname": N_("Surname"),
    "on_document": N_("As written on the document"),
    "aliases": N_("Other names"),
    "birth_date": N_("Date of birth"),
    "birth_year": N_("Year of birth, estimated"),
    "document_type": N_("Document"),
    "document_number": N_("Number of the document"),
    "phone": N_("Telephone"),
}

CONTACT_WORDS = {
    "how": N_("How to reach"),
    "hours": N_("When"),
    "window": N_("Between which hours"),
    "language": N_("In which language"),
    "say": N_("What to say"),
    "must_not_know": N_("Who must not know"),
}

PROFILE_WORDS = {
    "age_band": N_("Age"),
    "sex": N_("Sex"),
    "languages": N_("Languages"),
    "interpreter": N_("An interpreter is needed"),
    "citizenship": N_("Citizenship"),
    "children_along": N_("Children who came along"),
}


@cache
def country_words(code: str, languages: tuple[str, ...]) -> dict[str, str]:
    """How a country (ISO 3166, two letters) is called in these languages (CLDR), and in English."""
    return {language: _names(language).get(code, code) for language in dict.fromkeys((*languages, "en"))}


@cache
def _names(language: str) -> Mapping[str, str]:
    try:
        return Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}


class Why(StrEnum):
    """Why a search shows a file. The list says this, and no name."""

    CODE = "code"
    SAME_NAME = "same_name"
    SOUNDS_ALIKE = "sounds_alike"
    PHONE = "phone"


WHY_WORDS: dict[str, str] = {
    Why.CODE: N_("This code"),
    Why.SAME_NAME: N_("The same name"),
    Why.SOUNDS_ALIKE: N_("The name sounds alike"),
    Why.PHONE: N_("The telephone"),
}


class MarkKind(StrEnum):
    """What a mark is made of. FILE: of nothing, it only says that somebody's name or number stands in this case."""

    NAME = "name"
    PHONE = "phone"
    CONTACT = "contact"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a person reads on their own page. `organisation_id` is shown under the name that the person gave it.

    `kind`: `appointment` (its moment, never its place) or `goal` (the person's own words, `done` or not).
    """

    kind: str
    at: datetime | None = None
    organisation_id: UUID | None = None
    words: str = ""
    done: bool = False

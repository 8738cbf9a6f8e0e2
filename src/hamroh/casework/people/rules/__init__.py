"""What may be written about who somebody is. Every part may stay empty; what is written must be possible."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from hamroh.casework.people.rules.contact import obstacles_to_window
from hamroh.casework.people.terms import ADULT, DOCUMENT_WORDS, HTCDS_SEX
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

OLDEST = 120
CHILD_UNTIL = 18


@dataclass(frozen=True, slots=True)
class Names:
    """What identifies a person, as told or as on paper. No part is obligatory; an empty part is not known."""

    given: str = ""
    patronymic: str = ""
    surname: str = ""
    on_document: str = ""
    aliases: tuple[str, ...] = ()
    birth_date: date | None = None
    birth_year: int | None = None
    document_type: str = ""
    document_number: str = ""
    phone: str = ""

    def written(self) -> dict[str, Any]:
        """Only what is known, as plain values that can be kept."""
        known = {part: value for part, value in asdict(self).items() if value not in ("", None, ())}
        if self.birth_date:
            known["birth_date"] = self.birth_date.isoformat()
        return known


def names_from(kept: Mapping[str, Any]) -> Names:
    """The same again, from what was kept."""
    values = dict(kept)
    if "birth_date" in values:
        values["birth_date"] = date.fromisoformat(values["birth_date"])
    return Names(**{**values, "aliases": tuple(values.get("aliases", ()))})


def names_from_standard(values: Mapping[str, Any]) -> Names:
    """What fields of the case data standard say of a name: `prs_FirstName` and its kin, the date as a date."""
    born, number = values.get("prs_Birthdate"), str(values.get("prs_IdentityNumber", ""))
    return Names(
        given=str(values.get("prs_FirstName", "")),
        patronymic=str(values.get("prs_MiddleName", "")),
        surname=str(values.get("prs_SecondName", "")),
        birth_date=born if isinstance(born, date) else None,
        document_type="other" if number else "",
        document_number=number,
        phone=str(values.get("prs_MobilePhone", "")),
    )


def profile_from_standard(values: Mapping[str, Any], *, child: bool) -> dict[str, Any]:
    """What fields of the standard say of age band, sex, languages and citizenship; nothing where they say nothing.

    `child`: whether the date of birth among them makes a child.
    """
    languages = [str(values[n]) for n in ("prs_PrimaryLanguage", "prs_SecondaryLanguage") if values.get(n)]
    citizenship = values.get("prs_Citizenship") or ()
    known: dict[str, Any] = {
        "age_band": ("child" if child else ADULT) if values.get("prs_Birthdate") else "",
        "sex": HTCDS_SEX[str(values["prs_Gender"])] if values.get("prs_Gender") else "",
        "languages": languages,
        "citizenship": list(citizenship) if isinstance(citizenship, list | tuple) else [],
    }
    return known if any(known.values()) else {}


def lacking_and_differing(said: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of what was said about somebody: the parts that the file has not yet, and those of which it says otherwise."""
    told = {part: value for part, value in said.items() if value not in ("", None, [], ())}
    lacking = {part: value for part, value in told.items() if known.get(part) in ("", None, [], ())}
    differing = {part: value for part, value in told.items() if part not in lacking and not _agrees(value, known[part])}
    return lacking, differing


def _agrees(said: Any, known: Any) -> bool:
    if isinstance(known, list | tuple):
        return set(said) <= set(known)
    return bool(str(said).strip().casefold() == str(known).strip().casefold())


def age_on(day: date, born: date) -> int:
    """Completed years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def obstacles_to_identity(names: Names, *, keeps_identities: bool, child: bool, today: date) -> tuple[Obstacle, ...]:
    """Everything that stands against writing these names into the vault."""
    return tuple(_against_identity(names, keeps_identities, child, today))


def _against_identity(names: Names, keeps_identities: bool, child: bool, today: date) -> Iterator[Obstacle]:
    if not keeps_identities:
        yield Obstacle(N_("This mechanism works with codes only and keeps no names: leave this page empty."))
    if not names.written():
        yield Obstacle(N_("Nothing was written: fill in at least one part, or go back."), "given")
    if names.document_type and names.document_type not in DOCUMENT_WORDS:
        yield Obstacle(N_("This kind of document is not known: choose one from the list."), "document_type")
    if names.document_number and not names.document_type:
        yield Obstacle(N_("A number was written: choose the document that it stands on."), "document_type")
    yield from _against_birth(names, child, today)


def _against_birth(names: Names, child: bool, today: date) -> Iterator[Obstacle]:
    born, year = names.birth_date, names.birth_year
    if born and year:
        yield Obstacle(N_("Write either the date of birth or an estimated year, not both."), "birth_year")
    if year and not today.year - OLDEST <= year <= today.year:
        yield Obstacle(
            N_("The year of birth must lie between %(first)s and %(last)s."),
            "birth_year",
            {"first": today.year - OLDEST, "last": today.year},
        )
    if born and born > today:
        yield Obstacle(N_("The date of birth lies in the future: check day, month and year."), "birth_date")
    elif born and age_on(today, born) > OLDEST:
        yield Obstacle(N_("The date of birth lies too far back: check the year."), "birth_date")
    elif born and age_on(today, born) < CHILD_UNTIL and not child:
        yield Obstacle(
            N_("By this date the person is under 18, but the case follows the path for adults: change the age first."),
            "birth_date",
        )


def obstacles_to_contact(
    how: str,
    say: str,
    *,
    call_from: str = "",
    call_until: str = "",
    language: str = "",
    languages: Collection[str] = (),
) -> tuple[Obstacle, ...]:
    """A safe contact says how; whoever calls must also know what to say. Hours have both ends or none."""
    found = [*obstacles_to_window(call_from, call_until)]
    if language and language not in languages:
        found.append(Obstacle(N_("Not a choice of this list: choose again."), "language"))
    if not how.strip():
        found.append(Obstacle(N_("Write how the person may be reached, or that nobody may call or write."), "how"))
    if how.strip() and not say.strip():
        found.append(Obstacle(N_("Write what to say if somebody else answers."), "say"))
    return tuple(found)


def obstacles_to_profile(
    *,
    age_band: str,
    sex: str,
    languages: Collection[str],
    citizenship: Collection[str],
    children_along: int,
    lists: Mapping[str, Collection[str]],
) -> tuple[Obstacle, ...]:
    """Codes come from the mechanism's lists; an unknown one is refused, never taken for another."""
    found = []
    for field, chosen in (
        ("age_band", [age_band]),
        ("sex", [sex]),
        ("languages", languages),
        ("citizenship", citizenship),
    ):
        unknown = [code for code in chosen if code and code not in lists[field]]
        if unknown:
            found.append(Obstacle(N_("Not a choice of this list: choose again."), field))
    if not 0 <= children_along <= MOST_CHILDREN:
        found.append(
            Obstacle(
                N_("Give the number of children between 0 and %(most)s."), "children_along", {"most": MOST_CHILDREN}
            )
        )
    return tuple(found)


MOST_CHILDREN = 20

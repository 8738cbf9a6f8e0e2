"""What every entry of a pack is made of: ids, words in all languages, dates, and how we know."""

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    Strict,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from hamroh.mechanism.procedures.rules import Misread, parse_condition

from .words import Basis

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_:-]{0,39}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _in_every_language(text: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    languages: tuple[str, ...] = (info.context or {}).get("languages", ())
    missing = [language for language in languages if language not in text]
    unknown = [language for language in text if languages and language not in languages]
    if missing:
        raise PydanticCustomError("missing_translation", "{missing}", {"missing": ", ".join(missing)})
    if unknown:
        raise PydanticCustomError("unknown_language", "{unknown}", {"unknown": ", ".join(unknown)})
    return text


Words = Annotated[dict[str, Line], AfterValidator(_in_every_language)]
"""The same words in every language of the mechanism: `{"ar": …, "fr": …}`."""

Texts = Annotated[dict[str, Long], AfterValidator(_in_every_language)]
"""A longer text, in every language of the mechanism."""


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("day", "“{written}” is not a day.", {"written": str(value)})


Day = Annotated[date, BeforeValidator(_day), PlainSerializer(date.isoformat, return_type=str)]


def _condition(text: str) -> str:
    try:
        parse_condition(text)
    except Misread as misread:
        told = {"sentence": misread.sentence, "remedy": misread.remedy}
        raise PydanticCustomError("condition", "{sentence} {remedy}", told) from misread
    return text


When = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_condition)]
"""For whom it holds, in the language of `procedures.rules.conditions`."""


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Standing(Entry):
    """How we know, from where, and whether a native lawyer has read the translation."""

    basis: Basis
    source: tuple[Id, ...] = ()
    note: Note = ""
    reviewed: Flag = False

    @property
    def shown_as_law(self) -> bool:
        return self.basis is Basis.SOURCED_NATIONAL


class Named(Entry):
    """Something with an id and its name, and no more: a kind of organisation, an outcome of a decision."""

    id: Id
    name: Words

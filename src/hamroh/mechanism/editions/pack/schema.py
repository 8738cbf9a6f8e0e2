"""The shape of a pack: what a country's mechanism consists of, as frozen values that a loader walks.

Ids are the pack's own, stable from edition to edition: the database finds the same organisation again by its id, not by
its name. Order in a file is order on the page.
"""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from .durations import WrittenDuration
from .words import Basis

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_:-]{0,39}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
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
"""The same words in every language of the mechanism: `{"tg": …, "ru": …, "en": …}`."""


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


class Source(Entry):
    """Where a fact was read. `national` when it is about this country, and so may carry `sourced_national`."""

    id: Id
    title: Line
    address: str = ""
    national: Flag = False
    note: Note = ""


class LegalBasis(Standing):
    id: Id
    name: Words
    reference: Line


class Calendar(Standing):
    """Working days of the country. Only limits in `wd` follow it."""

    time_zone: Line
    working_week: tuple[Weekday, ...] = Field(min_length=1, max_length=7)


class Publication(Standing):
    """No figure about fewer than `suppress_below` persons leaves the mechanism."""

    suppress_below: Whole = Field(ge=2, le=100)


class Session(Standing):
    """A page left open shuts itself after so many minutes."""

    idle_minutes: Whole = Field(ge=2, le=120)


class Mechanism(Standing):
    id: Id
    version: Line
    name: Words
    banner: Words | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    languages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")], ...] = Field(
        min_length=1
    )
    case_code_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,4}$")]
    keeps: Literal["codes", "identities"] = "identities"
    calendar: Calendar
    publication: Publication
    session: Session
    legal_basis: tuple[LegalBasis, ...] = ()


class Territory(Standing):
    id: Id
    level: Whole = Field(ge=1, le=6)
    kind: Id
    parent: Id | None = None
    name: Words
    former_names: tuple[Line, ...] = ()


class Organisation(Standing):
    """A member body or a part of one.

    `group` stands for several and signs nobody in; `invented` exists only so that work can be shown. `uniformed`: its
    staff wear, or answer to, a uniform; nobody of it interviews, and nobody it holds can consent freely.
    """

    id: Id
    kind: Id
    name: Words
    territory: Id | None = None
    parent: Id | None = None
    uniformed: Flag = False
    group: Flag = False
    invented: Flag = False


class Role(Standing):
    """A seat's duties and what its holder may do. Without `organisations`, any organisation may fill it.

    An organisation named here stands for itself and for everything under it.
    """

    id: Id
    name: Words
    organisations: tuple[Id, ...] = ()
    deputy_required: Flag = False
    state: Literal["open", "vacant"] = "open"
    duties: tuple[Words, ...] = ()
    permissions: tuple[str, ...] = ()


class Limit(Standing):
    """How long one clock may run: at most (`within`), not less than (`at_least`), or again and again (`every`)."""

    clock: Id
    time: WrittenDuration
    name: Words
    kind: Literal["within", "at_least", "every"] = "within"
    urgency: Id | None = None


class Form(Standing):
    id: Id
    name: Words


class Decision(Standing):
    """What a person decides; never the machine. Outcomes are the only answers there are."""

    id: Id
    name: Words
    outcomes: tuple[Named, ...] = Field(min_length=2)
    reason_required: Flag = False
    second_person: Flag = False
    review: Flag = False


class Stage(Standing):
    id: Id
    name: Words
    roles: tuple[Id, ...] = Field(min_length=1)
    organisations: tuple[Id, ...] = ()
    decision: Id | None = None
    forms: tuple[Id, ...] = ()
    limits: tuple[Limit, ...] = ()
    voluntary: Flag = False
    segregated: Flag = False
    unconditional: Flag = False
    blocks_services: Flag = False


class ServiceType(Standing):
    id: Id
    name: Words


Accepted = Literal["adults", "children", "female", "male"]


class Service(Standing):
    """What one organisation offers, where and to whom; referrals go to it. `needs` is the most it may ask to know."""

    id: Id
    organisation: Id
    type: Id
    name: Words
    territory: Id | None = None
    residential: Flag = False
    accepts: tuple[Accepted, ...] = Field(min_length=1)
    out_of_hours: Flag = False
    capacity: Whole | None = Field(default=None, ge=0, le=10_000)
    needs: tuple[Id, ...] = ()
    invented: Flag = False


class Code(Named):
    """One choice. `side`: whose reason it is; `danger_if`: the answer that means danger; `only`: for whom it is."""

    hint: Words | None = None
    side: Literal["provider", "person"] | None = None
    danger_if: Literal["yes", "no"] | None = None
    only: Literal["adults", "children"] | None = None
    note: Note = ""


class CodeList(Standing):
    id: Id
    name: Words
    codes: tuple[Code, ...] = Field(min_length=1)


class Pack(Entry):
    """The whole mechanism, every reference in it resolved."""

    mechanism: Mechanism
    sources: tuple[Source, ...]
    territory_kinds: tuple[Named, ...]
    territories: tuple[Territory, ...]
    organisation_kinds: tuple[Named, ...]
    organisations: tuple[Organisation, ...]
    roles: tuple[Role, ...]
    forms: tuple[Form, ...]
    decisions: tuple[Decision, ...]
    stages: tuple[Stage, ...]
    service_types: tuple[ServiceType, ...]
    services: tuple[Service, ...]
    lists: tuple[CodeList, ...]

    @classmethod
    def section_fields(cls, section: str) -> frozenset[str]:
        """The fields of one entry of a section."""
        shape = cls.model_fields[section].annotation
        entry = get_args(shape)[0] if get_args(shape) else shape
        return frozenset(entry.model_fields) if entry else frozenset()

    @property
    def limits(self) -> tuple[tuple[Stage, Limit], ...]:
        return tuple((stage, limit) for stage in self.stages for limit in stage.limits)

    def limit(self, clock: str, urgency: str | None = None) -> Limit | None:
        """The limit of `clock` for `urgency`; the general one where that urgency has none of its own."""
        limits = {limit.urgency: limit for _, limit in self.limits if limit.clock == clock}
        return limits.get(urgency) or limits.get(None)

    def codes(self, list_id: str) -> tuple[Code, ...]:
        """The choices of one list, in the order of the page."""
        found = {code_list.id: code_list for code_list in self.lists}
        return found[list_id].codes

    def under(self, organisation_id: str) -> frozenset[str]:
        """The organisation and all that stand under it, at any depth."""
        found = {organisation_id}
        while more := {o.id for o in self.organisations if o.parent in found} - found:
            found |= more
        return frozenset(found)

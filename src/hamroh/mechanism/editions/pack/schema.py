"""The shape of a pack: what a country's mechanism consists of, as frozen values that a loader walks.

Ids are the pack's own, stable from edition to edition: the database finds the same organisation again by its id, not by
its name. Order in a file is order on the page.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints

from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.definition.files import clean
from hamroh.mechanism.procedures.terms import CASE_CLOSED, PRESUMED_VICTIM

from .conduct import Conduct, Requires, Training
from .durations import Duration, WrittenDuration
from .indicators import IndicatorSet
from .library import Clause, Document, Neighbour
from .procedure import Decision, Form, Limit, Stage, Step
from .set_sheets import known_sets, sheets_of
from .standing import Day, Entry, Flag, Id, Line, Named, Note, Standing, Weekday, Whole, Words
from .words import Basis


class Source(Entry):
    """Where a fact was read. `national` when it is about this country, and so may carry `sourced_national`."""

    id: Id
    title: Line
    address: str = ""
    national: Flag = False
    note: Note = ""


class Holiday(Entry):
    """A day on which offices are closed."""

    date: Day
    name: Words


class Calendar(Standing):
    """Working days of the country. Only limits in `wd` follow it. The list of holidays is complete up to `valid_until`."""

    time_zone: Line
    working_week: tuple[Weekday, ...] = Field(min_length=1, max_length=7)
    holidays: tuple[Holiday, ...] = ()
    valid_until: Day | None = None


class Publication(Standing):
    """No figure about fewer than `suppress_below` persons leaves the mechanism."""

    suppress_below: Whole = Field(ge=2, le=100)


class Session(Standing):
    """A page left open shuts itself after so many minutes."""

    idle_minutes: Whole = Field(ge=2, le=120)


class Door(Standing):
    """A person's own page: what it is called, in words that say nothing; and within which time the team looks after what
    comes through it. `danger`: somebody used the PIN for danger; `withdrawn`: an agreement was taken back; `correct`: something
    is said not to be right; `locked`: a card was tried in vain too often.
    """

    page: Words | None = None
    danger: WrittenDuration = Duration(4, "h")
    withdrawn: WrittenDuration = Duration(2, "wd")
    correct: WrittenDuration = Duration(5, "wd")
    locked: WrittenDuration = Duration(2, "wd")


class Approval(Entry):
    """Whose yes an edition needs: a holder of any one of these roles. A seat that is vacant never blocks the others."""

    name: Words
    any_of: tuple[Id, ...] = Field(min_length=1)


class Mechanism(Standing):
    """`uses` says how much of the platform: no cases at all, cases by code only, or cases with identities."""

    id: Id
    version: Line
    name: Words
    banner: Words | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    languages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})?$")], ...] = Field(
        min_length=1
    )
    case_code_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,4}$")]
    uses: Literal["governance", "codes", "identities"] = "identities"
    calendar: Calendar
    publication: Publication
    session: Session
    conduct: Conduct | None = None
    door: Door | None = None
    approval: tuple[Approval, ...] = ()
    legal_basis: tuple[Id, ...] = ()


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

    An organisation named here stands for itself and for everything under it. `every_organisation`: each member has
    this seat, and a holder is missed wherever there is none.
    """

    id: Id
    name: Words
    organisations: tuple[Id, ...] = ()
    every_organisation: Flag = False
    deputy_required: Flag = False
    state: Literal["open", "vacant"] = "open"
    vacant_since: Day | None = None
    duties: tuple[Words, ...] = ()
    requires: Requires | None = None
    permissions: tuple[str, ...] = ()


class Capacity(Standing):
    """In what capacity somebody works on a case, and which parts of its file that opens; their permissions narrow it.

    `usual_for`: whoever holds one of these roles joins in it unless another is chosen. Who supervises has that of their role.
    """

    id: Id
    name: Words
    groups: tuple[Id, ...] = ()
    usual_for: tuple[Id, ...] = ()


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
    """One choice. `side`: whose reason it is; `danger_if`: the answer that means danger; `only`: for whom it is.

    `met_by`: the kinds of service that meet this need.
    """

    hint: Words | None = None
    side: Literal["provider", "person"] | None = None
    danger_if: Literal["yes", "no"] | None = None
    only: Literal["adults", "children"] | None = None
    met_by: tuple[Id, ...] = ()
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
    documents: tuple[Document, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    trainings: tuple[Training, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    indicator_sets: tuple[IndicatorSet, ...] = ()

    @classmethod
    def section_fields(cls, section: str) -> frozenset[str]:
        """The fields of one entry of a section."""
        shape = cls.model_fields[section].annotation
        entry = get_args(shape)[0] if get_args(shape) else shape
        return frozenset(entry.model_fields) if entry else frozenset()

    @classmethod
    def required_sections(cls) -> frozenset[str]:
        return frozenset(name for name, info in cls.model_fields.items() if info.is_required())

    @property
    def limits(self) -> tuple[tuple[Stage, Limit], ...]:
        return tuple((stage, limit) for stage in self.stages for limit in stage.limits)

    def limit(self, clock: str, urgency: str | None = None, places: Sequence[str] = ()) -> Limit | None:
        """The limit of `clock` for `urgency`; the general one where that urgency has none of its own.

        `places`: the territory and those in which it lies, the nearest first; a limit for the nearest holds.
        """
        limits = {
            (limit.urgency, place): limit
            for _, limit in self.limits
            if limit.clock == clock
            for place in (limit.territories or (None,))
        }
        wanted = [(named, place) for named in dict.fromkeys((urgency, None)) for place in (*places, None)]
        return next((limits[key] for key in wanted if key in limits), None)

    @property
    def steps(self) -> tuple[tuple[Stage, Step], ...]:
        """Every step with its stage, in the order of the page."""
        return tuple((stage, step) for stage in self.stages for step in stage.steps)

    def steps_at(self, *events: str) -> tuple[Step, ...]:
        """The steps that acts with these events end; where none is, those that they begin."""
        happened = set(events)
        ended = tuple(step for _, step in self.steps if happened & set(step.stops))
        return ended or tuple(step for _, step in self.steps if happened & set(step.starts))

    def stage_deciding(self, decision: str) -> Stage | None:
        """The stage at whose end this is decided: a country calls its stages as it likes, the decisions are known."""
        return next((stage for stage in self.stages if stage.decision == decision), None)

    @property
    def first_stage(self) -> Stage:
        """Where a case begins: the stage in which it is decided whether somebody is presumed a victim, else the first."""
        return self.stage_deciding(PRESUMED_VICTIM) or self.stages[0]

    @property
    def last_stage(self) -> Stage:
        """Where a case is closed."""
        return self.stage_deciding(CASE_CLOSED) or self.stages[-1]

    def stage(self, stage_id: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def leads_to(self, stage_id: str) -> tuple[Stage, ...]:
        """Where a case may go on from this stage, in the pack's order: the next one, where nothing is said."""
        known = [stage.id for stage in self.stages]
        if stage_id not in known:
            return ()
        at = known.index(stage_id)
        named = self.stages[at].leads_to
        if named is None:
            return self.stages[at + 1 : at + 2]
        return tuple(stage for stage in self.stages if stage.id in named)

    def ways_on(self, stage_id: str) -> tuple[Stage, ...]:
        """Where a case may go on: the stages to which this one leads, and those behind a voluntary one or one kept apart.

        A stage that is kept apart is no station of a case: nobody who sees where it stands shall learn of it.
        """
        found: dict[str, Stage] = {}
        for stage in self.leads_to(stage_id):
            if not stage.segregated:
                found[stage.id] = stage
            if stage.segregated or stage.voluntary:
                found |= {further.id: further for further in self.ways_on(stage.id)}
        return tuple(stage for stage in self.stages if stage.id in found)

    def ways_back(self, stage_id: str) -> tuple[Stage, ...]:
        here = self.stage(stage_id)
        return tuple(stage for stage in self.stages if here and stage.id in here.may_return_to)

    def decides_screening(self, stage_id: str) -> bool:
        """Whether this is the stage that ends with the decision after the screening."""
        deciding = self.stage_deciding(PRESUMED_VICTIM)
        return deciding is not None and deciding.id == stage_id

    def clause(self, reference: str) -> tuple[Document, Clause] | None:
        """What `document/clause` names."""
        wanted, _, part = reference.partition("/")
        found = (document for document in self.documents if document.id == wanted)
        return next(
            ((document, clause) for document in found for clause in document.clauses if clause.id == part), None
        )

    @property
    def door(self) -> Door:
        """A person's own page, or how it is where the mechanism says nothing of it."""
        return self.mechanism.door or Door(basis=Basis.ASSUMED)

    @property
    def conduct(self) -> Conduct:
        """The mechanism's rules of conduct, or those that hold where it says none."""
        return self.mechanism.conduct or Conduct(basis=Basis.ASSUMED)

    @property
    def code_of_conduct(self) -> Document | None:
        """The code that people acknowledge: the first that is not repealed."""
        return next((d for d in self.documents if d.kind == "code_of_conduct" and d.status != "repealed"), None)

    def form(self, form_id: str) -> Form | None:
        return next((form for form in self.forms if form.id == form_id), None)

    def workbook_of(self, form: Form) -> Workbook | None:
        """What this form asks, of its own or by its set of indicators; None for one that is only named."""
        if form.workbook or not form.indicator_set:
            return form.workbook
        asked = known_sets(self).get(form.indicator_set)
        return clean(sheets_of(asked, self.mechanism.languages)) if asked else None

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

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Pack":
        """The pack that an edition keeps. Editions of earlier releases are read as what they meant."""
        mechanism = dict(document["mechanism"])
        if "keeps" in mechanism:
            mechanism["uses"] = mechanism.pop("keeps")
        basis = mechanism.get("legal_basis", [])
        laws = [{**entry, "kind": "law", "status": "adopted"} for entry in basis if isinstance(entry, dict)]
        if laws:
            mechanism["legal_basis"] = [law["id"] for law in laws]
        documents = [*document.get("documents", []), *laws]
        return cls.model_validate({**document, "mechanism": mechanism, "documents": documents})

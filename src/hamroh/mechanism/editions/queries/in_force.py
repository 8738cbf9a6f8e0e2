"""The edition in force and those before it: limits, clocks, words, texts."""

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hamroh.foundation.forms.models import FormVersion
from hamroh.foundation.forms.queries import sha_of, version_with
from hamroh.foundation.permissions.terms import OF_CASES, OF_IDENTITIES, SHAREABLE, FieldGroup
from hamroh.foundation.reference.queries import nearest_first
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions.models import Edition
from hamroh.mechanism.editions.pack import Code, Document, Form, Limit, Pack, text_version
from hamroh.mechanism.procedures.rules import Calendar, Measured, due
from hamroh.mechanism.procedures.terms import (
    BY_HAND,
    BY_HAND_WITHOUT_AUTHORITY,
    ELSEWHERE,
    EVENTS,
    USUAL,
    WITH_A_PAGE,
)

LOOK_EVERY = 5.0  # seconds until a newly published edition is noticed by a running server
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_latest: tuple[float, UUID] | None = None


@dataclass(frozen=True)
class InForce:
    """A numbered edition with its pack, as pages and acts use it."""

    id: UUID
    number: int
    published_at: datetime
    pack: Pack

    def due(
        self, clock_name: str, start: datetime, urgency: str | None = None, territory_id: UUID | None = None
    ) -> tuple[datetime, str]:
        """When this clock, started then and there, is due; and the basis of its limit. An unknown clock is a bug of the pack."""
        limit = self.limit(clock_name, urgency, territory_id)
        return due(start, limit.time, self.calendar), str(limit.basis)

    @cached_property
    def by_territory(self) -> bool:
        """Whether any limit holds in some territories only: else nobody needs to ask where something is."""
        return any(limit.territories for _, limit in self.pack.limits)

    def limit(self, clock_name: str, urgency: str | None = None, territory_id: UUID | None = None) -> Limit:
        """The limit of this clock there: of the smallest territory around that has one of its own."""
        places = nearest_first(territory_id) if self.by_territory else ()
        limit = self.pack.limit(clock_name, urgency, places)
        if limit is None:
            raise LookupError(clock_name)
        return limit

    def has_clock(self, clock_name: str) -> bool:
        return self.pack.limit(clock_name) is not None

    def complaint_due(self, start: datetime) -> datetime | None:
        """Until when somebody must have taken a complaint in hand; None where the mechanism says nothing."""
        time = self.pack.conduct.complaint_ack
        return due(start, time, self.calendar) if time else None

    def door_due(self, task: str, start: datetime) -> tuple[datetime, str]:
        """When the team must have looked after what came through a person's own page: `card_danger` and its kin."""
        door = self.pack.door
        return due(start, getattr(door, task.removeprefix("card_")), self.calendar), str(door.basis)

    @property
    def calendar(self) -> Calendar:
        """Working week and holidays as they are known today: dated facts hold for cases of every edition."""
        try:
            calendar = current().pack.mechanism.calendar
        except NotFound:  # an edition that is not published yet
            calendar = self.pack.mechanism.calendar
        return Calendar(
            zone=calendar.time_zone,
            workdays=frozenset(_WEEK.index(d) for d in calendar.working_week),
            holidays=frozenset(holiday.date for holiday in calendar.holidays),
        )

    @cached_property
    def measured_steps(self) -> tuple[Measured, ...]:
        """Steps whose clock runs on the case, in the order of the procedure."""
        clocks = {step.id: step.clock for _, step in self.pack.steps if step.clock and step.clock not in ELSEWHERE}
        again = {limit.clock for _, limit in self.pack.limits if limit.kind == "every"}
        written = [
            Measured(
                step=step.id,
                stage=stage.id,
                clock=step.clock,
                starts=frozenset(step.starts),
                stops=frozenset(step.stops),
                after=tuple(clocks[before] for before in step.after if before in clocks),
                condition=step.condition,
                again=step.clock in again,
                each_time=step.each_time,
            )
            for stage, step in self.pack.steps
            if step.clock and step.clock not in ELSEWHERE
        ]
        own = {step.clock for step in written}
        usual = [
            Measured(clock, self.pack.first_stage.id, clock, frozenset(starts), frozenset(stops), after)
            for clock, (starts, stops, after) in USUAL.items()
            if clock not in own
        ]
        return (*written, *usual)

    @cached_property
    def _by_event(self) -> dict[str, tuple[Measured, ...]]:
        events = {event for step in self.measured_steps for event in (*step.starts, *step.stops)}
        return {e: tuple(s for s in self.measured_steps if e in s.starts or e in s.stops) for e in events}

    def steps_about(self, event: str) -> tuple[Measured, ...]:
        """The steps that this event starts or stops."""
        return self._by_event.get(event, ())

    @property
    def decides_status(self) -> bool:
        """Whether somebody decides on formal status on the platform today; else the team writes down what it hears."""
        try:
            roles = current().pack.roles
        except NotFound:
            roles = self.pack.roles
        return any("status:decide" in role.permissions for role in roles)

    @property
    def by_hand(self) -> frozenset[str]:
        """Events that somebody of the team writes down, because no act of the platform does."""
        return BY_HAND if self.decides_status else BY_HAND | BY_HAND_WITHOUT_AUTHORITY

    def done_by_hand(self, clock_name: str) -> str:
        """The event that somebody of the team writes down when this step is done; none where an act of the platform does."""
        stops = next((step.stops for step in self.measured_steps if step.clock == clock_name), frozenset[str]())
        return next((event for event in sorted(stops & self.by_hand)), "") if stops <= self.by_hand else ""

    def written_by_hand(self) -> tuple[str, ...]:
        """Events with which a step of this edition begins and that no act writes, in the order of the vocabulary."""
        return tuple(
            event
            for event in EVENTS
            if event in self.by_hand - WITH_A_PAGE and any(event in s.starts for s in self.measured_steps)
        )

    def escalated_at(self, clock_name: str, due_at: datetime, roles: Collection[str]) -> datetime | None:
        """From when a step that was due then is told to whoever holds one of these roles; None when it is told to none."""
        told = [
            due(due_at, escalation.after, self.calendar)
            for _, step in self.pack.steps
            if step.clock == clock_name
            for escalation in step.escalation
            if escalation.role in roles
        ]
        return min(told, default=None)

    def escalates_to(self, clock_name: str, roles: Collection[str]) -> bool:
        """Whether this step, when it is late, is told to one of these roles."""
        steps = (step for _, step in self.pack.steps if step.clock == clock_name)
        return any(escalation.role in roles for step in steps for escalation in step.escalation)

    def step_words(self, clock_name: str) -> dict[str, str]:
        """What this edition calls the step that a clock measures; nothing when it has none."""
        return next((dict(step.name) for _, step in self.pack.steps if step.clock == clock_name), {})

    def words(self, list_id: str) -> dict[str, dict[str, str]]:
        """The names of a list's codes, by code, each in all languages; in the order of the page."""
        return {code.id: dict(code.name) for code in self.pack.codes(list_id)}

    def codes(self, list_id: str) -> tuple[Code, ...]:
        return self.pack.codes(list_id)

    def form(self, form_id: str) -> Form | None:
        """A form of this edition by its id; None where it has none of that name."""
        return self.pack.form(form_id)

    def form_version(self, form_id: str) -> FormVersion | None:
        """What the form asks under this edition; None for a form that is only named."""
        sha = self._asked.get(form_id)
        return version_with(form_id, sha) if sha else None

    @cached_property
    def _asked(self) -> dict[str, str]:
        """The hash of what each form asks, of those that ask anything."""
        return {form.id: sha_of(book) for form in self.pack.forms if (book := self.pack.workbook_of(form))}

    def forms_with_questions(self) -> tuple[Form, ...]:
        """Forms that can be filled in, in the order of the pack."""
        return tuple(form for form in self.pack.forms if form.id in self._asked)

    def stage_words(self) -> dict[str, dict[str, str]]:
        return {stage.id: dict(stage.name) for stage in self.pack.stages}

    def service_words(self) -> dict[str, dict[str, str]]:
        return {kind.id: dict(kind.name) for kind in self.pack.service_types}

    @property
    def keeps_identities(self) -> bool:
        """Whether this mechanism keeps names at all, or works with codes only."""
        return self.pack.mechanism.uses == "identities"

    @property
    def has_cases(self) -> bool:
        """Whether this mechanism runs cases on the platform, or only its members, duties and texts."""
        return self.pack.mechanism.uses != "governance"

    @property
    def switched_off(self) -> frozenset[str]:
        """Permissions that nobody holds in this mechanism: of rooms that it does not use. Pages and doors are then not there."""
        if not self.has_cases:
            return OF_CASES
        return frozenset() if self.keeps_identities else OF_IDENTITIES

    @property
    def groups(self) -> tuple[FieldGroup, ...]:
        """Parts of a file that this mechanism knows, in the order of the page."""
        return tuple(g for g in SHAREABLE if self.keeps_identities or g != FieldGroup.IDENTITY)

    def capacity_words(self) -> dict[str, dict[str, str]]:
        """In what capacities somebody may work on a case, in the order of the pack."""
        return {capacity.id: dict(capacity.name) for capacity in self.pack.capacities}

    def usual_capacity(self, roles: Iterable[str]) -> str:
        """The capacity in which whoever holds these roles works on a case unless another is chosen; none where none fits."""
        held = set(roles)
        return next((c.id for c in self.pack.capacities if held & set(c.usual_for)), "")

    def groups_of(self, capacity: str) -> frozenset[FieldGroup]:
        """Parts of a file that this capacity opens. All of them in an edition that knows no capacities; none for one unknown."""
        if not self.pack.capacities:
            return frozenset(FieldGroup)
        return frozenset(FieldGroup(g) for c in self.pack.capacities if c.id == capacity for g in c.groups)

    @property
    def code_prefix(self) -> str:
        return self.pack.mechanism.case_code_prefix


def current() -> InForce:
    """The newest published edition. Raises NotFound while no mechanism is loaded."""
    global _latest  # noqa: PLW0603  (one note per process; an edition itself never changes)
    if _latest is None or time.monotonic() - _latest[0] > LOOK_EVERY:
        newest = Edition.objects.order_by("-number").values_list("pk", flat=True).first()
        if newest is None:
            raise NotFound("edition")
        _latest = (time.monotonic(), newest)
    return edition(_latest[1])


def newest_id() -> UUID | None:
    """The key of the newest edition, asked of the database now: what is published must not rest on a memory."""
    return Edition.objects.order_by("-number").values_list("pk", flat=True).first()


def look_again() -> None:
    """Ask the database for the newest edition at the next question."""
    global _latest  # noqa: PLW0603
    _latest = None


@lru_cache(maxsize=32)
def edition(edition_id: UUID) -> InForce:
    """One edition by its key: a case keeps the one it was opened under."""
    row = Edition.objects.get(pk=edition_id)
    return InForce(row.pk, row.number, row.published_at, Pack.from_document(row.document))


def in_order() -> list[InForce]:
    """Every edition, oldest first."""
    return [edition(key) for key in Edition.objects.order_by("number").values_list("pk", flat=True)]


def numbered(number: int | None = None) -> InForce:
    """The edition with this number, or the one in force. Raises NotFound."""
    if number is None:
        return current()
    found = Edition.objects.filter(number=number).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("edition", number)
    return edition(found)


def zone() -> str:
    """The mechanism's time zone; UTC while none is loaded."""
    try:
        return current().pack.mechanism.calendar.time_zone
    except NotFound:
        return "UTC"


def day_of(moment: datetime) -> date:
    """The day that it is at this moment where the mechanism is. Every “today” of a rule is asked here."""
    return moment.astimezone(ZoneInfo(zone())).date()


def texts_over_time(document_id: str) -> list[tuple[InForce, Document]]:
    """The texts that a document has had, newest first: each with the edition in which it first stood so."""
    found: list[tuple[InForce, Document]] = []
    known = ""
    for key in Edition.objects.order_by("number").values_list("pk", flat=True):
        one = edition(key)
        document = next((d for d in one.pack.documents if d.id == document_id), None)
        state = f"{document.status}:{text_version(document)}" if document else ""
        if document and state != known:
            found.append((one, document))
        known = state
    return found[::-1]


@dataclass(frozen=True)
class Published(InForce):
    """An edition as it was published: `document` is what `content_hash` is the fingerprint of."""

    content_hash: str
    document: dict[str, Any]


def published(number: int | None = None) -> Published:
    """The edition with this number, or the one in force, with its fingerprint. Raises NotFound."""
    return _published(numbered(number).id)


@lru_cache(maxsize=8)
def _published(edition_id: UUID) -> Published:
    row = Edition.objects.get(pk=edition_id)
    pack = Pack.from_document(row.document)
    return Published(row.pk, row.number, row.published_at, pack, row.content_hash, row.document)

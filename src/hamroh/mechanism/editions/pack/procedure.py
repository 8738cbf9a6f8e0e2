"""Stages and their steps: who answers for what, in which time, on which form and on which clause."""

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hamroh.mechanism.procedures.rules import Condition, parse_condition

from .durations import WrittenDuration
from .standing import Entry, Flag, Id, Named, Standing, Texts, When, Whole, Words

ClauseRef = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_:-]{0,39}/[A-Za-z0-9][A-Za-z0-9_:-]{0,39}$")
]
"""A clause of a document: `document/clause`."""

LimitKind = Literal["within", "at_least", "every"]

_parsed = lru_cache(maxsize=4096)(parse_condition)


def condition_of(when: str | None) -> Condition | None:
    """The condition that an entry's `when` writes, parsed once. None holds for everybody."""
    return _parsed(when) if when else None


class Limit(Standing):
    """How long one clock may run: at most (`within`), not less than (`at_least`), or again and again (`every`).

    With `territories` it holds there and in all that lies in them, instead of the limit that holds everywhere. `attempts`:
    it has not passed before so many attempts were made as well.
    """

    clock: Id
    time: WrittenDuration
    name: Words
    kind: LimitKind = "within"
    attempts: Whole | None = Field(default=None, ge=1, le=50)
    urgency: Id | None = None
    territories: tuple[Id, ...] = ()


class Form(Standing):
    """A tool that people fill in. `workbook`: what it asks, from `forms/ID.md` or `forms/ID.xlsx` of the pack.

    `subject`: about a case, a contact that is no case, or nobody. `phone`: may be collected on phones. `offline`: may be
    kept in a browser without a network, with codes only, or also when it asks for names or a story. A form with an
    `indicator_set` asks that set and has no workbook of its own; one with neither is only named.
    """

    id: Id
    name: Words
    subject: Literal["case", "contact", "none"] = "case"
    phone: Flag = False
    offline: Literal["no", "without_names", "with_names"] = "no"
    indicator_set: Id | None = None
    workbook: dict[str, list[dict[str, str]]] | None = None


class Decision(Standing):
    """What a person decides; never the machine. Outcomes are the only answers there are."""

    id: Id
    name: Words
    outcomes: tuple[Named, ...] = Field(min_length=2)
    reason_required: Flag = False
    second_person: Flag = False
    review: Flag = False


class Responsibility(Entry):
    """Who does a step (responsible), who answers for it (accountable), who is asked and who is told.

    Each is a role or an organisation. Without `territories` it holds everywhere, without `when` for everybody.
    """

    responsible: tuple[Id, ...] = ()
    accountable: tuple[Id, ...] = ()
    consulted: tuple[Id, ...] = ()
    informed: tuple[Id, ...] = ()
    territories: tuple[Id, ...] = ()
    when: When | None = None

    @property
    def condition(self) -> Condition | None:
        return condition_of(self.when)


class Escalation(Entry):
    """Whom the platform tells, so long after the limit has passed without the step being done."""

    role: Id
    after: WrittenDuration


class Step(Standing):
    """One thing to be done. Its clock begins with any event of `starts`, and ends with any of `stops`.

    `stops` may stand without a clock: then it says only by which act the step is done, so that its clauses stand there.
    `each_time`: it is to be done anew whenever one of `starts` happens, however often it was done before.
    """

    id: Id
    name: Words
    does: Texts | None = None
    when: When | None = None
    after: tuple[Id, ...] = ()
    clock: Id | None = None
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    each_time: Flag = False
    forms: tuple[Id, ...] = ()
    documents: tuple[Id, ...] = ()
    clauses: tuple[ClauseRef, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    escalation: tuple[Escalation, ...] = ()

    @property
    def condition(self) -> Condition | None:
        return condition_of(self.when)


class Stage(Standing):
    """A part of the passage. `leads_to` is where it may go on: the next stage, when nothing is said."""

    id: Id
    name: Words
    roles: tuple[Id, ...] = Field(min_length=1)
    organisations: tuple[Id, ...] = ()
    decision: Id | None = None
    forms: tuple[Id, ...] = ()
    limits: tuple[Limit, ...] = ()
    leads_to: tuple[Id, ...] | None = None
    may_return_to: tuple[Id, ...] = ()
    steps: tuple[Step, ...] = ()
    voluntary: Flag = False
    segregated: Flag = False
    unconditional: Flag = False
    blocks_services: Flag = False

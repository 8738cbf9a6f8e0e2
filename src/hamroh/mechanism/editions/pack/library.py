"""The texts that the mechanism rests on, clause by clause, and the protection systems beside it."""

from typing import Literal

from .durations import WrittenDuration
from .procedure import ClauseRef, LimitKind
from .standing import Day, Entry, Id, Line, Standing, Texts, Words

DocumentKind = Literal[
    "law",
    "regulation",
    "plan",
    "guideline",
    "procedure",
    "protocol",
    "agreement",
    "code_of_conduct",
    "terms_of_reference",
    "form",
    "script",
]


class ClauseLimit(Entry):
    """A time that the clause itself sets for one of the mechanism's clocks."""

    clock: Id
    time: WrittenDuration
    kind: LimitKind = "within"
    urgency: Id | None = None


class Clause(Standing):
    """One provision: its own `text`, or a `summary` where the text cannot be given."""

    id: Id
    number: Line
    name: Words | None = None
    text: Texts | None = None
    summary: Texts | None = None
    limits: tuple[ClauseLimit, ...] = ()


class Document(Standing):
    """A law, a guideline, a protocol, a form. `since` is the day from which it has its status, where that is known."""

    id: Id
    kind: DocumentKind
    name: Words
    reference: Line | None = None
    status: Literal["draft", "adopted", "repealed"]
    since: Day | None = None
    clauses: tuple[Clause, ...] = ()


class Neighbour(Standing):
    """Another protection system: where its part begins, who leads it, how a person passes over and comes back."""

    id: Id
    name: Words
    boundary: Texts
    leads: tuple[Id, ...] = ()
    passing: Texts
    clauses: tuple[ClauseRef, ...] = ()

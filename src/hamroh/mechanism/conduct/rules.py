"""What a role still waits for, and what stands against an acknowledgement, a declaration, a training. Pure."""

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_
from hamroh.mechanism.conduct.terms import (
    LONGEST_PAPER,
    LONGEST_TEXT,
    OUTCOME_WORDS,
    SANCTION_WORDS,
    About,
    Asked,
    State,
    TieKind,
)


@dataclass(frozen=True, slots=True)
class Done:
    """What one person has done: versions of the code, until when the declaration and each training count."""

    versions: frozenset[str] = frozenset()
    declared_until: datetime | None = None
    trained: Mapping[str, datetime | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Demands:
    """What a role asks for. `version`: the code in force, empty when there is none; `version_since`: since when it is."""

    code: bool = False
    declaration: bool = False
    training: tuple[str, ...] = ()
    version: str = ""
    version_since: datetime | None = None
    grace: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Want:
    """One thing to do. With `until` it still counts as done so long: a renewal, asked gently."""

    asked: Asked
    training: str = ""
    until: datetime | None = None


def wants(demands: Demands, done: Done, now: datetime) -> tuple[Want, ...]:
    """What is missing or to be renewed; a role is somebody's when every want of it has an `until` that lies ahead."""
    found = []
    if demands.code and demands.version not in done.versions:
        found.append(Want(Asked.CODE, until=_grace(demands.version_since if done.versions else None, demands)))
    if demands.declaration and not _counts(done.declared_until, now):
        found.append(Want(Asked.DECLARATION, until=_grace(done.declared_until, demands)))
    for kind in demands.training:
        until = done.trained.get(kind)
        if kind not in done.trained or (until is not None and not _counts(until, now)):
            found.append(Want(Asked.TRAINING, kind, _grace(until, demands)))
    return tuple(want if _counts(want.until, now) else Want(want.asked, want.training) for want in found)


NEVER, ALWAYS = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def ready_until(demands: Demands, done: Done) -> datetime:
    """Until when the role is this person's, if they do nothing more. What is done is never undone, so it holds till then."""
    ends = [ALWAYS]
    if demands.code and demands.version not in done.versions:
        ends.append(_grace(demands.version_since if done.versions else None, demands) or NEVER)
    if demands.declaration:
        ends.append(_grace(done.declared_until, demands) or NEVER)
    for kind in demands.training:
        until = done.trained.get(kind, NEVER)
        ends.append(ALWAYS if until is None else NEVER if until is NEVER else until + demands.grace)
    return min(ends)


def may_begin(demands: Demands, done: Done, now: datetime) -> bool:
    """Whether the role is this person's now."""
    return ready_until(demands, done) > now


def _counts(until: datetime | None, now: datetime) -> bool:
    return until is not None and until > now


def _grace(since: datetime | None, demands: Demands) -> datetime | None:
    return since + demands.grace if since else None


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def obstacles_to_acknowledging(*, read: str, in_force: str) -> tuple[Obstacle, ...]:
    """What was read must be what holds: the text may have changed between reading and saying yes."""
    if read and read == in_force:
        return ()
    return (Obstacle(N_("The text has changed since you opened it: read it again, then acknowledge it.")),)


@dataclass(frozen=True, slots=True)
class SaidTie:
    """One tie as somebody told it: `organisation` is a key of the database, as text, empty for another office."""

    kind: str
    organisation: str
    text: str


def obstacles_to_declaring(
    *, nothing: bool, ties: Collection[SaidTie], organisations: Collection[str]
) -> tuple[Obstacle, ...]:
    """Why a declaration cannot be written down: it says nothing and something, or neither, or names what is not there."""
    if nothing and ties:
        return (Obstacle(N_("You ticked that there is nothing and named a tie: do one of the two."), "nothing"),)
    if not nothing and not ties:
        return (Obstacle(N_("Name a tie, or tick that there is nothing to declare."), "nothing"),)
    found = []
    for tie in ties:
        if tie.kind == TieKind.ORGANISATION and tie.organisation not in organisations:
            found.append(Obstacle(N_("Choose the organisation from the list."), "organisation"))
        if not tie.text.strip():
            found.append(Obstacle(N_("Say in a sentence what ties you. It is sealed."), "text"))
        elif len(tie.text) > LONGEST_TEXT:
            found.append(Obstacle(N_("Shorten this to %(most)s signs."), "text", {"most": LONGEST_TEXT}))
    return tuple(found)


def obstacles_to_training(
    *, own: bool, kind: str, kinds: Collection[str], on: date | None, today: date, paper: str
) -> tuple[Obstacle, ...]:
    """Why a training cannot be written down."""
    found = []
    if own:
        found.append(Obstacle(N_("Nobody writes down their own training: ask another focal point or the secretariat.")))
    if kind not in kinds:
        found.append(Obstacle(N_("Choose the training from the list."), "kind"))
    if on is None:
        found.append(Obstacle(N_("Write the day on which it ended."), "on"))
    elif on > today:
        found.append(Obstacle(N_("This day is still to come: write it down when it is over."), "on"))
    if not paper.strip():
        found.append(Obstacle(N_("Say on what paper this rests: its kind, number and date."), "paper"))
    elif len(paper) > LONGEST_PAPER:
        found.append(Obstacle(N_("Shorten this to %(most)s signs."), "paper", {"most": LONGEST_PAPER}))
    return tuple(found)


def obstacles_to_complaining(
    *, about: str, known: bool, text: str, agreed: bool = True, readers: bool = True
) -> tuple[Obstacle, ...]:
    """Why a complaint cannot be taken. Nothing about whoever complains is ever missing.

    `known`: the organisation named is a member. `readers`: somebody is left who may read it.
    """
    found = list(_against_text(text))
    if about not in list(About) or not known:
        found.append(Obstacle(N_("Choose from the list whom it is about."), "about"))
    elif not readers:
        sentence = N_(
            "Nobody in the mechanism may read a complaint about this office. Turn to one of those named below."
        )
        found.append(Obstacle(sentence, "about"))
    if not agreed:
        found.append(Obstacle(N_("Ask first: it is written down only for somebody who agrees."), "agreed"))
    return tuple(found)


def _against_text(text: str) -> Collection[Obstacle]:
    if not text.strip():
        return [Obstacle(N_("Say what happened, in your own words."), "text")]
    if len(text) > LONGEST_TEXT:
        return [Obstacle(N_("Shorten this to %(most)s signs."), "text", {"most": LONGEST_TEXT})]
    return []


def obstacles_to_writing(*, text: str) -> tuple[Obstacle, ...]:
    return tuple(_against_text(text))


def obstacles_to_taking(*, state: str, decided_by: UUID | None, actor: UUID) -> tuple[Obstacle, ...]:
    """A complaint that is decided is not taken again; one that is looked at again goes to somebody else."""
    if state == State.ANSWERED:
        return (Obstacle(N_("It is decided. Whoever complained may ask that somebody else looks again.")),)
    if state == State.RECONSIDER and decided_by == actor:
        return (Obstacle(N_("You decided it the first time: somebody else looks at it again.")),)
    return ()


def obstacles_to_deciding(
    *, handler: UUID | None, actor: UUID, state: str, outcome: str, sanction: str, text: str
) -> tuple[Obstacle, ...]:
    """Only whoever has it in hand decides, once, with reasons."""
    if state == State.ANSWERED or handler != actor:
        return (Obstacle(N_("Take it in hand first: whoever examines it decides.")),)
    found = list(_against_text(text))
    if outcome not in OUTCOME_WORDS:
        found.append(Obstacle(N_("Choose what came out."), "outcome"))
    if sanction not in SANCTION_WORDS:
        found.append(Obstacle(N_("Choose what follows."), "sanction"))
    return tuple(found)

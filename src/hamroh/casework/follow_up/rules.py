"""Whether an attempt or a visit can be written down, and whether a case may be closed. Values in, every obstacle out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hamroh.casework.follow_up.terms import (
    IN_TOUCH,
    LONGEST,
    NOBODY_THERE,
    NOT_CONTACTABLE,
    SATISFACTION,
    HandedTo,
    HowIsIt,
    Met,
    Result,
    Way,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

CLOSED = Obstacle(N_("The case is closed: nothing more is written into it."))
ANSWERED = Obstacle(N_("This does not wait for approval any more: look at the case again."))
NOT_AGREED = Obstacle(
    N_(
        "The case is closed, and the person did not agree to be asked afterwards. If they came by themselves, open the case "
        "again."
    )
)


def obstacles_afterwards(*, closed: bool, agreed: bool) -> tuple[Obstacle, ...]:
    """After a closing somebody is only looked for, or asked how they are, if they agreed to it then."""
    return (NOT_AGREED,) if closed and not agreed else ()


def obstacles_to_attempt(
    *, way: str, result: str, on: date | None, words: str, today: date, opened_on: date
) -> tuple[Obstacle, ...]:
    """When, how, with which result."""
    return tuple(_against_attempt(way, result, on, words, today, opened_on))


def _against_attempt(
    way: str, result: str, on: date | None, words: str, today: date, opened_on: date
) -> Iterator[Obstacle]:
    if way not in set(Way):
        yield Obstacle(N_("Choose how you tried."), "way")
    if result not in set(Result):
        yield Obstacle(N_("Choose what came of it."), "result")
    yield from _past(on, today, opened_on)
    yield from _too_long("words", words)


def obstacles_to_visit(
    *,
    met: str,
    on: date | None,
    next_on: date | None,
    no_next: bool,
    areas: Mapping[str, str],
    known: Collection[str],
    satisfaction: int | None,
    words: Mapping[str, str],
    today: date,
    opened_on: date,
) -> tuple[Obstacle, ...]:
    """What a visit found. Every area is asked about; not wanting to say is an answer. The next date, or that there is none."""
    found = [*_against_answers(met, areas, known, satisfaction), *_past(on, today, opened_on)]
    if next_on is None and not no_next:
        found.append(Obstacle(N_("Write when you meet again, or tick that there is no next time."), "next_on"))
    if next_on is not None and no_next:
        found.append(Obstacle(N_("There is a next day and no next time: choose one of the two."), "next_on"))
    if next_on is not None and next_on <= today:
        found.append(Obstacle(N_("This day has passed: choose the day of the next meeting."), "next_on"))
    return (*found, *(o for name, said in words.items() for o in _too_long(name, said)))


def _against_answers(
    met: str, areas: Mapping[str, str], known: Collection[str], satisfaction: int | None
) -> Iterator[Obstacle]:
    if met not in set(Met):
        yield Obstacle(N_("Choose how you met."), "met")
    for area in known:
        if areas.get(area) not in set(HowIsIt):
            yield Obstacle(N_("Choose an answer; not wanting to say is one."), f"area_{area}")
    if satisfaction is not None and satisfaction not in SATISFACTION:
        yield Obstacle(N_("Choose from the list how the person found the help."), "satisfaction")


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt as the count needs it."""

    on: date
    result: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Since when nobody reached the person, and on how many different days somebody tried since then."""

    since: date | None
    days_tried: int


def silence(attempts: Iterable[Tried], met_on: Iterable[date]) -> Silence:
    """Attempts count from the last time that the person was reached or met; several on one day are one."""
    made = list(attempts)
    in_touch = max([*(a.on for a in made if a.result in IN_TOUCH), *met_on], default=None)
    failed = {a.on for a in made if a.result not in IN_TOUCH and (in_touch is None or a.on > in_touch)}
    return Silence(min(failed, default=None), len(failed))


def against_not_reached(quiet: Silence, *, today: date, attempts: int, days: int) -> Iterator[Obstacle]:
    """“Not reached” only after the time and the number of attempts that the edition sets."""
    if quiet.days_tried < attempts:
        yield Obstacle(
            N_("%(made)s attempts on different days are written down, %(needed)s are needed: try again another day."),
            "reason",
            {"made": quiet.days_tried, "needed": attempts},
        )
    if quiet.since is None or today < quiet.since + timedelta(days=days):
        passed = (today - quiet.since).days if quiet.since else 0
        yield Obstacle(
            N_(
                "%(passed)s days have passed since the first attempt, %(needed)s are needed: the case stays open until then."
            ),
            "reason",
            {"passed": passed, "needed": days},
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """What a closing is asked for with."""

    reason: str
    why: str
    child: bool = False
    handed_to: str = ""
    handed_organisation: UUID | None = None


def obstacles_to_asking(
    ending: Ending,
    *,
    known: Collection[str],
    closed: bool,
    asked_already: bool,
    waiting: int,
    quiet: Silence,
    today: date,
    attempts: int,
    days: int,
    organisations: Collection[UUID],
) -> tuple[Obstacle, ...]:
    """Everything that stands against closing this case now, at once. What other rooms wait for comes on top."""
    found = [CLOSED] if closed else []
    if asked_already:
        found.append(Obstacle(N_("It was asked for already and waits for approval.")))
    found += _against_ending(ending, known, organisations)
    if ending.reason == NOT_CONTACTABLE:
        found += against_not_reached(quiet, today=today, attempts=attempts, days=days)
    if waiting and ending.reason not in NOBODY_THERE:
        found.append(
            Obstacle(
                N_(
                    "Things that somebody was asked to do still wait on this case (%(count)s): settle each of them first."
                ),
                "",
                {"count": waiting},
            )
        )
    return tuple(found)


def _against_ending(ending: Ending, known: Collection[str], organisations: Collection[UUID]) -> Iterator[Obstacle]:
    if ending.reason not in known:
        yield Obstacle(N_("Choose from the list why the case is closed."), "reason")
    if not ending.why.strip():
        yield Obstacle(N_("Write why. Whoever approves it, and whoever opens it again, will read it."), "why")
    yield from _too_long("why", ending.why)
    if ending.child and ending.reason not in ("died", "opened_in_error"):
        if ending.handed_to not in set(HandedTo):
            yield Obstacle(N_("Choose who looks after the child from now on: a child is never just left."), "handed_to")
        if ending.handed_to == HandedTo.ORGANISATION and ending.handed_organisation not in organisations:
            yield Obstacle(N_("Choose the organisation that took the child’s case over."), "handed_organisation")


def obstacles_to_deciding(
    *, approves: bool | None, reasons: str, open_request: bool, by: UUID | None, asked_by: UUID
) -> tuple[Obstacle, ...]:
    """A second pair of eyes: never those that asked. Whoever sends it back says why."""
    found = [] if open_request else [ANSWERED]
    if by == asked_by:
        found.append(Obstacle(N_("You asked for it: somebody else approves it.")))
    if approves is None:
        found.append(Obstacle(N_("Choose: approve, or send back."), "decision"))
    if approves is False and not reasons.strip():
        found.append(Obstacle(N_("Write what is still to be done."), "reasons"))
    return (*found, *_too_long("reasons", reasons))


def _past(on: date | None, today: date, not_before: date) -> Iterator[Obstacle]:
    if on is None:
        yield Obstacle(N_("Write on which day."), "on")
    elif on > today:
        yield Obstacle(N_("This day is still to come: write the day on which it happened."), "on")
    elif on < not_before:
        yield Obstacle(N_("This is before the case was opened: check the day."), "on")


def _too_long(field: str, words: str) -> Iterator[Obstacle]:
    if len(words) > LONGEST:
        yield Obstacle(N_("Shorten this to %(most)s signs."), field, {"most": LONGEST})

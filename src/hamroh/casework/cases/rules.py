"""Who may join and leave the team of a case."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.terms import (
    ASSIGNED,
    HANDING_OVER_REASONS,
    JOINING_REASONS,
    LIFTING_REASONS,
    NOT_NEEDED,
    RECUSAL_REASONS,
    REOPENING_REASONS,
    STEP_ANSWERS,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def obstacles_to_joining(
    *,
    role: str,
    held: Collection[str],
    opening: Collection[str],
    joined: bool,
    barred: bool = False,
    capacity: bool = True,
    reason: str = ASSIGNED,
    why: str = "",
) -> tuple[Obstacle, ...]:
    """A role on the team is one that the colleague holds today, and that may open a case at all.

    `capacity`: there is one in which they would work on it.
    """
    if barred:
        return (Obstacle(N_("This colleague cannot work on this case: choose another."), "user"),)
    found = list(_against_joining(role, held, opening, joined))
    if not capacity:
        found.append(Obstacle(N_("Choose in what capacity the colleague works on it."), "capacity"))
    if reason not in JOINING_REASONS:
        found.append(Obstacle(N_("Choose from the list why they join."), "reason"))
    return (*found, *_against_why(why, required=False))


def _against_joining(role: str, held: Collection[str], opening: Collection[str], joined: bool) -> Iterator[Obstacle]:
    if joined:
        yield Obstacle(N_("This colleague is on the team already."), "user")
    if role not in held or role not in opening:
        yield Obstacle(N_("This colleague holds no role in which a case may be opened: choose another."), "user")


def obstacles_to_leaving(*, left_over: int) -> tuple[Obstacle, ...]:
    if left_over:
        return ()
    return (Obstacle(N_("Nobody else is on the team: add a colleague first, then leave."), "user"),)


def obstacles_to_handing_over(
    *,
    reason: str,
    gone: int,
    givers: Collection[UUID],
    takers: Mapping[UUID, str],
    gives: Iterable[tuple[str, UUID, Collection[UUID]]],
) -> tuple[Obstacle, ...]:
    """Why cases cannot be given to colleagues in one act. All of them are given, or none.

    `gives`: of each case its code, to whom it goes, and who is barred from it. `takers`: who holds a role in which cases
    are opened. `givers`: from whom; `gone`: how many cases of those asked for are no longer theirs.
    """
    found = []
    if reason not in HANDING_OVER_REASONS:
        found.append(Obstacle(N_("Choose from the list why the cases are handed over."), "reason"))
    gives = list(gives)
    if not gives and not gone:
        found.append(Obstacle(N_("Tick at least one case."), "cases"))
    if gone:
        found.append(Obstacle(N_("The list has changed meanwhile: look at it again, then hand over."), "cases"))
    if any(to in givers for _code, to, _barred in gives):
        found.append(Obstacle(N_("Choose somebody else: the cases are theirs already."), "to"))
    if any(to not in takers for _code, to, _barred in gives):
        found.append(Obstacle(N_("This colleague holds no role in which a case may be opened: choose another."), "to"))
    found += [
        Obstacle(N_("%(code)s: this colleague cannot work on it. Give it to another."), "to", {"code": code})
        for code, to, barred in gives
        if to in barred
    ]
    return tuple(found)


def obstacles_to_recusing(*, reason: str) -> tuple[Obstacle, ...]:
    if reason in RECUSAL_REASONS:
        return ()
    return (Obstacle(N_("Choose from the list what ties them to this case."), "reason"),)


def obstacles_to_lifting(*, why: str) -> tuple[Obstacle, ...]:
    if why in LIFTING_REASONS:
        return ()
    return (Obstacle(N_("Choose from the list why it is lifted."), "why"),)


def due_under_new_limit(*, before: datetime, counted: datetime, from_now: datetime, now: datetime) -> datetime:
    """When an open task is due after the limit of its clock has changed under it.

    The new limit counts from when the clock started. Where it would have passed already, nobody is late by the change
    alone: the old moment holds, or the new limit counted from now if that is sooner. What was late stays so.
    """
    if counted >= before or counted > now:
        return counted
    return min(before, from_now)


def steps_behind(
    new_steps: Iterable[tuple[int, str, str, frozenset[str]]], *, here: int, happened: Collection[str]
) -> list[tuple[str, str]]:
    """Of the new steps (place of the stage, step, clock, what starts it) those whose moment has passed: step and clock.

    They stand in an earlier stage, or wait in the present one for something that has happened.
    """
    return [
        (step, clock)
        for place, step, clock, starts in new_steps
        if place < here or (place == here and starts & frozenset(happened))
    ]


def obstacles_to_settling(*, answer: str, why: str) -> tuple[Obstacle, ...]:
    """Why it cannot be said what is to be done about a new step behind the case."""
    if answer not in STEP_ANSWERS:
        return (Obstacle(N_("Say whether it is done now or not needed."), "answer"),)
    return tuple(_against_why(why, answer == NOT_NEEDED))


LONGEST_WHY = 2000


def obstacles_to_closing(
    *, reason: str, known: Collection[str], why: str = "", why_required: bool = False
) -> tuple[Obstacle, ...]:
    found = []
    if reason not in known:
        found.append(Obstacle(N_("Choose from the list why the case is closed."), "reason"))
    return (*found, *_against_why(why, why_required))


def _against_why(why: str, required: bool) -> Iterator[Obstacle]:
    if required and not why.strip():
        yield Obstacle(N_("Write why. Whoever goes on with the case will read it."), "why")
    if len(why) > LONGEST_WHY:
        yield Obstacle(N_("Shorten this to %(most)s signs."), "why", {"most": LONGEST_WHY})


def obstacles_to_writing(*, known: bool, closed: bool) -> tuple[Obstacle, ...]:
    """Why something that happened cannot be written down by hand."""
    if closed:
        return (Obstacle(N_("The case is closed: nothing more is written into it.")),)
    if not known:
        return (Obstacle(N_("Choose from the list what happened."), "event"),)
    return ()


def obstacles_to_moving(
    *,
    to: str,
    forward: Collection[str],
    back: Collection[str],
    closed: bool,
    screened: bool,
    outcomes: Collection[str],
    reason_required: bool,
    outcome: str,
    why: str,
) -> tuple[Obstacle, ...]:
    """Why a case cannot go to this stage now. `outcomes`: of the decision that ends its present one, if people write it here."""
    found = []
    if closed:
        found.append(Obstacle(N_("The case is closed: it goes nowhere any more.")))
    if not to:
        found.append(Obstacle(N_("Choose the stage to which the case goes on."), "to"))
    elif to not in forward and to not in back:
        found.append(Obstacle(N_("The procedure does not lead there from this stage: choose another."), "to"))
    if to in forward and not screened:
        found.append(Obstacle(N_("Decide after the screening first: that decision ends this stage."), "to"))
    if to in forward and outcomes and outcome not in outcomes:
        found.append(Obstacle(N_("Choose what was decided: that decision ends this stage."), "outcome"))
    return (*found, *_against_why(why, reason_required and to in forward))


def obstacles_to_reopening(*, reason: str, why: str, closed: bool) -> tuple[Obstacle, ...]:
    """Why a case cannot be opened again: it is open, or nobody says why."""
    found = [] if closed else [Obstacle(N_("The case is open: go on with it."))]
    if reason not in REOPENING_REASONS:
        found.append(Obstacle(N_("Choose why it is opened again."), "reason"))
    return (*found, *_against_why(why, required=True))

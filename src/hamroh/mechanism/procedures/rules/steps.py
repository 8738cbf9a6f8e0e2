"""Which steps an event ends and which it begins. Pure: the steps of an edition in, two lists out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hamroh.mechanism.procedures.rules.conditions import Condition, Facts, holds


@dataclass(frozen=True, slots=True)
class Measured:
    """A step with a clock of its own. `after`: the clocks of the measured steps before it. `again`: it comes back for ever.

    `each_time`: it is asked for anew whenever it is started, though it was done before.
    """

    step: str
    stage: str
    clock: str
    starts: frozenset[str]
    stops: frozenset[str]
    after: tuple[str, ...] = ()
    condition: Condition | None = None
    again: bool = False
    each_time: bool = False


def steps_of_event(
    steps: Iterable[Measured],
    event: str,
    *,
    facts: Facts,
    running: Collection[str],
    done: Collection[str],
    stage: str | None = None,
) -> tuple[list[Measured], list[Measured]]:
    """The steps that end with this event, then those that begin with it.

    A step begins when it is for this person (or that is not known), does not run, was not done before, and the steps
    before it are done. One that comes back begins anew as soon as it ends; one of each time, though it was done before.
    """
    steps = list(steps)
    ended = [step for step in steps if step.clock in running and event in step.stops]
    over = {*done, *(step.clock for step in ended)}
    for_others = {step.clock for step in steps if holds(step.condition, facts) is False}
    begun = [
        step
        for step in steps
        if ((event in step.starts and stage in (None, step.stage)) or (step.again and step in ended))
        and ((step.again and step in ended) or step.each_time or step.clock not in over)
        and (step.clock not in running or step in ended)
        and step.clock not in for_others
        and all(before in over or before in for_others for before in step.after)
    ]
    return ended, begun

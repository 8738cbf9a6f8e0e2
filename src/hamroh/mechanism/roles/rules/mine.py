"""What somebody, or an organisation, has to do under the mechanism."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hamroh.mechanism.procedures.rules import Condition
from hamroh.mechanism.roles.terms import Share

from .atlas import Atlas
from .facts import Facts


@dataclass(frozen=True, slots=True)
class Duty:
    """A share in one step: as which role or body, where (empty: everywhere) and for whom (None: for everybody)."""

    stage: str
    step: str
    share: str
    party: str
    territories: tuple[str, ...] = ()
    condition: Condition | None = None


def duties_of(
    facts: Facts, *, roles: Collection[str] = (), bodies: Collection[str] = (), territory: str | None = None
) -> tuple[Duty, ...]:
    """The duties of these roles and members, in the order of the passage.

    `bodies` are the organisation and all above it: what the mechanism asks of a ministry it asks of its parts. With
    `territory`, only what holds there.
    """
    return tuple(_found(facts, {*roles, *bodies}, Atlas(facts.places, ()), territory))


def _found(facts: Facts, parties: set[str], atlas: Atlas, territory: str | None) -> Iterator[Duty]:
    leaves = atlas.within({territory})
    for step in facts.steps:
        for line in step.lines:
            if line.territories and not atlas.within(set(line.territories)) & leaves:
                continue
            condition = line.condition or step.condition
            for share in Share:
                for party in getattr(line, share.value):
                    if party in parties:
                        yield Duty(step.stage, step.step, share.value, party, line.territories, condition)

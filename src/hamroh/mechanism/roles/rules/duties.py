"""Who answers for a step in a territory, and for whom nobody does."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Final

from hamroh.mechanism.procedures.rules import Facts as Person
from hamroh.mechanism.procedures.rules import holds
from hamroh.mechanism.roles.terms import GapKind

from .atlas import Atlas
from .facts import Facts, Gap, Line, StepDuties

#: The persons for whom duties may differ: child, foreigner.
PERSONS: Final = tuple(product((True, False), (True, False)))

Missing = dict[tuple[str, tuple[str, ...]], dict[str, set[tuple[bool, bool]]]]
"""Of each kind of gap, with the parties it is about: for whom, by territory."""

Named = dict[tuple[int, ...], tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]]
"""Of lines of one step (their places in it): who does it, who answers for it, and where somebody can do it.

The same in most territories, so it is worked out once for each combination."""


def gaps_of_duties(facts: Facts, atlas: Atlas) -> Iterator[Gap]:
    """Steps that nobody does or answers for, somewhere or for somebody, and those for which more than one answers."""
    reach = _reach(facts, atlas)
    for step in facts.steps:
        missing: Missing = defaultdict(lambda: defaultdict(set))
        named: Named = {}
        for leaf in atlas.leaves:
            _look(step, leaf, atlas, reach, named, missing)
        for (kind, parties), where in missing.items():
            yield from _told(step, kind, parties, where, atlas)


def _reach(facts: Facts, atlas: Atlas) -> dict[str, frozenset[str]]:
    """Of each role and each member: the territories in which somebody can act as it."""
    reach = {body.id: atlas.covered(atlas.acting(body.id)) for body in facts.bodies}
    return reach | {seat.role: atlas.covered(atlas.holders(seat)) for seat in facts.seats}


def _look(
    step: StepDuties, leaf: str, atlas: Atlas, reach: dict[str, frozenset[str]], named: Named, missing: Missing
) -> None:
    around = atlas.around[leaf]
    here = [n for n, line in enumerate(step.lines) if not line.territories or not around.isdisjoint(line.territories)]
    if step.condition is None and all(step.lines[n].condition is None for n in here):
        for kind, parties in _faults(step, here, leaf, reach, named):
            missing[kind, parties][leaf].update(PERSONS)
        return
    for child, foreigner in PERSONS:
        person = Person(child, foreigner, around)
        if not holds(step.condition, person):
            continue
        theirs = [n for n in here if holds(step.lines[n].condition, person)]
        for kind, parties in _faults(step, theirs, leaf, reach, named):
            missing[kind, parties][leaf].add((child, foreigner))


def _faults(
    step: StepDuties, lines: list[int], leaf: str, reach: dict[str, frozenset[str]], named: Named
) -> Iterator[tuple[str, tuple[str, ...]]]:
    key = tuple(lines)
    if key not in named:
        named[key] = _named([step.lines[n] for n in lines], reach)
    responsible, accountable, reached = named[key]
    if not responsible:
        yield GapKind.NOBODY_RESPONSIBLE, ()
    elif leaf not in reached:
        yield GapKind.NO_BODY_THERE, responsible
    if not accountable:
        yield GapKind.NOBODY_ACCOUNTABLE, ()
    elif len(accountable) > 1:
        yield GapKind.TWO_ACCOUNTABLE, accountable


def _named(
    lines: list[Line], reach: dict[str, frozenset[str]]
) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    responsible = tuple(dict.fromkeys(party for line in lines for party in line.responsible))
    accountable = tuple(dict.fromkeys(party for line in lines for party in line.accountable))
    return responsible, accountable, frozenset().union(*(reach.get(party, frozenset()) for party in responsible))


def _told(
    step: StepDuties, kind: str, parties: tuple[str, ...], where: dict[str, set[tuple[bool, bool]]], atlas: Atlas
) -> Iterator[Gap]:
    by_persons: dict[frozenset[tuple[bool, bool]], list[str]] = defaultdict(list)
    for leaf, persons in where.items():
        by_persons[frozenset(persons)].append(leaf)
    for concerned, leaves in by_persons.items():
        groups = _groups(concerned)
        yield Gap(kind, step.stage, step.step, parties=parties, territories=atlas.told(leaves), groups=groups)


def _groups(persons: frozenset[tuple[bool, bool]]) -> tuple[str, ...]:
    """In words: both children and adults are nobody in particular."""
    ages = {child for child, _ in persons}
    origins = {foreigner for _, foreigner in persons}
    words = [("child" if True in ages else "adult")] if len(ages) == 1 else []
    return (*words, *([("foreigner" if True in origins else "national")] if len(origins) == 1 else []))

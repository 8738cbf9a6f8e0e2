"""Whether the procedure can be walked: every stage is reached, no step waits for itself, each clock begins and ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hamroh.mechanism.procedures.rules import Condition, Facts, Misread, holds, parse_condition, territories_named
from hamroh.mechanism.procedures.terms import EVENTS

from .findings import Finding
from .places import at, find_all, warn
from .references import unknown
from .sections import Sections
from .tree import Node

SHARES: Final = ("responsible", "accountable", "consulted", "informed")
CONDITIONS: Final = ("stages.*.steps.*.when", "stages.*.steps.*.responsibilities.*.when")
CLAUSES: Final = ("stages.*.steps.*.clauses.*", "neighbours.*.clauses.*")

Road = Mapping[str, list[tuple[str, Node]]]
"""From each id to those it leads to, each with the place where that is written."""


def check_flow(sections: Sections) -> list[Finding]:
    return [
        *_parties(sections),
        *_clauses(sections),
        *_events(sections),
        *_clocks(sections),
        *_conditions(sections),
        *_roads(sections),
        *_order(sections),
    ]


def _parties(sections: Sections) -> Iterator[Finding]:
    roles, bodies = set(sections.ids("roles")), set(sections.ids("organisations"))
    if not {"roles", "organisations"} <= sections.found.keys():
        return
    for place, node in _shares(sections):
        name = node.text or ""
        if name in roles and name in bodies:
            sentence = f"“{name}” is a role and an organisation as well: it is not clear who is meant."
            yield at(node, place, sentence, "Give one of the two another id.")
        yield from unknown(
            [(place, node)],
            sorted(roles | bodies),
            "role or organisation",
            remedy="Correct it, or add it to “roles” or “organisations”.",
        )


def _shares(sections: Sections) -> Iterator[tuple[str, Node]]:
    for share in SHARES:
        yield from find_all(sections, f"stages.*.steps.*.responsibilities.*.{share}.*")


def _clauses(sections: Sections) -> Iterator[Finding]:
    known = {
        f"{document.entries['id'].text}/{clause.entries['id'].text}"
        for document in sections.entries("documents")
        if "id" in document.entries and "clauses" in document.entries
        for clause in document.entries["clauses"].items
        if "id" in clause.entries
    }
    for pattern in CLAUSES:
        yield from unknown(find_all(sections, pattern), sorted(known), "clause", "documents")


def _events(sections: Sections) -> Iterator[Finding]:
    for field in ("starts", "stops"):
        yield from unknown(find_all(sections, f"stages.*.steps.*.{field}.*"), EVENTS, "event", "")


def _clocks(sections: Sections) -> Iterator[Finding]:
    """A clock of a step has a limit, begins, ends, and belongs to no second step."""
    limits = {node.text: node for _, node in find_all(sections, "stages.*.limits.*.clock") if node.text}
    measured: dict[str, Node] = {}
    for place, step in find_all(sections, "stages.*.steps.*"):
        clock = step.entries.get("clock")
        if clock is None or not clock.text:
            for field in ("starts", "escalation"):  # what ends a step may be said although nothing measures it
                if field in step.entries:
                    sentence = f"“{field}” belongs to a clock, and this step names none."
                    yield at(step.entries[field], f"{place}.{field}", sentence, "Write clock: …, or remove it.")
            continue
        if clock.text not in limits:
            yield from unknown(
                [(f"{place}.clock", clock)],
                limits,
                "limit for the clock",
                remedy="Add the limit to “limits” of its stage.",
            )
        if (first := measured.setdefault(clock.text, clock)) and first is not clock:
            sentence = f"The clock “{clock.text}” belongs to two steps; the first is on line {first.line}."
            yield at(clock, f"{place}.clock", sentence, "Give one of the two a clock and a limit of its own.")
        for field, says in (("starts", "begins"), ("stops", "ends")):
            if field not in step.entries or not step.entries[field].items:
                sentence = f"It is not said what {says} the clock “{clock.text}”."
                yield at(clock, f"{place}.{field}", sentence, f"Add {field}: [an event, …].")
    yield from _clause_clocks(sections, limits)
    yield from _unmeasured(sections, measured)


def _clause_clocks(sections: Sections, limits: Mapping[str, Node]) -> Iterator[Finding]:
    yield from unknown(
        find_all(sections, "documents.*.clauses.*.limits.*.clock"),
        limits,
        "clock",
        remedy="Add a limit for it to a stage.",
    )


def _unmeasured(sections: Sections, measured: Mapping[str, Node]) -> Iterator[Finding]:
    told: set[str] = set()
    for place, stage in find_all(sections, "stages.*"):
        if "steps" not in stage.entries or "limits" not in stage.entries:
            continue
        for limit in stage.entries["limits"].items:
            clock = limit.entries.get("clock")
            if clock and clock.text and clock.text not in measured and clock.text not in told:
                told.add(clock.text)
                sentence = "No step says what starts and stops this clock."
                yield warn(
                    limit,
                    f"{place}.limits.{clock.text}",
                    sentence,
                    f"Write clock: {clock.text} in the step that it measures.",
                )


def _conditions(sections: Sections) -> Iterator[Finding]:
    """Conditions name territories that exist, and hold for somebody."""
    parents = _parents(sections)
    for pattern in CONDITIONS:
        for place, node in find_all(sections, pattern):
            try:
                condition = parse_condition(node.text or "")
            except Misread:
                continue  # told by the schema
            named = [(place, Node(node.file, node.line, name)) for name in sorted(territories_named(condition))]
            found = unknown(named, list(parents), "territory", "territories")
            yield from found
            if not found and not possible(condition, parents):
                yield at(node, place, "This condition can never hold.", "Correct it, or remove what it stands at.")


def possible(condition: Condition, parents: Mapping[str, str | None]) -> bool:
    """Whether there is somebody, somewhere, for whom it holds."""
    places = [frozenset[str](), *(frozenset(_upwards(name, parents)) for name in parents)]
    told = territories_named(condition)
    distinct = {places_of & told for places_of in places}
    return any(
        holds(condition, Facts(child, foreigner, where)) is not False
        for where in distinct
        for child in (True, False)
        for foreigner in (True, False)
    )


def _parents(sections: Sections) -> dict[str, str | None]:
    return {
        entry.entries["id"].text or "": parent.text if (parent := entry.entries.get("parent")) else None
        for entry in sections.entries("territories")
        if "id" in entry.entries
    }


def _upwards(name: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        name = parents.get(name)


def _roads(sections: Sections) -> Iterator[Finding]:
    """The way forward has no circle and reaches every stage; a way back is written as such."""
    stages = [(entry.entries["id"].text or "", entry) for entry in sections.entries("stages") if "id" in entry.entries]
    road: dict[str, list[tuple[str, Node]]] = {}
    for number, (name, entry) in enumerate(stages):
        following = [stages[number + 1]] if number + 1 < len(stages) else []
        if "leads_to" in entry.entries:
            road[name] = [(node.text or "", node) for node in entry.entries["leads_to"].items]
        else:
            road[name] = [(other, node) for other, node in following]
    for circle, node in circles(road):
        sentence = f"The stages go round in a circle: {' → '.join(circle)}."
        yield at(
            node,
            f"stages.{circle[-2]}.leads_to",
            sentence,
            "Write the way back as may_return_to, which is no way forward.",
        )
    reached = _reached(stages[0][0], road) if stages else set()
    for name, entry in stages:
        if name not in reached:
            yield at(
                entry,
                f"stages.{name}",
                f"No way leads to the stage “{name}”.",
                f"Add leads_to: [{name}] to a stage before it.",
            )


def _reached(start: str, road: Road) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        new = {name for name, _ in road.get(waiting.pop(), [])} - reached
        reached |= new
        waiting += new
    return reached


def circles(road: Road) -> Iterator[tuple[list[str], Node]]:
    """Each circle once, with the place that closes it. Without recursion: a pack may be long."""
    done: set[str] = set()
    for start in road:
        path: list[str] = []
        stack: list[tuple[str, Iterator[tuple[str, Node]]]] = []
        if start not in done:
            path, stack = [start], [(start, iter(road[start]))]
        while stack:
            name, onward = stack[-1]
            for other, node in onward:
                if other in path:
                    yield [*path[path.index(other) :], other], node
                elif other in road and other not in done:
                    path.append(other)
                    stack.append((other, iter(road[other])))
                    break
            else:
                done.add(name)
                path.pop()
                stack.pop()


def _order(sections: Sections) -> Iterator[Finding]:
    """A step waits only for steps that exist, and never, in the end, for itself."""
    steps = {
        step.entries["id"].text or "": step
        for _, step in find_all(sections, "stages.*.steps.*")
        if "id" in step.entries
    }
    waits: dict[str, list[tuple[str, Node]]] = defaultdict(list)
    places: dict[str, str] = {}
    for place, step in find_all(sections, "stages.*.steps.*"):
        before = step.entries.get("after")
        nodes: Iterable[Node] = before.items if before else []
        name = place.rsplit(".", 1)[-1]
        places[name] = place
        yield from unknown(
            ((f"{place}.after.{n}", node) for n, node in enumerate(nodes, start=1)),
            steps,
            "step",
            remedy="Correct it, or add the step to a stage.",
        )
        waits[name] += [(node.text or "", node) for node in nodes]
    for circle, node in circles(waits):
        sentence = f"The steps wait for each other in a circle: {' → '.join(circle)}."
        yield at(node, f"{places[circle[-2]]}.after", sentence, "Let one of them wait for none of the others.")

"""How a place in the pack is named to the person who must go there: `organisations.mia-tipc.name`."""

from collections.abc import Iterator, Sequence

from .findings import Finding, Severity
from .sections import Sections
from .tree import Node


def find_all(sections: Sections, pattern: str) -> Iterator[tuple[str, Node]]:
    """Every node that `pattern` reaches, with its place. `*` is each entry of a list: `stages.*.limits.*.urgency`."""
    section, *rest = pattern.split(".")
    if node := sections.found.get(section):
        yield from _reach(node, rest, section)


def _reach(node: Node, rest: Sequence[str], place: str) -> Iterator[tuple[str, Node]]:
    if not rest:
        yield place, node
    elif rest[0] == "*":
        for number, item in enumerate(node.items, start=1):
            yield from _reach(item, rest[1:], f"{place}.{label(item, number)}")
    elif rest[0] in node.entries:
        yield from _reach(node.entries[rest[0]], rest[1:], f"{place}.{rest[0]}")


def label(item: Node, number: int) -> str:
    """An entry is called by its id, a limit by its clock, anything else by its number in the list."""
    for key in ("id", "clock"):
        if (node := item.entries.get(key)) and node.text:
            return node.text
    return str(number)


def follow(root: Node, section: str, location: Sequence[str | int]) -> tuple[str, Node]:
    """The deepest place that exists on the way to `location`, which a schema error names by keys and positions."""
    node, place = root, section
    for step in location:
        if isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = f"{place}.{label(node, step + 1)}"
        elif isinstance(step, str) and step in node.entries:
            node = node.entries[step]
            place = f"{place}.{step}"
        elif isinstance(step, str):
            return f"{place}.{step}", node
    return place, node


def at(node: Node, place: str, sentence: str, remedy: str) -> Finding:
    return Finding(node.file, node.line, place, sentence, remedy)


def warn(node: Node, place: str, sentence: str, remedy: str) -> Finding:
    return Finding(node.file, node.line, place, sentence, remedy, Severity.WARNING)

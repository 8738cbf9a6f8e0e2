"""Whether sets of indicators can be asked and counted as they are written: nothing weighed that no rule counts."""

from collections.abc import Iterator

from hamroh.foundation.reference.indicator_sets import shipped_sets

from .findings import Finding
from .places import at, find_all, label, warn
from .references import unknown
from .sections import Sections
from .tree import Node

Placed = tuple[str, Node]


def check_asking(sections: Sections) -> list[Finding]:
    sets = list(find_all(sections, "indicator_sets.*"))
    return [
        *_usual(sets),
        *(finding for place, node in sets for finding in _one(place, node)),
    ]


def _one(place: str, node: Node) -> Iterator[Finding]:
    if (id := _text(node, "id")) in shipped_sets():
        yield at(node, f"{place}.id", f"“{id}” comes with the platform.", "Give this set another id.")
    yield from _dimensions(place, node)
    if _is(node, "context"):
        yield from _context(place, node)
    else:
        yield from _weights(place, node)
        yield from _table(place, node)


def _dimensions(place: str, node: Node) -> list[Finding]:
    """Items and rows name dimensions of their own set."""
    known = [id for _, one in _in(place, node, "dimensions") if (id := _text(one, "id"))]
    named = [(f"{at_}.dimension", d) for at_, i in _in(place, node, "items") if (d := i.entries.get("dimension"))]
    for at_, row in _in(place, node, "table"):
        for need in ("needs_all", "needs_one"):
            listed = row.entries[need].items if need in row.entries else []
            named += [(f"{at_}.{need}.{n}", one) for n, one in enumerate(listed, start=1)]
    asked = {_text(item, "dimension") for _, item in _in(place, node, "items")}
    remedy = f"Write one of: {', '.join(known)}; or add the dimension to this set."
    return unknown(named, known, "dimension", remedy=remedy) + [
        warn(one, at_, "No question of this set belongs to this dimension.", "Add one, or remove the dimension.")
        for at_, one in _in(place, node, "dimensions")
        if _text(one, "id") not in asked
    ]


def _context(place: str, node: Node) -> Iterator[Finding]:
    """Prompts help to listen; what counts nothing must not look as if it did."""
    sentence = "Prompts of a context count in nothing."
    for at_, item in _in(place, node, "items"):
        if "weight" in item.entries:
            yield at(item.entries["weight"], f"{at_}.weight", sentence, "Remove the weight, or remove context: yes.")
    for at_, one in _in(place, node, "dimensions"):
        if "rule" in one.entries:
            yield at(one.entries["rule"], f"{at_}.rule", sentence, "Remove the rule, or remove context: yes.")
        if _text(one, "element") not in (None, "prompt"):
            yield at(one.entries["element"], f"{at_}.element", sentence, "Write element: prompt.")
    for name in ("table", "usual"):
        if name in node.entries and node.entries[name].value not in (False, [], None):
            yield at(node.entries[name], f"{place}.{name}", sentence, f"Remove “{name}”, or remove context: yes.")


def _weights(place: str, node: Node) -> Iterator[Finding]:
    ruled = {_text(one, "id"): one for _, one in _in(place, node, "dimensions") if _rules(one)}
    weighed = {_text(item, "dimension") for _, item in _in(place, node, "items") if "weight" in item.entries}
    for at_, item in _in(place, node, "items"):
        if "weight" in item.entries and _text(item, "dimension") not in ruled:
            sentence = "This weight is counted by no rule: its dimension has none."
            yield at(
                item.entries["weight"], f"{at_}.weight", sentence, "Give the dimension a rule, or remove the weight."
            )
    for at_, one in _in(place, node, "dimensions"):
        if _rules(one) and _text(one, "id") not in weighed:
            sentence = "This rule can never be met: no question of the dimension has a weight."
            yield warn(one.entries["rule"], f"{at_}.rule", sentence, "Give weights, or remove the rule.")
        for n, combination in enumerate(_rules(one), start=1):
            if not any(found.value for found in combination.entries.values()):
                sentence = "This combination asks for nothing, and would always be met."
                yield at(combination, f"{at_}.rule.{n}", sentence, "Write how many of which weight: {strong: 2}.")


def _table(place: str, node: Node) -> Iterator[Finding]:
    rows = list(_in(place, node, "table"))
    if not rows:
        if any(_rules(one) for _, one in _in(place, node, "dimensions")):
            sentence = "Dimensions are counted, and no table says what they show together."
            yield warn(node, f"{place}.table", sentence, "Add a table, the row with most needs first.")
        return
    at_, last = rows[-1]
    if any(last.entries[need].items for need in ("needs_all", "needs_one") if need in last.entries):
        sentence = "The last row needs something: where it is not there, nothing would be shown."
        yield at(last, at_, sentence, "Add a last row without needs: what is shown when no dimension is positive.")


def _usual(sets: list[Placed]) -> Iterator[Finding]:
    chosen: dict[str, Node] = {}
    for place, node in sets:
        if not _is(node, "usual") or _is(node, "context"):
            continue
        if _text(node, "status") == "draft":
            sentence = "A draft cannot be what is usually asked."
            yield at(node.entries["usual"], f"{place}.usual", sentence, "Write status: active, or remove usual: yes.")
        population = _text(node, "population") or ""
        for one in ("adult", "child") if population == "any" else (population,):
            if first := chosen.get(one):
                sentence = f"Two sets are usually asked of “{one}”; the first is on line {first.line}."
                yield at(node.entries["usual"], f"{place}.usual", sentence, "Keep one of the two.")
            chosen.setdefault(one, node)


def _in(place: str, node: Node, name: str) -> list[Placed]:
    items = node.entries[name].items if name in node.entries else []
    return [(f"{place}.{name}.{label(item, n)}", item) for n, item in enumerate(items, start=1)]


def _rules(dimension: Node) -> list[Node]:
    return dimension.entries["rule"].items if "rule" in dimension.entries else []


def _text(node: Node, name: str) -> str | None:
    found = node.entries.get(name)
    return found.text if found else None


def _is(node: Node, name: str) -> bool:
    found = node.entries.get(name)
    return bool(found and found.value is True)

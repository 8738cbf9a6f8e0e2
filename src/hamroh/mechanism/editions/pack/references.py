"""Whether what the pack names exists, is named once, and does not go round in circles.

Works on the tree, not on the schema's values, so that a fault of shape hides none of these.
"""

from collections.abc import Iterable
from typing import Final

from .findings import Finding
from .places import at, find_all, label
from .schema import Pack
from .sections import Sections
from .suggest import did_you_mean
from .tree import Node
from .words import KNOWN_FIELD_GROUPS, KNOWN_PARTS, KNOWN_PERMISSIONS

#: Where an id stands, and what it must be the id of.
REFERENCES: Final = (
    ("territories.*.kind", "territory_kinds"),
    ("territories.*.parent", "territories"),
    ("organisations.*.kind", "organisation_kinds"),
    ("organisations.*.territory", "territories"),
    ("organisations.*.parent", "organisations"),
    ("roles.*.organisations.*", "organisations"),
    ("roles.*.requires.training.*", "trainings"),
    ("capacities.*.usual_for.*", "roles"),
    ("mechanism.conduct.second_instance.*", "organisations"),
    ("mechanism.approval.*.any_of.*", "roles"),
    ("stages.*.roles.*", "roles"),
    ("stages.*.organisations.*", "organisations"),
    ("stages.*.decision", "decisions"),
    ("stages.*.forms.*", "forms"),
    ("stages.*.leads_to.*", "stages"),
    ("stages.*.may_return_to.*", "stages"),
    ("stages.*.steps.*.forms.*", "forms"),
    ("stages.*.steps.*.documents.*", "documents"),
    ("stages.*.steps.*.escalation.*.role", "roles"),
    ("stages.*.steps.*.responsibilities.*.territories.*", "territories"),
    ("stages.*.limits.*.territories.*", "territories"),
    ("mechanism.legal_basis.*", "documents"),
    ("neighbours.*.leads.*", "organisations"),
    ("services.*.organisation", "organisations"),
    ("services.*.type", "service_types"),
    ("services.*.territory", "territories"),
    ("lists.*.codes.*.met_by.*", "service_types"),
)
#: Lists whose entries must differ by id.
UNIQUE: Final = (
    "sources.*",
    "territory_kinds.*",
    "territories.*",
    "organisation_kinds.*",
    "organisations.*",
    "roles.*",
    "forms.*",
    "decisions.*",
    "stages.*",
    "stages.*.steps.*",
    "documents.*",
    "neighbours.*",
    "service_types.*",
    "services.*",
    "lists.*",
    "trainings.*",
    "capacities.*",
    "indicator_sets.*",
    "indicator_sets.*.items.*",
)
NESTED: Final = (
    ("lists", "codes"),
    ("decisions", "outcomes"),
    ("documents", "clauses"),
    ("indicator_sets", "dimensions"),
    ("indicator_sets", "table"),
)
ENTRY: Final = {
    "territory_kinds": "kind of territory",
    "territories": "territory",
    "organisation_kinds": "kind of organisation",
    "organisations": "organisation",
    "roles": "role",
    "decisions": "decision",
    "forms": "form",
    "stages": "stage",
    "documents": "document",
    "service_types": "type of service",
    "sources": "source",
    "trainings": "kind of training",
}


def check_references(sections: Sections) -> list[Finding]:
    findings: list[Finding] = []
    for pattern, section in REFERENCES:
        if section not in sections.found and section in Pack.required_sections():
            continue  # told once, as a missing section
        findings += unknown(find_all(sections, pattern), sections.ids(section), ENTRY[section], section)
    findings += unknown(find_all(sections, "roles.*.permissions.*"), KNOWN_PERMISSIONS, "permission", "")
    findings += unknown(find_all(sections, "services.*.needs.*"), KNOWN_FIELD_GROUPS, "field group", "")
    findings += unknown(find_all(sections, "capacities.*.groups.*"), KNOWN_PARTS, "field group", "")
    findings += unknown(find_all(sections, "stages.*.limits.*.urgency"), _urgencies(sections), "urgency", "lists")
    findings += _sources(sections) if "sources" in sections.found else []
    for pattern in UNIQUE:
        findings += _twice(find_all(sections, pattern))
    findings += _nested_twice(sections)
    for section in ("territories", "organisations"):
        findings += _circles(sections, section)
    return findings


def unknown(
    places: Iterable[tuple[str, Node]], known: Iterable[str], what: str, section: str = "", remedy: str = ""
) -> list[Finding]:
    """What is named and does not exist; with the nearest word that does, or where to add it."""
    ids = set(known)
    where = f"Correct it, or add the {what} to “{section}”." if section else f"Write one of: {', '.join(known)}."
    return [
        at(node, place, f"There is no {what} “{node.text}”.", did_you_mean(node.text, ids) or remedy or where)
        for place, node in places
        if node.text and node.text not in ids
    ]


def _urgencies(sections: Sections) -> list[str]:
    lists = [
        entry for entry in sections.entries("lists") if (found := entry.entries.get("id")) and found.text == "urgency"
    ]
    codes = [code for entry in lists for code in (entry.entries["codes"].items if "codes" in entry.entries else [])]
    return [node.text for code in codes if (node := code.entries.get("id")) and node.text]


def _sources(sections: Sections) -> list[Finding]:
    known = sections.ids("sources")
    findings: list[Finding] = []
    told: set[int] = set()  # a file's default source is one node under many entries
    for section, root in sections.found.items():
        for place, entry in _with_basis(root, section):
            cited = entry.entries.get("source")
            named = cited.items if cited else []
            new = [(f"{place}.source", node) for node in named if id(node) not in told]
            told.update(id(node) for node in named)
            findings += unknown(new, known, "source", "sources")
            basis = entry.entries["basis"]
            if basis.text and basis.text.startswith("sourced_") and not named:
                sentence = f"“{basis.text}” names no source."
                findings.append(
                    at(basis, f"{place}.source", sentence, "Name where it was read, or write basis: memory or assumed.")
                )
            elif basis.text == "sourced_national":
                findings += _foreign(sections, place, basis, named)
    return findings


def _foreign(sections: Sections, place: str, basis: Node, named: list[Node]) -> list[Finding]:
    """Guidance from elsewhere, however good, must never appear as this country's law."""
    national = {
        entry.entries["id"].text
        for entry in sections.entries("sources")
        if "id" in entry.entries and (flag := entry.entries.get("national")) and flag.value is True
    }
    if any(node.text in national for node in named):
        return []
    sentence = "None of the sources named here is about this country."
    return [
        at(basis, f"{place}.basis", sentence, "Write basis: sourced_model, or name a source that has national: yes.")
    ]


def _with_basis(node: Node, place: str) -> Iterable[tuple[str, Node]]:
    if "basis" in node.entries:
        yield place, node
    for key, child in node.entries.items():
        yield from _with_basis(child, f"{place}.{key}")
    for number, item in enumerate(node.items, start=1):
        yield from _with_basis(item, f"{place}.{label(item, number)}")


def _twice(places: Iterable[tuple[str, Node]]) -> list[Finding]:
    findings, seen = [], dict[str, Node]()
    for place, entry in places:
        node = entry.entries.get("id")
        if node is None or not node.text:
            continue
        if first := seen.get(node.text):
            sentence = f"The id “{node.text}” is used twice; the first is in {first.file}, line {first.line}."
            findings.append(at(node, f"{place}.id", sentence, "Give one of the two another id."))
        seen.setdefault(node.text, node)
    return findings


def _nested_twice(sections: Sections) -> list[Finding]:
    findings: list[Finding] = []
    for section, field in NESTED:
        for place, entry in find_all(sections, f"{section}.*"):
            items = entry.entries[field].items if field in entry.entries else []
            findings += _twice((f"{place}.{field}.{number}", item) for number, item in enumerate(items, start=1))
    return findings


def _circles(sections: Sections, section: str) -> list[Finding]:
    parents = {
        entry.entries["id"].text: node
        for entry in sections.entries(section)
        if "id" in entry.entries and (node := entry.entries.get("parent")) and node.text
    }
    findings: list[Finding] = []
    settled: set[str | None] = set()
    for start in parents:
        path: list[str | None] = []
        step: str | None = start
        while step in parents and step not in settled and step not in path:
            path.append(step)
            step = parents[step].text
        if step in path:
            circle = path[path.index(step) :]
            sentence = f"The parents go round in a circle: {' → '.join(str(name) for name in [*circle, step])}."
            findings.append(
                at(parents[step], f"{section}.{step}.parent", sentence, "Let one of them have no parent, or another.")
            )
        settled.update(path)
    return findings

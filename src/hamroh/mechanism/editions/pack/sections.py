"""The sections of all files put together, each entry completed by its file's defaults."""

from dataclasses import dataclass, field
from typing import Final

from .findings import Finding
from .schema import Pack
from .suggest import did_you_mean
from .tree import Node
from .wording import in_words
from .words import Basis

SECTIONS: Final = tuple(Pack.model_fields)
STANDING: Final = ("basis", "source", "reviewed")
#: Parts of entries that stand for themselves, and so are completed by the file's defaults like the entries.
PARTS: Final = {"stages": "steps", "documents": "clauses"}
#: Sections that several files may each add to: whole texts in three languages do not fit into one readable file.
DIVIDED: Final = ("documents",)


@dataclass
class Sections:
    found: dict[str, Node] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def entries(self, section: str) -> list[Node]:
        node = self.found.get(section)
        return node.items if node else []

    def ids(self, section: str) -> list[str]:
        ids = (entry.entries.get("id") for entry in self.entries(section))
        return [node.text for node in ids if node and node.text]


def put_together(trees: list[Node]) -> Sections:
    """All sections of `trees`. A section in two files is a finding, unless it may be divided; so is one nobody knows."""
    sections = Sections()
    for tree in trees:
        defaults = _defaults(tree, sections.findings)
        for name, node in tree.entries.items():
            if name not in ("defaults", "files"):
                _add(sections, name, node, defaults)
    missing = [name for name in SECTIONS if name in Pack.required_sections() and name not in sections.found]
    for name in missing:
        sentence = f"The pack has no section “{name}”."
        sections.findings.append(
            Finding(trees[0].file, 0, name, sentence, "Write it in a file that mechanism.yaml names.")
        )
    return sections


def _add(sections: Sections, name: str, node: Node, defaults: dict[str, Node]) -> None:
    if name not in SECTIONS:
        remedy = did_you_mean(name, SECTIONS) or f"Sections are: {', '.join(SECTIONS)}."
        sections.findings.append(Finding(node.file, node.line, name, f"“{name}” is not a section of a pack.", remedy))
        return
    first = sections.found.get(name)
    if first and not (name in DIVIDED and isinstance(first.value, list) and isinstance(node.value, list)):
        sentence = f"The section “{name}” stands also in {first.file}, line {first.line}."
        sections.findings.append(Finding(node.file, node.line, name, sentence, "Put the two together in one file."))
        return
    sections.found[name] = Node(first.file, first.line, first.items + node.items) if first else node
    if "basis" in Pack.section_fields(name):
        for entry in node.items:
            _complete(entry, defaults)
            parts = entry.entries.get(PARTS.get(name, ""))
            for part in parts.items if parts else []:
                _complete(part, defaults)


def _complete(entry: Node, defaults: dict[str, Node]) -> None:
    """Basis and source belong together: an entry that states its own basis does not inherit the file's source."""
    inherited = ("reviewed",) if "basis" in entry.entries else STANDING
    for key in inherited:
        if key in defaults and isinstance(entry.value, dict):
            entry.value.setdefault(key, Node(entry.file, entry.line, defaults[key].value))


def _defaults(tree: Node, findings: list[Finding]) -> dict[str, Node]:
    node = tree.entries.get("defaults")
    if node is None:
        return {}
    for name, value in node.entries.items():
        if name not in STANDING:
            sentence = f"“{name}” cannot be a default of a file."
            findings.append(
                Finding(tree.file, value.line, f"defaults.{name}", sentence, f"Defaults are: {', '.join(STANDING)}.")
            )
    return node.entries | _usable(tree, node, findings)


def _usable(tree: Node, defaults: Node, findings: list[Finding]) -> dict[str, Node]:
    """What replaces a wrong default while reading goes on: it is told once, not at each entry that inherits it."""
    replaced: dict[str, Node] = {}
    basis, reviewed = defaults.entries.get("basis"), defaults.entries.get("reviewed")
    if basis and basis.value not in list(Basis):
        findings.append(_wrong(tree, basis, "basis", "enum"))
        replaced["basis"] = Node(tree.file, basis.line, Basis.ASSUMED.value)
    if reviewed and not isinstance(reviewed.value, bool):
        findings.append(_wrong(tree, reviewed, "reviewed", "bool_type"))
        replaced["reviewed"] = Node(tree.file, reviewed.line, False)
    return replaced


def _wrong(tree: Node, node: Node, name: str, kind: str) -> Finding:
    sentence, remedy = in_words(kind, {}, node.value, name, [])
    return Finding(tree.file, node.line, f"defaults.{name}", sentence, remedy)

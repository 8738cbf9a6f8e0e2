"""YAML as a tree that remembers where each value stands, and nothing of YAML that could surprise.

Built from parser events, without recursion. Anchors, aliases, tags and deep nesting are refused before they can grow; a
value written plainly is a text, a whole number, yes or no: never a date, a float or sixty-based time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from .findings import Finding

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_BYTES: Final = 1_000_000
MOST_VALUES: Final = 100_000
DEEPEST: Final = 12
INVISIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufffe\uffff]")
WHOLE: Final = re.compile(r"-?(0|[1-9][0-9]{0,8})")
TRUTHS: Final = {"yes": True, "true": True, "no": False, "false": False}
NOTHING: Final = ("", "~", "null")

Scalar = str | int | bool | None


@dataclass
class Node:
    """A value and its place: the line of its key where it has one, else where it begins."""

    file: str
    line: int
    value: "Scalar | dict[str, Node] | list[Node]"
    written: str | None = None

    @property
    def entries(self) -> "dict[str, Node]":
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> "list[Node]":
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str | None:
        return self.value if isinstance(self.value, str) else None

    def plain(self) -> Any:
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def walk(self) -> "Iterator[Node]":
        yield self
        for node in (*self.entries.values(), *self.items):
            yield from node.walk()


@dataclass
class Whole(Node):
    """A value of a kind of its own, the sheets of a form: its checks are others, and the tree does not look into it."""

    content: Any = None

    def plain(self) -> Any:
        return self.content


class Unreadable(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(str(finding))


@dataclass
class Reading:
    """One file on its way from text to tree."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    values: int = 0

    def stop(self, line: int, sentence: str, remedy: str, of: str = "") -> Unreadable:
        return Unreadable(Finding(self.file, line, of, sentence, remedy))


def read_tree(file: str, raw: bytes) -> tuple[Node, list[Finding]]:
    """The tree that `raw` writes, and the keys that stand in it twice. Raises Unreadable where it is not a tree."""
    reading = Reading(file)
    text = _decoded(reading, raw)
    _free_of_the_invisible(reading, text)
    try:
        root = _tree(reading, text)
    except yaml.YAMLError as problem:
        raise _explained(reading, text, problem) from problem
    return root, reading.findings


def _decoded(reading: Reading, raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise reading.stop(
            0, f"The file is larger than {MOST_BYTES // 1000} kB.", "Divide it, or check that it is the file you meant."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise reading.stop(
            line, "The file is not written in UTF-8.", "Save it again with the encoding UTF-8."
        ) from problem
    if not text.strip():
        raise reading.stop(0, "The file is empty.", "Write its sections, or take the file out of the pack.")
    return text


def _free_of_the_invisible(reading: Reading, text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            raise reading.stop(number, "The line begins with a tab.", "Indent with spaces only.")
        if found := INVISIBLE.search(line.removesuffix("\r")):
            raise reading.stop(
                number,
                f"The line holds an invisible sign (U+{ord(found[0]):04X}).",
                "Type the line again instead of pasting it.",
            )


def _tree(reading: Reading, text: str) -> Node:
    root: Node | None = None
    stack: list[tuple[Node, list[Node]]] = []  # an open mapping or list, and the key that waits for its value
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 0
        _harmless(reading, event, line, len(stack))
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
            continue
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise reading.stop(line, "A second document begins here (---).", "Keep one document in each file.")
        node = _begun(reading, event, line)
        if node is None:
            continue
        if stack:
            _placed(reading, stack[-1], node)
        else:
            root = node
        if isinstance(node.value, (dict, list)):
            stack.append((node, []))
    if root is None or not isinstance(root.value, dict):
        raise reading.stop(
            1, "The file holds no sections.", "Begin it with the name of a section and a colon, such as “roles:”."
        )
    return root


def _harmless(reading: Reading, event: Any, line: int, depth: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise reading.stop(
            line, "Anchors (&) and aliases (*) are not allowed in a pack.", "Write the value out where it is needed."
        )
    if getattr(event, "tag", None) not in (None, "!"):
        raise reading.stop(
            line,
            "Tags (!) are not allowed in a pack.",
            "Write the plain value; put quotes around a text that begins with “!”.",
        )
    if depth > DEEPEST:
        raise reading.stop(
            line, f"Values are nested more than {DEEPEST} levels deep.", "Check the brackets and the indentation."
        )


def _begun(reading: Reading, event: Any, line: int) -> Node | None:
    if isinstance(event, yaml.ScalarEvent):
        value: Any = _scalar(event.value) if not event.style else event.value
    elif isinstance(event, yaml.MappingStartEvent):
        value = {}
    elif isinstance(event, yaml.SequenceStartEvent):
        value = []
    else:
        return None
    reading.values += 1
    if reading.values > MOST_VALUES:
        raise reading.stop(
            line,
            f"The file holds more than {MOST_VALUES} values.",
            "Divide it, or check that it is the file you meant.",
        )
    return Node(reading.file, line, value, event.value if isinstance(event, yaml.ScalarEvent) else None)


def _scalar(written: str) -> Scalar:
    if written in NOTHING:
        return None
    if written in TRUTHS:
        return TRUTHS[written]
    return int(written) if WHOLE.fullmatch(written) else written


def _placed(reading: Reading, parent: tuple[Node, list[Node]], node: Node) -> None:
    holder, waiting = parent
    if isinstance(holder.value, list):
        holder.value.append(node)
    elif not waiting:
        waiting.append(node)
    else:
        _entered(reading, holder, waiting.pop(), node)


def _entered(reading: Reading, holder: Node, key: Node, node: Node) -> None:
    name = key.written
    if name is None:
        raise reading.stop(
            key.line, "A list or a mapping stands where a name is expected.", "Write a single word before the colon."
        )
    if name in holder.entries:
        first = holder.entries[name].line
        reading.findings.append(
            Finding(
                reading.file,
                key.line,
                name,
                f"“{name}” stands here twice; the first is on line {first}.",
                "Keep one of the two.",
            )
        )
        return
    node.line = key.line
    holder.entries[name] = node


def _explained(reading: Reading, text: str, problem: yaml.YAMLError) -> Unreadable:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    last = text.rstrip().count("\n") + 1
    line = min(mark.line + 1, last) if mark else 0
    why = getattr(problem, "problem", None) or "it cannot be read"
    return reading.stop(
        line,
        f"The file stops making sense here ({why}).",
        "Check indentation, brackets, quotes and the space after each colon, on this line and the one before.",
    )

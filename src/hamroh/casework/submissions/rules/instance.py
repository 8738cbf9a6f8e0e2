"""A filled form as XML, read without trusting it: no document type, no entity, nothing deep, nothing endless."""

from dataclasses import dataclass, field

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

DEEPEST = 40
MOST_ELEMENTS = 50_000


class NotReadable(Exception):
    """The bytes are no filled form. `code` says why, in the words of the protocol's answers."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(slots=True)
class Node:
    """An element: its name without the namespace, its own text, and what stands inside."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: "list[Node]" = field(default_factory=list)

    def child(self, name: str) -> "Node | None":
        return next((c for c in self.children if c.name == name), None)

    def named(self, name: str) -> "list[Node]":
        return [c for c in self.children if c.name == name]

    def leaves(self) -> set[str]:
        """Every text of an element without children."""
        found, waiting = set(), [self]
        while waiting:
            node = waiting.pop()
            waiting += node.children
            if not node.children and node.text.strip():
                found.add(node.text.strip())
        return found


class _Tree:
    """What the parser builds. It stops at the first element too deep, or too many."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._texts: list[
            list[str]
        ] = []  # joined once: a text broken by a comment at every sign would be copied for each
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise NotReadable("too_deep")
        node = Node(_bare(tag), {_bare(name): value for name, value in attributes.items()})
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        self._texts.append([])

    def end(self, tag: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def data(self, text: str) -> None:
        if self._open:
            self._texts[-1].append(text)

    def close(self) -> Node | None:
        return self.root


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def read_instance(xml: bytes) -> Node:
    """The tree of a filled form. Raises NotReadable for anything that is not whole, or tries to be clever."""
    parser = DefusedXMLParser(target=_Tree(), forbid_dtd=True)
    try:
        parser.feed(xml)
        root = parser.close()
    except DefusedXmlException:
        raise NotReadable("entities") from None
    except (ParseError, UnicodeError, ValueError, LookupError):
        raise NotReadable("not_whole") from None
    if not isinstance(root, Node):
        raise NotReadable("not_whole")
    return root

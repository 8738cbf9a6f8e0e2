"""The values that a page of a form is drawn from."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen. `id` is the id of its input."""

    value: str
    label: str
    id: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `widget`: radios | checks | select | text | area | number | date | moment | time | tick | file.

    `id` is the id of its first input, to which the summary of errors leads; `relevant` its condition as JSON for the
    script, "" when it is always asked. What is not shown is drawn hidden, so that the script can show it.
    """

    path: str
    id: str
    widget: str
    label: str
    hint: str = ""
    value: str = ""
    required: bool = False
    number: str = ""
    options: tuple[Option, ...] = ()
    errors: tuple[str, ...] = ()
    theirs: str = ""
    offer: Any = None
    shown: bool = True
    relevant: str = ""
    no_names: bool = False
    parts: tuple[tuple[str, str, str, str, int], ...] = ()
    inputmode: str = ""
    rows: int = 4
    file_url: str = ""
    accept: str = ""
    kind: str = "asked"

    @property
    def as_fieldset(self) -> bool:
        return self.widget in ("radios", "checks", "date")


@dataclass(frozen=True, slots=True)
class Told:
    """What is only read. `text` may hold answers in `<output>`, which the script keeps up to date."""

    path: str
    text: Any
    hint: str = ""
    shown: bool = True
    relevant: str = ""
    kind: str = "told"


@dataclass(frozen=True, slots=True)
class Part:
    """A group, a repeat, or one row of a repeat. `add`: whether another row can be added; `remove`: this one taken away."""

    path: str
    title: str = ""
    number: str = ""
    children: "tuple[Asked | Told | Part, ...]" = ()
    shown: bool = True
    relevant: str = ""
    repeat: bool = False
    add: bool = False
    remove: bool = False
    count: int = 0
    level: int = 2
    kind: str = "part"


@dataclass(frozen=True, slots=True)
class PageShown:
    """One page. `script`: what the script needs beside it, as JSON. `language` and `rtl` of the questions on it."""

    key: str
    title: str
    children: "tuple[Asked | Told | Part, ...]"
    language: str
    rtl: bool
    script: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def seen_json(self) -> str:
        return json.dumps(dict(self.seen), ensure_ascii=False)

    def asked(self) -> Iterator[Asked]:
        """Every question on it, also those not shown now."""
        return _asked(self.children)

    @property
    def alone(self) -> Asked | None:
        """The only question, if the page asks just one: its words are then the page's heading."""
        shown = [one for one in self.asked() if one.shown]
        return shown[0] if len(shown) == 1 and not any(isinstance(child, Part) for child in self.children) else None

    @property
    def has_files(self) -> bool:
        return any(one.widget == "file" for one in self.asked())


def _asked(children: "tuple[Asked | Told | Part, ...]") -> Iterator[Asked]:
    for child in children:
        if isinstance(child, Asked):
            yield child
        elif isinstance(child, Part):
            yield from _asked(child.children)

"""What reading gives back: rows that may be imported, and faults with their cell and remedy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from hamroh.exchange.htcds.terms import ASKS, FAULT_WORDING, SHOWS_VALUE, FaultKind

# One cell: text or a code, checkbox, whole number, decimal, date, or several codes.
Value: TypeAlias = str | bool | int | float | date | tuple[str, ...]

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read. Sizes are in bytes, texts in signs."""

    file: int = 100 * _MEGABYTE
    unpacked: int = 1024 * _MEGABYTE
    shared_strings: int = 128 * _MEGABYTE
    rows: int = 100_000
    columns: int = 200
    text: int = 1_000
    long_text: int = 32_767
    faults: int = 10_000
    asks: int = 1_000


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the file, by HTCDS field name. Empty cells are absent. `identity` belongs into the vault."""

    row: int
    identity: Mapping[str, Value] = field(default_factory=dict, repr=False)
    profile: Mapping[str, Value] = field(default_factory=dict, repr=False)
    facts: Mapping[str, Value] = field(default_factory=dict, repr=False)
    case: Mapping[str, Value] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `row` is the row of the file (0: the whole file, 1: the headings), `cell` like F17 or empty."""

    kind: FaultKind
    row: int = 0
    column: str = ""
    cell: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether it keeps the row (or, in rows 0 and 1, the file) from being imported."""
        return self.kind not in ASKS

    @property
    def value_shown(self) -> bool:
        return self.kind in SHOWS_VALUE

    @property
    def sentence(self) -> str:
        return self.said()[0]

    @property
    def remedy(self) -> str:
        return self.said()[1]

    def said(self, translate: Callable[[str], str] = str) -> tuple[str, str]:
        """The sentence and the remedy, through the translator of the page that shows them."""
        values = {"row": self.row, "column": self.column, "cell": self.cell} | dict(self.params)
        sentence, remedy = FAULT_WORDING[self.kind]
        return translate(sentence) % values, translate(remedy) % values


@dataclass(slots=True)
class Preview:
    """The whole file read. `rows` may be imported unless `refused`; every faulty row is counted even past the limit."""

    rows: list[CaseRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    faulty_rows: int = 0
    faults_left_out: int = 0
    _kept: dict[bool, int] = field(default_factory=dict, repr=False)

    def keep(self, fault: Fault, limits: Limits) -> None:
        """Faults beyond the limit are counted, not kept. What only asks never crowds out what blocks."""
        kept = self._kept.get(fault.blocks, 0)
        if fault.row <= 1 or kept < (limits.faults if fault.blocks else limits.asks):
            self.faults.append(fault)
            self._kept[fault.blocks] = kept + 1
        else:
            self.faults_left_out += 1

    @property
    def refused(self) -> bool:
        """The file or its headings are at fault: no row of it can be imported safely."""
        return any(f.blocks and f.row <= 1 for f in self.faults)


class CannotRead(Exception):
    """The file cannot be read any further. Carries the fault that says why."""

    def __init__(self, kind: FaultKind, row: int = 0, **params: Any) -> None:
        self.fault = Fault(kind, 0, params={"row": row} | params)
        super().__init__(kind)

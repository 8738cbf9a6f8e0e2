"""The table of a file: its sheets, and the rows of one of them in memory. What a file is, its bytes say, never its name."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from hamroh.exchange.htcds.reading.opening import open_rows, sheet_names
from hamroh.exchange.htcds.reading.preview import CannotRead, Fault, Limits
from hamroh.exchange.htcds.terms import FaultKind

ROWS, COLUMNS = 10_000, 100
_MEGABYTE = 1024 * 1024
LIMITS = Limits(
    file=10 * _MEGABYTE, unpacked=200 * _MEGABYTE, shared_strings=64 * _MEGABYTE, rows=ROWS, columns=COLUMNS
)


@dataclass(frozen=True)
class Table:
    """All rows of a sheet as raw cells; the first is row 1. `asks`: what somebody should look at, though it stops nothing."""

    rows: list[tuple[Any, ...]]
    asks: list[Fault]


def sheets(content: bytes) -> list[str]:
    """The sheets of a file; raises `CannotRead` with the sentence that says why and how to save it anew."""
    return sheet_names(BytesIO(content), LIMITS)


def table(content: bytes, sheet: int = 0) -> Table:
    """The rows of one sheet. Trailing empty rows and columns are cut off. Raises `CannotRead`."""
    rows: list[tuple[Any, ...]] = []
    asks: list[Fault] = []
    for item in open_rows(BytesIO(content), LIMITS, sheet=sheet):
        if isinstance(item, Fault):
            asks.append(item)
            continue
        rows.append(_cut(item))
        if len(rows) > ROWS + 100 and not rows[-1]:
            break
        if sum(1 for _ in rows) > ROWS and any(rows[ROWS:]):
            raise CannotRead(FaultKind.TOO_MANY_ROWS, limit=ROWS)
        if len(rows[-1]) > COLUMNS:
            raise CannotRead(FaultKind.TOO_MANY_COLUMNS, limit=COLUMNS)
    while rows and not rows[-1]:
        rows.pop()
    return Table(rows, asks)


def _cut(cells: Any) -> tuple[Any, ...]:
    kept = [None if isinstance(cell, str) and not cell.strip() else cell for cell in cells]
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept)

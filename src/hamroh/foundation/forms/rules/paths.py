"""Answers in two shapes: by name with lists for repeats, and flat by path, as they are kept and compared."""

from collections.abc import Collection, Mapping
from typing import Any

Answers = Mapping[str, Any]
"""By name: a text, or for a repeat a list of such mappings."""

Flat = dict[str, str]
"""By path (`age`, `journey/0/country`); the path of a repeat itself holds how many there are, as text."""

MOST_ROWS = 200  # of one repeat; nobody tells more journeys, and a mistyped count makes no page of a million


def flat(answers: Answers) -> Flat:
    """By path. What is neither text nor list of mappings is taken as its text; paths may be mixed with names."""
    found: Flat = {}
    _flatten(answers, "", found)
    return found


def _flatten(answers: Answers, before: str, found: Flat) -> None:
    for name, value in answers.items():
        path = f"{before}{name}"
        if isinstance(value, list | tuple):
            rows = [row if isinstance(row, Mapping) else {} for row in value[:MOST_ROWS]]
            found[path] = str(len(rows))
            for at, row in enumerate(rows):
                _flatten(row, f"{path}/{at}/", found)
        elif isinstance(value, str):
            found[path] = value
        elif value is not None and not isinstance(value, Mapping):
            found[path] = str(value)


def nested(values: Mapping[str, str], repeats: Collection[str]) -> dict[str, Any]:
    """By name again. `repeats`: the names that hold lists. Rows that a count or a path asks for stand, perhaps empty."""
    answers: dict[str, Any] = {}
    for path, value in values.items():
        *steps, name = path.split("/")
        row = _row(answers, steps)
        if row is None:
            continue
        if name in repeats:
            _rows(row, name, min(int(value), MOST_ROWS) if value.isdecimal() else 0)
        else:
            row[name] = value
    return answers


def _row(answers: dict[str, Any], steps: list[str]) -> dict[str, Any] | None:
    here = answers
    for repeat, at in zip(steps[::2], steps[1::2], strict=False):
        if not at.isdecimal() or int(at) >= MOST_ROWS:
            return None
        here = _rows(here, repeat, int(at) + 1)[int(at)]
    return here if len(steps) % 2 == 0 else None


def _rows(here: dict[str, Any], repeat: str, least: int) -> list[dict[str, Any]]:
    rows = here.setdefault(repeat, [])
    if not isinstance(rows, list):
        rows = here[repeat] = []
    while len(rows) < least:
        rows.append({})
    return rows


def name_of(path: str) -> str:
    return path.rpartition("/")[2]


def row_of(path: str) -> str:
    """The row that a path lies in, with its last stroke: `journey/0/`; nothing outside of repeats."""
    return path[: path.rfind("/") + 1]

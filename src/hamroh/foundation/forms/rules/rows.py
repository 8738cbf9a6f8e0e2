"""One row of a repeat taken out, or put back: what every answer of that repeat is then, by path."""

from collections.abc import Mapping

from hamroh.foundation.forms.rules.paths import Flat


def row_taken_out(values: Mapping[str, str], path: str) -> Flat:
    """Without the row `journey/1`: those after it move up. Only the paths of this repeat; nothing for a path of no row."""
    repeat, at, count = _place(values, path)
    if not 0 <= at < count:
        return {}
    moved: Flat = {repeat: str(count - 1)}
    for place in range(at, count - 1):
        moved |= dict.fromkeys(row_at(values, f"{repeat}/{place}", whole=True), "")
        moved |= {f"{repeat}/{place}/{rest}": value for rest, value in row_at(values, f"{repeat}/{place + 1}").items()}
    return moved


def row_put_back(values: Mapping[str, str], path: str, row: Mapping[str, str]) -> Flat:
    """With this row at `journey/1` again: those from there on move down."""
    repeat, at, count = _place(values, path)
    if not 0 <= at <= count:
        return {}
    moved: Flat = {repeat: str(count + 1)}
    for place in range(count, at, -1):
        moved |= dict.fromkeys(row_at(values, f"{repeat}/{place}", whole=True), "")
        moved |= {f"{repeat}/{place}/{rest}": value for rest, value in row_at(values, f"{repeat}/{place - 1}").items()}
    moved |= dict.fromkeys(row_at(values, path, whole=True), "")
    return moved | {f"{path}/{rest}": value for rest, value in row.items()}


def row_at(values: Mapping[str, str], path: str, *, whole: bool = False) -> Flat:
    """The answers of one row, by path within it (`whole`: by path within the form)."""
    start = f"{path}/"
    return {p if whole else p.removeprefix(start): value for p, value in values.items() if p.startswith(start)}


def _place(values: Mapping[str, str], path: str) -> tuple[str, int, int]:
    repeat, _, at = path.rpartition("/")
    count = values.get(repeat, "0")
    return repeat, int(at) if at.isdecimal() else -1, int(count) if count.isdecimal() else 0

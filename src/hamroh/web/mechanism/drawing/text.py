"""How wide words are, near enough: a browser sets the type, and a box must hold it before that."""

from collections.abc import Sequence
from typing import Final
from unicodedata import combining, east_asian_width

# Parts of the type's size, measured on Noto Sans; anything else is as wide as a usual letter.
NARROW: Final = dict.fromkeys("iljtfrI.,:;'!|()[]-· ", 0.34)
WIDE: Final = dict.fromkeys("mwMWшщжмюфыШЩЖМЮФЫД@%—…", 0.86)
USUAL, CAPITAL, ARABIC = 0.585, 0.69, 0.56


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in pixels, rather too wide than too narrow."""
    return sum(_part(letter) for letter in text) * size * (1.1 if bold else 1)


def _part(letter: str) -> float:
    if combining(letter):
        return 0
    if "\u0600" <= letter <= "\u06ff":
        return ARABIC
    if east_asian_width(letter) in "WF":
        return 1
    return NARROW.get(letter) or WIDE.get(letter) or (CAPITAL if letter.isupper() or letter.isdigit() else USUAL)


def fitted(
    text: str, room: float, *, size: float, least: float, lines: int, bold: bool = False
) -> tuple[float, list[str]]:
    """The text in lines that fit the room, in the largest type that needs no more of them; cut with … where none does."""
    while size > least:
        found = wrapped(text, room, size, bold=bold)
        if len(found) <= lines and all(width_of(line, size, bold=bold) <= room for line in found):
            return size, found
        size -= 0.5
    return size, _cut(wrapped(text, room, size, bold=bold), room, size, lines, bold=bold)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Broken between words; a word wider than the room stands alone."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width_of(longer, size, bold=bold) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found


def _cut(found: Sequence[str], room: float, size: float, lines: int, *, bold: bool) -> list[str]:
    kept = [_shortened(line, room, size, bold=bold) for line in found[:lines]]
    if len(found) > lines:
        kept[-1] = _shortened(f"{kept[-1].removesuffix('…')} …", room, size, bold=bold)
    return kept


def _shortened(line: str, room: float, size: float, *, bold: bool) -> str:
    if width_of(line, size, bold=bold) <= room:
        return line
    while line and width_of(f"{line}…", size, bold=bold) > room:
        line = line[:-1]
    return f"{line}…"

"""Words in a script of the other direction on a sheet that is written from right to left."""

import unicodedata
from typing import Any, Final

_NO_SENTENCES: Final = frozenset({"kind", "type", "lang", "dir", "prefix", "codes"})
_FROM_LEFT, _END = "\u2066", "\u2069"


def each_its_own_way(value: Any) -> Any:
    """The same values; a sentence that begins from left to right keeps its full stop at its own end."""
    if isinstance(value, dict):
        return {key: said if key in _NO_SENTENCES else each_its_own_way(said) for key, said in value.items()}
    if isinstance(value, list):
        return [each_its_own_way(one) for one in value]
    return f"{_FROM_LEFT}{value}{_END}" if isinstance(value, str) and _begins_from_left(value) else value


def _begins_from_left(text: str) -> bool:
    ways = (unicodedata.bidirectional(sign) for sign in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "") == "L"

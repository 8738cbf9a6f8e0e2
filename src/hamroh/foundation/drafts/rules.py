"""Which fields of a form may be kept."""

import json
import re
from collections.abc import Iterable, Mapping

from hamroh.foundation.drafts.terms import LARGEST, SECRET_WORDS

Typed = Mapping[str, list[str]]
"""The fields of a form: each name with all its values, as a browser sends them."""

_WORDS = re.compile(r"[^a-z]+")


def worth_keeping(typed: Typed, *, apart_from: Iterable[str]) -> dict[str, list[str]]:
    """What was typed, without secrets and without the fields that say who sends it."""
    left_out = set(apart_from)
    return {name: list(values) for name, values in typed.items() if name not in left_out and not is_secret(name)}


def is_secret(name: str) -> bool:
    """A password, a PIN, a code: never kept, in whichever form it is asked."""
    return any(word in SECRET_WORDS for word in _WORDS.split(name.casefold()) if word) or "password" in name.casefold()


def as_text(typed: Typed) -> str | None:
    """One text that can be sealed; None when it is longer than is kept."""
    text = json.dumps(typed, ensure_ascii=False, separators=(",", ":"))
    return text if len(text.encode("utf-8", "surrogatepass")) <= LARGEST else None

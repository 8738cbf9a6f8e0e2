"""Keys and codes. Keys are UUIDv7 (time-ordered, made offline); codes are short enough to say over a telephone."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from hamroh.kernel import clock
from hamroh.kernel.typed import figures, plain

# No vowels (no words by accident), no 0/O, 1/I/L, 5/S, 8/B pairs that a bad line confuses.
ALPHABET = "2346789CDFGHJKMNPQRTVWXYZ"

# Cyrillic letters that look like ours: whoever reads a code from paper types what is on their keys.
_LOOK_ALIKE = str.maketrans("СНКМРТХ", "CHKMPTX")

_random_bytes: Callable[[int], bytes] = os.urandom


@contextmanager
def drawn_from(source: Callable[[int], bytes]) -> Iterator[None]:
    """For demonstrations and nothing else: inside, keys and codes come from a source that can be played again."""
    global _random_bytes  # noqa: PLW0603  (one source for the process)
    before, _random_bytes = _random_bytes, source
    try:
        yield
    finally:
        _random_bytes = before


def uuid7() -> UUID:
    """RFC 9562 version 7: 48 bits of milliseconds, then randomness."""
    value = clock.milliseconds() << 80 | int.from_bytes(_random_bytes(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def spoken_code(prefix: str) -> str:
    """`TJ-7K4-Q2M`: five random signs and a check sign, so that one misheard sign is noticed, not looked up."""
    number = int.from_bytes(_random_bytes(8), "big")  # long enough that no sign is likelier than another
    body = "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(5))
    signs = body + check_sign(body)
    return f"{prefix}-{signs[:3]}-{signs[3:]}"


def _signs(typed: str) -> str:
    """Letters and figures alone, as our alphabet writes them, whichever keyboard they were typed on."""
    return "".join(c for c in figures(plain(typed)).upper().translate(_LOOK_ALIKE) if c.isalnum())


def check_sign(body: str) -> str:
    # The alphabet has 25 signs; odd weights below are coprime to 25 except multiples of 5, which are left out.
    weights = (1, 2, 3, 4, 6)
    return ALPHABET[sum(w * ALPHABET.index(sign) for w, sign in zip(weights, body, strict=True)) % len(ALPHABET)]


def read_code(typed: str, prefix: str) -> str | None:
    """The code somebody meant, however they typed it; None when the check sign does not agree."""
    signs = _signs(typed).removeprefix(prefix.upper())
    if len(signs) != 6 or any(c not in ALPHABET for c in signs) or check_sign(signs[:5]) != signs[5]:
        return None
    return f"{prefix}-{signs[:3]}-{signs[3:]}"


def looks_like_code(typed: str, prefix: str, *, checked: bool = False) -> bool:
    """Whether a case code was meant, though a sign of it may be wrong; `checked`: and its check sign agrees."""
    if checked:
        return read_code(typed, prefix) is not None
    signs = "".join(c for c in typed.upper() if c.isalnum())
    return (
        signs.isascii() and (signs.startswith(prefix.upper()) or len(signs) == _SIGNS) and any(map(str.isdigit, signs))
    )


_SIGNS = 6
_GROUPS = 4


def receipt_code(drawn: int) -> str:
    """`7K4Q-2MF8-…`: twelve signs of a large random number, nobody guesses it; each group ends with its own check sign."""
    signs = "".join(ALPHABET[drawn // len(ALPHABET) ** place % len(ALPHABET)] for place in range(3 * _GROUPS))
    bodies = (signs[at : at + 3] for at in range(0, len(signs), 3))
    return "-".join(body + _group_sign(body) for body in bodies)


def read_receipt(typed: str) -> str | None:
    """The receipt code somebody meant, however they typed it; None when a check sign does not agree."""
    signs = _signs(typed)
    groups = [signs[at : at + 4] for at in range(0, len(signs), 4)]
    if len(signs) != 4 * _GROUPS or any(c not in ALPHABET for c in signs):
        return None
    return "-".join(groups) if all(_group_sign(group[:3]) == group[3] for group in groups) else None


def _group_sign(body: str) -> str:
    return ALPHABET[sum(w * ALPHABET.index(sign) for w, sign in zip((1, 2, 3), body, strict=True)) % len(ALPHABET)]

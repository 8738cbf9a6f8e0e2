"""Keys and codes. Keys are UUIDv7 (time-ordered, made offline); codes are short enough to say over a telephone."""

import os
import secrets
import time
from uuid import UUID

# No vowels (no words by accident), no 0/O, 1/I/L, 5/S, 8/B pairs that a bad line confuses.
ALPHABET = "2346789CDFGHJKMNPQRTVWXYZ"


def uuid7() -> UUID:
    """RFC 9562 version 7: 48 bits of milliseconds, then randomness."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def spoken_code(prefix: str) -> str:
    """`TJ-7K4-Q2M`: five random signs and a check sign, so that one misheard sign is noticed, not looked up."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(5))
    signs = body + check_sign(body)
    return f"{prefix}-{signs[:3]}-{signs[3:]}"


def check_sign(body: str) -> str:
    # The alphabet has 25 signs; odd weights below are coprime to 25 except multiples of 5, which are left out.
    weights = (1, 2, 3, 4, 6)
    return ALPHABET[sum(w * ALPHABET.index(sign) for w, sign in zip(weights, body, strict=True)) % len(ALPHABET)]


def read_code(typed: str, prefix: str) -> str | None:
    """The code somebody meant, however they typed it; None when the check sign does not agree."""
    signs = "".join(c for c in typed.upper() if c.isalnum())
    signs = signs.removeprefix(prefix.upper())
    if len(signs) != 6 or any(c not in ALPHABET for c in signs) or check_sign(signs[:5]) != signs[5]:
        return None
    return f"{prefix}-{signs[:3]}-{signs[3:]}"

"""Marks of PINs. Whatever was typed costs the same to compare, whether a card exists or not."""

import hmac
import os

from hamroh.casework.survivor.models import CardLock
from hamroh.foundation.vault.access import slow_mark

_NOBODY = os.urandom(16)  # the salt of a card that does not exist


def new_salt() -> bytes:
    return os.urandom(16)


def pin_mark(pin: str, salt: bytes) -> str:
    return slow_mark("card pin", pin, salt=salt) if pin else ""


def compare(typed: str, lock: CardLock | None) -> tuple[bool, bool]:
    """Whether this is the PIN, and whether it is the second one. As slow, and as many steps, for a card that is not there."""
    salt = bytes(lock.salt) if lock else _NOBODY
    mark = slow_mark("card pin", typed, salt=salt)
    return _equal(mark, lock.pin if lock else ""), _equal(mark, lock.second if lock else "")


def _equal(mark: str, kept: str) -> bool:
    return hmac.compare_digest(mark, kept or "-" * len(mark))

"""Codes of a second factor (RFC 6238, SHA-1, six figures, thirty seconds), as values in and answers out."""

import base64
import hashlib
import hmac
import struct
import unicodedata
from datetime import datetime

from hamroh.foundation.accounts.terms import STEP

EITHER_WAY = 1  # steps by which the clock of a telephone may differ


def step_of(now: datetime) -> int:
    return int(now.timestamp()) // STEP


def code_at(secret: str, step: int) -> str:
    """The six figures of this step."""
    digest = hmac.new(base64.b32decode(secret, casefold=True), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def figures(typed: str) -> str:
    """What was typed without spaces and dashes, in ASCII figures whatever keyboard it came from."""
    return "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdigit())


def accepted_step(secret: str, typed: str, now: datetime, last: int) -> int | None:
    """The step whose code this is, or None. A step that is not newer than the last one used is spent."""
    around = range(step_of(now) - EITHER_WAY, step_of(now) + EITHER_WAY + 1)
    meant = figures(typed)
    matching = [step for step in around if hmac.compare_digest(code_at(secret, step), meant)]
    return next((step for step in matching if step > last), None)


def next_code(secret: str, now: datetime, last: int) -> str:
    """The first code that would be accepted now: of this step, or of the next if this one is spent."""
    return code_at(secret, min(max(step_of(now), last + 1), step_of(now) + EITHER_WAY))


def session_over(now: datetime, *, active_at: int, since: int, idle_minutes: int, longest_hours: int) -> str:
    """Why a session is over: "idle", "long", or "" while it goes on. Times are seconds since 1970."""
    at = now.timestamp()
    if at - active_at > idle_minutes * 60:
        return "idle"
    return "long" if at - since > longest_hours * 3600 else ""

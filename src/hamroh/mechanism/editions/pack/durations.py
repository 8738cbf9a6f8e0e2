"""Limits as people write them: `24h`, `7d`, `10wd`. Hours and days run on; only working days follow a calendar."""

import re
from dataclasses import dataclass
from typing import Annotated, Final, Literal, cast

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

Unit = Literal["h", "d", "wd"]

WRITTEN: Final = re.compile(r"([0-9]{1,5})(h|d|wd)")
MOST: Final[dict[str, int]] = {"h": 2_000, "d": 3_660, "wd": 520}


@dataclass(frozen=True)
class Duration:
    """An amount of hours, calendar days or working days; never zero."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


def parse_duration(text: str) -> Duration | None:
    """The duration that `text` writes, or None when it writes none."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    amount, unit = int(found[1]), cast(Unit, found[2])
    return Duration(amount, unit) if 0 < amount <= MOST[unit] else None


def _from_pack(value: object) -> Duration:
    duration = value if isinstance(value, Duration) else parse_duration(value) if isinstance(value, str) else None
    if duration is None:
        raise PydanticCustomError("duration", "“{written}” is not a time limit.", {"written": str(value)})
    return duration


WrittenDuration = Annotated[Duration, BeforeValidator(_from_pack), PlainSerializer(str, return_type=str)]

"""One record of KoboToolbox's data API as it was pulled: JSON, bounded."""

import json
import re
from collections.abc import Mapping
from typing import Any

_UUID = re.compile(r"[0-9a-fA-F-]{32,36}")


class NotARecord(ValueError):
    """No record of KoboToolbox."""


def read_record(content: bytes) -> dict[str, Any]:
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        raise NotARecord from None
    if not isinstance(record, dict):
        raise NotARecord
    return record


def number_of(record: Mapping[str, Any]) -> str:
    """The number by which a record is known, wherever it is brought over again."""
    found = str(record.get("_uuid") or str(record.get("meta/instanceID", "")).removeprefix("uuid:"))
    if not _UUID.fullmatch(found):
        raise NotARecord
    return f"uuid:{found}"

"""What comes back from a page of a form."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from hamroh.web.casework.form_page.shapes import Asked

ON = "on."  # before the path of a question with boxes that was on the page: none ticked is an answer as well


def sent_from(data: Any, asked: Iterable[Asked]) -> dict[str, str]:
    """The answers of these questions by path, as typed. What was not on the page that was sent is not among them."""
    found: dict[str, str] = {}
    for one in asked:
        name = one.path
        if one.widget == "date":
            parts = [str(data.get(f"{name}.{part}", "")).strip() for part in "ymd"]
            if any(f"{name}.{part}" in data for part in "ymd"):
                year, month, day = parts
                found[name] = f"{year}-{month:0>2}-{day:0>2}" if any(parts) else ""
        elif one.widget == "checks":
            if f"{ON}{name}" in data:
                found[name] = " ".join(data.getlist(name))
        elif one.widget in ("radios", "tick"):
            if f"{ON}{name}" in data:
                found[name] = data.get(name, "")
        elif one.widget == "file":
            continue
        elif name in data:
            found[name] = data[name]
    return found


def seen_in(data: Mapping[str, str]) -> dict[str, str]:
    """What the page showed when it was opened; nothing if that was tampered with."""
    try:
        seen = json.loads(data.get("seen", "") or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in seen.items()} if isinstance(seen, dict) else {}

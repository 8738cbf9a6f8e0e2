"""Rows of work under the words of their clocks: late, today, later, without a limit."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hamroh.mechanism.editions.queries import day_of
from hamroh.web.shell.parts import Group, Row


def by_clock(rows: Iterable[Row], now: datetime) -> list[Group]:
    """The rows in order of their clocks, in groups; a group without rows is left out."""
    groups: dict[str, list[Row]] = {"late": [], "today": [], "later": [], "paused": [], "none": []}
    for row in sorted(rows, key=_by_due):
        groups[_state(row, now)].append(row)
    words = {
        "late": _("Late"),
        "today": _("Today"),
        "later": _("Later"),
        "paused": _("Paused"),
        "none": _("Without a time limit"),
    }
    return [Group(rows=found, title=words[state]) for state, found in groups.items() if found]


def _by_due(row: Row) -> tuple[bool, float]:
    return (row.due is None, row.due.timestamp() if isinstance(row.due, datetime) else 0)


def _state(row: Row, now: datetime) -> str:
    if row.kind == "paused":
        return "paused"
    if not isinstance(row.due, datetime):
        return "none"
    if row.due < now:
        return "late"
    return "today" if timezone.localdate(row.due) == day_of(now) else "later"

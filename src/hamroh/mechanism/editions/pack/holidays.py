"""Whether the list of holidays can be relied on: each day once, and complete for as long as clocks run."""

from collections.abc import Iterator
from datetime import date

from .findings import Finding
from .places import at, find_all, warn
from .sections import Sections
from .tree import Node

PLACE = "mechanism.calendar"


def check_calendar(sections: Sections, today: date | None = None) -> list[Finding]:
    for _, calendar in find_all(sections, PLACE):
        return [*_holidays(calendar), *_ending(calendar, today), *_absent(sections, calendar)]
    return []


def _holidays(calendar: Node) -> Iterator[Finding]:
    holidays, until = calendar.entries.get("holidays"), calendar.entries.get("valid_until")
    last = _day(until)
    seen: dict[date, Node] = {}
    for number, holiday in enumerate(holidays.items if holidays else [], start=1):
        node = holiday.entries.get("date", holiday)
        day, place = _day(node), f"{PLACE}.holidays.{number}.date"
        if day and (first := seen.get(day)):
            yield at(
                node, place, f"{day} stands in the list twice; the first is on line {first.line}.", "Keep it once."
            )
        if day and last and day > last:
            yield at(
                node, place, f"{day} lies after valid_until.", "Move valid_until, once the list is complete up to it."
            )
        if day:
            seen.setdefault(day, node)
    if holidays and holidays.items and until is None:
        sentence = "It is not said up to which day the list of holidays is complete."
        yield at(
            holidays, f"{PLACE}.valid_until", sentence, "Add valid_until: the last day of the last year in the list."
        )


def _ending(calendar: Node, today: date | None) -> Iterator[Finding]:
    """Clocks reach into the next year: its holidays must be known before it begins."""
    until = calendar.entries.get("valid_until")
    last = _day(until)
    if until is None or last is None or today is None or last.year > today.year + 1:
        return
    if last < today:
        sentence, remedy = (
            f"The list of holidays ended on {last}.",
            "Add the holidays since then, and move valid_until.",
        )
    else:
        when = "next year" if last.year > today.year else "this year"
        sentence = f"The list of holidays ends {when}, on {last}."
        remedy = "Add the holidays that follow, and move valid_until."
    yield warn(until, f"{PLACE}.valid_until", sentence, remedy)


def _absent(sections: Sections, calendar: Node) -> Iterator[Finding]:
    in_working_days = any((node.text or "").endswith("wd") for _, node in find_all(sections, "stages.*.limits.*.time"))
    if in_working_days and "holidays" not in calendar.entries:
        sentence = "There are limits in working days, and no holidays."
        yield warn(calendar, f"{PLACE}.holidays", sentence, "List them, with valid_until.")


def _day(node: Node | None) -> date | None:
    try:
        return date.fromisoformat(node.text) if node and node.text else None
    except ValueError:
        return None  # told by the schema

"""What a time limit says at one moment: a shape, relative words, an absolute date.

Pure: the moment is passed in. Late and today are found by comparing; paused, done and nobody are facts that the page
knows.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from .icons import ICONS, ring

HOURS_UNTIL_DAYS = 48
"""Below this a limit is told in hours: "26 hours late" moves people to act, "1 day late" hides two hours."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`look` is the state (late, today, ok, pause, done, none); `words` are relative, `by` is absolute."""

    look: str
    shape: SafeString
    words: str
    by: str


def day(value: date) -> str:
    """The day without its year: 22 Nov, 22 ноябр, 22 ноября."""
    return formats.date_format(_local(value), "MONTH_DAY_FORMAT")


def moment(value: date) -> str:
    """The day and the hour, in local time: 22 Nov, 16:00. A date without an hour stays a date."""
    if not isinstance(value, datetime):
        return day(value)
    local = _local(value)
    return f"{formats.date_format(local, 'MONTH_DAY_FORMAT')}, {_hour(value)}"


def read_clock(
    due: date | None,
    now: datetime,
    kind: str = "",
    *,
    start: datetime | None = None,
    left: int | None = None,
    note: str = "",
) -> Reading:
    """Reads a limit. `kind`: "" (or "h", "d") runs, "wd" runs in working days, "paused", "done", "nobody".

    `start` fills the ring; `left` is the number of working days that the page counted with the calendar (negative when
    late); `note` says for what it is paused, or by which office it was done.
    """
    if kind in _FACTS:
        return _FACTS[kind](due, note)
    if due is None:
        return Reading("ok", ICONS["open"], gettext("no time limit"), note)
    if _is_past(due, now):
        return Reading("late", ICONS["late"], _late_words(due, now, kind, left), _due_words(due, now))
    if _local_date(due) == _local_date(now):
        return _today(due, now)
    return Reading("ok", ring(_used(due, now, start)), _left_words(due, now, kind, left), _by_words(due, now))


def _paused(since: date | None, note: str) -> Reading:
    by = [gettext("since %(day)s") % {"day": day(since)}] if since else []
    return Reading("pause", ICONS["paused"], pgettext("clock", "paused"), ", ".join([*by, note] if note else by))


def _done(at: date | None, note: str) -> Reading:
    words = gettext("done %(day)s") % {"day": day(at)} if at else pgettext("clock", "done")
    return Reading("done", ICONS["done"], words, note)


def _nobody(since: date | None, note: str) -> Reading:
    by = gettext("since %(day)s") % {"day": day(since)} if since else ""
    return Reading("none", ICONS["nobody"], note or gettext("nobody holds the seat"), by)


_FACTS = {"paused": _paused, "done": _done, "nobody": _nobody}


def _today(due: date, now: datetime) -> Reading:
    if not isinstance(due, datetime):
        return Reading("today", ICONS["today"], pgettext("clock", "today"), gettext("by the end of the day"))
    at = _hour(due)
    return Reading("today", ICONS["today"], _time_left(due - now), gettext("by %(when)s") % {"when": at})


def _late_words(due: date, now: datetime, kind: str, left: int | None) -> str:
    if kind == "wd" and left is not None and left < 0:
        return ngettext("%(n)d working day late", "%(n)d working days late", -left) % {"n": -left}
    if isinstance(due, datetime) and (over := now - due) < timedelta(hours=HOURS_UNTIL_DAYS):
        hours = int(over.total_seconds() // 3600)
        minutes = max(1, int(over.total_seconds() // 60))
        if hours:
            return ngettext("%(n)d hour late", "%(n)d hours late", hours) % {"n": hours}
        return ngettext("%(n)d minute late", "%(n)d minutes late", minutes) % {"n": minutes}
    days = (_local_date(now) - _local_date(due)).days
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}


def _left_words(due: date, now: datetime, kind: str, left: int | None) -> str:
    if kind == "wd" and left is not None:
        return ngettext("%(n)d working day", "%(n)d working days", left) % {"n": left}
    if isinstance(due, datetime) and due - now < timedelta(hours=HOURS_UNTIL_DAYS):
        return _time_left(due - now)
    days = (_local_date(due) - _local_date(now)).days
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def _time_left(rest: timedelta) -> str:
    hours, minutes = int(rest.total_seconds() // 3600), max(1, int(rest.total_seconds() // 60))
    if hours:
        return ngettext("%(n)d hour left", "%(n)d hours left", hours) % {"n": hours}
    return ngettext("%(n)d minute left", "%(n)d minutes left", minutes) % {"n": minutes}


def _due_words(due: date, now: datetime) -> str:
    return gettext("due %(when)s") % {"when": _absolute(due, now)}


def _by_words(due: date, now: datetime) -> str:
    return gettext("by %(when)s") % {"when": _absolute(due, now)}


def _absolute(due: date, now: datetime) -> str:
    """The hour matters while the limit is told in hours; the year when it is another one."""
    if _local_date(due).year != _local_date(now).year:
        return formats.date_format(_local(due), "DATE_FORMAT")
    if isinstance(due, datetime) and abs(due - now) < timedelta(hours=HOURS_UNTIL_DAYS):
        return moment(due)
    return day(due)


def _used(due: date, now: datetime, start: datetime | None) -> float:
    if start is None or not isinstance(due, datetime) or due <= start:
        return 0.25
    return (now - start) / (due - start)


def _is_past(due: date, now: datetime) -> bool:
    return due < now if isinstance(due, datetime) else due < _local_date(now)


def _hour(value: datetime) -> str:
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return formats.time_format(local, "TIME_FORMAT")


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _local_date(value: date) -> date:
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local

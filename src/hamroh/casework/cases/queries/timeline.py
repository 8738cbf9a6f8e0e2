"""What happened in a case, as it is read page by page. The case must have been opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Window

from hamroh.casework.cases.models import Case, TimelineEntry
from hamroh.casework.cases.terms import COURSE_KIND, KINDS, PERSON_KIND, kind_of

PAGE = 25


@dataclass(frozen=True)
class Told:
    """Of one kind of event in a case: when it was last told, with which codes; how many times, and how many by the person."""

    at: datetime
    detail: dict[str, Any]
    times: int
    by_person: int


def told_of_each(case: Case) -> dict[str, Told]:
    """Of each kind of event the newest entry, how many there are, and how many the person decided. One query.

    The case must have been opened.
    """
    times = Window(Count("pk"), partition_by=F("event"))
    hers = Window(Count("pk", filter=Q(by_person=True)), partition_by=F("event"))
    rows = TimelineEntry.objects.filter(case=case).annotate(times=times, hers=hers).order_by("event", "-at", "-pk")
    newest = rows.distinct("event").values_list("event", "at", "detail", "times", "hers")
    return {event: Told(*told) for event, *told in newest}


Place = tuple[datetime, UUID]  # of an entry in the timeline: when, and its key


def timeline_page(case: Case, *, kind: str = "", before: Place | None = None, limit: int = PAGE) -> list[TimelineEntry]:
    """The newest entries of one kind (of all, if none is named) that lie before a place, and one more than `limit`.

    The case must have been opened. However long the file is, no more is read.
    """
    entries = TimelineEntry.objects.filter(_of_kind(kind), case=case)
    if before:
        at, id = before
        entries = entries.filter(Q(at__lt=at) | Q(pk__lt=id), at__lte=at)
    return list(entries.order_by("-at", "-pk")[: limit + 1])


def _of_kind(kind: str) -> Q:
    if kind == PERSON_KIND:
        return Q(by_person=True)
    if kind == COURSE_KIND:
        return ~_beginning(first for _words, firsts in KINDS.values() for first in firsts)
    return _beginning(KINDS[kind][1]) if kind in KINDS else Q()


def _beginning(firsts: Iterable[str]) -> Q:
    return reduce(or_, (Q(event__startswith=f"{first}.") for first in firsts))


def one_page(
    *strands: Iterable[Any], before: Place | None = None, kind: str = "", limit: int = PAGE
) -> tuple[list[Any], bool]:
    """Entries of several rooms as one page of the timeline, newest first, and whether older ones follow.

    Each has `at`, `pk`, `event` and `by_person`. Strands that were read whole are cut here as the others were in the database.
    """
    entries = sorted((e for strand in strands for e in strand if _belongs(e, kind)), key=_place_of, reverse=True)
    found = [entry for entry in entries if before is None or _place_of(entry) < before]
    return found[:limit], len(found) > limit


def _place_of(entry: Any) -> Place:
    return (entry.at, entry.pk)


def _belongs(entry: Any, kind: str) -> bool:
    return bool(entry.by_person) if kind == PERSON_KIND else not kind or kind_of(entry.event) == kind

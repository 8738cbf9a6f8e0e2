"""Marks on a case's own row: what lists, and whoever supervises, know of it without opening it. Never why."""

from datetime import datetime
from typing import Any, Final

from hamroh.casework.cases.models import Case

KEPT: Final = object()  # this mark stays as it is


def mark(
    case: Case,
    *,
    risk: Any = KEPT,
    risk_review_at: Any = KEPT,
    represented_at: Any = KEPT,
    contacted_at: Any = KEPT,
) -> None:
    """Set some marks of an open case: the level of the risk (a code of the edition's list `risk_level`, or nothing), when it
    is looked at again, since when a child is represented, when somebody was last in touch with the person.

    The rooms that keep the thing itself call this within their act.
    """
    marks = {
        "risk": risk,
        "risk_review_at": risk_review_at,
        "represented_at": represented_at,
        "contacted_at": contacted_at,
    }
    changed = {name: value for name, value in marks.items() if value is not KEPT and getattr(case, name) != value}
    for name, value in changed.items():
        setattr(case, name, value)
    if changed:
        Case.objects.filter(pk=case.pk).update(**changed)


def in_touch(case: Case, now: datetime) -> None:
    """Somebody was in touch with the person; an act written down late moves nothing back."""
    mark(case, contacted_at=max(now, case.contacted_at or now))

"""What waits for an organisation, and what it has answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hamroh.casework.referrals.models import Question, Referral
from hamroh.casework.referrals.terms import Status
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor

PAGE = 25
COUNTED = 100
FIGURED = 500
Place = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A line of the inbox: need, clock, who asks. Nothing about a person. Names are by language."""

    id: UUID
    code: str
    kind: str
    priority: str
    status: str
    due_at: datetime
    sent_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    service: dict[str, str]
    sender: dict[str, str]
    asked: bool

    @property
    def paused(self) -> bool:
        return self.status == Status.ON_HOLD


def waiting_in_inbox(actor: Actor, now: datetime) -> tuple[int, bool]:
    """How many open referrals wait (at most 100 are counted) and whether one is late. One query."""
    if actor.inbox is None:
        return 0, False
    waiting = Referral.objects.filter(recipient_organisation_id=actor.inbox, ended_at__isnull=True)
    running = waiting.exclude(status=Status.ON_HOLD).order_by("due_at", "pk")
    dues = list(running.values_list("due_at", flat=True)[:COUNTED])
    return len(dues), bool(dues) and dues[0] < now


def inbox_by_clock(actor: Actor, now: datetime) -> dict[str, tuple[int, int]]:
    """Of the clocks that run for an inbox (answer, feedback) how many run, and how many are late. One query."""
    if actor.inbox is None:
        return {}
    waiting = Referral.objects.filter(recipient_organisation_id=actor.inbox, ended_at__isnull=True)
    running = waiting.exclude(status=Status.ON_HOLD).order_by().values("status")
    found: dict[str, tuple[int, int]] = {}
    for row in running.annotate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now))):
        clock = "answer" if row["status"] == Status.REQUESTED else "feedback"
        open_, late = found.get(clock, (0, 0))
        found[clock] = (open_ + row["open"], late + row["late"])
    return found


@dataclass(frozen=True, slots=True)
class InboxCount:
    """`more`: there are further ones than were counted, all of them later."""

    late: int
    today: int
    later: int
    paused: int
    more: bool


def count_inbox(actor: Actor, now: datetime, end_of_day: datetime) -> InboxCount:
    """How much is late, due until the end of the day, later, and paused; of the 500 that are due first. One query."""
    waiting = _received(actor).filter(ended_at__isnull=True).order_by("due_at", "pk")
    rows = list(waiting.values_list("due_at", "status")[: FIGURED + 1])
    counted = Counter(_when(due_at, status, now, end_of_day) for due_at, status in rows[:FIGURED])
    return InboxCount(
        late=counted["late"],
        today=counted["today"],
        later=counted["later"],
        paused=counted["paused"],
        more=len(rows) > FIGURED,
    )


def _when(due_at: datetime, status: str, now: datetime, end_of_day: datetime) -> str:
    if status == Status.ON_HOLD:
        return "paused"
    if due_at < now:
        return "late"
    return "today" if due_at < end_of_day else "later"


def inbox(actor: Actor, *, after: Place | None = None) -> list[InboxRow]:
    """What waits for the actor's organisation, the most overdue first: one page and one row more.

    `after` is the last row of the page before: (due_at, id).
    """
    rows = _received(actor).filter(ended_at__isnull=True)
    if after:
        rows = rows.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], pk__gt=after[1]))
    return _shaped(rows.order_by("due_at", "pk"))


def answered(actor: Actor, *, after: Place | None = None) -> list[InboxRow]:
    """What has ended, the newest first. `after`: (ended_at, id)."""
    rows = _received(actor).filter(ended_at__isnull=False)
    if after:
        rows = rows.filter(Q(ended_at__lt=after[0]) | Q(ended_at=after[0], pk__lt=after[1]))
    return _shaped(rows.order_by("-ended_at", "-pk"))


def _received(actor: Actor) -> QuerySet[Referral, Any]:
    require(actor, "referral:read" if actor.may("referral:read") else "referral:answer", "inbox")
    return Referral.objects.filter(recipient_organisation_id=actor.inbox)


def _shaped(rows: QuerySet[Referral, Any]) -> list[InboxRow]:
    open_question = Exists(Question.objects.filter(referral=OuterRef("pk"), replied_at__isnull=True))
    fields = ("pk", "code", "kind", "priority", "status", "due_at", "sent_at", "answered_at", "ended_at")
    names = ("service__names", "sender_organisation__names")
    found = rows.annotate(asked=open_question).values_list(*fields, *names, "asked")
    return [InboxRow(*row) for row in found[: PAGE + 1]]


def open_work() -> Iterator[tuple[str, UUID, datetime]]:
    """Of all open referrals what is due, by whom and when: for the job that counts, under its own policy."""
    rows = Referral.objects.filter(ended_at__isnull=True).exclude(status=Status.DRAFT).order_by()
    fields = ("recipient_organisation_id", "due_at", "answered_at")
    for organisation_id, due_at, answered_at in rows.values_list(*fields).iterator():
        yield "referral.outcome" if answered_at else "referral.answer", organisation_id, due_at

"""What waits: for the machine, and for people; and how long it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q

from hamroh.casework.submissions.models import Submission
from hamroh.casework.submissions.terms import CHECKED_WITHIN, FOR_PEOPLE, OPEN, ORIGINAL_KEPT, SETTLED_WITHIN, State
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor, System
from hamroh.mechanism.membership.queries import colleague_names

SETTLE = "submission:settle"
AGAIN_AFTER = timedelta(minutes=1)  # what waits for its photographs is looked at so often
SHOWN = 200


def queue(system: System, *, now: datetime, limit: int) -> list[tuple[UUID, UUID, UUID]]:
    """The oldest that wait for the machine: (submission, collector, organisation). As the job `submissions` alone."""
    due = Q(checked_at__isnull=True) | Q(checked_at__lt=now - AGAIN_AFTER)
    rows = Submission.objects.filter(due, state=State.RECEIVED).order_by("received_at", "pk")
    return list(rows.values_list("pk", "collector_id", "organisation_id")[:limit])


def originals_to_destroy(system: System, *, now: datetime, limit: int) -> list[UUID]:
    """Submissions taken so long ago that the answer in the case is enough. As the job `submissions` alone."""
    rows = Submission.objects.filter(
        state=State.TAKEN, original_gone_at__isnull=True, checked_at__lt=now - ORIGINAL_KEPT
    ).order_by("checked_at", "pk")
    return list(rows.values_list("pk", flat=True)[:limit])


@dataclass(frozen=True, slots=True)
class Lag:
    """How many wait for the machine in an organisation, and since when the oldest does; how many wait for people."""

    unchecked: int
    oldest: datetime | None
    for_people: int
    oldest_for_people: datetime | None


def lag(actor: Actor) -> Lag:
    """The queue of the actor's organisation, as whoever settles sees it."""
    require(actor, SETTLE, "submission")
    unchecked, people = Q(state=State.RECEIVED), Q(state__in=FOR_PEOPLE)
    told = Submission.objects.filter(organisation_id=actor.organisation_id).aggregate(
        unchecked=Count("pk", filter=unchecked),
        oldest=Min("received_at", filter=unchecked),
        for_people=Count("pk", filter=people),
        oldest_for_people=Min("received_at", filter=people),
    )
    return Lag(**told)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One line of the list: what form, from whom, in which state; no answer."""

    id: UUID
    form: str
    collector: str
    received_at: datetime
    state: State
    faults: tuple[str, ...]


def waiting_for_people(actor: Actor) -> list[WaitingRow]:
    """What somebody of the organisation has to settle, the oldest first."""
    require(actor, SETTLE, "submission")
    rows = list(
        Submission.objects.filter(organisation_id=actor.organisation_id, state__in=FOR_PEOPLE)
        .only("form", "collector_id", "received_at", "state", "faults")
        .order_by("received_at", "pk")[:SHOWN]
    )
    names = colleague_names({row.collector_id for row in rows})
    return [
        WaitingRow(
            row.pk,
            row.form,
            names.get(row.collector_id, ""),
            row.received_at,
            State(row.state),
            tuple(dict.fromkeys(fault["code"] for fault in row.faults)),
        )
        for row in rows
    ]


def open_work() -> Iterator[tuple[str, UUID, datetime]]:
    """Of all that waits the step, the organisation and when it is late: for the job that counts, under its own policy."""
    rows = Submission.objects.filter(state__in=OPEN).order_by().values_list("organisation_id", "received_at", "state")
    for organisation_id, received_at, state in rows.iterator():
        if state == State.RECEIVED:
            yield "submission.check", organisation_id, received_at + CHECKED_WITHIN
        else:
            yield "submission.settle", organisation_id, received_at + SETTLED_WITHIN

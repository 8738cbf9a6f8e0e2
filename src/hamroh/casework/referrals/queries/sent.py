"""What somebody sent: hand-overs, of which only an arrival is told; referrals of a case; what is to be confirmed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from hamroh.casework.cases.models import Case
from hamroh.casework.referrals.access import sent_by_author, sent_by_team
from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.rules import author_sees
from hamroh.casework.referrals.terms import EndedBy, Seen, Status
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions

LIMIT = 50


@dataclass(frozen=True, slots=True)
class SentRow:
    """All that the author of a hand-over learns: to whom, when it was sent, by when they answer, arrived or not.

    `returned`: the organisation was suspended, nobody comes from it. That tells of an office, not of the person.
    """

    id: UUID
    code: str
    to: dict[str, str]
    sent_at: datetime
    due_at: datetime
    seen: Seen
    returned: bool


_FIELDS = ("pk", "code", "recipient_organisation__names", "sent_at", "priority", "status", "status_reason")


def sent_handovers(actor: Actor) -> list[SentRow]:
    """The actor's own hand-overs, the newest first."""
    rows = sent_by_author(actor).order_by("-sent_at", "-pk")
    return [_sent(row) for row in rows.values(*_FIELDS)[:LIMIT]]


def sent_handover(actor: Actor, referral_id: UUID) -> SentRow:
    """One of the actor's own hand-overs. NotFound for everybody else, colleagues too."""
    row = sent_by_author(actor).filter(pk=referral_id).values(*_FIELDS).first()
    if row is None:
        raise NotFound("referral", referral_id)
    return _sent(row)


def _sent(row: dict[str, Any]) -> SentRow:
    # Counted afresh from the sending: the row's own clock moves on with answers, and would tell of them.
    due_at, _ = editions.current().due("answer", row["sent_at"], row["priority"])
    to = row["recipient_organisation__names"]
    returned = row["status_reason"] == EndedBy.MEMBER_SUSPENDED
    return SentRow(row["pk"], row["code"], to, row["sent_at"], due_at, author_sees(row["status"]), returned)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A referral as the sending team lists it. Names are by language."""

    id: UUID
    code: str
    case_id: UUID
    status: str
    status_reason: str
    priority: str
    service: dict[str, str]
    to: dict[str, str]
    ground_id: UUID
    groups: tuple[str, ...]
    sent_at: datetime
    due_at: datetime
    answered_at: datetime | None
    arrived_at: datetime | None
    ended_at: datetime | None
    confirmed_at: datetime | None

    @property
    def to_confirm(self) -> bool:
        return self.ended_at is not None and self.confirmed_at is None and self.status != Status.CANCELLED


_TEAM_FIELDS = (
    *("pk", "code", "case_id", "status", "status_reason", "priority", "service__names"),
    *("recipient_organisation__names", "ground_id", "groups", "sent_at", "due_at", "answered_at", "arrived_at"),
    *("ended_at", "confirmed_at"),
)


def referrals_of_case(case: Case) -> list[TeamRow]:
    """Every referral of a case, the newest first. The case must have been opened."""
    rows = Referral.objects.filter(case_id=case.pk).order_by("-sent_at", "-pk")
    return [TeamRow(*row) for row in rows.values_list(*_TEAM_FIELDS)]


def to_confirm(actor: Actor) -> list[TeamRow]:
    """Answers of other organisations that the team must still confirm with the person; the oldest first."""
    rows = sent_by_team(actor).filter(confirmed_at__isnull=True, ended_at__isnull=False)
    rows = rows.exclude(status=Status.CANCELLED).order_by("ended_at", "pk")
    return [TeamRow(*row) for row in rows.values_list(*_TEAM_FIELDS)[:LIMIT]]


def late_with_others(actor: Actor, now: datetime) -> list[TeamRow]:
    """Referrals of the actor's cases whose clock ran out with the other organisation; the longest late first."""
    rows = sent_by_team(actor).filter(ended_at__isnull=True, due_at__lt=now).order_by("due_at", "pk")
    return [TeamRow(*row) for row in rows.exclude(status=Status.ON_HOLD).values_list(*_TEAM_FIELDS)[:LIMIT]]


def returned_lately(actor: Actor, since: datetime) -> list[TeamRow]:
    """Referrals that came back because a member was suspended, until the case is referred again; the oldest first."""
    again = Referral.objects.filter(case_id=OuterRef("case_id"), sent_at__gt=OuterRef("ended_at"))
    rows = sent_by_team(actor).filter(status_reason=EndedBy.MEMBER_SUSPENDED, ended_at__gte=since, moved_at__gte=since)
    rows = rows.exclude(Exists(again)).order_by("ended_at", "pk")
    return [TeamRow(*row) for row in rows.values_list(*_TEAM_FIELDS)[:LIMIT]]


@dataclass(frozen=True, slots=True)
class Happened:
    """What the other organisation did, for the timeline of the case: the same shape as an entry of the case's own."""

    pk: UUID
    at: datetime
    event: str
    by_person: bool
    organisation_id: UUID
    detail: dict[str, str]


_ENDED = {Status.COMPLETED: "referral.completed", Status.FAILED: "referral.failed"}


def answers_on_timeline(case: Case) -> list[Happened]:
    """What recipients did with a case's referrals. They write nothing into a case: it is read off their answers."""
    fields = ("pk", "recipient_organisation_id", "status", "answered_at", "arrived_at", "ended_at", "status_reason")
    rows = Referral.objects.filter(case_id=case.pk).order_by("-sent_at", "-pk").values(*fields)
    return [entry for row in rows for entry in _happened(row)]


def _happened(row: dict[str, Any]) -> list[Happened]:
    status, to = Status(row["status"]), row["recipient_organisation_id"]
    answer = "referral.declined" if status == Status.REJECTED else "referral.accepted"
    came_back = row["status_reason"] == EndedBy.MEMBER_SUSPENDED
    events = {
        "answered_at": answer,
        "arrived_at": "referral.arrived",
        "ended_at": "referral.returned" if came_back else _ENDED.get(status),
    }
    detail = {"referral": str(row["pk"])}
    happened = [(row[at], event) for at, event in events.items() if row[at] and event]
    return [Happened(_key(row["pk"], i), at, event, False, to, detail) for i, (at, event) in enumerate(happened)]


def _key(referral_id: UUID, i: int) -> UUID:
    """A place of its own in the timeline for each thing that happened to one referral, also in the same moment."""
    return UUID(int=referral_id.int & ~0b11 | i)

"""Acts in danger that wait for a second person: what was answered, in codes; no place, no person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hamroh.casework.cases.models import Task
from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.terms import REVIEW_TASK
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor, ability_key
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import organisation_names

LIMIT = 50


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One act to review. `safety`: question in words by language, and the answer's code."""

    id: UUID
    referral_id: UUID | None
    ground_id: UUID | None
    code: str
    kind: str
    sender: Mapping[str, str]
    to: Mapping[str, str]
    started_at: datetime
    due_at: datetime
    safety: tuple[tuple[Mapping[str, str], str], ...]
    agreement: str
    held: bool


def reviews(actor: Actor) -> list[ReviewRow]:
    """What waits, the most urgent first."""
    return [_row(task) for task in _open(actor).order_by("due_at", "pk")[:LIMIT]]


def review(actor: Actor, task_id: UUID) -> ReviewRow:
    task = _open(actor).filter(pk=task_id).first()
    if task is None:
        raise NotFound("review", task_id)
    return _row(task)


def _open(actor: Actor) -> QuerySet[Task]:
    require(actor, "emergency:review", "review")
    return Task.objects.filter(
        key=REVIEW_TASK, done_at__isnull=True, parties__contains=[ability_key("emergency:review")]
    )


def _row(task: Task) -> ReviewRow:
    detail = task.detail
    referral = Referral.objects.filter(pk=task.referral_id).first() if task.referral_id else None
    to = UUID(detail["to"]) if detail.get("to") else None
    names = organisation_names({task.organisation_id, *([to] if to else [])})
    questions = editions.current().words("safety_question")
    return ReviewRow(
        id=task.pk,
        referral_id=task.referral_id,
        ground_id=UUID(detail["ground"]) if detail.get("ground") else None,
        code=referral.code if referral else "",
        kind=detail.get("kind", ""),
        sender=names[task.organisation_id],
        to=names.get(to, {}) if to else {},
        started_at=task.started_at,
        due_at=task.due_at,
        safety=tuple((questions[q], answer) for q, answer in detail.get("safety", {}).items() if q in questions),
        agreement=detail.get("agreement", ""),
        held=bool(detail.get("held")),
    )

"""Drafts as pages show them: what state they are in, what was changed, what is wrong, who has said yes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import rules
from hamroh.mechanism.editions.models import Draft, DraftAnswer, DraftChange, Edition
from hamroh.mechanism.editions.pack import Finding, Pack, content_hash, editing
from hamroh.mechanism.editions.queries.in_force import InForce, current, edition
from hamroh.mechanism.editions.terms import APPROVE, DRAFT, LIVING, DraftState
from hamroh.mechanism.membership.queries import colleague_names, organisation_names


@dataclass(frozen=True)
class EditionRow:
    """A published edition: offices that approved it, never people."""

    id: UUID
    number: int
    published_at: datetime
    content_hash: str
    reason: str
    approvals: list[dict[str, Any]]
    running_cases: str
    moved_at: datetime | None
    moved: int | None
    not_moved: int | None


@dataclass(frozen=True)
class DraftRow:
    """A draft in a list."""

    id: UUID
    title: str
    state: DraftState
    base: int
    opened_at: datetime
    opened_by: str
    changes: int
    published_as: int | None


@dataclass(frozen=True)
class Answer:
    """A yes, or a no with what has to change, by an office; the name is for those who work on the draft."""

    group: int
    approved: bool
    reason: str
    role: str
    by: str
    organisation: dict[str, str]
    at: datetime
    counts: bool


@dataclass(frozen=True)
class ChangeRow:
    revision: int
    how: str
    place: str
    by: str
    at: datetime
    undone: bool


@dataclass(frozen=True)
class OpenDraft:
    """A draft that was opened to be read or written. `pack` is None while an error stands in it."""

    id: UUID
    title: str
    state: DraftState
    revision: int
    document: dict[str, Any]
    base: InForce
    findings: tuple[Finding, ...]
    pack: Pack | None
    content_hash: str
    reason: str
    running_cases: str
    proposed_by: UUID | None
    proposed_by_name: str
    proposed_at: datetime | None
    published_as: int | None

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_error)


def published_editions() -> list[EditionRow]:
    """Every edition there is, the newest first."""
    fields = ("pk", "number", "published_at", "content_hash", "reason", "approvals", "running_cases")
    rows = Edition.objects.order_by("-number").values_list(*fields, "moved_at", "moved", "not_moved")
    return [EditionRow(*row) for row in rows]


def drafts(actor: Actor) -> list[DraftRow]:
    """Drafts that this actor may see, the newest first; for others there are none."""
    if not (actor.may(DRAFT) or actor.may(APPROVE)):
        return []
    rows = list(Draft.objects.select_related("base").defer("document", "base__document").order_by("-opened_at")[:50])
    names = colleague_names(row.opened_by for row in rows)
    return [
        DraftRow(
            row.pk,
            row.title,
            DraftState(row.state),
            row.base.number,
            row.opened_at,
            names.get(row.opened_by, ""),
            row.revision,
            row.published_as,
        )
        for row in rows
    ]


def waiting_drafts(actor: Actor) -> tuple[int, int]:
    """How many drafts are being written, and how many wait for a yes."""
    states = [row.state for row in drafts(actor)]
    return sum(s in LIVING for s in states), sum(s is DraftState.PROPOSED for s in states)


@dataclass(frozen=True)
class ToAnswer:
    """A draft that waits for this person's yes or no."""

    id: UUID
    title: str
    proposed_at: datetime


def drafts_to_answer(actor: Actor) -> list[ToAnswer]:
    """Proposals that others made and that a group of this actor has not answered yet, the oldest first."""
    if not actor.may(APPROVE):
        return []
    groups = rules.groups_of(approval_groups(), actor.roles)
    waiting = Draft.objects.filter(state=DraftState.PROPOSED).exclude(proposed_by=actor.user_id)
    rows = list(waiting.defer("document").order_by("proposed_at"))
    said = set(
        DraftAnswer.objects.filter(draft__in=rows, content_hash=F("draft__proposed_hash"))
        .order_by()
        .values_list("draft_id", "group")
    )
    return [
        ToAnswer(row.pk, row.title, row.proposed_at)
        for row in rows
        if row.proposed_at and any((row.pk, group) not in said for group in groups)
    ]


def approval_groups() -> tuple[tuple[str, ...], ...]:
    """Of each group whose yes the edition in force asks for, the roles that may give it."""
    return tuple(approval.any_of for approval in current().pack.mechanism.approval)


def open_draft(actor: Actor, draft_id: UUID, today: date) -> OpenDraft:
    """The draft with all its findings. Raises NotFound for whoever neither writes nor approves."""
    if not actor.may(APPROVE):
        require(actor, DRAFT, "draft", draft_id)
    row = Draft.objects.filter(pk=draft_id).first()
    if row is None:
        raise NotFound("draft", draft_id)
    pack, findings = editing.findings_in(row.document, today)
    names = colleague_names([row.proposed_by] if row.proposed_by else [])
    return OpenDraft(
        id=row.pk,
        title=row.title,
        state=DraftState(row.state),
        revision=row.revision,
        document=row.document,
        base=edition(row.base_id),
        findings=tuple(findings),
        pack=pack,
        content_hash=content_hash(pack) if pack else "",
        reason=row.reason,
        running_cases=row.running_cases,
        proposed_by=row.proposed_by,
        proposed_by_name=names.get(row.proposed_by, "") if row.proposed_by else "",
        proposed_at=row.proposed_at,
        published_as=row.published_as,
    )


def changes_of(draft: OpenDraft, limit: int = 30) -> list[ChangeRow]:
    """The newest changes, undone ones too."""
    rows = list(DraftChange.objects.filter(draft_id=draft.id).order_by("-revision")[:limit])
    names = colleague_names(row.by for row in rows)
    return [
        ChangeRow(row.revision, row.how, row.place, names.get(row.by, ""), row.at, row.undone_at is not None)
        for row in rows
    ]


def answers_of(draft: OpenDraft) -> list[Answer]:
    """Every answer, the oldest first; `counts`: it was given to what is proposed now."""
    rows: Iterable[DraftAnswer] = list(DraftAnswer.objects.filter(draft_id=draft.id).order_by("at"))
    names = colleague_names(row.by for row in rows)
    offices = organisation_names(row.organisation_id for row in rows)
    living = draft.state in (DraftState.PROPOSED, DraftState.APPROVED, DraftState.PUBLISHED)
    return [
        Answer(
            group=row.group,
            approved=row.approved,
            reason=row.reason,
            role=row.role,
            by=names.get(row.by, ""),
            organisation=offices.get(row.organisation_id, {}),
            at=row.at,
            counts=living and row.content_hash == draft.content_hash,
        )
        for row in rows
    ]


def may_answer(actor: Actor, draft: OpenDraft) -> frozenset[int]:
    """The groups for which this actor may say yes or no now."""
    if not actor.may(APPROVE) or draft.state is not DraftState.PROPOSED:
        return frozenset()
    return rules.groups_of(approval_groups(), actor.roles)

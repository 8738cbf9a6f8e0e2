"""From a draft to an edition: proposed by one, approved by others, whom the mechanism in force names."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions import queries, rules
from hamroh.mechanism.editions.actions.draft import locked
from hamroh.mechanism.editions.models import Draft, DraftAnswer
from hamroh.mechanism.editions.pack import Severity, content_hash, editing
from hamroh.mechanism.editions.terms import APPROVE, DRAFT, DraftState, RunningCases


def propose_draft(
    actor: Actor, *, draft_id: UUID, reason: str, running_cases: str = RunningCases.STAY, now: datetime
) -> None:
    """Ask those whom the edition in force names for their yes. Refused while there is an error, or a warning unanswered."""
    require(actor, DRAFT, "draft", draft_id)
    with transaction.atomic():
        draft = locked(draft_id)
        pack, findings = editing.findings_in(draft.document, now.date())
        errors = sum(finding.is_error for finding in findings)
        obstacles = rules.obstacles_to_proposing(
            DraftState(draft.state),
            errors=errors,
            warnings=sum(finding.severity is Severity.WARNING for finding in findings),
            reason=reason,
            behind=draft.base_id != queries.newest_id(),
            same=pack is not None and content_hash(pack) == content_hash(queries.current().pack),
        )
        if obstacles or pack is None:
            raise Refused(*obstacles)
        draft.state, draft.proposed_by, draft.proposed_at = DraftState.PROPOSED, actor.user_id, now
        draft.proposed_hash, draft.reason = content_hash(pack), reason.strip()
        draft.running_cases = RunningCases(running_cases)
        draft.save()
        record(actor, "draft.proposed", resource="draft", resource_id=draft_id, at=now)


def take_back_proposal(actor: Actor, *, draft_id: UUID, now: datetime) -> None:
    """It is written on. Answers given so far no longer count."""
    require(actor, DRAFT, "draft", draft_id)
    with transaction.atomic():
        draft = locked(draft_id)
        if draft.state == DraftState.PROPOSED:
            _reopen(draft)
            record(actor, "draft.taken_back", resource="draft", resource_id=draft_id, at=now)


def answer_draft(actor: Actor, *, draft_id: UUID, approve: bool, reason: str = "", now: datetime) -> None:
    """Yes, or back with what has to change, for every group this person may speak for. The last yes has it published."""
    require(actor, APPROVE, "draft", draft_id)
    with transaction.atomic():
        draft = locked(draft_id)
        named = queries.approval_groups()
        groups = rules.groups_of(named, actor.roles)
        obstacles = rules.obstacles_to_answering(
            DraftState(draft.state),
            proposed_by=draft.proposed_by,
            user_id=actor.user_id,
            groups=groups,
            approve=approve,
            reason=reason,
        )
        if obstacles:
            raise Refused(*obstacles)
        for group in sorted(groups):
            _write(actor, draft, group, _role_for(named, group, actor), approve, reason, now)
        if not approve:
            _reopen(draft)
        elif rules.is_approved(len(named), answers_to(draft)):
            draft.state = DraftState.APPROVED
            draft.save(update_fields=["state"])
        record(actor, "draft.answered", resource="draft", resource_id=draft_id, at=now, approved=approve)


def answers_to(draft: Draft) -> dict[int, bool]:
    """The newest answer of each group to what is proposed now."""
    given = DraftAnswer.objects.filter(draft=draft, content_hash=draft.proposed_hash).order_by("at")
    return dict(given.values_list("group", "approved"))


def _role_for(named: tuple[tuple[str, ...], ...], group: int, actor: Actor) -> str:
    roles = [role for role in actor.roles if not named or role in named[group]]
    return roles[0] if roles else ""


def _write(actor: Actor, draft: Draft, group: int, role: str, approve: bool, reason: str, now: datetime) -> None:
    DraftAnswer(
        draft=draft,
        group=group,
        content_hash=draft.proposed_hash,
        approved=approve,
        reason=reason.strip(),
        role=role,
        by=actor.user_id,
        organisation_id=actor.organisation_id,
        proposed_by=draft.proposed_by or actor.user_id,
        at=now,
    ).save(force_insert=True)


def _reopen(draft: Draft) -> None:
    draft.state, draft.proposed_hash = DraftState.OPEN, ""
    draft.save(update_fields=["state", "proposed_hash"])

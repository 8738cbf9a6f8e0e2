"""Publication of what was approved, by a job: no page can write an edition, whoever has taken hold of it.

The job looks again at everything: that the draft is what was approved, that no edition came between, that no error stands
in it, and that every group which the edition in force names said yes to just that.
"""

from datetime import datetime

from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import System
from hamroh.mechanism.editions import queries, rules
from hamroh.mechanism.editions.actions.approve import answers_to
from hamroh.mechanism.editions.actions.load import load_mechanism
from hamroh.mechanism.editions.models import Draft, DraftAnswer
from hamroh.mechanism.editions.pack import content_hash, editing
from hamroh.mechanism.editions.terms import DraftState
from hamroh.mechanism.membership.queries import organisation_names


def publish_approved(actor: System, *, now: datetime) -> list[int]:
    """Publish every approved draft; returns the numbers. One that is not what was approved goes back to its writers."""
    waiting = Draft.objects.filter(state=DraftState.APPROVED).select_for_update(skip_locked=True)
    return [number for draft in waiting.order_by("proposed_at", "pk") if (number := _publish(actor, draft, now))]


def _publish(actor: System, draft: Draft, now: datetime) -> int:
    pack, _findings = editing.findings_in(draft.document, now.date())
    groups = queries.approval_groups()
    sound = pack is not None and content_hash(pack) == draft.proposed_hash and draft.base_id == queries.newest_id()
    if pack is None or not sound or not rules.is_approved(len(groups), answers_to(draft)):
        draft.state, draft.proposed_hash = DraftState.OPEN, ""
        draft.save(update_fields=["state", "proposed_hash"])
        record(actor, "draft.not_published", resource="draft", resource_id=draft.pk, at=now)
        return 0
    number, _new = load_mechanism(
        actor,
        pack=pack,
        now=now,
        running_cases=draft.running_cases,
        reason=draft.reason,
        approvals=_approvals(draft),
    )
    draft.state, draft.published_as = DraftState.PUBLISHED, number
    draft.save(update_fields=["state", "published_as"])
    return number


def _approvals(draft: Draft) -> list[dict[str, object]]:
    """Offices, as the edition shows them for ever; never who held them."""
    given = DraftAnswer.objects.filter(draft=draft, content_hash=draft.proposed_hash, approved=True).order_by("at")
    rows = list(given)
    names = organisation_names(row.organisation_id for row in rows)
    return [
        {"role": row.role, "organisation": names.get(row.organisation_id, {}), "at": row.at.isoformat()} for row in rows
    ]

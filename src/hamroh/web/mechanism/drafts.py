"""Writing the next edition on pages: its sections, its entries, what is wrong with them, and the way to publication."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions import actions, queries
from hamroh.mechanism.editions.pack import Severity, written_pack
from hamroh.mechanism.editions.queries import OpenDraft
from hamroh.mechanism.editions.terms import RUNNING_WORDS, STATE_WORDS, DraftState
from hamroh.web.mechanism import draft_shapes as shapes
from hamroh.web.mechanism.draft_entries import opened, revision_of
from hamroh.web.mechanism.draft_forms import AnswerDraft, ProposeDraft
from hamroh.web.mechanism.zipped import zipped
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Figure, Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.wording import Names

MOST_FINDINGS = 60


@page("edition:draft", "edition:approve")
@require_http_methods(["GET", "HEAD", "POST"])
def show_draft(request: Any, draft_id: UUID) -> HttpResponse:
    """Where the draft stands: what changed, what is wrong, who has said yes; and the next step."""
    draft = opened(request, draft_id)
    propose = ProposeDraft(warnings=len(_warnings(draft)))
    answer = AnswerDraft()
    if request.method == "POST":
        asked = request.POST.get("act", "")
        propose = ProposeDraft(request.POST, warnings=len(_warnings(draft))) if asked == "propose" else propose
        answer = AnswerDraft(request.POST) if asked == "answer" else answer
        form = propose if asked == "propose" else answer
        if (asked in ("propose", "answer") and form.is_valid()) or asked in ("take_back", "discard", "undo"):
            try:
                _act(request, draft, asked, getattr(form, "cleaned_data", {}))
                return redirect("show_draft", draft_id)
            except Refused as refused:
                if asked in ("propose", "answer"):
                    show_obstacles(form, refused.obstacles)
                else:
                    for obstacle in refused.obstacles:
                        messages.error(request, sentence(obstacle))
                    return redirect("show_draft", draft_id)
    may_draft = request.actor.may("edition:draft")
    behind = draft.published_as is None and draft.base.id != queries.newest_id()
    context = {
        "draft": draft,
        "state": _(STATE_WORDS[draft.state]),
        "is_open": draft.state is DraftState.OPEN,
        "is_proposed": draft.state is DraftState.PROPOSED,
        "is_approved": draft.state is DraftState.APPROVED,
        "figures": _figures(draft),
        "sections": shapes.sections_of(draft),
        "findings": shapes.told([f for f in draft.findings if f.severity is not Severity.NOTICE][:MOST_FINDINGS]),
        "groups": shapes.compared(draft.base.pack, draft.pack) if draft.pack else [],
        "changes": queries.changes_of(draft),
        "approvals": _approvals(draft),
        "behind": behind,
        "propose": propose
        if may_draft and draft.state is DraftState.OPEN and not draft.errors and not behind
        else None,
        "answer": answer if queries.may_answer(request.actor, draft) else None,
        "own_proposal": draft.proposed_by == request.actor.user_id,
        "may_draft": may_draft,
        "running": _(RUNNING_WORDS[draft.running_cases]),
        "back": Link(reverse("edition_list"), _("Editions")),
        "now": clock.now(),
    }
    return render(request, "mechanism/show_draft.html", context)


def _act(request: Any, draft: OpenDraft, asked: str, said: dict[str, Any]) -> None:
    actor, now = request.actor, clock.now()
    if asked == "propose":
        reason, running = said.get("reason", ""), said["running_cases"]
        actions.propose_draft(actor, draft_id=draft.id, reason=reason, running_cases=running, now=now)
        messages.success(request, _("Proposed. Those who approve find it under Editions."))
    elif asked == "answer":
        approve = said["answer"] == "yes"
        actions.answer_draft(actor, draft_id=draft.id, approve=approve, reason=said["reason"], now=now)
        messages.success(request, _("Your yes is recorded.") if approve else _("It went back to be changed."))
    elif asked == "take_back":
        actions.take_back_proposal(actor, draft_id=draft.id, now=now)
    elif asked == "discard":
        actions.discard_draft(actor, draft_id=draft.id, now=now)
        messages.success(request, _("Discarded. It stays readable."))
    else:
        actions.undo_change(actor, draft_id=draft.id, revision=revision_of(request), now=now)
        messages.success(request, _("The last change was taken back."))


def _warnings(draft: OpenDraft) -> list[Any]:
    return [finding for finding in draft.findings if finding.severity is Severity.WARNING]


def _figures(draft: OpenDraft) -> list[Figure]:
    errors, warnings = len(draft.errors), len(_warnings(draft))
    return [
        Figure(draft.revision, _("changes so far")),
        Figure(errors, _("errors: they forbid publication"), "late" if errors else ""),
        Figure(warnings, _("warnings: they ask for a reason"), "today" if warnings else ""),
    ]


def _approvals(draft: OpenDraft) -> list[dict[str, Any]]:
    """Of each group that approves its newest answer."""
    pack = queries.current().pack
    names, answers = Names(pack), queries.answers_of(draft)
    groups = [(ml(dict(a.name)), a.any_of) for a in pack.mechanism.approval] or [(_("Somebody else"), ())]
    return [
        {
            "words": words,
            "roles": names.all_parties(any_of),
            "answers": [
                {
                    "approved": a.approved,
                    "counts": a.counts,
                    "reason": a.reason,
                    "by": a.by,
                    "role": names.party(a.role),
                    "at": a.at,
                }
                for a in answers
                if a.group == place
            ],
        }
        for place, (words, any_of) in enumerate(groups)
    ]


@page("edition:draft", "edition:approve")
@require_safe
def draft_files(request: Any, draft_id: UUID) -> HttpResponse:
    """The draft as a pack of files, while no error stands in it."""
    draft = opened(request, draft_id)
    if draft.pack is None:
        raise NotFound("draft", draft_id)
    return zipped(written_pack(draft.pack), "mechanism-draft")

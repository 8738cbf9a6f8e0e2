"""Acts in danger, looked at by a second person: codes only, no place, no person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.grounds.actions import review_danger
from hamroh.casework.referrals.actions import review_emergency as review_handover
from hamroh.casework.referrals.queries.reviews import ReviewRow, review, reviews
from hamroh.casework.referrals.terms import (
    AGREEMENT_WORDING,
    GROUND_WORDING,
    SAFETY_WORDING,
    Agreement,
    HandoverGround,
    ReviewOutcome,
    SafetyAnswer,
)
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework.by_clock import by_clock
from hamroh.web.casework.referral_forms import Review
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Act, Link, Row, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_at


@page("emergency:review")
def review_list(request: Any) -> HttpResponse:
    """What waits for a review, the most urgent first."""
    now = clock.now()
    rows = [_row(row) for row in reviews(request.actor)]
    heads = (_("Due"), _("What"), _("From"), _("Do"))
    table = WorkTable(_("Acts in danger to review"), heads, by_clock(rows, now)) if rows else None
    return render(request, "casework/review_list.html", {"table": table, "now": now})


def _row(row: ReviewRow) -> Row:
    url = reverse("review_emergency", args=[row.id])
    title = _("Hand-over without agreement") if row.referral_id else _("Shared without agreement")
    act = Act(_("Review"), url, primary=True, about=row.code)
    return Row(
        due=row.due_at,
        start=row.started_at,
        code=row.code,
        title="" if row.code else title,
        url=url,
        what=title if row.code else kind_words(row.kind),
        cells=[ml(row.sender)],
        act=act,
    )


def kind_words(kind: str) -> str:
    """The ground in words of the edition's list."""
    return ml(editions.current().words("ground").get(kind, {"en": kind}))


@page("emergency:review")
def review_emergency(request: Any, task_id: UUID) -> HttpResponse:
    """What was answered, and the decision of this person."""
    row, now = review(request.actor, task_id), clock.now()
    form = Review(request.POST or None)
    if request.method == "POST" and form.is_valid() and _reviewed(request, row, form, now):
        messages.success(request, _("The review is recorded."))
        return redirect("review_list")
    context = {
        "clauses": clauses_at(editions.current().pack, "emergency.reviewed"),
        "form": form,
        "now": now,
        "row": shown(row),
        "back": Link(reverse("review_list"), _("Reviews")),
    }
    return render(request, "casework/review_emergency.html", context)


def _reviewed(request: Any, row: ReviewRow, form: Review, now: datetime) -> bool:
    outcome = form.cleaned_data.get("outcome", "")
    try:
        if row.ground_id and outcome:
            right = outcome == ReviewOutcome.RIGHT
            review_danger(request.actor, task_id=row.id, right=right, now=now)
        else:
            review_handover(request.actor, task_id=row.id, outcome=outcome, now=now)
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return False
    return True


def shown(row: ReviewRow) -> dict[str, Any]:
    handover = row.kind in set(HandoverGround) and row.referral_id is not None
    facts = [
        (_("Ground"), kind_words(row.kind)),
        (_("Who acted"), ml(row.sender)),
        (_("To whom"), ml(row.to)),
        (_("The person"), _(AGREEMENT_WORDING[Agreement(row.agreement)]) if row.agreement else ""),
        (_("Held by somebody in uniform"), (_("Yes") if row.held else _("No")) if row.agreement else ""),
    ]
    return {
        "code": row.code,
        "why": _(GROUND_WORDING[HandoverGround(row.kind)]) if handover else "",
        "facts": [fact for fact in facts if fact[1]],
        "safety": [(ml(question), _(SAFETY_WORDING[SafetyAnswer(answer)])) for question, answer in row.safety],
        "started_at": row.started_at,
        "due_at": row.due_at,
    }

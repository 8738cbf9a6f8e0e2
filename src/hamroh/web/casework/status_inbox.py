"""Formal status for whoever decides on it: what waits, one application, the decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.status.access import open_application
from hamroh.casework.status.actions import decide_status as decide
from hamroh.casework.status.queries import (
    ApplicationShown,
    lists_of,
    not_waiting,
    outcome_words,
    received,
    shared_with_authority,
    waiting_for_decision,
    who_may_sit,
)
from hamroh.casework.status.terms import AT_AUTHORITY, ELEMENTS, SHUT_WORDS, Round, State
from hamroh.foundation.audit.actions import record_list
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework import status_shapes as shapes
from hamroh.web.casework.by_clock import by_clock
from hamroh.web.casework.status_forms import DecideStatus, said
from hamroh.web.casework.values import told_values
from hamroh.web.shell.clocks import moment
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Act, Link, Row, Why, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_at


@page("status:decide")
def status_list(request: Any) -> HttpResponse:
    """What waits for a decision, what is due first on top; then what was decided."""
    actor, now = request.actor, clock.now()
    waiting, others = waiting_for_decision(actor), not_waiting(actor)
    record_list(actor, "application", len(waiting) + len(others))
    rows = [row_of(shown) for shown in waiting]
    heads = (_("Due"), _("Application"), _("Do"))
    context = {
        "now": now,
        "table": WorkTable(_("Applications for formal status"), heads, by_clock(rows, now)) if rows else None,
        "others": [_line(shown) for shown in others],
    }
    return render(request, "casework/status_list.html", context)


def row_of(shown: ApplicationShown) -> Row:
    """A row of work: its clock, who sent it, one verb; no word of the person."""
    url = reverse("show_application", args=[shown.id])
    review = shown.state is State.REVIEW_ASKED
    title = _("Review a decision on formal status") if review else _("Decide on formal status")
    act = Act(_("Review") if review else _("Decide"), url, about=shown.code)
    what = _("From: %(sender)s") % {"sender": ml(shown.sender)}
    return Row(due=shown.due_at, start=shown.sent_at, code=shown.code, url=url, title=title, what=what, act=act)


def _line(shown: ApplicationShown) -> dict[str, Any]:
    return {
        "code": shown.code,
        "url": reverse("show_application", args=[shown.id]),
        "state": shapes.state_words(shown, editions.current()),
        "sender": ml(shown.sender),
        "at": shown.moved_at,
    }


@page("status:decide")
def show_application(request: Any, application_id: UUID) -> HttpResponse:
    """What the person agreed to tell, while it is under way; the list; and the form of the decision."""
    return _application(request, application_id, None)


@page("status:decide")
def decide_status(request: Any, application_id: UUID) -> HttpResponse:
    """The decision, written down. Looked at, it is the page of the application."""
    if request.method != "POST":
        return _application(request, application_id, None)
    actor, now = request.actor, clock.now()
    shown = received(open_application(actor, application_id, now))
    form = _form(request, shown, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            decide(
                actor,
                id=given["id"] or uuid7(),
                application_id=application_id,
                outcome=given["outcome"],
                reasons=given["reasons"],
                shows=given["shows"],
                panel=[UUID(key) for key in given.get("panel", [])],
                now=now,
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down. The team sees it, and tells the person."))
            return redirect("show_application", application_id)
    return _application(request, application_id, form)


def _application(request: Any, application_id: UUID, form: Any) -> HttpResponse:
    actor, now = request.actor, clock.now()
    opened = open_application(actor, application_id, now)
    shown, edition = received(opened), editions.current()
    review = shown.state is State.REVIEW_ASKED
    sat = review and actor.user_id in shown.first_panel
    decides = shown.state in AT_AUTHORITY and opened.shut is None and not sat
    context = {
        "now": now,
        "application": shapes.application(shown, edition),
        "review": review,
        "sat": sat,
        "shut": _(SHUT_WORDS[opened.shut]) if opened.shut else "",
        "shared": [(_(part.label), told_values(part.values)) for part in shared_with_authority(opened)],
        "form": (form or _form(request, shown)) if decides else None,
        "clauses": clauses_at(edition.pack, "status.decided"),
        "why": Why(
            [
                _("The person agreed that this authority is told what stands here, to decide on formal status."),
                _("Your look at %(at)s is recorded.") % {"at": moment(now)},
            ]
        ),
        "back": Link(reverse("status_list"), _("Formal status")),
    }
    return render(request, "casework/show_application.html", context)


def _form(request: Any, shown: ApplicationShown, data: Any = None) -> DecideStatus:
    actor, edition = request.actor, editions.current()
    round = Round.REVIEW if shown.state is State.REVIEW_ASKED else Round.FIRST
    before = shown.first_panel if round is Round.REVIEW else frozenset()
    others = who_may_sit(actor.organisation_id, clock.now())
    return DecideStatus(
        data,
        initial={"id": uuid7()},
        outcomes=[(code, shapes.outcome_said(round, code, edition)) for code in outcome_words(edition, round)],
        elements=said(lists_of(edition, child=shown.child)[ELEMENTS]),
        others=[(str(user), name) for user, name in others.items() if user not in {actor.user_id, *before}],
    )

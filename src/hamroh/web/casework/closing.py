"""Closing a case: one asks, another approves or sends back; and a closed case opened again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases import queries as cases
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import reopen_case as reopen
from hamroh.casework.follow_up import actions
from hamroh.casework.follow_up.queries import ClosingShown, closing_waits, closings_of
from hamroh.casework.follow_up.terms import HANDED_WORDS, STATE_WORDS, HandedTo
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import edition
from hamroh.mechanism.membership.queries import all_organisations, colleague_names, organisation_names
from hamroh.mechanism.procedures.terms import CASE_CLOSED
from hamroh.web.casework import follow_up_forms as forms
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.case_shapes import decided_words
from hamroh.web.casework.plan_shapes import erased, named
from hamroh.web.casework.revised_page import Standing, revised_page
from hamroh.web.shell.clocks import moment
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_at


@page("case:open", "case:supervise")
def ask_closing(request: Any, case_id: UUID) -> HttpResponse:
    """Ask for the closing; everything that stands against it is said at once."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    rules, told = edition(case.edition_id), closings_of(case)
    reasons = [(code, ml(words)) for code, words in cases.closing_reasons(case).items()]
    form = forms.AskClosing(
        request.POST or None,
        initial={"id": uuid7()},
        reasons=reasons,
        child=case.child,
        organisations=named(all_organisations()) if case.child else [],
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.ask_closing(
                request.actor, case_id=case_id, now=clock.now(), **(said | {"id": said["id"] or uuid7()})
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Asked for. Somebody else who supervises looks at it."))
            return redirect("show_case", case_id)
    context = {
        "form": form,
        "heading": _("Ask for the closing of the case"),
        "lead": _("Somebody else looks at it before it is closed. Help that goes on elsewhere does not end by it."),
        "submit": _("Ask for it"),
        "code": case.code,
        "asked": [_closing(closing, case, rules) for closing in told],
        "clauses": clauses_at(rules.pack, "case.close_asked"),
        "case_id": case.pk,
        "may_take_back": case.closed_at is None,
        "cancel": Link(case_url(case.pk), _("Leave it open")),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/ask_closing.html", context)


@page("case:open", "case:supervise")
@require_POST
def take_closing_back(request: Any, case_id: UUID, closing_id: UUID) -> HttpResponse:
    """One press: the wish to close waits no more."""
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
    try:
        actions.take_closing_back(request.actor, case_id=case_id, closing_id=closing_id, seen=number, now=clock.now())
    except Changed:
        messages.error(request, _("Somebody wrote meanwhile. Look at how it stands now, and choose again."))
    except Refused as refused:
        for obstacle in refused.obstacles:
            messages.error(request, sentence(obstacle))
    else:
        messages.success(request, _("Taken back. The case stays open."))
    return redirect("show_case", case_id)


@page("case:supervise")
def close_case(request: Any, case_id: UUID) -> HttpResponse:
    """Approve the closing that somebody asked for, or send it back. Nobody asked: the way to asking."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    rules, waits = edition(case.edition_id), closing_waits(closings_of(case))
    if waits is None:
        if request.method == "POST":
            raise NotFound("closing", case_id)
        return redirect("ask_closing", case_id)

    def stands() -> Standing:
        newest = next(closing for closing in closings_of(case) if closing.id == waits.id)
        return Standing({}, newest.number, at=moment(newest.written_at))

    def write(typed: dict[str, Any]) -> None:
        approves = {"approved": True, "returned": False}.get(typed["decision"])
        actions.decide_closing(
            request.actor,
            case_id=case_id,
            closing_id=waits.id,
            seen=typed["seen"],
            approves=approves,
            reasons=typed["reasons"],
            now=clock.now(),
        )

    return revised_page(
        request,
        form=forms.DecideClosing,
        stands=stands,
        write=write,
        done=_("Written down. The team sees it on the case."),
        to=reverse("show_case", args=[case_id]),
        template="casework/ask_closing.html",
        context={
            "heading": _("Look at the closing and decide"),
            "lead": _(
                "Is the person safe, and do they know whom to turn to? Then the case rests; it can be opened again."
            ),
            "submit": _("Write down"),
            "code": case.code,
            "case_id": case.pk,
            "asked": [_closing(closing, case, rules) for closing in closings_of(case)],
            "may_take_back": case.closed_at is None,
            "clauses": clauses_at(rules.pack, "case.closed"),
            "cancel": Link(case_url(case.pk), _("Leave it open")),
            "back": Link(case_url(case.pk), case.code),
        },
    )


def _closing(closing: ClosingShown, case: Any, rules: Any) -> dict[str, Any]:
    names = colleague_names(key for key in (closing.asked_by, closing.decided_by) if key)
    handed = _(HANDED_WORDS[HandedTo(closing.handed_to)]) if closing.handed_to else ""
    if closing.handed_organisation:
        found = organisation_names([closing.handed_organisation])
        handed = f"{handed}: {ml(found.get(closing.handed_organisation, ''))}"
    return {
        "id": closing.id,
        "number": closing.number,
        "waits": closing.state == "asked",
        "state": _(STATE_WORDS[closing.state]),
        "reason": decided_words(rules, CASE_CLOSED, closing.reason),
        "why": erased() if closing.erased else closing.why,
        "reasons": "" if closing.erased else closing.reasons,
        "at": closing.written_at,
        "asked_by": names.get(closing.asked_by, ""),
        "decided_by": names.get(closing.decided_by, "") if closing.decided_by else "",
        "monitor": closing.monitor,
        "handed": handed,
    }


@page("case:supervise")
def reopen_case(request: Any, case_id: UUID) -> HttpResponse:
    """A closed case is opened again: why, as a code and in words."""
    case = open_case(request.actor, case_id)
    if case.closed_at is None and request.method != "POST":
        return redirect("show_case", case_id)
    form = forms.Reopen(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen(request.actor, case_id=case_id, **form.cleaned_data, now=clock.now())
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Open again. The team of before is asked whether it goes on."))
            return redirect("show_case", case_id)
    context = {
        "form": form,
        "heading": _("Open the case again"),
        "lead": _("Its history stays. Nobody gets access by this but the team of before, and whoever you put on it."),
        "submit": _("Open it again"),
        "code": case.code,
        "cancel": Link(case_url(case.pk), _("Leave it closed")),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/close_case.html", context)


def ways_out(actor: Any, case: Any) -> tuple[str, str]:
    """Where closing stands for this reader: the address and its words; empty where there is nothing to do."""
    if case.closed_at:
        return reachable(actor, "reopen_case", case.pk), _("Open the case again")
    asked = cases.last_events(case)
    at = asked.get("case.close_asked")
    answers = [
        asked[e] for e in ("case.close_returned", "case.close_taken_back", "case.closed", "case.reopened") if e in asked
    ]
    if at and all(at > answer for answer in answers):
        if url := reachable(actor, "close_case", case.pk):
            return url, _("Decide on the closing")
        return reachable(actor, "ask_closing", case.pk), _("The closing waits for approval")
    return reachable(actor, "ask_closing", case.pk), _("Ask for the closing")

"""Formal status on a case: whether the person wishes it, the list of evidence, where it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import open_tasks_of
from hamroh.casework.grounds.queries import status_agreements
from hamroh.casework.identification.actions.fill_sheet import count_notification
from hamroh.casework.status import actions
from hamroh.casework.status.queries import applications_for, lists_of, who_may_sit
from hamroh.casework.status.terms import OPEN_STATES, State
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.web.casework import status_forms as forms
from hamroh.web.casework import status_shapes as shapes
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.letters import letter_languages
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_at


@page("case:read")
def show_status(request: Any, case_id: UUID) -> HttpResponse:
    """What it is and is not; then the application, or how one begins."""
    return _status(request, case_id)


def _status(request: Any, case_id: UUID, tried: str = "", form: Any = None) -> HttpResponse:
    actor, now = request.actor, clock.now()
    case = open_case(actor, case_id, FieldGroup.PROFILE)
    edition = editions.edition(case.edition_id)
    found = applications_for(case)
    newest = found[0] if found else None
    may = actor.may("status:apply")
    context = {
        "now": now,
        "case_id": case.pk,
        "code": case.code,
        "may_apply": may,
        "application": shapes.application(newest, edition) if newest else None,
        "earlier": [shapes.application(shown, edition) for shown in found[1:]],
        "moves": _moves(case, edition, newest, now, tried, form) if may and newest else {},
        "letters": letter_languages(case, edition) if may else [],
        "no_others": newest is not None and newest.review_is_open(now) and not _others(newest, now),
        "count_id": uuid7() if may and not case.child else "",
        "begin": _begin(case, now, tried, form) if may and not _open(newest) else None,
        "consent_url": f"{reverse('record_ground', args=[case.pk])}?purpose=status" if may else "",
        "authorities": [ml(names) for names in editions.authorities("status:decide", now).values()],
        "withdraw_url": reachable(actor, "ground_list", case.pk),
        "clauses": clauses_at(edition.pack, "status.decided"),
        "form": form,
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
    }
    return render(request, "casework/show_status.html", context)


def _others(shown: Any, now: datetime) -> frozenset[UUID]:
    """Who could review a decision: whoever decides there and did not sit on it."""
    return frozenset(who_may_sit(shown.authority_id, now)) - shown.first_panel


def _open(newest: Any) -> bool:
    return newest is not None and newest.state in OPEN_STATES


def _begin(case: Any, now: Any, tried: str, form: Any) -> Any:
    """A form to begin, if an agreement holds; else there is nothing to begin on."""
    agreed = [(str(g.pk), _agreement(g)) for g in status_agreements(case, now)]
    if tried == "begin" and form:
        return form
    return forms.BeginApplication(agreements=agreed, initial={"id": uuid7()}) if agreed else None


def _agreement(ground: Any) -> str:
    groups = ", ".join(_(words) for group, words in GROUP_WORDS.items() if group in ground.groups)
    return f"{ml(ground.recipient_organisation.names)}: {groups}"


@page("status:apply")
@require_POST
def begin_status(request: Any, case_id: UUID) -> HttpResponse:
    """One press: the application is being prepared."""
    actor, now = request.actor, clock.now()
    require(actor, "status:apply", "case", case_id)
    case = open_case(actor, case_id)
    agreed = [(str(g.pk), _agreement(g)) for g in status_agreements(case, now)]
    form = forms.BeginApplication(request.POST, agreements=agreed)
    if form.is_valid():
        try:
            ground = form.cleaned_data["ground_id"]
            actions.begin_application(
                actor,
                id=form.cleaned_data["id"] or uuid7(),
                case_id=case_id,
                ground_id=UUID(ground) if ground else None,
                now=now,
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(
                request, _("Being prepared: list the evidence, then send it. Nothing has left the file yet.")
            )
            return redirect("show_status", case_id)
    return _status(request, case_id, "begin", form)


@page("status:apply")
@require_POST
def count_declined(request: Any, case_id: UUID) -> HttpResponse:
    """An adult agrees to nothing formal: one more in this month and region. Nothing of the case is kept with it."""
    case, now = open_case(request.actor, case_id), clock.now()
    if case.child:
        raise NotFound("notification")
    count_notification(request.actor, id=_key(request.POST.get("id", "")), today=day_of(now), now=now)
    messages.success(request, _("Counted: month and region, nothing else. Help goes on."))
    return redirect("show_status", case_id)


@dataclass(frozen=True)
class Move:
    """An act that the page offers: its form, what it does, what is said afterwards."""

    form: Callable[..., Any]
    do: Callable[..., Any]
    done: str


def _listed(actor: Any, form: Any, **where: Any) -> None:
    actions.list_evidence(actor, **where, **form.cleaned_data)


def _sent(actor: Any, form: Any, **where: Any) -> None:
    actions.send_application(actor, **where, wished=form.cleaned_data["wished"])


def _withdrawn(actor: Any, form: Any, **where: Any) -> None:
    actions.withdraw_application(actor, **where)


def _asked(actor: Any, form: Any, **where: Any) -> None:
    actions.ask_review(actor, **where, wished=form.cleaned_data["wished"])


def _declined(actor: Any, form: Any, **where: Any) -> None:
    actions.decline_review(actor, **where)


MOVES = {
    "review": Move(forms.AskReview, _asked, N_("Asked for. Other people than those who decided will review it.")),
    "no_review": Move(
        forms.Withdraw, _declined, N_("Written down: nobody goes on asking. The person may still change their mind.")
    ),
    "evidence": Move(forms.ListEvidence, _listed, N_("On the list.")),
    "send": Move(forms.SendApplication, _sent, N_("Sent. The time limit of whoever decides runs from now.")),
    "withdraw": Move(forms.Withdraw, _withdrawn, N_("Taken back. From this moment nothing of it is shown to anybody.")),
}
OFFERED = {
    State.PREPARING: ("send", "evidence", "withdraw"),
    State.WAITING: ("withdraw",),
    State.MORE_EVIDENCE: ("send", "evidence", "withdraw"),
    State.DECIDED: ("review", "no_review"),
    State.REVIEW_ASKED: ("withdraw",),
}


def _moves(case: Any, edition: Any, newest: Any, now: datetime, tried: str, form: Any) -> dict[str, Any]:
    """Forms by act; the one that was refused keeps what was typed."""
    names = OFFERED.get(newest.state, ())
    if not newest.review_is_open(now):
        names = tuple(name for name in names if name not in ("review", "no_review"))
    elif "status_review_request" not in {task.key for task in open_tasks_of(case)}:
        names = tuple(name for name in names if name != "no_review")  # said already, or the edition has no such clock
    return {name: form if name == tried and form else _form(name, case, edition) for name in names}


def _form(name: str, case: Any, edition: Any, data: Any = None) -> Any:
    more = {"lists": lists_of(edition, child=case.child)} if name == "evidence" else {}
    return MOVES[name].form(data, prefix=name, initial={"id": uuid7()}, **more)


@page("status:apply")
@require_POST
def act_on_status(request: Any, case_id: UUID, application_id: UUID) -> HttpResponse:
    """One press of one button of the page."""
    actor, now, name = request.actor, clock.now(), request.POST.get("act", "")
    where: dict[str, Any] = {"case_id": case_id, "application_id": application_id, "now": now}
    case = open_case(actor, case_id)
    if application_id not in {shown.id for shown in applications_for(case)}:
        raise NotFound("application", application_id)
    if name == "drop":
        actions.drop_evidence(actor, **where, evidence_id=_key(request.POST.get("evidence", "")))
        messages.success(request, _("Taken off the list."))
        return redirect("show_status", case_id)
    if name not in MOVES:
        raise NotFound("act", name[:40])
    form = _form(name, case, editions.edition(case.edition_id), request.POST)
    if form.is_valid():
        try:
            MOVES[name].do(actor, form, **where)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _(MOVES[name].done))
            return redirect("show_status", case_id)
    return _status(request, case_id, name, form)


def _key(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound("evidence", typed[:40]) from None

"""One referral: in the recipient's hands, and seen by the team that sent it. One primary action a state."""

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

from hamroh.casework.referrals import actions
from hamroh.casework.referrals.access import open_received, open_sent
from hamroh.casework.referrals.queries import sent_handover
from hamroh.casework.referrals.terms import Status
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework import referral_forms as forms
from hamroh.web.casework.referral_shapes import received_page, sent_page
from hamroh.web.casework.sheet import show_handover
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.texts import clauses_at


@dataclass(frozen=True)
class Move:
    """An act that a page offers: its form, what it does, what is said afterwards, and how its button is called."""

    form: type[forms.Plain]
    do: Callable[..., Any]
    done: str
    label: str = ""


def _decline(actor: Any, *, form: forms.Decline, referral_id: UUID, now: datetime) -> None:
    reason_of, reason = form.chosen()
    note = form.cleaned_data.get("note", "")
    actions.decline_referral(
        actor, referral_id=referral_id, reason_of=reason_of or "provider", reason=reason, note=note, now=now
    )


def _plainly(act: Callable[..., Any]) -> Callable[..., Any]:
    """An act whose arguments are the fields of its form."""

    def do(actor: Any, *, form: forms.Plain, referral_id: UUID, now: datetime) -> None:
        act(actor, referral_id=referral_id, **form.cleaned_data, now=now)

    return do


RECEIVED = {
    "accept": Move(forms.Plain, _plainly(actions.accept_referral), N_("Accepted. The sender sees it."), N_("Accept")),
    "decline": Move(forms.Decline, _decline, N_("Declined. The sender sees that, and why, if it is a case’s team.")),
    "ask": Move(forms.Ask, _plainly(actions.ask_question), N_("Asked. The time for your answer runs on.")),
    "arrive": Move(forms.Plain, _plainly(actions.record_arrival), N_("The arrival is recorded."), N_("Record arrival")),
    "no_show": Move(forms.NotArrived, _plainly(actions.record_no_show), N_("Recorded: not arrived.")),
    "outcome": Move(forms.TellOutcome, _plainly(actions.complete_referral), N_("The sender sees the outcome.")),
    "hold": Move(forms.Plain, _plainly(actions.hold_referral), N_("Paused."), N_("Pause")),
    "resume": Move(forms.Plain, _plainly(actions.resume_referral), N_("It goes on."), N_("Go on")),
    "service": Move(forms.RecordService, _plainly(actions.record_service), N_("Kept in your own record.")),
}
# What each state offers, the first as the primary action; and what else may be recorded.
OFFERED = {
    Status.REQUESTED: ("accept", "decline", "ask"),
    Status.ACCEPTED: ("arrive", "no_show", "outcome", "service", "ask"),
    Status.IN_PROGRESS: ("outcome", "service", "hold", "ask"),
    Status.ON_HOLD: ("resume", "outcome", "service"),
    Status.COMPLETED: ("service",),
    Status.CANCELLED: ("service",),
}
NEEDS = {
    **dict.fromkeys(("accept", "decline", "ask"), ("referral:answer",)),
    **dict.fromkeys(("arrive", "no_show", "outcome", "hold", "resume"), ("referral:answer", "service:record")),
    "service": ("service:record",),
}
NOT_FOR_HANDOVERS = ("ask", "outcome", "hold", "resume", "service")


@page("referral:read", "referral:answer")
def show_referral(request: Any, referral_id: UUID) -> HttpResponse:
    """What was agreed to tell, while it is shared; and what is to be done now."""
    return _received(request, referral_id)


def _received(request: Any, referral_id: UUID, tried: str = "", form: Any = None) -> HttpResponse:
    now = clock.now()
    received = open_received(request.actor, referral_id, now)
    context = received_page(request.actor, received, now)
    names = _offered(request.actor, received.referral)
    context["moves"] = _moves(RECEIVED, names, tried, form)
    context["form"] = form
    context["clauses"] = clauses_at(editions.current().pack, "referral.accepted") if "accept" in names else []
    context["back"] = Link(reverse("inbox"), _("Inbox"))
    return render(request, "casework/show_referral.html", context)


def _offered(actor: Any, referral: Any) -> list[str]:
    names = OFFERED.get(Status(referral.status), ())
    if referral.kind == "handover":
        names = tuple(n for n in names if n not in NOT_FOR_HANDOVERS)
    return [n for n in names if any(actor.may(p) for p in NEEDS[n])]


def _moves(known: dict[str, Move], names: list[str], tried: str, form: Any, **initial: Any) -> dict[str, Any]:
    """Forms by act; the one that was refused keeps what was typed. `id` is new on every page: one press, one record."""
    edition = editions.current()
    prepared: dict[str, Any] = {}
    for name in names:
        move = known[name]
        fresh = move.form(edition=edition, prefix=name, initial={"id": uuid7(), **initial})
        prepared[name] = {
            "form": form if name == tried and form else fresh,
            "label": _(move.label) if move.label else "",
            "primary": name == names[0],
        }
    return prepared


@page("referral:answer", "service:record")
@require_POST
def answer_referral(request: Any, referral_id: UUID) -> HttpResponse:
    """One press of one button of the referral's page."""
    name = request.POST.get("act", "")
    if name not in RECEIVED:
        raise NotFound("act", name[:40])
    refused = _press(request, RECEIVED[name], name, referral_id)
    return _received(request, referral_id, name, refused) if refused else redirect("show_referral", referral_id)


def _press(request: Any, move: Move, name: str, referral_id: UUID) -> Any:
    """Do it; the bound form when it was refused, nothing when it was done."""
    form = move.form(request.POST, edition=editions.current(), prefix=name)
    if not form.is_valid():
        return form
    try:
        move.do(request.actor, form=form, referral_id=referral_id, now=clock.now())
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return form
    messages.success(request, _(move.done))
    return None


SENT = {
    "confirm": Move(
        forms.Plain,
        _plainly(actions.confirm_outcome),
        N_("Confirmed with the person. The referral is closed."),
        N_("I asked the person: it is so"),
    ),
    "reply": Move(forms.Reply, _plainly(actions.answer_question), N_("Your reply is with them.")),
    "cancel": Move(forms.Cancel, _plainly(actions.cancel_referral), N_("Ended. Nothing more is shared with them.")),
}


@page("sheet:fill", "case:read")
def sent_referral(request: Any, referral_id: UUID) -> HttpResponse:
    """What was sent, for those who sent it: the author of a hand-over, or a case's team."""
    if request.actor.may("sheet:fill"):
        try:
            return show_handover(request, sent_handover(request.actor, referral_id))
        except NotFound:
            if not request.actor.may("case:read"):
                raise
    return _sent(request, referral_id)


def _sent(request: Any, referral_id: UUID, tried: str = "", form: Any = None) -> HttpResponse:
    referral = open_sent(request.actor, referral_id)
    context = sent_page(request.actor, referral, clock.now())
    names = [n for n in context["offered"] if request.actor.may("referral:send")]
    waiting = context["waiting"]
    context["moves"] = _moves(SENT, names, tried, form, question_id=waiting.id if waiting else None)
    context["form"] = form
    return render(request, "casework/sent_referral.html", context)


@page("referral:send")
@require_POST
def act_on_sent(request: Any, referral_id: UUID) -> HttpResponse:
    """One press of one button of the page of a sent referral."""
    name = request.POST.get("act", "")
    if name not in SENT:
        raise NotFound("act", name[:40])
    refused = _press(request, SENT[name], name, referral_id)
    return _sent(request, referral_id, name, refused) if refused else redirect("sent_referral", referral_id)

"""Complaints for whoever handles them; and a complaint by somebody who works in the mechanism."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.foundation.audit.actions import record
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct import actions, queries
from hamroh.mechanism.conduct.access import open_complaint
from hamroh.mechanism.conduct.terms import (
    ABOUT_WORDS,
    CHANNEL_WORDS,
    ENTRY_WORDS,
    OUTCOME_WORDS,
    SANCTION_WORDS,
    STATE_WORDS,
    About,
    Channel,
    Entry,
    State,
)
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import all_organisations, colleague_names, people_holding
from hamroh.web.mechanism.complaint_forms import Decide, FileComplaint, NameAccused, Note, Reply, ShutToPerson
from hamroh.web.shell.complaining import HANDLE, second_instance, take
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

LOOK = {State.RECEIVED: "high", State.OPEN: "info", State.ANSWERED: "ok", State.RECONSIDER: "warn"}


@page()
def complain_as_member(request: Any) -> HttpResponse:
    """Anybody who works here complains, about their own organisation too; or writes down what somebody asked them to."""
    organisations = all_organisations()
    form = FileComplaint(request.POST or None, initial={"id": uuid7()}, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            receipt = take(
                form,
                channel=Channel.ON_BEHALF if data["on_behalf"] else Channel.MEMBER,
                organisations=organisations,
                complainant=request.actor if data["named"] else None,
                agreed=data["agreed"] or not data["on_behalf"],
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            return render(request, "mechanism/complaint_receipt.html", {"receipt": receipt})
    context = {"form": form, "elsewhere": second_instance(), "back": Link(reverse("my_conduct"), _("Conduct"))}
    return render(request, "mechanism/complain_as_member.html", context)


@page(HANDLE)
def complaint_list(request: Any) -> HttpResponse:
    """What this handler may read, what waits first. How many there are is written nowhere."""
    now = clock.now()
    rows = queries.complaints(request.actor, now)
    names = colleague_names(row.handler_id for row in rows if row.handler_id)
    record(request.actor, "list.looked_at", resource="page")
    context = {"now": now, "rows": [_row(row, names) for row in rows]}
    return render(request, "mechanism/complaint_list.html", context)


def _row(row: queries.ComplaintRow, names: dict[UUID, str]) -> dict[str, Any]:
    state = State(row.state)
    return {
        "url": reverse("show_complaint", args=[row.id]),
        "at": row.at,
        "about": ml(row.organisation) or _(ABOUT_WORDS[About(row.about)]),
        "state": _(STATE_WORDS[state]),
        "look": LOOK[state],
        "due_at": row.due_at,
        "handler": names.get(row.handler_id, "") if row.handler_id else "",
        "heard_at": row.heard_at if row.heard_at > row.at else None,
        "retaliation": row.retaliation,
    }


FORMS: dict[str, Any] = {"reply": Reply, "note": Note, "decide": Decide}


@page(HANDLE)
def show_complaint(request: Any, complaint_id: UUID) -> HttpResponse:
    """One complaint: what it says, what was done, and what may be done next. Reading it is written in it."""
    now, actor = clock.now(), request.actor
    complaint = open_complaint(actor, complaint_id, now)
    organisations = {str(id): ml(names) for id, names in all_organisations().items()}
    people = _others(actor, complaint, now)
    forms = _forms(request, organisations, people)
    if request.method == "POST":
        try:
            _act(request, complaint_id, forms, organisations, now)
        except Refused as refused:
            act = request.POST.get("act", "")
            if act in forms:
                show_obstacles(forms[act], refused.obstacles)
            else:
                messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
                return redirect("show_complaint", complaint_id)
        else:
            return redirect("show_complaint", complaint_id)
    else:
        actions.note_look(actor, complaint, now)
    return render(request, "mechanism/show_complaint.html", _context(request, complaint, forms, now))


def _others(actor: Any, complaint: Any, now: Any) -> list[tuple[str, str]]:
    """Other handlers, but those to whom it is shut already."""
    shut = {*complaint.shut_to_people, actor.user_id}
    found = people_holding(editions.roles_with(HANDLE), now)
    return [(str(id), name) for id, name in found.items() if id not in shut]


def _forms(request: Any, organisations: dict[str, str], people: list[tuple[str, str]]) -> dict[str, Any]:
    def typed(act: str) -> Any:
        return request.POST if request.method == "POST" and request.POST.get("act") == act else None

    forms = {act: form(typed(act), prefix=act) for act, form in FORMS.items()}
    forms["name"] = NameAccused(typed("name"), prefix="name", organisations=list(organisations.items()))
    forms["shut"] = ShutToPerson(typed("shut"), prefix="shut", people=people)
    return forms


def _act(request: Any, complaint_id: UUID, forms: dict[str, Any], organisations: dict[str, str], now: Any) -> None:
    act, actor = request.POST.get("act", ""), request.actor
    form = forms.get(act)
    if form is not None and not form.is_valid():
        raise Refused
    said = form.cleaned_data if form is not None else {}
    this: dict[str, Any] = {"complaint_id": complaint_id, "now": now}
    if act == "take":
        actions.take_complaint(actor, **this)
    elif act == "reply":
        actions.reply_to_complaint(actor, text=said["text"], **this)
    elif act == "note":
        actions.note_on_complaint(actor, text=said["text"], **this)
    elif act == "decide":
        actions.decide_complaint(actor, **said, **this)
    elif act == "name" and said.get("organisation"):
        known = {UUID(id) for id in organisations}
        actions.name_accused(actor, organisation_id=said["organisation"], organisations=known, **this)
    elif act == "shut" and form and str(said.get("person")) in dict(form.fields["person"].widget.choices):
        actions.shut_to_person(actor, user_id=said["person"], **this)
    else:
        raise NotFound("page")
    messages.success(request, _("Written down."))


def _context(request: Any, complaint: Any, forms: dict[str, Any], now: Any) -> dict[str, Any]:
    said = queries.said_in(complaint)
    names = colleague_names(x for x in (complaint.handler_id, complaint.complainant_id, *(e.by for e in said)) if x)
    mine, state = complaint.handler_id == request.actor.user_id, State(complaint.state)
    return {
        "now": now,
        "forms": forms,
        "bound": [form for form in forms.values() if form.is_bound],
        "at": complaint.at,
        "about": ml(complaint.organisation.names) if complaint.organisation else _(ABOUT_WORDS[About(complaint.about)]),
        "unnamed": complaint.organisation is None,
        "channel": _(CHANNEL_WORDS[Channel(complaint.channel)]),
        "complainant": names.get(complaint.complainant_id, ""),
        "words": queries.words_of(complaint),
        "state": _(STATE_WORDS[state]),
        "look": LOOK[state],
        "due_at": complaint.due_at if complaint.taken_at is None else None,
        "handler": names.get(complaint.handler_id, ""),
        "may_take": not mine and state is not State.ANSWERED,
        "may_decide": mine and state is not State.ANSWERED,
        "decided": state is State.ANSWERED,
        "outcome": _(OUTCOME_WORDS[complaint.outcome]) if complaint.outcome else "",
        "sanction": _(SANCTION_WORDS[complaint.sanction]) if complaint.sanction else "",
        "sanction_hint": _hint(request.actor, complaint),
        "retaliation": complaint.retaliation,
        "entries": [_entry(e, names) for e in said if e.kind is not Entry.LOOKED],
        "looks": [_entry(e, names) for e in said if e.kind is Entry.LOOKED][:30],
        "back": Link(reverse("complaint_list"), _("Complaints")),
    }


def _hint(actor: Any, complaint: Any) -> dict[str, str]:
    """Where what follows is done: by its own act, on its own paper."""
    if complaint.sanction == "member_suspended" and complaint.organisation_id and actor.may("members:admit"):
        url = reverse("change_member", args=[complaint.organisation_id, "suspend"])
        return {"url": url, "words": _("Suspend the membership")}
    if complaint.sanction == "member_suspended":
        return {"url": "", "words": _("Whoever admits members decides it, on a paper of its own.")}
    if complaint.sanction == "role_suspended":
        return {"url": "", "words": _("Whoever admits members ends the role; tell them the name, not what happened.")}
    return {}


def _entry(entry: queries.Said, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "at": entry.at,
        "what": _(ENTRY_WORDS[entry.kind]),
        "who": names.get(entry.by, "") if entry.by else "",
        "text": entry.text,
    }

"""The organisation's inbox: what waits, the most overdue first; and what was answered."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamroh.casework.referrals import queries
from hamroh.casework.referrals.queries import InboxRow
from hamroh.casework.referrals.queries.inbox import PAGE
from hamroh.casework.referrals.terms import ROUTINE, STATUS_WORDING, Kind, Status
from hamroh.foundation.audit.actions import record_list
from hamroh.kernel import clock
from hamroh.kernel.words import N_
from hamroh.mechanism.directory.queries import services_of
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.web.casework.by_clock import by_clock
from hamroh.web.casework.places import confirmed, is_stale
from hamroh.web.shell.list_place import place_of, read_dated_place
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Act, Figure, Link, Row, Tag, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml

# What is to be done in each state, for those who may.
VERBS = {
    Status.REQUESTED: N_("Answer"),
    Status.ACCEPTED: N_("Record arrival"),
    Status.IN_PROGRESS: N_("Tell the outcome"),
}


@page("referral:read", "referral:answer")
def inbox(request: Any) -> HttpResponse:
    """Rows by clock, one verb each; at the side the free places that others rely on."""
    actor, now = request.actor, clock.now()
    rows = queries.inbox(actor, after=read_dated_place(request.GET.get("after", "")))
    shown, more = rows[:PAGE], len(rows) > PAGE
    record_list(actor, "referral", len(shown))
    urgencies = editions.current().words("urgency")
    work = [row_of(row, urgencies, now, may_answer=actor.may("referral:answer")) for row in shown]
    heads = (_("Due"), _("Request"), _("From"), _("State"), _("Do"))
    context = {
        "now": now,
        "table": WorkTable(_("Requests to your organisation"), heads, by_clock(work, now)) if work else None,
        "figures": _figures(actor, now),
        "places": _places(actor, now),
        "first_page": "after" not in request.GET,
        "next_page": f"?{urlencode({'after': place_of(shown[-1].due_at, shown[-1].id)})}" if more else "",
    }
    return render(request, "casework/inbox.html", context)


def row_of(row: InboxRow, urgencies: dict[str, dict[str, str]], now: datetime, *, may_answer: bool) -> Row:
    url = reverse("show_referral", args=[row.id])
    verb = VERBS.get(Status(row.status)) if may_answer else None
    pressing = row.due_at < now or timezone.localdate(row.due_at) == day_of(now)
    return Row(
        due=row.due_at,
        start=row.answered_at or row.sent_at,
        kind="paused" if row.paused else "",
        code=row.code,
        url=url,
        tags=[Tag("urgent", ml(urgencies[row.priority]))] if row.priority not in (ROUTINE, "") else [],
        what=ml(row.service),
        cells=[ml(row.sender), state_of(row)],
        act=Act(_(verb) if verb else _("Open"), url, primary=bool(verb) and pressing, about=row.code),
    )


def state_of(row: InboxRow) -> str:
    """Where it stands, seen from here."""
    state = _(STATUS_WORDING[Status(row.status)])
    if row.asked:
        state = _("Asked the sender, no reply yet")
    elif row.status == Status.REQUESTED:
        state = _("New, not answered")
    return _("Hand-over: %(state)s") % {"state": state} if row.kind == Kind.HANDOVER else state


def _figures(actor: Any, now: datetime) -> list[Figure]:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    n = queries.count_inbox(actor, now, midnight)
    return [
        Figure(n.late, _("late"), "late" if n.late else ""),
        Figure(n.today, _("today"), "today" if n.today else ""),
        Figure(f"{n.later}+" if n.more else n.later, _("later")),
        Figure(n.paused, _("paused")),
    ]


def _places(actor: Any, now: datetime) -> list[dict[str, Any]]:
    """Our services in which places count, with how old their figure is."""
    return [
        {
            "id": service.pk,
            "name": ml(service.names),
            "free": service.free,
            "all": service.capacity,
            "confirmed": confirmed(service, now),
            "stale": is_stale(service, now),
            "may_confirm": actor.may("capacity:confirm"),
        }
        for service in services_of(actor.organisation_id)
        if service.capacity is not None
    ]


@page("referral:read", "referral:answer")
def answered_referrals(request: Any) -> HttpResponse:
    """What has ended, the newest first."""
    actor, now = request.actor, clock.now()
    rows = queries.answered(actor, after=read_dated_place(request.GET.get("after", "")))
    shown, more = rows[:PAGE], len(rows) > PAGE
    record_list(actor, "referral", len(shown))
    last = shown[-1] if shown else None
    context = {
        "now": now,
        "rows": [_ended(row) for row in shown],
        "back": Link(reverse("inbox"), _("Inbox")),
        "next_page": f"?{urlencode({'after': place_of(last.ended_at, last.id)})}"
        if more and last and last.ended_at
        else "",
    }
    return render(request, "casework/answered_referrals.html", context)


def _ended(row: InboxRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "url": reverse("show_referral", args=[row.id]),
        "service": ml(row.service),
        "sender": ml(row.sender),
        "state": _("Arrived")
        if row.kind == Kind.HANDOVER and row.status == Status.COMPLETED
        else _(STATUS_WORDING[Status(row.status)]),
        "ended_at": row.ended_at,
    }

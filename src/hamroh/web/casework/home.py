"""What waits for me: one list by clock over everything that this person may do; then what changed."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.queries import escalated_to
from hamroh.casework.referrals import queries as referrals
from hamroh.casework.referrals.queries.news import answered_lately
from hamroh.casework.referrals.terms import STATUS_WORDING, Seen, Status
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions.queries import current, day_of
from hamroh.mechanism.membership.queries import asked_to_sign
from hamroh.web.casework.by_clock import by_clock
from hamroh.web.casework.waiting import HANDOVERS_FOR, KINDS, task_row, waiting_for
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Entry, Link, Row, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml

SHOWN = 40
LATELY = timedelta(days=7)


@page()
def home(request: Any) -> HttpResponse:
    """Every role has one: whoever has nothing to do learns when something comes, and where to go.

    Where the mechanism runs no cases, what waits are duties.
    """
    actor, now = request.actor, clock.now()
    if actor.waiting and not actor.permissions:
        return redirect("my_conduct")
    if not current().has_cases and actor.may("mechanism:read"):
        return redirect("my_duties")
    found, kind = waiting_for(actor, now), _kind(request.GET.get("kind", ""))
    every = [row for _kind_of, row in found]
    rows = [row for of_kind, row in found if kind in ("", of_kind)]
    shown = rows if "all" in request.GET else rows[:SHOWN]
    soon = [row for row in every if _presses(row, now)]
    heads = (_("Due"), _("What"), _("Do"))
    context = {
        "now": now,
        "asked": _asked(actor, now),
        "table": WorkTable(_("What waits for me"), heads, by_clock(shown, now), quiet=True) if rows else None,
        "kinds": _kinds(found, kind),
        "escalated": _escalated(actor, now),
        "hidden_rows": len(rows) - len(shown),
        "all_url": f"?{urlencode({**({'kind': kind} if kind else {}), 'all': ''})}",
        "nothing_now": not soon,
        "next_date": day(every[0].due) if every and every[0].due else "",
        "changed": list(_changed(actor, now)),
        "roles": _roles(actor),
        "waiting": bool(actor.waiting),
        "links": _links(actor),
        "figures_only": not (actor.inbox or any(actor.may(p) for p in ("case:read", "sheet:fill", "status:decide"))),
    }
    return render(request, "casework/home.html", context)


def _kind(asked: str) -> str:
    if asked and asked not in KINDS:
        raise NotFound("page")
    return asked


def _kinds(found: list[tuple[str, Row]], chosen: str) -> list[dict[str, Any]]:
    """By what the list may be narrowed; nothing while all of it is of one kind."""
    counted = Counter(kind for kind, _row in found)
    if len(counted) < 2:
        return []
    every = [("", _("Everything"), len(found)), *((kind, _(words), counted[kind]) for kind, words in KINDS.items())]
    return [
        {"url": f"?kind={kind}" if kind else "?", "label": words, "count": count, "current": kind == chosen}
        for kind, words, count in every
        if count or kind == chosen
    ]


def _asked(actor: Actor, now: datetime) -> bool:
    """Whether a focal point's organisation is asked to sign something: a line, never more."""
    return actor.may("members:manage") and bool(asked_to_sign(day_of(now), organisation_id=actor.organisation_id))


def _presses(row: Row, now: datetime) -> bool:
    """Due within a day, or somebody is here: then nobody is told that nothing waits today."""
    soon = isinstance(row.due, datetime) and row.due < now + timedelta(days=1)
    return row.kind != "paused" and (soon or bool(row.act and row.act.primary))


def _escalated(actor: Actor, now: datetime) -> WorkTable | None:
    """What is so late that the procedure tells this role of it."""
    rows = [task_row(actor, task) for task in escalated_to(actor, now)]
    if not rows:
        return None
    heads = (_("Due"), _("What"), _("Do"))
    return WorkTable(_("Escalated to you"), heads, by_clock(rows, now), quiet=True)


def _changed(actor: Actor, now: datetime) -> Iterator[Entry]:
    """What others did since a week ago, in the words of states."""
    since = now - LATELY
    if actor.may("case:read"):
        for news in answered_lately(actor, since):
            text = f"{news.code}: {_(STATUS_WORDING[Status(news.status)])}"
            who = f"{ml(news.by)} · {ml(news.service)}"
            yield Entry(news.at, text, who, url=reverse("sent_referral", args=[news.referral_id]))
    if actor.may("sheet:fill"):
        for row in referrals.sent_handovers(actor):
            if row.seen == Seen.ARRIVED and row.sent_at > now - HANDOVERS_FOR:
                text = _("%(code)s was handed over, and arrived since") % {"code": row.code}
                yield Entry(row.sent_at, text, ml(row.to), url=reverse("sent_handovers"))
    if actor.inbox:
        for ended in referrals.answered(actor):
            if ended.ended_at and ended.ended_at > since and ended.status == Status.CANCELLED:
                text = f"{ended.code}: {_(STATUS_WORDING[Status.CANCELLED])}"
                yield Entry(ended.ended_at, text, ml(ended.sender), url=reverse("show_referral", args=[ended.id]))


def _roles(actor: Actor) -> str:
    names = {role.id: ml(role.name) for role in current().pack.roles}
    return ", ".join(names.get(role, role) for role in actor.roles)


def _links(actor: Actor) -> list[Link]:
    """What somebody of this role most often begins."""
    offered = (
        ("contact:log", "log_contact", _("Write down a contact")),
        ("sheet:fill", "fill_sheet", _("Fill the first-line sheet")),
        ("case:open", "open_case", _("Open a case")),
        ("work:overview", "desk", _("To the desk")),
        ("capacity:confirm", "services", _("Confirm free places")),
    )
    return [Link(reverse(name), label) for permission, name, label in offered if actor.may(permission)]

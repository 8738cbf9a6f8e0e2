"""Finding and opening cases."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases import access, actions, queries
from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.actions.open_case_from_handover import open_case_from_handover
from hamroh.foundation.audit.actions import record_list
from hamroh.foundation.reference.queries import territories
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import read_code, uuid7
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework.addresses import case_url, task_act
from hamroh.web.casework.by_clock import by_clock
from hamroh.web.casework.case_forms import FindCase, OpenCase
from hamroh.web.casework.task_words import task_title
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Act, Link, Row, Tag, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml

Place = tuple[datetime | None, UUID]


@page("case:read")
def case_list(request: Any) -> HttpResponse:
    """Open cases of the actor's teams, what is due first on top."""
    now, after = clock.now(), _place(request.GET.get("after", ""))
    found = queries.case_list(request.actor, after=after)
    shown, more = found[: queries.PAGE], len(found) > queries.PAGE
    record_list(request.actor, "case", len(shown))
    context = {
        "now": now,
        "table": _table(request.actor, shown, now) if shown else None,
        "first_page": after is None,
        "next_page": f"?{urlencode({'after': _after(shown[-1])})}" if more else "",
        "may_open": request.actor.may("case:open"),
    }
    return render(request, "casework/case_list.html", context)


def _table(actor: Actor, rows: list[queries.CaseRow], now: datetime) -> WorkTable:
    tasks, stages = queries.next_tasks(row.id for row in rows), current().stage_words()
    lines = [_row(actor, row, tasks.get(row.id), stages) for row in rows]
    heads = (_("Due"), _("Case"), _("Open since"), _("Do"))
    return WorkTable(_("Open cases, what is due first on top"), heads, by_clock(lines, now))


def _row(actor: Actor, row: queries.CaseRow, task: Any, stages: dict[str, dict[str, str]]) -> Row:
    verb, url = task_act(actor, task.key, row.id) if task else (_("Open"), case_url(row.id))
    return Row(
        due=row.next_due_at,
        start=task.started_at if task else None,
        code=row.code,
        url=case_url(row.id),
        tags=[Tag("info", _("Child"))] if row.child else [],
        title=ml(stages.get(row.stage, row.stage)),
        what=task_title(task.key, current()) if task else "",
        cells=[day(row.opened_at)],
        act=Act(verb, url, about=row.code),
    )


def _after(row: queries.CaseRow) -> str:
    return f"{row.next_due_at.isoformat() if row.next_due_at else ''}_{row.id}"


def _place(written: str) -> Place | None:
    """The last row of the page before. An address that nobody of ours wrote leads nowhere."""
    if not written:
        return None
    due, _bar, id = written.partition("_")
    try:
        return (datetime.fromisoformat(due) if due else None, UUID(id))
    except ValueError:
        raise NotFound("page") from None


@page("case:read")
def find_case(request: Any) -> HttpResponse:
    """Look a case up by its code. *There is none* and *it is not yours* are the same sentence."""
    form = FindCase(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = read_code(form.cleaned_data["code"], current().code_prefix)
        case = access.find_case(request.actor, code) if code else None
        if case:
            return redirect("show_case", case.pk)
        form.add_error("code", _not_found(code))
    return render(request, "casework/find_case.html", {"form": form, "back": _to_cases()})


def _not_found(code: str | None) -> str:
    if code is None:
        return _("This is no code: one of its signs was misheard or mistyped. Ask for it again, sign by sign.")
    return _("There is no case of yours with this code. Check the code; if it is right, ask the team of the case.")


@page("case:open")
def open_case(request: Any, referral_id: UUID | None = None) -> HttpResponse:
    """A new case: nothing but a code, until the person has said more. After a hand-over it knows where it came from."""
    now, regions = clock.now(), [(str(t.pk), ml(t.names)) for t in territories()]
    handover = open_received(request.actor, referral_id, now).referral if referral_id else None
    carried = {name: request.POST.get(name, "") for name in ("child", "territory")} if "carried" in request.POST else {}
    typed_here = None if carried else request.POST or None  # what a contact said already is only proposed
    form = OpenCase(typed_here, regions=regions, initial={"id": uuid7(), **carried})
    if form.is_valid():
        typed = form.cleaned_data
        facts = {
            "id": typed["id"],
            "child": typed["child"] == "yes",
            "code_only": True,
            "now": now,
            "territory_id": _region(typed["territory"], regions),
        }
        try:
            case = _begin(request.actor, referral_id, facts)
            messages.success(request, _("The case is open. From now on it is called by its code."))
            return redirect("show_case", case.pk)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    context = {"form": form, "back": _to_cases(), "handover": handover and _arrival(handover)}
    return render(request, "casework/open_case.html", context)


def _begin(actor: Actor, referral_id: UUID | None, facts: dict[str, Any]) -> Any:
    if referral_id is None:
        return actions.open_new_case(actor, **facts)
    return open_case_from_handover(actor, referral_id=referral_id, **facts)


def _arrival(handover: Any) -> dict[str, Any]:
    return {"sender": handover.sender_organisation.names, "arrived_at": handover.arrived_at}


def _region(chosen: UUID | None, regions: list[tuple[str, str]]) -> UUID | None:
    if chosen and str(chosen) not in dict(regions):
        raise NotFound("territory", chosen)
    return chosen


def _to_cases() -> Link:
    return Link(reverse("case_list"), _("Cases"))

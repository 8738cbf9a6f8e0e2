"""The list of open cases: what is due first on top, narrowed to what somebody looks for, each row with what comes next."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hamroh.casework.cases import queries
from hamroh.foundation.audit.actions import record_list
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework.addresses import case_url, task_act
from hamroh.web.casework.by_clock import by_clock
from hamroh.web.casework.case_filter import CaseFilter
from hamroh.web.casework.case_shapes import risk_tags
from hamroh.web.casework.task_words import task_title
from hamroh.web.shell.clocks import day
from hamroh.web.shell.list_place import place_of, read_place
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Act, Row, Tag, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml


@page("case:read")
def case_list(request: Any) -> HttpResponse:
    """Open cases of the actor's teams; for whoever supervises, of the organisation, or of one colleague."""
    now, after = clock.now(), read_place(request.GET.get("after", ""))
    chosen = CaseFilter(request.GET, request.actor, now)
    found = queries.case_list(request.actor, wanted=chosen.wanted, after=after)
    shown, more = found[: queries.PAGE], len(found) > queries.PAGE
    record_list(request.actor, "case", len(shown))
    further = urlencode({**chosen.asked, "after": place_of(shown[-1].next_due_at, shown[-1].id)}) if more else ""
    context = {
        "now": now,
        "filter": chosen,
        "table": _table(request.actor, shown, now) if shown else None,
        "first_page": after is None,
        "first_url": f"?{urlencode(chosen.asked)}",
        "next_page": f"?{further}" if more else "",
        "may_open": request.actor.may("case:open"),
        "may_import": request.actor.may("register:import"),
    }
    return render(request, "casework/case_list.html", context)


def _table(actor: Actor, rows: list[queries.CaseRow], now: datetime) -> WorkTable:
    tasks, stages = queries.next_tasks(row.id for row in rows), current().stage_words()
    lines = [_row(actor, row, tasks.get(row.id), stages, now) for row in rows]
    heads = (_("Due"), _("Case"), _("Open since"), _("Do"))
    return WorkTable(_("Open cases, what is due first on top"), heads, by_clock(lines, now))


def _row(actor: Actor, row: queries.CaseRow, task: Any, stages: dict[str, dict[str, str]], now: datetime) -> Row:
    """What comes next stands first; where the case is in its procedure, below it."""
    verb, url = task_act(actor, task.key, row.id) if task else (_("Open"), case_url(row.id))
    stage = ml(stages.get(row.stage, row.stage))
    return Row(
        due=row.next_due_at,
        start=task.started_at if task else None,
        code=row.code,
        url=case_url(row.id),
        tags=tags_of(row, now),
        title=task_title(task.key, current()) if task else _("Nothing waits on it"),
        what=_("Stage: %(stage)s") % {"stage": stage},
        cells=[day(row.opened_at)],
        act=Act(verb, url, about=row.code),
    )


def tags_of(row: queries.CaseRow, now: datetime) -> list[Tag]:
    """What whoever looks at the list must know of a case at a glance; nothing of why."""
    child = [Tag("info", _("Child") if row.represented_at else _("Child, no representative yet"))] if row.child else []
    return [*risk_tags(row, now), *child]

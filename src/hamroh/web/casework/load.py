"""The supervisor's view of load and risk: colleagues and numbers, each leading to the very cases. No name of a person."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.queries.load import Load, load_of
from hamroh.foundation.audit.actions import record_list
from hamroh.kernel import clock
from hamroh.mechanism.membership.queries import colleague_names, colleagues, people_of
from hamroh.web.casework.case_filter import NOBODY
from hamroh.web.casework.team_words import opening_roles
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page


@page("case:supervise")
def case_load(request: Any) -> HttpResponse:
    """Who has how many cases, and what weighs on them; those who could take some stand here with nothing."""
    actor, now = request.actor, clock.now()
    loads = load_of(actor, now)
    record_list(actor, "load", len(loads))
    here = people_of(actor.organisation_id, now)
    free = {post.user_id for post in colleagues(actor.organisation_id, now) if post.role in opening_roles()}
    known = {load.user_id for load in loads}
    names = {**colleague_names(user for user in known if user), **here}
    loads += [Load(user) for user in free - known]
    rows = [_row(load, names, load.user_id is None or load.user_id in here, now) for load in loads]
    rows.sort(key=lambda row: (row["here"] and row["known"], -row["cases"]["n"], row["name"]))
    return render(request, "casework/case_load.html", {"rows": rows, "now": now})


def _row(load: Load, names: dict[Any, str], here: bool, now: datetime) -> dict[str, Any]:
    """What weighs stands out; what is nothing says so and leads nowhere."""
    who = str(load.user_id) if load.user_id else NOBODY

    def cell(n: int, **asked: str) -> dict[str, Any]:
        address = f"{reverse('case_list')}?{urlencode({**asked, 'who': who})}"
        return {"n": n, "url": address if n else "", "weighs": bool(asked) and n > 0}

    return {
        "name": names.get(load.user_id, _("A colleague")) if load.user_id else _("Nobody works on them"),
        "known": load.user_id is not None,
        "here": here,
        "cases": cell(load.cases),
        "late": cell(load.late_tasks, show="late"),
        "high": cell(load.high_risk, show="high"),
        "reviews": cell(load.reviews, show="review"),
        "children": cell(load.unrepresented, show="unrepresented"),
        "contact": day(load.in_touch_at) if load.in_touch_at else "",
        "silent": _silent(load),
        "url": reverse("hand_over_cases", args=[load.user_id] if load.user_id else []) if load.cases else "",
    }


def _silent(load: Load) -> str:
    """Since when nobody was in touch with one of their people, where that is longest; or that it is nowhere written down."""
    if load.never:
        return _("In %(n)s never written down") % {"n": load.never}
    return _("longest since %(day)s") % {"day": day(load.silent_since)} if load.silent_since else ""

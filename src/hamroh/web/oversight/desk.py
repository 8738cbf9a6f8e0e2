"""The desk of whoever coordinates: what is stuck, what waits for a decision, and how the mechanism itself stands.

Never a person: counts of work, names of offices. Of a coordinator's tasks (implementation, promotion, monitoring, evaluation,
financing) only those have a place here that have a page: an empty place would promise what nobody can do yet.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hamroh.casework.cases.terms import TASK_WORDS
from hamroh.kernel import clock
from hamroh.mechanism.editions import queries as editions
from hamroh.oversight.monitoring.queries import WorkLine, work_overview
from hamroh.oversight.monitoring.rules import BANDS
from hamroh.oversight.monitoring.terms import BAND_WORDS, REFERRAL_STEPS
from hamroh.web.oversight import standing
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Figure
from hamroh.web.shell.templatetags.hamroh import ml

WORST = 10  # lines of work that stand open; the rest is folded away


@page("work:overview")
def desk(request: Any) -> HttpResponse:
    """Decisions first, for they hold others up; then stuck work; then members, seats and gaps."""
    now = clock.now()
    lines, counted_at = work_overview(request.actor)
    edition = editions.current()
    return render(
        request,
        "oversight/desk.html",
        {
            "cases": edition.has_cases,
            "figures": [*_figures(lines), *_escalated(lines, request.actor.roles)],
            "bands": [_(BAND_WORDS[name]) for _edge, name in BANDS],
            "worst": [_shaped(line) for line in lines[:WORST]],
            "rest": [_shaped(line) for line in lines[WORST:]],
            "counted_at": counted_at,
            "now": now,
            "decisions": standing.decisions(request.actor),
            "vacant": standing.vacant_seats(now),
            "members": standing.members(request.actor, now),
            "gaps": standing.gaps(request.actor, now),
            "places": standing.places(),
            "banner": edition.pack.mechanism.banner,
        },
    )


def _figures(lines: list[WorkLine]) -> list[Figure]:
    late, open_ = sum(line.late for line in lines), sum(line.open for line in lines)
    longer = sum(line.by_band["late_longer"] for line in lines)
    behind = len({str(line.organisation) for line in lines if line.late})
    return [
        Figure(late, _("late, of %(open)s open") % {"open": open_}, "late" if late else ""),
        Figure(longer, _("more than 14 days late"), icon="nobody" if longer else ""),
        Figure(sum(line.by_band["today"] for line in lines), _("due within a day"), "today"),
        Figure(behind, _("organisations with late work")),
    ]


def _escalated(lines: list[WorkLine], roles: tuple[str, ...]) -> list[Figure]:
    """Of steps that the procedure tells this role of when they are late: how many are, never which."""
    edition = editions.current()
    if not any(escalation.role in roles for _, step in edition.pack.steps for escalation in step.escalation):
        return []
    late = sum(line.late for line in lines if edition.escalates_to(line.step, roles))
    return [Figure(late, _("late in steps that are escalated to you"), "late" if late else "")]


def _step(key: str) -> str:
    """In the platform's words where it knows the step, else in those of the edition in force."""
    known = TASK_WORDS.get(key) or REFERRAL_STEPS.get(key)
    return _(known) if known else ml(editions.current().step_words(key)) or key


def _shaped(line: WorkLine) -> dict[str, Any]:
    return {
        "step": _step(line.step),
        "organisation": line.organisation,
        "open": line.open,
        "late": line.late,
        "bands": [(_(BAND_WORDS[name]), line.by_band[name]) for _edge, name in BANDS],
    }

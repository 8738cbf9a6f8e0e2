"""The desk of whoever coordinates: work and clocks of the whole mechanism, never a person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hamroh.casework.cases.terms import TASK_WORDS
from hamroh.kernel import clock
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import unsigned
from hamroh.oversight.monitoring.queries import WorkLine, work_overview
from hamroh.oversight.monitoring.rules import BANDS
from hamroh.oversight.monitoring.terms import BAND_WORDS, REFERRAL_STEPS
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Figure
from hamroh.web.shell.templatetags.hamroh import ml


@page("work:overview")
def desk(request: Any) -> HttpResponse:
    """Figures, work by step and organisation, and the seats that nobody holds."""
    lines, counted_at = work_overview(request.actor)
    edition = editions.current()
    return render(
        request,
        "oversight/desk.html",
        {
            "figures": [*_figures(lines), *_escalated(lines, request.actor.roles)],
            "bands": [(name, _(BAND_WORDS[name])) for _edge, name in BANDS],
            "lines": [_shaped(line) for line in lines],
            "counted_at": counted_at,
            "now": clock.now(),
            "vacant": _vacant(),
            "unsigned": len({a.organisation_id for a in unsigned(clock.now().date())}),
            "banner": edition.pack.mechanism.banner,
        },
    )


def _vacant() -> list[dict[str, str]]:
    seats = editions.seats_of_the_mechanism()
    return [dict(seats[id].name) for id in editions.vacant_seats(clock.now())]


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

"""The plan on paper: read together and signed, neutral outside, the code instead of a name."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case
from hamroh.casework.plans.queries import PlanShown, plan_of
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.web.casework.letters import language_for
from hamroh.web.casework.plan_shapes import Shaping
from hamroh.web.shell.pages import page
from hamroh.web.shell.paper import set_in_type
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import direction


@page("case:read")
def plan_paper(request: Any, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """This version for two hands: what was agreed, and room to sign. In the person's language or the one asked for."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN, FieldGroup.PROFILE)
    edition, plan = editions.edition(case.edition_id), plan_of(case, plan_id)
    asked = request.GET.get("language", "")
    with translation.override(asked if asked in edition.pack.mechanism.languages else language_for(case, edition)):
        made = set_in_type("plan", values(case, plan, edition), timezone.localtime(clock.now()))
        language = get_language() or "en"
    record(
        request.actor,
        "letter.made",
        resource="case",
        resource_id=case.pk,
        case_id=case.pk,
        kind="plan",
        language=language,
        named=False,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{case.code}.pdf"'
    return response


def values(case: Any, plan: PlanShown, edition: Any) -> dict[str, Any]:
    """What stands on the paper, in the active language."""
    shaped, today = Shaping([plan], edition, day_of(clock.now())).plan(plan), _day(day_of(clock.now()))
    language = get_language() or "en"
    return {
        "lang": language,
        "dir": direction(language),
        "outside": {
            "title": _("Letter %(code)s") % {"code": case.code},
            "code": case.code,
            "day": today,
            "line": _("For one person only. Please hand it over unopened."),
        },
        "inside": {
            "from": ml(case.organisation.names),
            "day": today,
            "reference_word": _("Reference"),
            "reference": case.code,
            "title": _("What we agreed"),
            "lead": _(
                "These are your goals, in your words. You may change your mind about any of them at any time; "
                "the help that you get does not depend on it."
            ),
        },
        "heads": [_("What is done"), _("Who"), _("Until")],
        "goals": [_goal(goal) for goal in shaped["goals"]],
        "no_step": _("No step yet."),
        "days": [f"{label}: {_day(value) if hasattr(value, 'year') else value}" for label, value in shaped["frame"]],
        "said": {
            "head": _("Agreed"),
            "read": _("It was read to me in my language, and I could ask and change what I wanted."),
            "lines": _lines(case.child),
        },
        "foot": f"{case.code} · {plan.version}",
    }


def _goal(goal: dict[str, Any]) -> dict[str, Any]:
    steps = [[step["what"], step["who"], step["done"] or _day(step["due"])] for step in goal["steps"]]
    return {"words": goal["words"], "need": goal["need"], "steps": steps}


def _lines(child: bool) -> list[str]:
    """Room to write by hand: whoever agrees, whoever was there, the day."""
    person = _("Signature or thumb print")
    beside = _("The child’s representative, and signature") if child else _("Witness, if it was said and not signed")
    return [person, beside, _("Whoever read it aloud, and signature"), _("Day")]


def _day(value: Any) -> str:
    return date_format(value, "DATE_FORMAT")

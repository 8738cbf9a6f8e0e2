"""Risk and safety of a case: one page to read both, one to write each, and how they stood before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_permitted
from hamroh.casework.support import actions
from hamroh.casework.support import queries as support
from hamroh.casework.support.terms import HIGH, LEVEL_WORDS, MEDIUM, NONE_SEEN, PLAN_WORDS
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.web.casework.discreet import nothing_told
from hamroh.web.casework.risk_forms import AssessRisk, PlanSafety
from hamroh.web.casework.sections import about, history_page, names_of
from hamroh.web.shell.both_versions import settled, show_theirs
from hamroh.web.shell.clocks import day, moment
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link, Tag
from hamroh.web.shell.templatetags.hamroh import ml

LOOKS = {HIGH: "high", MEDIUM: "warn", NONE_SEEN: "ok"}


def opened_for_risk(request: Any, case_id: UUID) -> Any:
    """The case with risk and safe contact. NotFound for whoever may not open its risk."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.RISK, FieldGroup.CONTACT)
    if FieldGroup.RISK not in opened:
        raise NotFound("case", case_id)
    return case


def level_tag(level: str) -> Tag:
    return Tag(LOOKS.get(level, ""), _(LEVEL_WORDS.get(level, level)))


@page("case:read")
def show_risk(request: Any, case_id: UUID) -> HttpResponse:
    """How dangerous it is, by when that is looked at again, and what was agreed for safety."""
    case = opened_for_risk(request, case_id)
    risk = support.risk_of(case.pk, case.person_id)
    plan = support.safety_plan_of(case.pk, case.person_id)
    names = names_of([risk.written_by if risk else None, plan.written_by if plan else None])
    context = about(request, case, _("Risk and safety")) | {
        "risk": _risk(case, risk, names) if risk else None,
        "plan": _plan(plan, names) if plan else None,
    }
    return render(request, "casework/show_risk.html", context)


def _risk(case: Any, risk: Any, names: dict[UUID, str]) -> dict[str, Any]:
    words = support.risk_words(case.edition_id)
    singles = [
        (ml(words.get(code, code)), level_tag(level), risk.assessed.reasons.get(code, ""))
        for code, level in risk.assessed.levels.items()
    ]
    return {
        "tag": level_tag(risk.level),
        "why": risk.assessed.why,
        "singles": singles,
        "review_on": risk.review_on,
        "overdue": risk.overdue,
        "erased": risk.erased,
        "by": names.get(risk.written_by, ""),
        "at": risk.written_at,
    }


def _plan(view: Any, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "measures": [(m.what, m.who, m.when) for m in view.plan.measures],
        "pairs": plan_pairs(view),
        "erased": view.erased,
        "by": names.get(view.written_by, ""),
        "at": view.written_at,
    }


def plan_pairs(view: Any) -> list[tuple[str, str]]:
    told = ((_(label), getattr(view.plan, part)) for part, label in PLAN_WORDS.items())
    return [(label, value) for label, value in told if value]


@page("case:open")
def assess_risk(request: Any, case_id: UUID) -> HttpResponse:
    """Write down how dangerous it is, dimension by dimension. What was seen last stands there; the judgement is new."""
    now = clock.now()
    case = opened_for_risk(request, case_id)
    risk = support.risk_of(case.pk, case.person_id)
    current = _assessed(risk)
    fresh = {name: value for name, value in current.items() if name not in ("overall", "why", "review_on")}
    form = AssessRisk(
        settled(request.POST, current),
        dimensions=support.risk_words(case.edition_id),
        latest=day(support.latest_review(case, now)),
        initial=fresh | {"seen": risk.number if risk else 0},
    )
    reasons = ("why", *(name for name in form.fields if name.startswith("reason_")))
    if request.method == "POST" and form.is_valid() and nothing_told(request, form, case, *reasons):
        try:
            actions.assess_risk(request.actor, case=case, now=now, **form.told)
            messages.success(request, _("Saved. It is asked again on the day you set, and at each new contact."))
            return redirect("show_risk", case.pk)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        except Changed as changed:
            theirs = support.risk_of(case.pk, case.person_id)
            show_changed(form, _assessed(theirs), changed.number, theirs)
    lead = _("Think of each; “not known” is an answer. Write what you saw and heard, not names.")
    context = about(request, case, _("Assess the risk"), back=_to_risk(case)) | {"form": form, "lead": lead}
    return render(request, "casework/assess_risk.html", context | {"cancel": Link(_to_risk(case).url, _("Cancel"))})


def _assessed(risk: Any) -> dict[str, Any]:
    """The fields of the form as they stand in the file."""
    if risk is None:
        return {}
    singles = {f"level_{code}": level for code, level in risk.assessed.levels.items()}
    singles |= {f"reason_{code}": risk.assessed.reasons.get(code, "") for code in risk.assessed.levels}
    return singles | {"overall": risk.level, "why": risk.assessed.why, "review_on": risk.review_on}


def show_changed(form: Any, now: dict[str, Any], number: int, view: Any) -> None:
    """Both versions on the page, with who wrote the other one, and when."""
    by = names_of([view.written_by]).get(view.written_by, "") if view else ""
    show_theirs(form, now, number, who=by, at=moment(view.written_at) if view else "")


@page("case:open")
def plan_safety(request: Any, case_id: UUID) -> HttpResponse:
    """Write down with the person what is done for their safety."""
    now = clock.now()
    case = opened_for_risk(request, case_id)
    plan = support.safety_plan_of(case.pk, case.person_id)
    current = _planned(plan)
    form = PlanSafety(
        settled(request.POST, current),
        lines=len(plan.plan.measures) if plan else 0,
        initial=current | {"seen": plan.number if plan else 0},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.plan_safety(request.actor, case=case, now=now, **form.told)
            messages.success(request, _("Saved."))
            return redirect("show_risk", case.pk)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        except Changed as changed:
            theirs = support.safety_plan_of(case.pk, case.person_id)
            show_changed(form, _planned(theirs), changed.number, theirs)
    lead = _("Agree it with the person. All of it is sealed; nobody is given a copy where it is not safe to have one.")
    context = about(request, case, _("Safety plan"), back=_to_risk(case)) | {"form": form, "lead": lead}
    return render(request, "casework/plan_safety.html", context | {"cancel": Link(_to_risk(case).url, _("Cancel"))})


def _planned(view: Any) -> dict[str, Any]:
    if view is None:
        return {}
    lines = {
        f"{part}_{number}": getattr(measure, part)
        for number, measure in enumerate(view.plan.measures, 1)
        for part in ("what", "who", "when")
    }
    return lines | {part: getattr(view.plan, part) for part in PLAN_WORDS}


def _to_risk(case: Any) -> Link:
    return Link(reverse("show_risk", args=[case.pk]), _("Risk and safety"))


@page("case:read")
def risk_history(request: Any, case_id: UUID) -> HttpResponse:
    """Every assessment of the case."""
    case = opened_for_risk(request, case_id)
    words = support.risk_words(case.edition_id)
    rows = []
    for risk in support.risk_history(case.pk, case.person_id):
        pairs = [(_("Over all"), _in_words(risk.level, risk.assessed.why))]
        pairs += [
            (ml(words.get(code, code)), _in_words(level, risk.assessed.reasons.get(code, "")))
            for code, level in risk.assessed.levels.items()
        ]
        pairs.append((_("Looked at again"), day(risk.review_on)))
        rows.append((risk.written_at, risk.written_by, pairs))
    return history_page(request, case, _("Risk, as it was assessed"), _to_risk(case), rows)


def _in_words(level: str, reason: str) -> str:
    word = _(LEVEL_WORDS.get(level, level))
    return f"{word}: {reason}" if reason else word


@page("case:read")
def safety_history(request: Any, case_id: UUID) -> HttpResponse:
    """Every state of the safety plan."""
    case = opened_for_risk(request, case_id)
    rows = []
    for view in support.safety_history(case.pk, case.person_id):
        done = [", ".join(filter(None, (m.what, m.who, m.when))) for m in view.plan.measures]
        measures = [(_("Measures"), "\n".join(done))] if done else []
        rows.append((view.written_at, view.written_by, [*measures, *plan_pairs(view)]))
    return history_page(request, case, _("Safety plan, as it was agreed"), _to_risk(case), rows)

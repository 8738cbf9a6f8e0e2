"""A child's page: who stands by the child, what was weighed, how old the person is, and whose path the case follows."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases.access import open_permitted
from hamroh.casework.kinship import actions, queries
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework import kinship_shapes as shapes
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.case_shapes import contact_beside
from hamroh.web.casework.values import told_values
from hamroh.web.shell.pages import page, sentence
from hamroh.web.shell.parts import Link


def open_family(request: Any, case_id: UUID) -> tuple[Any, dict[str, Any]]:
    """The case with its family, and what every page about it says. Safe contact stands first for whoever may read it."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.FAMILY, FieldGroup.CONTACT)
    if FieldGroup.FAMILY not in opened:
        raise NotFound("case", case_id)
    contact = contact_beside(case, opened)
    return case, {
        "case_id": case.pk,
        "code": case.code,
        "contact": contact,
        "child": case.child,
        "closed": case.closed_at is not None,
        "may_write": request.actor.may("case:open") and case.closed_at is None,
        "may_decide": request.actor.may("case:supervise") and case.closed_at is None,
        "back": Link(case_url(case.pk), case.code),
    }


def to_child(case_id: UUID) -> Link:
    return Link(reverse("show_child", args=[case_id]), _("Child"))


def today() -> date:
    return day_of(clock.now())


@page("case:read")
def show_child(request: Any, case_id: UUID) -> HttpResponse:
    """Everything about a child that is not the child's own story. For an adult, only how old they are said to be."""
    case, context = open_family(request, case_id)
    context |= {
        "guardians": [_guardian(w) for w in queries.guardians_of(case.pk, case.person_id)],
        "represented": queries.representative_of(case.pk, case.person_id, today()) is not None,
        "barred": queries.suspected_among(case.pk),
        "weighed": _weighed(case),
        **_age(request, case),
    }
    return render(request, "casework/show_child.html", context)


@page("case:supervise")
@require_POST
def come_of_age(request: Any, case_id: UUID) -> HttpResponse:
    """One press, after the page has said what follows from it."""
    try:
        actions.come_of_age(request.actor, case_id=case_id, now=clock.now())
        messages.success(request, _("Confirmed: the case follows the path for adults, and everything is asked afresh."))
    except Refused as refused:
        messages.error(request, " ".join(sentence(obstacle) for obstacle in refused.obstacles))
    return redirect("show_child", case_id)


def _guardian(w: queries.Written) -> dict[str, Any]:
    hidden = ("role", "name", "suspected", "card")
    labels = {_(shapes.terms.GUARDIAN_WORDS[name]) for name in hidden}
    pairs = [(label, value) for label, value in shapes.guardian_pairs(w) if label not in labels]
    return {
        "key": w.key,
        "name": w["name"] or _("Erased: nobody can read this any more."),
        "role": shapes.word(shapes.terms.ROLE_WORDS, w["role"]),
        "tags": shapes.guardian_tags(w, today()),
        "pairs": told_values(pairs),
        "suspected": w["suspected"],
        "stands": not w["suspected"] and (w["until"] is None or w["until"] >= today()),
        "card": w["card"],
    }


def _weighed(case: Any) -> list[dict[str, Any]]:
    rows = queries.best_interests_of(case.pk, case.person_id)
    names = colleague_names({w["decided_by"] for w in rows})
    pairs = shapes.weighed_pairs(names)
    return [
        {
            "key": w.key,
            "about": shapes.word(shapes.terms.MATTER_WORDS, w["about"]),
            "pairs": told_values(pairs(w)[1:]),
            "late": w["review_on"] < today(),
            "review_on": shapes.dated(w["review_on"]),
        }
        for w in rows
    ]


def _age(request: Any, case: Any) -> dict[str, Any]:
    """What was told, what was assessed, and what may be decided on it."""
    stated, assessments = queries.age_of(case), queries.assessments_of(case.pk, case.person_id)
    turns = date.fromisoformat(stated["eighteen_on"]) if stated and stated["eighteen_on"] else None
    decide = [w.key for w in assessments[:1] if w["result"] == shapes.terms.Result.ADULT and case.child]
    return {
        "stated": told_values(shapes.age_pairs(stated)) if stated else [],
        "assessments": [
            {
                "key": w.key,
                "result": shapes.word(shapes.terms.RESULT_WORDS, w["result"]),
                "pairs": told_values(shapes.assessment_pairs(w)),
                "decide": reachable(request.actor, "decide_adult", case.pk, w.key) if w.key in decide else "",
                "decided": w["decided_at"] is not None,
            }
            for w in assessments
        ],
        "turns_eighteen": shapes.dated(turns) if turns and case.child else "",
        "of_age": bool(turns and case.child and today() >= turns),
    }

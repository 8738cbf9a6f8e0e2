"""How old somebody is: as told, as assessed; and the supervisor's decision that ends a child's path."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from hamroh.casework.kinship import actions
from hamroh.casework.kinship.queries import age_history, age_of, assessment_history, assessment_of
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import uuid7
from hamroh.web.casework import kinship_forms as forms
from hamroh.web.casework import kinship_shapes as shapes
from hamroh.web.casework.child import open_family, to_child, today
from hamroh.web.casework.revised import show_history, write_revised
from hamroh.web.shell.pages import page


@page("case:open")
def state_age(request: Any, case_id: UUID) -> HttpResponse:
    """As it was told: a day, a year or an age."""
    case, context = open_family(request, case_id)
    return write_revised(
        request,
        make=lambda data, initial: forms.StateAge(data, initial=initial),
        stands=lambda: age_of(case),
        act=lambda typed: actions.state_age(request.actor, case_id=case_id, now=clock.now(), **typed),
        initial={"told_on": today()},
        to=to_child(case_id).url,
        context=context
        | {
            "heading": _("Age, as told"),
            "lead": _(
                "Sealed. Under eighteen, the case takes the path for children. An adult age ends no child’s path: that "
                "needs an assessment and the supervisor."
            ),
            "back": to_child(case_id),
            "cancel": to_child(case_id),
        },
    )


@page("case:read")
def age_revisions(request: Any, case_id: UUID) -> HttpResponse:
    case, _context = open_family(request, case_id)
    return show_history(
        request,
        revisions=age_history(case),
        pairs=shapes.age_pairs,
        code=case.code,
        heading=_("Age, as told"),
        back=to_child(case_id),
    )


@page("case:open")
def assess_age(request: Any, case_id: UUID, assessment_id: UUID | None = None) -> HttpResponse:
    """Written by whoever works on the case, from what those who assessed it said."""
    case, context = open_family(request, case_id)
    if assessment_id:
        _known(case, assessment_id)

    def act(typed: dict[str, Any]) -> None:
        key = assessment_id or typed.pop("id") or uuid7()
        typed.pop("id", None)
        actions.assess_age(request.actor, case_id=case_id, assessment_id=key, now=clock.now(), **typed)

    return write_revised(
        request,
        make=lambda data, initial: forms.AssessAge(data, initial=initial),
        stands=lambda: assessment_of(case, assessment_id) if assessment_id else None,
        act=act,
        initial={"id": uuid7()},
        to=to_child(case_id).url,
        context=context
        | {
            "heading": _("Age, assessed"),
            "lead": _(
                "Only where there is real doubt, and only if the person agrees. In doubt, the person is a child."
            ),
            "back": to_child(case_id),
            "cancel": to_child(case_id),
        },
    )


@page("case:read")
def assessment_revisions(request: Any, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    case, _context = open_family(request, case_id)
    _known(case, assessment_id)
    return show_history(
        request,
        revisions=assessment_history(case, assessment_id),
        pairs=shapes.assessment_pairs,
        code=case.code,
        heading=_("Age, assessed"),
        back=to_child(case_id),
    )


@page("case:supervise")
def decide_adult(request: Any, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    """The supervisor's decision, with reasons. Nothing else moves a case from the path for children."""
    case, context = open_family(request, case_id)
    _known(case, assessment_id)
    return write_revised(
        request,
        make=lambda data, initial: forms.DecideAdult(data, initial={"seen": initial["seen"]}),
        stands=lambda: assessment_of(case, assessment_id),
        act=lambda typed: actions.decide_adult(
            request.actor, case_id=case_id, assessment_id=assessment_id, now=clock.now(), **typed
        ),
        to=to_child(case_id).url,
        context=context
        | {
            "heading": _("From the path for children to that for adults"),
            "lead": _("If you are in doubt, leave it: help goes on either way, and a child’s protection is not lost."),
            "submit": _("Decide so"),
            "back": to_child(case_id),
            "cancel": to_child(case_id),
        },
    )


def _known(case: Any, assessment_id: UUID) -> None:
    if assessment_of(case, assessment_id) is None:
        raise NotFound("assessment", assessment_id)

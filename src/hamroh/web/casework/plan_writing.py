"""Writing a draft of the plan: its days, its goals, their steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import team_of
from hamroh.casework.plans import actions
from hamroh.casework.plans.queries import (
    PlanShown,
    plan_of,
    plan_on_its_way,
    plans_of,
)
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import all_organisations, colleague_names
from hamroh.web.casework import plan_forms as forms
from hamroh.web.casework.plan_shapes import named, needs_to_choose
from hamroh.web.casework.revised_page import Standing, revised_page
from hamroh.web.shell.clocks import moment
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link


def standing(row: Any, values: dict[str, Any]) -> Standing:
    """How it stands now, for a form; with nothing written yet, the form begins empty."""
    if row is None:
        return Standing()
    who = colleague_names([row.written_by]).get(row.written_by, "") if row.written_by else ""
    return Standing(values, row.number, who, moment(row.written_at))


def back_to_plan(case: Any) -> dict[str, Any]:
    """What each page of the plan says of where it belongs."""
    url = reverse("show_plan", args=[case.pk])
    return {"code": case.code, "back": Link(url, _("Assistance plan")), "cancel": Link(url, _("Back"))}


@page("case:open")
def write_plan(request: Any, case_id: UUID) -> HttpResponse:
    """Begin a plan, or write the days of its draft anew."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)

    def now() -> PlanShown | None:
        return plan_on_its_way(plans_of(case))

    def stands() -> Standing:
        row = now()
        return standing(
            row, {"starts_on": row.starts_on, "ends_on": row.ends_on, "review_on": row.review_on} if row else {}
        )

    def write(typed: dict[str, Any]) -> None:
        draft, key = now(), typed.pop("id")
        plan_id = draft.id if draft and typed["seen"] else key or uuid7()
        actions.frame_plan(request.actor, case_id=case_id, plan_id=plan_id, now=clock.now(), **typed)

    return revised_page(
        request,
        form=forms.FramePlan,
        stands=stands,
        initial={"id": uuid7()},
        write=write,
        done=_("Written down. Now the goals, in the person’s words."),
        to=reverse("show_plan", args=[case_id]),
        context={
            "heading": _("The days of the plan"),
            "lead": _("Begin with the person, not with the form: what do they want to reach, and by when?"),
            "submit": _("Save"),
            **back_to_plan(case),
        },
    )


@page("case:open")
def write_goal(request: Any, case_id: UUID, plan_id: UUID, goal_id: UUID | None = None) -> HttpResponse:
    """A goal of the person on the draft: a new one, or one that is there."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    edition = editions.edition(case.edition_id)
    now = _finding(case, plan_id, lambda plan: plan.goals, goal_id)

    def stands() -> Standing:
        row = now()
        return standing(row, {"words": row.words, "need": row.need} if row else {})

    def write(typed: dict[str, Any]) -> None:
        key = goal_id or typed["id"] or uuid7()
        said = {name: typed[name] for name in ("words", "need", "seen")}
        actions.write_goal(request.actor, case_id=case_id, plan_id=plan_id, goal_id=key, now=clock.now(), **said)

    return revised_page(
        request,
        form=lambda *args, **kwargs: forms.WriteGoal(*args, needs=needs_to_choose(edition), **kwargs),
        stands=stands,
        initial={"id": uuid7()},
        case=case,
        others_read=("words",),
        write=write,
        done=_("Written down."),
        to=reverse("show_plan", args=[case_id]),
        context={
            "heading": _("A goal of the person"),
            "lead": _("Ask: what should be different for you? One goal at a time."),
            "submit": _("Save the goal"),
            **back_to_plan(case),
        },
    )


@page("case:open")
def write_step(request: Any, case_id: UUID, plan_id: UUID, goal_id: UUID, step_id: UUID | None = None) -> HttpResponse:
    """A step to a goal: a new one, or one that is there."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    goal = _finding(case, plan_id, lambda plan: plan.goals, goal_id)()
    assert goal is not None  # the finding raised otherwise
    now = _finding(case, plan_id, lambda plan: [s for g in plan.goals if g.id == goal_id for s in g.steps], step_id)
    team = [(str(member.user_id), member.user.short_name) for member in team_of(case)]

    def stands() -> Standing:
        row = now()
        names = ("what", "who", "user_id", "by_organisation", "due")
        return standing(row, {name: getattr(row, name) for name in names} if row else {})

    def write(typed: dict[str, Any]) -> None:
        key = step_id or typed.pop("id") or uuid7()
        typed.pop("id", None)
        actions.write_step(
            request.actor, case_id=case_id, plan_id=plan_id, goal_id=goal_id, step_id=key, now=clock.now(), **typed
        )

    return revised_page(
        request,
        form=lambda *args, **kwargs: forms.WriteStep(
            *args, team=team, organisations=named(all_organisations()), **kwargs
        ),
        stands=stands,
        initial={"id": uuid7()},
        case=case,
        others_read=("what", "who"),
        write=write,
        done=_("Written down."),
        to=reverse("show_plan", args=[case_id]),
        context={
            "heading": _("A step"),
            "lead": _("To the goal: “%(goal)s”") % {"goal": goal.words},
            "submit": _("Save the step"),
            **back_to_plan(case),
        },
    )


def _finding(case: Any, plan_id: UUID, among: Callable[[PlanShown], Any], key: UUID | None) -> Callable[[], Any]:
    """Ask anew each time how the goal or step stands; None for one that is still to be written. NotFound when it is not there."""
    plan_of(case, plan_id)

    def now() -> Any:
        if key is None:
            return None
        found = next((row for row in among(plan_of(case, plan_id)) if row.id == key), None)
        if found is None:
            raise NotFound("goal", key)
        return found

    return now

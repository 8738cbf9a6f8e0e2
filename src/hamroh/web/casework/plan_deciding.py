"""What people decide about the plan: the person agrees, a supervisor approves, both look at it again, it ends."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case
from hamroh.casework.plans import actions
from hamroh.casework.plans.queries import plan_in_force, plan_of, plans_of
from hamroh.casework.plans.terms import State
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.web.casework import plan_forms as forms
from hamroh.web.casework.letters import language_for
from hamroh.web.casework.plan_shapes import Shaping
from hamroh.web.casework.plan_writing import back_to_plan, standing
from hamroh.web.casework.revised_page import Standing, revised_page
from hamroh.web.shell.pages import page
from hamroh.web.shell.templatetags.hamroh import ml

DECISION = "plan-approved"  # of the edition: its outcomes name the two answers
APPROVED, RETURNED = "approved", "returned"


@page("case:open")
def agree_plan(request: Any, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """The person's yes to the draft as it stands; what they agree to stands on the page."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN, FieldGroup.PROFILE)
    edition, languages = editions.edition(case.edition_id), _languages(case)
    plan = plan_of(case, plan_id)

    def write(typed: dict[str, Any]) -> None:
        said = {"by": "person", "assent": "", **typed}
        actions.agree_plan(request.actor, case_id=case_id, plan_id=plan_id, now=clock.now(), **said)

    return revised_page(
        request,
        form=lambda *args, **kwargs: forms.AgreePlan(*args, child=case.child, languages=languages, **kwargs),
        stands=lambda: standing(plan_of(case, plan_id), {}),
        initial={"language": language_for(case, edition), "on": day_of(clock.now())},
        write=write,
        done=_("Agreed. A supervisor who did not write it looks at it now."),
        to=reverse("show_plan", args=[case_id]),
        template="casework/agree_plan.html",
        context={
            "heading": _("Agreed with the person"),
            "lead": _(
                "Read it aloud, goal by goal. They may change or leave out anything. After this nobody changes it."
            ),
            "submit": _("They agree to exactly this"),
            "plan": Shaping([plan], edition, day_of(clock.now())).plan(plan),
            **back_to_plan(case),
        },
    )


def _languages(case: Any) -> list[tuple[str, str]]:
    return [(code, ml(words)) for code, words in editions.edition(case.edition_id).words("language").items()]


@page("plan:approve")
def decide_plan(request: Any, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Approve the version, or send it back with what is to change."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    edition, plan = editions.edition(case.edition_id), plan_of(case, plan_id)
    outcomes = _outcomes(edition)

    def write(typed: dict[str, Any]) -> None:
        approves = {APPROVED: True, RETURNED: False}.get(typed["decision"])
        actions.decide_plan(
            request.actor,
            case_id=case_id,
            plan_id=plan_id,
            seen=typed["seen"],
            approves=approves,
            reasons=typed["reasons"],
            now=clock.now(),
        )

    return revised_page(
        request,
        form=lambda *args, **kwargs: forms.DecidePlan(*args, outcomes=outcomes, **kwargs),
        stands=lambda: standing(plan_of(case, plan_id), {}),
        write=write,
        done=_("Written down. The team sees it on the plan."),
        to=reverse("show_plan", args=[case_id]),
        template="casework/agree_plan.html",
        context={
            "heading": _("Look at the plan and decide"),
            "lead": _("Are the goals the person’s own? Are the steps safe, and does each have somebody and a day?"),
            "submit": _("Write down"),
            "plan": Shaping([plan], edition, day_of(clock.now())).plan(plan),
            **back_to_plan(case),
        },
    )


def _outcomes(edition: Any) -> list[tuple[str, str]]:
    """The two answers in the edition's words, or the platform's where it has no such decision."""
    usual = {APPROVED: _("Approve it"), RETURNED: _("Send it back for changes")}
    found = (d for d in edition.pack.decisions if d.id == DECISION)
    named = {o.id: ml(dict(o.name)) for d in found for o in d.outcomes}
    return [(code, named.get(code, words)) for code, words in usual.items()]


@page("case:open")
def review_plan(request: Any, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """What you found when you looked at the plan together, and when you look again."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    return _on_plan(
        request,
        case,
        plan_id,
        form=forms.ReviewPlan,
        act=actions.review_plan,
        done=_("Written down. Is something to change? Begin a change of the plan."),
        heading=_("The plan reviewed"),
        lead=_("Together with the person: what helped, what did not, what is different now."),
    )


@page("case:open")
def end_plan(request: Any, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """The plan in force ends."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    return _on_plan(
        request,
        case,
        plan_id,
        form=forms.EndPlan,
        act=actions.end_plan,
        done=_("The plan has ended. The case stays open, and so does the door for the person."),
        heading=_("End the plan"),
        lead=_("What waits of its steps ends with it. Services that the person receives go on."),
    )


def _on_plan(
    request: Any, case: Any, plan_id: UUID, *, form: Any, act: Any, done: str, heading: str, lead: str
) -> HttpResponse:
    if plan_of(case, plan_id).state is not State.IN_FORCE:
        raise NotFound("plan", plan_id)

    def write(typed: dict[str, Any]) -> None:
        act(request.actor, case_id=case.pk, plan_id=plan_id, now=clock.now(), **typed)

    return revised_page(
        request,
        form=form,
        stands=lambda: standing(plan_of(case, plan_id), {}),
        initial={"on": day_of(clock.now())},
        write=write,
        done=done,
        to=reverse("show_plan", args=[case.pk]),
        context={"heading": heading, "lead": lead, "submit": _("Write down"), **back_to_plan(case)},
    )


@page("case:open")
def tell_progress(request: Any, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """How far a goal of the plan in force is."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)

    def now() -> Any:
        plan = plan_in_force(plans_of(case))
        goal = next((goal for goal in plan.goals if goal.id == goal_id), None) if plan else None
        if goal is None:
            raise NotFound("goal", goal_id)
        return goal

    def stands() -> Standing:
        said = now().progress
        return standing(said, {"reached": said.reached, "words": said.words} if said else {})

    def write(typed: dict[str, Any]) -> None:
        actions.tell_progress(request.actor, case_id=case_id, goal_id=goal_id, now=clock.now(), **typed)

    return revised_page(
        request,
        form=forms.TellProgress,
        stands=stands,
        initial={"on": day_of(clock.now())},
        write=write,
        done=_("Written down."),
        to=reverse("show_plan", args=[case_id]),
        context={
            "heading": _("How far is this goal?"),
            "lead": f"“{now().words}”",
            "submit": _("Write down"),
            **back_to_plan(case),
        },
    )


@page("case:open")
def finish_step(request: Any, case_id: UUID, step_id: UUID) -> HttpResponse:
    """What became of a step; its task ends with it."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    plan = plan_in_force(plans_of(case))
    step = next((s for goal in plan.goals for s in goal.steps if s.id == step_id), None) if plan else None
    if step is None:
        raise NotFound("step", step_id)

    def write(typed: dict[str, Any]) -> None:
        said = {name: typed[name] for name in ("done", "on", "words")}
        actions.finish_step(request.actor, case_id=case_id, step_id=step_id, now=clock.now(), **said)

    return revised_page(
        request,
        form=forms.FinishStep,
        stands=Standing,
        initial={"on": day_of(clock.now()), "done": "done"},
        write=write,
        done=_("Written down."),
        to=reverse("show_plan", args=[case_id]),
        context={
            "heading": _("What became of this step?"),
            "lead": f"“{step.what}”",
            "submit": _("Write down"),
            **back_to_plan(case),
        },
    )

"""The assistance plan of a case: how it stands, what may be done with it, and how it came to this."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases.access import open_case, open_permitted
from hamroh.casework.plans import actions
from hamroh.casework.plans.queries import PlanShown, moves_of_plan, plan_in_force, plan_on_its_way, plans_of
from hamroh.casework.plans.terms import STATE_WORDS, State
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.case_shapes import contact_beside
from hamroh.web.casework.letters import letter_languages
from hamroh.web.casework.plan_shapes import Shaping, erased
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page, sentence
from hamroh.web.shell.parts import Link
from hamroh.web.shell.texts import clauses_at


@page("case:read")
def show_plan(request: Any, case_id: UUID) -> HttpResponse:
    """The plan in force, and the version that is on its way, each with what may be done now."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.PLAN, FieldGroup.CONTACT, FieldGroup.PROFILE)
    if FieldGroup.PLAN not in opened:
        raise NotFound("case", case_id)
    edition, plans = editions.edition(case.edition_id), plans_of(case)
    shaping = Shaping(plans, edition, today())
    on_its_way, running = plan_on_its_way(plans), plan_in_force(plans)
    may_write = request.actor.may(WRITE) and not case.closed_at
    context = {
        "case_id": case.pk,
        "code": case.code,
        "child": case.child,
        "contact": contact_beside(case, opened),
        "draft": _offered(shaping, on_its_way, request.actor, case) if on_its_way else None,
        "running": _offered(shaping, running, request.actor, case) if running else None,
        "earlier": [shaping.plan(plan) for plan in plans if plan not in (on_its_way, running)],
        "may_write": may_write,
        "begin_url": reachable(request.actor, "write_plan", case.pk)
        if may_write and not on_its_way and not running
        else "",
        "new_id": uuid7(),
        "letters": letter_languages(case, edition) if FieldGroup.PROFILE in opened else [],
        "closed": case.closed_at is not None,
        "clauses": clauses_at(edition.pack, "plan.agreed", "plan.approved"),
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
    }
    return render(request, "casework/show_plan.html", context)


WRITE, APPROVE = "case:open", "plan:approve"


def _offered(shaping: Shaping, plan: PlanShown, actor: Any, case: Any) -> dict[str, Any]:
    """The version with what this reader may do with it."""
    waits = plan.state is State.AGREED and not case.closed_at
    own = actor.user_id in plan.authors
    return shaping.plan(plan) | {
        "decide_url": reverse("decide_plan", args=[case.pk, plan.id])
        if waits and actor.may(APPROVE) and not own
        else "",
        "own": waits and own and actor.may(APPROVE),
    }


def today() -> date:
    return day_of(clock.now())


@page("case:open")
@require_POST
def act_on_plan(request: Any, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """One press: begin a change, take an agreement back, give a draft up, take a goal or a step off it."""
    asked, now = request.POST.get("act", ""), clock.now()
    do = ACTS.get(asked)
    if do is None:
        raise NotFound("act", asked[:40])
    try:
        do(request.actor, case_id, plan_id, request.POST, now)
    except Changed:
        messages.error(request, _("Somebody wrote meanwhile. Look at how it stands now, and choose again."))
    except Refused as refused:
        for obstacle in refused.obstacles:
            messages.error(request, sentence(obstacle))
    else:
        messages.success(request, _("Written down."))
    return redirect("show_plan", case_id)


def _key(typed: Any, name: str) -> UUID:
    try:
        return UUID(typed.get(name, ""))
    except ValueError:
        raise NotFound("thing", name) from None


def _change(actor: Any, case_id: UUID, plan_id: UUID, typed: Any, now: Any) -> None:
    actions.change_plan(actor, case_id=case_id, plan_id=plan_id, new_id=_key(typed, "id"), now=now)


def _take_back(actor: Any, case_id: UUID, plan_id: UUID, typed: Any, now: Any) -> None:
    actions.take_back_plan(actor, case_id=case_id, plan_id=plan_id, seen=_number(typed), now=now)


def _drop(actor: Any, case_id: UUID, plan_id: UUID, typed: Any, now: Any) -> None:
    actions.drop_plan(actor, case_id=case_id, plan_id=plan_id, now=now)


def _drop_goal(actor: Any, case_id: UUID, plan_id: UUID, typed: Any, now: Any) -> None:
    actions.drop_goal(
        actor, case_id=case_id, plan_id=plan_id, goal_id=_key(typed, "goal"), seen=_number(typed), now=now
    )


def _drop_step(actor: Any, case_id: UUID, plan_id: UUID, typed: Any, now: Any) -> None:
    actions.drop_step(
        actor, case_id=case_id, plan_id=plan_id, step_id=_key(typed, "step"), seen=_number(typed), now=now
    )


def _number(typed: Any) -> int:
    seen = typed.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0


ACTS = {
    "change": _change,
    "take_back": _take_back,
    "drop": _drop,
    "drop_goal": _drop_goal,
    "drop_step": _drop_step,
}


@page("case:read")
def plan_history(request: Any, case_id: UUID) -> HttpResponse:
    """Each version as it stood, and what happened to it: who wrote, agreed, approved or sent back, and when."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    edition, plans = editions.edition(case.edition_id), plans_of(case)
    shaping = Shaping(plans, edition, today())
    told = [(shaping.plan(plan), moves_of_plan(case, plan.id)) for plan in plans]
    names = colleague_names(row.written_by for _plan, moves in told for row, _words in moves if row.written_by)
    context = {
        "code": case.code,
        "case_id": case.pk,
        "versions": [plan | {"moves": [_move(row, words, names) for row, words in moves]} for plan, moves in told],
        "back": Link(reverse("show_plan", args=[case.pk]), _("Assistance plan")),
    }
    return render(request, "casework/plan_history.html", context)


def _move(row: Any, words: Any, names: Any) -> dict[str, Any]:
    said = erased() if words is None else words.get("reasons") or words.get("words") or words.get("who") or ""
    state = _(STATE_WORDS[State(row.state)])
    if row.act == "review":
        state = _("Reviewed; looked at again on %(day)s") % {"day": day(row.review_on)}
    return {"at": row.written_at, "who": names.get(row.written_by, ""), "state": state, "said": said}

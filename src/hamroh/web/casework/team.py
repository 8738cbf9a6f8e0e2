"""Who works on a case: a colleague joins, somebody leaves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hamroh.casework.cases import queries
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, leave_team
from hamroh.casework.cases.terms import JOINING_REASONS
from hamroh.foundation.vault.access import Unreadable
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import InForce, edition
from hamroh.mechanism.membership.queries import colleagues
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.case_forms import JoinTeam
from hamroh.web.casework.team_words import capacity_of, opening_roles, role_words
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


@page("case:assign")
def change_team(request: Any, case_id: UUID) -> HttpResponse:
    """Who works on the case and who did. Add a colleague of the own organisation, or take somebody, also oneself, off."""
    now, case = clock.now(), open_case(request.actor, case_id)
    team, rules = queries.team_of(case), edition(case.edition_id)
    free = _free_colleagues(request.actor, {m.user_id for m in team} | set(case.barred), now)
    people = [(str(user), f"{name}, {role_words().get(role, role)}") for user, (name, role) in free.items()]
    choices = {"colleagues": people, "capacities": [(code, ml(name)) for code, name in rules.capacity_words().items()]}
    form = JoinTeam(request.POST if "join" in request.POST else None, **choices)
    if form.is_valid() or "leave" in request.POST:
        try:
            return _change(request, case, form, free, now)
        except Refused as refused:
            form = form if form.is_bound else JoinTeam({}, **choices)
            form.errors.clear()
            show_obstacles(form, refused.obstacles)
    context = {
        "case_id": case.pk,
        "code": case.code,
        "form": form,
        "free": bool(free),
        "team": [_member(m, case, rules, request.actor) for m in team],
        "past": [_member(m, case, rules, request.actor) for m in queries.team_history(case)],
        "load_url": reachable(request.actor, "case_load"),
        "tie_url": reachable(request.actor, "recuse", case.pk),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/change_team.html", context)


def _change(request: Any, case: Any, form: JoinTeam, free: dict[UUID, tuple[str, str]], now: Any) -> HttpResponse:
    if "leave" in request.POST:
        user_id = _uuid(request.POST["leave"])
        leave_team(request.actor, case=case, user_id=user_id, now=now)
        messages.success(request, _("Written down: from now on the case is closed to them."))
        if user_id == request.actor.user_id:
            return redirect("case_list")
    else:
        typed = form.cleaned_data
        _name, role = free.get(typed["user"], ("", ""))
        said = {"capacity": typed.get("capacity", ""), "reason": typed["reason"], "why": typed["why"]}
        join_team(request.actor, case=case, user_id=typed["user"], role=role, **said, now=now)
        messages.success(request, _("Added: the colleague finds the case among their own from now on."))
    return redirect("change_team", case.pk)


def _free_colleagues(actor: Any, taken: set[UUID], now: Any) -> dict[UUID, tuple[str, str]]:
    """Colleagues who hold a role that opens cases and are not on the team: name and role by account."""
    opening = opening_roles()
    posts = [p for p in colleagues(actor.organisation_id, now) if p.role in opening and p.user_id not in taken]
    return {p.user_id: (p.user.short_name, p.role) for p in reversed(posts)}


def _member(member: Any, case: Any, rules: InForce, actor: Any) -> dict[str, Any]:
    return {
        "user_id": member.user_id,
        "name": member.user.short_name,
        "capacity": capacity_of(rules, member.capacity, member.role),
        "since": member.since,
        "until": member.until,
        "reason": _(JOINING_REASONS[member.reason]) if member.reason in JOINING_REASONS else "",
        "why": _why(member, case),
        "me": member.user_id == actor.user_id,
    }


def _why(member: Any, case: Any) -> str:
    try:
        return queries.joined_why(member, case)
    except Unreadable:
        return _("Erased: nobody can read this any more.")


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound("colleague") from None

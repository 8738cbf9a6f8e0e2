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
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions.queries import current
from hamroh.mechanism.membership.queries import colleagues
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.case_forms import JoinTeam
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


@page("case:assign")
def change_team(request: Any, case_id: UUID) -> HttpResponse:
    """Add a colleague of the own organisation, or take somebody, also oneself, off the team."""
    now, case = clock.now(), open_case(request.actor, case_id)
    team, roles = queries.team_of(case), {role.id: ml(role.name) for role in current().pack.roles}
    free = _free_colleagues(request.actor, {m.user_id for m in team}, now)
    form = JoinTeam(
        request.POST if "join" in request.POST else None,
        colleagues=[(str(user), f"{name}, {roles.get(role, role)}") for user, (name, role) in free.items()],
    )
    if form.is_valid() or "leave" in request.POST:
        try:
            return _change(request, case, form, free, now)
        except Refused as refused:
            form = form if form.is_bound else JoinTeam({}, colleagues=form.fields["user"].widget.choices)
            form.errors.clear()
            show_obstacles(form, refused.obstacles)
    context = {
        "case_id": case.pk,
        "code": case.code,
        "form": form,
        "free": bool(free),
        "team": [_member(m, roles, request.actor) for m in team],
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
        user_id = form.cleaned_data["user"]
        _name, role = free.get(user_id, ("", ""))
        join_team(request.actor, case=case, user_id=user_id, role=role, now=now)
        messages.success(request, _("Added: the colleague finds the case among their own from now on."))
    return redirect("change_team", case.pk)


def _free_colleagues(actor: Any, joined: set[UUID], now: Any) -> dict[UUID, tuple[str, str]]:
    """Colleagues who hold a role that opens cases and are not on the team: name and role by account."""
    opening = {role.id for role in current().pack.roles if "case:read" in role.permissions}
    posts = [p for p in colleagues(actor.organisation_id, now) if p.role in opening and p.user_id not in joined]
    return {p.user_id: (p.user.short_name, p.role) for p in reversed(posts)}


def _member(member: Any, roles: dict[str, str], actor: Any) -> dict[str, Any]:
    return {
        "user_id": member.user_id,
        "name": member.user.short_name,
        "role": roles.get(member.role, member.role),
        "since": day(member.since),
        "me": member.user_id == actor.user_id,
    }


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound("colleague") from None

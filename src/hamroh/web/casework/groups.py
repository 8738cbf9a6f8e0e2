"""A group of cases: what holds for all, written once; and where each person stands, for those who may open each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.grounds.queries import agreed_among
from hamroh.casework.kinship import actions, queries
from hamroh.casework.kinship.access import open_group_of, open_members
from hamroh.foundation.reference.queries import territories
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import read_code, uuid7
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework import kinship_forms as forms
from hamroh.web.casework import kinship_shapes as shapes
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.child import open_family
from hamroh.web.casework.families import to_family
from hamroh.web.casework.revised import show_history, write_revised
from hamroh.web.casework.values import told_values
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


def regions() -> list[tuple[str, str]]:
    return [(str(t.pk), ml(t.names)) for t in territories()]


def to_group(case_id: UUID, group_id: UUID, code: str = "") -> Link:
    return Link(reverse("show_group", args=[case_id, group_id]), code or _("The group"))


@page("case:read")
def show_group(request: Any, case_id: UUID, group_id: UUID) -> HttpResponse:
    """Reached from a case of the reader's own. Of cases that are not theirs the list says nothing, not even how many."""
    now = clock.now()
    case, group = open_group_of(request.actor, case_id, group_id)
    view = queries.seen_group(group)
    rows = queries.followed(group, open_members(request.actor, group))
    agreed = agreed_among([row.case_id for row in rows], now)
    context = {
        "now": now,
        "case_id": case.pk,
        "group_id": group.pk,
        "code": view.code,
        "name": view.facts["name"] if view.facts else "",
        "facts": told_values(shapes.facts_pairs(view.facts)[1:]) if view.facts else [],
        "rows": [_row(row, agreed.get(row.case_id, 0)) for row in rows],
        "consented": sum(bool(agreed.get(row.case_id)) for row in rows),
        "stay": sum(row.stays for row in rows),
        "danger": sum(row.danger for row in rows),
        "may_write": request.actor.may("case:open"),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/show_group.html", context)


@page("case:open")
def write_group_facts(request: Any, case_id: UUID, group_id: UUID) -> HttpResponse:
    """What holds for all: changed once, for all."""
    case, group = open_group_of(request.actor, case_id, group_id)
    return write_revised(
        request,
        make=lambda data, initial: forms.WriteGroupFacts(data, initial=initial, regions=regions()),
        stands=lambda: queries.seen_group(group).facts,
        act=lambda typed: actions.write_group_facts(
            request.actor, case_id=case.pk, group_id=group.pk, now=clock.now(), **typed
        ),
        to=to_group(case_id, group_id).url,
        context={
            "code": group.code,
            "contact": None,
            "heading": _("What holds for all"),
            "lead": _("Sealed under the group’s own key. What one person told stays in that person’s file."),
            "back": to_group(case_id, group_id, group.code),
            "cancel": to_group(case_id, group_id, group.code),
        },
    )


@page("case:read")
def group_revisions(request: Any, case_id: UUID, group_id: UUID) -> HttpResponse:
    _case, group = open_group_of(request.actor, case_id, group_id)
    return show_history(
        request,
        revisions=queries.facts_history(group.pk),
        pairs=shapes.facts_pairs,
        code=group.code,
        heading=_("What holds for all"),
        back=to_group(case_id, group_id, group.code),
    )


@page("case:open")
def join_group(request: Any, case_id: UUID) -> HttpResponse:
    """By the code of another case of the reader's own: into its group, or into a new one of the two."""
    _case, context = open_family(request, case_id)
    form = forms.JoinGroup(request.POST or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            group_id = actions.join_group_of(
                request.actor,
                group_id=typed["id"] or uuid7(),
                case_id=case_id,
                code=read_code(typed["code"], current().code_prefix),
                name=typed["name"],
                now=clock.now(),
            )
            messages.success(request, _("The case is in the group. Nothing of the person was copied."))
            return redirect(to_group(case_id, group_id).url)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    context |= {
        "form": form,
        "heading": _("Into a group"),
        "lead": _("People who were harmed together: one recruiter, one place. What holds for all is written once."),
        "submit": _("Put it there"),
        "back": to_family(case_id),
        "cancel": to_family(case_id),
    }
    return render(request, "casework/write_revised.html", context)


@page("case:open")
def leave_group(request: Any, case_id: UUID, group_id: UUID) -> HttpResponse:
    """The case leaves; what the group shares stays with the others."""
    _case, context = open_family(request, case_id)
    _opened, group = open_group_of(request.actor, case_id, group_id)
    form = forms.LeaveGroup(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            why = form.cleaned_data["why"]
            actions.leave_group(request.actor, case_id=case_id, group_id=group_id, why=why, now=clock.now())
            messages.success(request, _("The case left the group."))
            return redirect(to_family(case_id).url)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    context |= {
        "form": form,
        "heading": _("Out of the group"),
        "lead": group.code,
        "submit": _("Take it out"),
        "back": to_group(case_id, group_id, group.code),
        "cancel": to_group(case_id, group_id, group.code),
    }
    return render(request, "casework/write_revised.html", context)


def _row(row: queries.Followed, agreed: int) -> dict[str, Any]:
    return {
        "code": row.code,
        "url": case_url(row.case_id),
        "child": row.child,
        "danger": row.danger,
        "agreed": agreed,
        "stays": row.stays,
        "due": row.next_due_at,
        "closed": row.closed_at is not None,
    }

"""Opening cases."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases import actions
from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.actions.open_case_from_handover import open_case_from_handover
from hamroh.foundation.reference.queries import territories
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.web.casework.case_forms import OpenCase
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


@page("case:open")
def open_case(request: Any, referral_id: UUID | None = None) -> HttpResponse:
    """A new case: nothing but a code, until the person has said more. After a hand-over it knows where it came from."""
    now, regions = clock.now(), [(str(t.pk), ml(t.names)) for t in territories()]
    handover = open_received(request.actor, referral_id, now).referral if referral_id else None
    carried = {name: request.POST.get(name, "") for name in ("child", "territory")} if "carried" in request.POST else {}
    typed_here = None if carried else request.POST or None  # what a contact said already is only proposed
    form = OpenCase(typed_here, regions=regions, initial={"id": uuid7(), **carried})
    if form.is_valid():
        typed = form.cleaned_data
        facts = {
            "id": typed["id"],
            "child": typed["child"] == "yes",
            "code_only": True,
            "now": now,
            "territory_id": _region(typed["territory"], regions),
        }
        try:
            case = _begin(request.actor, referral_id, facts)
            messages.success(request, _("The case is open. From now on it is called by its code."))
            return redirect("show_case", case.pk)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    context = {"form": form, "back": to_cases(), "handover": handover and _arrival(handover)}
    return render(request, "casework/open_case.html", context)


def _begin(actor: Actor, referral_id: UUID | None, facts: dict[str, Any]) -> Any:
    if referral_id is None:
        return actions.open_new_case(actor, **facts)
    return open_case_from_handover(actor, referral_id=referral_id, **facts)


def _arrival(handover: Any) -> dict[str, Any]:
    return {"sender": handover.sender_organisation.names, "arrived_at": handover.arrived_at}


def _region(chosen: UUID | None, regions: list[tuple[str, str]]) -> UUID | None:
    if chosen and str(chosen) not in dict(regions):
        raise NotFound("territory", chosen)
    return chosen


def to_cases() -> Link:
    return Link(reverse("case_list"), _("Cases"))

"""Finding and opening cases."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases import access, actions
from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.actions.open_case_from_handover import open_case_from_handover
from hamroh.foundation.reference.queries import territories
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import read_code, uuid7
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework.case_forms import FindCase, OpenCase
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


@page("case:read")
def find_case(request: Any) -> HttpResponse:
    """Look a case up by its code. *There is none* and *it is not yours* are the same sentence."""
    form = FindCase(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = read_code(form.cleaned_data["code"], current().code_prefix)
        case = access.find_case(request.actor, code) if code else None
        if case:
            return redirect("show_case", case.pk)
        form.add_error("code", _not_found(code))
    return render(request, "casework/find_case.html", {"form": form, "back": _to_cases()})


def _not_found(code: str | None) -> str:
    if code is None:
        return _("This is no code: one of its signs was misheard or mistyped. Ask for it again, sign by sign.")
    return _("There is no case of yours with this code. Check the code; if it is right, ask the team of the case.")


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
    context = {"form": form, "back": _to_cases(), "handover": handover and _arrival(handover)}
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


def _to_cases() -> Link:
    return Link(reverse("case_list"), _("Cases"))

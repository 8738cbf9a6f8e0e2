"""The directory of services, with their free places and how old that figure is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.directory import actions
from hamroh.mechanism.directory.queries import services_for, services_of
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework.places import accepted, confirmed, free_places, is_stale, place_of
from hamroh.web.casework.referral_forms import ConfirmCapacity
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


@page("mechanism:read", "capacity:confirm")
def services(request: Any) -> HttpResponse:
    """Every active service by kind; one kind alone by its choice above."""
    now, kinds = clock.now(), editions.current().service_words()
    chosen = request.GET.get("kind", "")
    if chosen and chosen not in kinds:
        raise NotFound("service", chosen[:40])
    found = services_for(type=chosen)
    context = {
        "now": now,
        "kinds": [(code, ml(words), code == chosen) for code, words in kinds.items()],
        "groups": _by_kind(request.actor, found, kinds, now),
    }
    return render(request, "casework/services.html", context)


def _by_kind(actor: Any, found: list[Any], kinds: dict[str, dict[str, str]], now: Any) -> list[dict[str, Any]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for service in found:
        rows.setdefault(service.type, []).append(_row(actor, service, now))
    return [{"kind": ml(kinds[kind]), "rows": rows[kind]} for kind in kinds if kind in rows]


def _row(actor: Any, service: Any, now: Any) -> dict[str, Any]:
    ours = service.organisation_id == actor.organisation_id and actor.may("capacity:confirm")
    return {
        "name": ml(service.names),
        "organisation": ml(service.organisation.names),
        "place": place_of(service),
        "accepts": accepted(service),
        "free": free_places(service),
        "confirmed": confirmed(service, now) if service.capacity is not None else "",
        "stale": is_stale(service, now),
        "out_of_hours": service.out_of_hours,
        "confirm_url": reverse("confirm_capacity", args=[service.pk]) if ours and service.capacity is not None else "",
    }


@page("capacity:confirm")
def confirm_capacity(request: Any, service_id: UUID) -> HttpResponse:
    """Say how many places are free now: one press when the figure still holds, else a number."""
    service = next((s for s in services_of(request.actor.organisation_id) if s.pk == service_id), None)
    if service is None or service.capacity is None:
        raise NotFound("service", service_id)
    now, after = clock.now(), _after(request)
    form = ConfirmCapacity(request.POST or None, initial={"free": service.free})
    if request.method == "POST" and form.is_valid() and _confirmed(request, service_id, form, now):
        messages.success(request, _("Confirmed. Others see it now."))
        return redirect(after)
    context = {
        "form": form,
        "heading": ml(service.names),
        "lead": _("%(all)s places in all. Others send people by this figure.") % {"all": service.capacity},
        "submit": _("Confirm"),
        "back": Link(reverse("services"), _("Services")),
    }
    return render(request, "hamroh/form_page.html", context)


def _confirmed(request: Any, service_id: UUID, form: ConfirmCapacity, now: Any) -> bool:
    free = form.cleaned_data.get("free")
    if free is None:
        form.add_error("free", _("Write how many places are free, 0 if none."))
        return False
    try:
        actions.confirm_capacity(request.actor, service_id=service_id, free=free, now=now)
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return False
    return True


def _after(request: Any) -> str:
    """Back to the page from which it was pressed, if that is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if ours else reverse("services")

"""No signs today, and still in need: what help is wanted, who gives it, and how a person passes to another system."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from hamroh.casework.cases.access import open_case
from hamroh.casework.identification.actions.in_need import offer_neighbour
from hamroh.casework.identification.queries import offered_neighbours
from hamroh.casework.identification.terms import OFFER_WORDING
from hamroh.casework.support.actions import write_needs
from hamroh.casework.support.queries import needs_of
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.mechanism.directory.queries import services_for
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.pages import Request, page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


class TellWanted(Obliging):
    """What the person wants help with, as kinds of service; nothing is required."""

    services = forms.MultipleChoiceField(
        label=_later("What does the person want help with?"),
        help_text=_later("Ask; do not decide for her or him. Nothing is sent by ticking."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].choices = kinds  # type: ignore[attr-defined]


@page("case:open")
def offer_help(request: Request, case_id: UUID) -> HttpResponse:
    """Two things can be written down: what is wanted, and that a neighbouring system was offered. Neither lets anything leave."""
    require(request.actor, "case:open", "case", case_id)
    case = open_case(request.actor, case_id, FieldGroup.NEEDS)
    if request.method == "POST" and "neighbour" in request.POST:
        return _offer(request, case)
    needs = needs_of(case.pk, case.person_id)
    form = TellWanted(request.POST or None, initial={"services": list(needs.services)}, kinds=_kinds(case))
    if request.method == "POST" and form.is_valid():
        try:
            _tell(request, case, needs, form.cleaned_data["services"])
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            return redirect(f"{reverse('offer_help', args=[case_id])}#who")
    return render(request, "casework/offer_help.html", _helping(request, case, needs, form))


def _kinds(case: Any) -> list[tuple[str, str]]:
    return [(code, ml(words)) for code, words in editions.edition(case.edition_id).service_words().items()]


def _tell(request: Request, case: Any, needs: Any, wanted: list[str]) -> None:
    """What was noted beside the kinds of service before stays."""
    if set(wanted) != set(needs.services):
        now = clock.now()
        write_needs(request.actor, case=case, services=wanted, urgent=needs.urgent, note=needs.note, now=now)
        messages.success(request, _("Written down. Who can help stands below."))


def _offer(request: Request, case: Any) -> HttpResponse:
    neighbour = request.POST.get("neighbour", "")
    answer = request.POST.get("answer", "")
    try:
        offer_neighbour(request.actor, case_id=case.pk, neighbour=neighbour, answer=answer, now=clock.now())
    except Refused as refused:
        for obstacle in refused.obstacles:
            messages.error(request, sentence(obstacle))
    else:
        messages.success(request, _("Written down that it was offered."))
    return redirect(f"{reverse('offer_help', args=[case.pk])}#systems")


def _helping(request: Request, case: Any, needs: Any, form: TellWanted) -> dict[str, Any]:
    edition = editions.edition(case.edition_id)
    services = [s for s in services_for(child=case.child) if s.organisation_id != case.organisation_id]
    words = edition.service_words()
    return {
        "code": case.code,
        "child": case.child,
        "open": case.closed_at is None,
        "form": form,
        "kinds": [_kind(request, case, code, ml(words.get(code, code)), services) for code in needs.services],
        "systems": [_system(request, case, edition, one, services) for one in edition.pack.neighbours],
        "close_url": reachable(request.actor, "close_case", case.pk) if case.closed_at is None else "",
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
    }


def _kind(request: Request, case: Any, code: str, name: str, services: list[Any]) -> dict[str, Any]:
    return {"name": name, "services": [_service(request, case, s) for s in services if s.type == code]}


def _service(request: Request, case: Any, service: Any) -> dict[str, str]:
    """One who can help, and where a referral to it begins: with the person's agreement."""
    refer = reachable(request.actor, "send_referral", case.pk)
    return {
        "organisation": ml(service.organisation.names),
        "name": ml(service.names),
        "url": f"{refer}?to={service.pk}" if refer and case.closed_at is None else "",
    }


def _system(request: Request, case: Any, edition: Any, neighbour: Any, services: list[Any]) -> dict[str, Any]:
    """How a person passes over, who leads there, which of their services stand on the platform, what was said of it."""
    bodies = {o.id: ml(o.name) for o in edition.pack.organisations} | {r.id: ml(r.name) for r in edition.pack.roles}
    said = offered_neighbours(case).get(neighbour.id)
    return {
        "id": neighbour.id,
        "name": ml(neighbour.name),
        "boundary": ml(neighbour.boundary),
        "passing": ml(neighbour.passing),
        "leads": [bodies.get(id, id) for id in neighbour.leads],
        "services": [_service(request, case, s) for s in services if s.organisation.key in neighbour.leads],
        "answers": list(OFFER_WORDING.items()),
        "said": _(OFFER_WORDING[said.answer]) if said else "",
        "said_at": said.at if said else None,
    }

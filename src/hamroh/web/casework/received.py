"""Services that the person received: the list with what it cost, one line written or corrected, one taken over."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases.access import open_permitted
from hamroh.casework.referrals.actions import take_over_service
from hamroh.casework.referrals.queries import referrals_of_case
from hamroh.casework.referrals.terms import Status
from hamroh.casework.support import actions
from hamroh.casework.support import queries as support
from hamroh.casework.support.terms import CURRENCY_LIST, FUNDING_LIST, OUTCOME_WORDS
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import edition
from hamroh.mechanism.membership.queries import all_organisations, organisation_names
from hamroh.web.casework.addresses import reachable
from hamroh.web.casework.need_forms import WriteService
from hamroh.web.casework.risk import show_changed
from hamroh.web.casework.sections import about, history_page
from hamroh.web.shell.both_versions import settled
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


def opened_for_services(request: Any, case_id: UUID) -> Any:
    """The case with its services and safe contact. NotFound for whoever may not open them."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.SERVICES, FieldGroup.CONTACT)
    if FieldGroup.SERVICES not in opened:
        raise NotFound("case", case_id)
    return case


@page("case:read")
def received_list(request: Any, case_id: UUID) -> HttpResponse:
    """Every service, the newest first, with what it cost in all; and referrals whose outcome waits to be taken over."""
    case = opened_for_services(request, case_id)
    views = support.services_received(case.pk, case.person_id)
    names = providers_of(views)
    context = about(request, case, _("Services received")) | {
        "services": [_line(case, view, names) for view in views],
        "totals": [_money(total, currency) for currency, total in sorted(support.costs_of(views).items())],
        "waiting": _waiting(request, case),
    }
    return render(request, "casework/received_list.html", context)


def _line(case: Any, view: Any, names: Mapping[UUID, Any]) -> dict[str, Any]:
    received = view.received
    return {
        "what": ml(edition(case.edition_id).service_words().get(received.service_type, received.service_type)),
        "by": provider_of(view, names),
        "when": _when(received),
        "amount": support.amount_told(received),
        "cost": _money(received.total, received.currency) if received.total is not None else "",
        "outcome": _(OUTCOME_WORDS[received.outcome]) if received.outcome else "",
        "own_words": received.own_words,
        "from_referral": view.from_referral is not None,
        "erased": view.erased,
        "url": reverse("write_received", args=[case.pk, view.thing]),
        "history": reverse("received_history", args=[case.pk, view.thing]),
    }


def providers_of(views: Iterable[Any]) -> dict[UUID, Any]:
    """Names of all organisations that gave these services. One query."""
    return organisation_names(view.received.provider for view in views if view.received.provider)


def provider_of(view: Any, names: Mapping[UUID, Any]) -> str:
    received = view.received
    return ml(names.get(received.provider, "")) if received.provider else str(received.provider_named)


def _when(received: Any) -> str:
    end = day(received.until) if received.until else _("goes on")
    return day(received.since) if received.until == received.since else f"{day(received.since)} – {end}"


def _money(amount: Decimal, currency: str) -> str:
    return f"{number_format(amount, 2)} {currency}"


def _waiting(request: Any, case: Any) -> list[dict[str, Any]]:
    """Confirmed referrals that stand in no line yet; each with one press."""
    if case.closed_at or not reachable(request.actor, "take_over_received", case.pk, case.pk):
        return []
    taken = support.taken_over(case.pk)
    rows = [r for r in referrals_of_case(case) if r.status == Status.COMPLETED and r.confirmed_at and r.id not in taken]
    return [
        {
            "what": ml(row.service),
            "by": ml(row.to),
            "code": row.code,
            "url": reverse("take_over_received", args=[case.pk, row.id]),
        }
        for row in rows
    ]


@page("case:open")
@require_POST
def take_over_received(request: Any, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """One press: what a confirmed referral gave stands in the list, with its source."""
    try:
        if take_over_service(request.actor, referral_id=referral_id, now=clock.now()):
            messages.success(request, _("Taken over. Add how much it was, and ask the person what came of it."))
        else:
            messages.info(request, _("It stands in the list already."))
    except Refused as refused:
        messages.warning(request, " ".join(sentence(obstacle) for obstacle in refused.obstacles))
    return redirect("received_list", case_id)


@page("case:open")
def add_received(request: Any, case_id: UUID) -> HttpResponse:
    """A new line of the list."""
    return _write(request, opened_for_services(request, case_id), None)


@page("case:open")
def write_received(request: Any, case_id: UUID, thing: UUID) -> HttpResponse:
    """Correct a line, or say how it ended."""
    case = opened_for_services(request, case_id)
    view = support.service_received(case.pk, case.person_id, thing)
    if view is None:
        raise NotFound("service", thing)
    return _write(request, case, view)


def _write(request: Any, case: Any, view: Any) -> HttpResponse:
    current, back = _written(view), Link(reverse("received_list", args=[case.pk]), _("Services received"))
    form = WriteService(
        settled(request.POST, current),
        kinds=edition(case.edition_id).service_words(),
        funding=support.words_of(case.edition_id, FUNDING_LIST),
        currencies=support.words_of(case.edition_id, CURRENCY_LIST),
        organisations=_organisations(),
        initial=current | {"seen": view.number if view else 0, "id": view.thing if view else uuid7()},
    )
    if request.method == "POST" and form.is_valid():
        thing = view.thing if view else form.cleaned_data["id"]
        try:
            seen = form.cleaned_data["seen"] if view else 0
            actions.write_service(request.actor, case=case, thing=thing, received=form.told, seen=seen, now=clock.now())
            messages.success(request, _("Saved."))
            return redirect("received_list", case.pk)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        except Changed as changed:
            if view is None:  # a second click on a new line
                return redirect("received_list", case.pk)
            theirs = support.service_received(case.pk, case.person_id, thing)
            show_changed(form, _written(theirs), changed.number, theirs)
    heading = _("Change a service") if view else _("Write a service down")
    context = about(request, case, heading, back=back) | {"form": form, "cancel": Link(back.url, _("Cancel"))}
    return render(request, "casework/write_received.html", context)


def _organisations() -> list[tuple[str, str]]:
    return sorted(((str(key), ml(names)) for key, names in all_organisations().items()), key=lambda pair: pair[1])


def _written(view: Any) -> dict[str, Any]:
    if view is None:
        return {}
    received = view.received
    return {
        "service_type": received.service_type,
        "provider": str(received.provider or ""),
        "provider_named": received.provider_named,
        "since": received.since,
        "until": received.until,
        "quantity": received.quantity,
        "unit": received.unit,
        "unit_cost": received.unit_cost,
        "currency": received.currency,
        "funding": received.funding,
        "outcome": received.outcome,
        "own_words": received.own_words,
    }


@page("case:read")
def received_history(request: Any, case_id: UUID, thing: UUID) -> HttpResponse:
    """How one line stood, from the newest back."""
    case = opened_for_services(request, case_id)
    views = support.service_history(case.pk, case.person_id, thing)
    if not views:
        raise NotFound("service", thing)
    names, rows = providers_of(views), []
    for view in views:
        line = _line(case, view, names)
        labels = {
            "by": _("By"),
            "when": _("When"),
            "amount": _("How much"),
            "cost": _("Cost"),
            "outcome": _("What came of it"),
            "own_words": _("In the person's own words"),
        }
        rows.append((view.written_at, view.written_by, [(label, line[n]) for n, label in labels.items() if line[n]]))
    back = Link(reverse("received_list", args=[case.pk]), _("Services received"))
    return history_page(request, case, _line(case, views[0], names)["what"], back, rows)

"""The first line: fill the sheet, see what was sent. Never what came of it, beyond arrived or not."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamroh.casework.referrals import actions
from hamroh.casework.referrals.actions.hand_over import lists_for_sheet
from hamroh.casework.referrals.queries import SentRow, sent_handovers
from hamroh.casework.referrals.terms import SEEN_WORDING, Seen
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.directory.queries import services_for
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import region_of
from hamroh.web.casework.places import offer
from hamroh.web.casework.sheet_forms import FillSheet
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_at


@page("sheet:fill")
def fill_sheet(request: Any) -> HttpResponse:
    """One page for a phone and a few minutes; what was typed stays when something is missing."""
    now = clock.now()
    places = _places(request.actor.organisation_id)
    edition = editions.current()
    carried = _carried(request)
    form = FillSheet(
        None if carried else request.POST or None,
        initial={"id": uuid7(), "when": _soon(now), **carried},
        edition=edition,
        places=[(str(s.pk), ml(s.organisation.names)) for s in places],
    )
    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            filed = actions.fill_sheet(request.actor, **form.filled(), now=now)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            return redirect("sent_referral", filed.referral_id) if filed.referral_id else redirect("sheet_counted")
    return render(request, "casework/fill_sheet.html", _context(request, form, places, now))


def _carried(request: Any) -> dict[str, str]:
    """What was answered when the contact was written down: nobody is asked twice. Posted, so that no address says it."""
    if "carried" not in request.POST:
        return {}
    return {name: typed for name, typed in request.POST.items() if name == "age" or name.startswith("safety_")}


def _places(organisation_id: UUID) -> list[Any]:
    """Places of the own region first; within, those with free places."""
    region = region_of(organisation_id)
    others = [s for s in services_for(residential=True) if s.organisation_id != organisation_id]
    return sorted(others, key=lambda s: s.territory_id != region)


def _soon(now: datetime) -> datetime:
    """The next full quarter of an hour, an hour from now: mostly right, quickly changed."""
    local = timezone.localtime(now + timedelta(hours=1))
    return local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)


def _context(request: Any, form: FillSheet, places: list[Any], now: datetime) -> dict[str, Any]:
    edition = editions.current()
    radios = {str(radio.data["value"]): radio for radio in form["service_id"]}
    return {
        "form": form,
        "uniformed": request.actor.uniformed,
        "script": [ml(words) for words in edition.words("script").values()],
        "offers": [offer(service, radios[str(service.pk)], now) for service in places],
        "clauses": clauses_at(edition.pack, "handover.offered"),
        "most": len(lists_for_sheet(edition).observations),
    }


@page("sheet:fill")
def sheet_counted(request: Any) -> HttpResponse:
    """An adult did not agree: nothing was sent, one more was counted."""
    return render(request, "casework/sheet_counted.html", {})


@page("sheet:fill")
def show_sent_handovers(request: Any) -> HttpResponse:
    """The actor's own hand-overs: arrived, or not arrived."""
    now = clock.now()
    rows = [sent_line(row, now) for row in sent_handovers(request.actor)]
    return render(request, "casework/sent_handovers.html", {"rows": rows, "now": now})


def sent_line(row: SentRow, now: datetime) -> dict[str, Any]:
    return {
        "id": row.id,
        "code": row.code,
        "to": ml(row.to),
        "sent_at": row.sent_at,
        "due_at": row.due_at,
        "arrived": row.seen == Seen.ARRIVED,
        "seen": _(SEEN_WORDING[row.seen]),
        "overdue": row.seen == Seen.NOT_ARRIVED and row.due_at < now,
    }


def show_handover(request: Any, row: SentRow) -> HttpResponse:
    """After sending: what happens next, whom to expect, what to do until then."""
    now = clock.now()
    context = {"row": sent_line(row, now), "back": Link(reverse("sent_handovers"), _("Sent")), "now": now}
    return render(request, "casework/sent_handover.html", context)

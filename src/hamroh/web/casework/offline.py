"""Pages that a device keeps: nothing on them is anybody's. One of them, unlocked, is where work without a network is done."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from hamroh.casework.offline import terms
from hamroh.casework.offline.actions import end_device
from hamroh.casework.offline.queries import DeviceShown, devices
from hamroh.foundation.forms.queries import definition_of, version
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.addresses import reachable
from hamroh.web.casework.form_page import page_of
from hamroh.web.casework.offline_forms import as_kept, offer, one_row_each, standing_defaults
from hamroh.web.casework.offline_words import DANGERS, DOES, SENTENCES
from hamroh.web.shell.languages import codes, mark_of, offered_languages
from hamroh.web.shell.pages import Request, page

# What every page says about its reader, left out: a kept page is the same for everybody.
NOBODY: dict[str, Any] = {"me": None, "organisation": "", "nav": (), "tabs": (), "stands_in": (), "edition": ""}
WORKER_POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'; frame-ancestors 'none'"


@page(terms.PERMISSION)
def offline(request: Request) -> HttpResponse:
    return redirect("offline_here", get_language())


@page(terms.PERMISSION)
def offline_here(request: Request, language: str) -> HttpResponse:
    """Set up, unlock, choose, fill, send: all of it happens on this page."""
    offered = offer()
    return kept_page(
        request,
        "casework/offline/here.html",
        language,
        "offline_here",
        {
            "forms": offered.offered,
            "not_offered": offered.held_back,
            "idle": terms.IDLE_SECONDS,
            "most": terms.MOST_FAILURES,
            "signs": terms.LEAST_SIGNS,
            "words": terms.LEAST_WORDS,
            "usual": terms.USUAL_HOURS,
        },
    )


@page(terms.PERMISSION)
def offline_limits(request: Request, language: str) -> HttpResponse:
    """What none of this protects against, said before anything is kept."""
    return kept_page(
        request, "casework/offline/limits.html", language, "offline_limits", {"dangers": DANGERS, "does": DOES}
    )


@page(terms.PERMISSION)
def offline_form(request: Request, version_id: UUID, language: str) -> HttpResponse:
    """A whole form, empty: the page that a device keeps of it."""
    kept = version(version_id)
    definition = as_kept(definition_of(kept))
    # The page is the same whenever it is asked for; what time it is, the device says when the form is opened there.
    with override(language):
        shown = page_of(definition, one_row_each(definition), language, "paper", now=kept.kept_at)
    begun = json.dumps(standing_defaults(definition, kept.kept_at), ensure_ascii=False)
    context = {"page": shown, "title": definition.title, "begun": begun}
    return kept_page(request, "casework/offline/form.html", language, "offline_form", context, version_id)


def kept_page(
    request: HttpRequest, template: str, language: str, name: str, context: dict[str, Any], *keys: object
) -> HttpResponse:
    """A page in the language of its address, not of the cookie, and without its reader."""
    if language not in codes():
        raise NotFound("page")
    with override(language):
        choices = [
            {"code": code, "name": label, "mark": mark_of(code), "url": reverse(name, args=[*keys, code])}
            for code, label in offered_languages()
        ]
        whole = NOBODY | {"language": language, "languages": " ".join(codes()), "choices": choices}
        whole |= {"hours": _hours(), "sentences": SENTENCES, "messages": ()} | context
        response = render(request, template, whole)
    response["Content-Language"] = language
    return response


def _hours() -> list[tuple[int, str]]:
    return [
        (hours, ngettext("%(n)d day", "%(n)d days", hours // 24) % {"n": hours // 24}) for hours in terms.HOURS_TO_LIVE
    ]


def offline_worker(request: HttpRequest) -> HttpResponse:
    """The same for everybody, signed in or not: a browser asks for it again by itself."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Content-Security-Policy"] = WORKER_POLICY
    response["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=1)
def _worker() -> str:
    """It wipes drafts with the same few lines as the page: those come first."""
    own = Path(str(find("hamroh/offline-worker.js"))).read_text(encoding="utf-8")
    return f'importScripts("{static("hamroh/offline-drafts.js")}");\n{own}'


@page(terms.PERMISSION, "members:manage")
def offline_devices(request: Request) -> HttpResponse:
    """One's own devices, and for whoever manages the people of an organisation theirs: end the one that was lost."""
    known = devices(request.actor)
    names = colleague_names({device.user_id for device in known})
    rows = [_row(device, names) for device in known]
    return render(
        request, "casework/offline/devices.html", {"rows": rows, "own_page": reachable(request.actor, "offline")}
    )


def _row(device: DeviceShown, names: dict[Any, str]) -> dict[str, Any]:
    return {
        "id": device.id,
        "who": _("You") if device.own else names.get(device.user_id, ""),
        "since": device.since,
        "contacted_at": device.contacted_at,
        "ended_at": device.ended_at,
        "told_at": device.told_at,
    }


@page(terms.PERMISSION, "members:manage")
def end_offline_device(request: Request, device_id: UUID) -> HttpResponse:
    if request.method != "POST":
        return redirect("offline_devices")
    end_device(request.actor, device_id=device_id, now=clock.now())
    messages.success(request, _("Ended. The device wipes itself when it next reaches the server."))
    return redirect("offline_devices")

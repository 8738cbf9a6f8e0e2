"""The one address: before it is opened, a code and a PIN; afterwards one screen at a time."""

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hamroh.casework.survivor.actions import choose_pins, come_in
from hamroh.casework.survivor.actions.coming_in import Visit
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions.queries import current
from hamroh.web.shell import pace
from hamroh.web.shell.languages import codes
from hamroh.web.shell.pages import sentence
from hamroh.web.shell.templatetags.hamroh import exit_url, ml
from hamroh.web.survivor import screens, sizes, visit

MOST, MOST_OF_ALL, MINUTES = 60, 600, 10
PINS = ("pin", "again", "second", "second_again")


@csrf_exempt  # its forms carry a token of the visit; before that there is nobody whose name a forged form could use
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card_page(request: Any) -> HttpResponse:
    """Every screen. A colleague who is signed in here is nobody on this page."""
    request.actor = None
    act_as(None)
    if request.POST.get("language") in codes():
        return _in_language(request.POST["language"])
    door = visit.open_door(request)
    if door is None:
        return _at_the_door(request)
    screen, context = screens.screen(request, door)
    return _answer(request, screen, {**context, "inside": True})


@never_cache
@require_safe
def card_away(request: Any) -> HttpResponse:
    """Leave quickly: the visit ends, and another page takes the place of this one."""
    request.actor = None
    act_as(None)
    response = redirect(exit_url())
    visit.end(request, response)
    return _quiet(response)


def _at_the_door(request: HttpRequest) -> HttpResponse:
    begun = time.perf_counter()
    if request.method != "POST" or "code" not in request.POST:
        closed = request.method == "POST"
        return _answer(request, "opening", {"code": "", "closed": closed, "refused": False, "hurried": False})
    if _too_often(request):
        return _answer(request, "opening", {"code": "", "closed": False, "refused": False, "hurried": True})
    code = request.POST["code"][:60]
    response = _choosing(request, code) if request.POST.get("choose") else _opening(request, code)
    sizes.wait_since(begun)
    return response


def _too_often(request: HttpRequest) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    of_all = pace.too_often("card", "", most=MOST_OF_ALL, minutes=MINUTES)
    return pace.too_often("card", address or "-", most=MOST, minutes=MINUTES) or of_all


def _opening(request: HttpRequest, code: str) -> HttpResponse:
    found = come_in(typed=code, pin=request.POST.get("pin", "")[:40], now=clock.now())
    act_as(None)
    if found is None:
        return _answer(request, "opening", {"code": code, "closed": False, "refused": True, "hurried": False})
    if found.to_choose:
        return _answer(request, "choose", {"code": code, "errors": {}})
    return _in(request, found)


def _choosing(request: HttpRequest, code: str) -> HttpResponse:
    typed = {name: request.POST.get(name, "")[:40].strip() for name in PINS}
    try:
        found = choose_pins(typed=code, **typed, now=clock.now())
    except Refused as refused:
        errors = {o.field.replace("pin_again", "again"): sentence(o) for o in refused.obstacles}
        act_as(None)
        return _answer(request, "choose", {"code": code, "errors": errors})
    act_as(None)
    if found is None:
        return _answer(request, "opening", {"code": code, "closed": False, "refused": True, "hurried": False})
    return _in(request, found)


def _in(request: HttpRequest, found: Visit) -> HttpResponse:
    """On to the first screen: what was typed stays in no history and is not sent again by a press of *reload*.

    In the card's own language, unless another was chosen here.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    response = _in_language(chosen if chosen in codes() else found.language)
    visit.begin(response, found)
    return response


def _in_language(language: str) -> HttpResponse:
    response = redirect("card_page")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return _quiet(response)


def _answer(request: HttpRequest, screen: str, context: dict[str, Any]) -> HttpResponse:
    language = get_language() or "en"
    shown = {
        "page_name": page_name(),
        "inside": False,
        "lang": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "token": visit.token(request),
        **context,
    }
    return _quiet(sizes.padded(render(request, f"survivor/{screen}.html", shown)))


def page_name() -> str:
    """What the mechanism calls this page: words that say nothing."""
    named = current().pack.door.page
    return ml(dict(named)) if named else _("My appointments")


def _quiet(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response

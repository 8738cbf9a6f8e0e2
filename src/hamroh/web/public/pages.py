"""Pages for a person who may need help, for whoever is with them, and for anybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamroh.web.public import places

# Everyday signs, in words of somebody to whom it happens; after the ILO's operational indicators.
SIGNS: tuple[tuple[str, Any], ...] = (
    ("documents", _("Somebody else has my documents and does not give them back.")),
    ("debt", _("I am not paid, or they say that I owe them, and the debt never ends.")),
    ("locked", _("I may not go out, or may not call my family.")),
    ("deceived", _("The work is not what I was promised.")),
    ("threats", _("They threaten me or my family.")),
)


def _private(view: Any) -> Any:
    """Nothing of a visit stays in the browser's store."""
    return never_cache(view)


@_private
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "public/front.html", {"signs": SIGNS, "regions": places.regions()})


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def check_signs(request: HttpRequest) -> HttpResponse:
    """What the ticked signs mean. Answers come by POST, so that they stand in no address, and nothing keeps them."""
    ticked = set(request.POST.getlist("sign")) & {key for key, __ in SIGNS}
    asked = request.method == "POST"
    return render(request, "public/check_signs.html", {"signs": SIGNS, "asked": asked, "ticked": ticked})


@_private
@require_safe
def region(request: HttpRequest, key: str) -> HttpResponse:
    found = places.region(key)
    page = {"region": found, "elsewhere": [] if found.count else places.to_turn_to()}
    return render(request, "public/region.html", page)


@_private
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    return render(request, "public/rights.html")


@_private
@require_safe
def private_visit(request: HttpRequest) -> HttpResponse:
    return render(request, "public/private_visit.html")


@_private
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@_private
@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """For whoever works here: whom to ask for what. It names no person; that would tell strangers who works where."""
    return render(request, "public/help.html")

"""What is shown when there is no page, when a form is stale, and when we failed."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from hamroh.web.shell.keeping import rescue
from hamroh.web.shell.uploads import LARGEST_FILE, MEBIBYTE


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same words for "there is none" and for "it is not yours"."""
    return render(request, "404.html", status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for too long, or cookies are off. Why exactly is of use to nobody but an attacker.

    What was typed is not lost if the form was ours: it is kept, and the page leads back to it.
    """
    kept = rescue(request, "stale")
    return render(request, "403_csrf.html", {"again": kept.address if kept else ""}, status=403)


def not_taken(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent was too large to be read, or no form at all. Nothing of it was held, in memory or on a disk."""
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return render(request, "400.html", {"too_large": large, "largest": LARGEST_FILE // MEBIBYTE}, status=400)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Made without the request: whatever broke, the database included, this page must come."""
    return HttpResponse(render_to_string("500.html"), status=500)

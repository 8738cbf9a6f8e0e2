"""What is shown when there is no page, when a form is stale, and when we failed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from hamroh.web.shell.keeping import rescue


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same words for "there is none" and for "it is not yours"."""
    return render(request, "404.html", status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for too long, or cookies are off. Why exactly is of use to nobody but an attacker.

    What was typed is not lost if the form was ours: it is kept, and the page leads back to it.
    """
    kept = rescue(request, "stale")
    return render(request, "403_csrf.html", {"again": kept.address if kept else ""}, status=403)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Made without the request: whatever broke, the database included, this page must come."""
    return HttpResponse(render_to_string("500.html"), status=500)

"""What machines ask for: is the service well, may pages be indexed, the small picture."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# Only what helps somebody who searches for help. Everything else needs a sign-in anyway.
OPEN = ("/$", "/rights/", "/regions/", "/accessibility/", "/mechanism/published/", "/static/")
ROBOTS = "\n".join(["User-agent: *", *(f"Allow: {path}" for path in OPEN), "Disallow: /", ""])


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the database answers. No version, no name, no count."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no\n", status=503, content_type="text/plain")
    return HttpResponse("yes\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask without reading the page. The mark is neutral."""
    return redirect(static("hamroh/mark.svg"))

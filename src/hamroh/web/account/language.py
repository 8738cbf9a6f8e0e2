"""Changing the language: the page stays, and an account remembers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hamroh.foundation.accounts.actions import choose_language
from hamroh.kernel import clock
from hamroh.web.account.records import own_actor
from hamroh.web.shell.languages import codes


@never_cache
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Only known languages, only pages of ours; anything else leads to the front page as it was."""
    language = request.POST.get("language", "")
    response = redirect(_own_page(request))
    if language not in codes():
        return response
    if request.user.is_authenticated:
        choose_language(own_actor(request), user=request.user, language=language, now=clock.now())
    return _write(response, language)


def keep_language(response: HttpResponse, request: HttpRequest, language: str) -> HttpResponse:
    """After signing in: the account's language, unless this browser has chosen one already."""
    known = language in codes() and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES
    return _write(response, language) if known else response


def _own_page(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else "front"


def _write(response: HttpResponse, language: str) -> HttpResponse:
    # Without an age: it is gone with the browser, and a visit to this site leaves no trace of a year.
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response

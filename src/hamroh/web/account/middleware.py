"""Sessions end when nobody works, and nobody works without a second factor."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from hamroh.foundation.accounts.access import secrets_of
from hamroh.foundation.accounts.queries import has_second_factor
from hamroh.foundation.accounts.rules import session_over
from hamroh.kernel import clock
from hamroh.web.account.records import record_as

Respond = Callable[[HttpRequest], HttpResponse]
NOTE_EVERY = 60  # seconds between two notes of activity: one small write a minute instead of one a page

WITHOUT_SECOND_FACTOR = {
    *("mfa_activate_totp", "account_reauthenticate", "account_logout", "set_language"),
    *("front", "rights", "region", "check_signs", "private_visit", "accessibility", "help", "healthz", "robots"),
}


def end_idle_session(get_response: Respond) -> Respond:
    """Sign out who has not asked for a page for the configured minutes, and whoever signed in too long ago.

    An open screen in a shared office is the nearest danger. The sign-in page says why.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        session = request.session
        if "_auth_user_id" in session:
            _end_or_note(session)
        return get_response(request)

    return respond


def _end_or_note(session: Any) -> None:
    now = clock.now()
    at = int(now.timestamp())
    last = session.get("active_at", at)
    why = session_over(
        now,
        active_at=last,
        since=session.get("since", at),
        idle_minutes=settings.HAMROH_IDLE_MINUTES,
        longest_hours=settings.HAMROH_LONGEST_SESSION_HOURS,
    )
    if why:
        record_as(UUID(session["_auth_user_id"]), "account.session_ended", why=why)
        session.flush()
        session["ended"] = why
    elif at - last >= NOTE_EVERY or "active_at" not in session or "since" not in session:
        session["active_at"] = at
        session.setdefault("since", at)


class SecondFactorMiddleware:
    """Whoever signed in without a second factor sets one up before anything else.

    Says, too, whose sign-in secrets are meant while the page is made.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        with secrets_of(user.pk) if user.is_authenticated else nullcontext():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.session.get("second_factor"):
            return None
        if has_second_factor(request.user.pk):
            request.session["second_factor"] = True
            return None
        match = request.resolver_match
        return None if match and match.url_name in WITHOUT_SECOND_FACTOR else redirect("mfa_activate_totp")

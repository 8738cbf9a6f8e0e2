"""A visit: a short session of its own, beside and apart from any sign-in. It ends after ten idle minutes, or within the hour."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hamroh.casework.survivor.access import OpenDoor, enter
from hamroh.casework.survivor.actions.coming_in import Visit
from hamroh.foundation.vault.access import keyed_mark
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound

COOKIE = "v"
IDLE_SECONDS, LONGEST_SECONDS = 600, 3600


def begin(response: HttpResponse, visit: Visit) -> None:
    """A new session; the cookie goes with the browser and is sent to this page only, by this page only."""
    session = SessionStore()
    at = int(clock.now().timestamp())
    session.update({"card": str(visit.card_id), "of": str(visit.case_id), "quiet": visit.duress, "since": at, "at": at})
    session.set_expiry(LONGEST_SECONDS)
    session.save()
    response.set_cookie(
        COOKIE,
        str(session.session_key),
        path=reverse("card_page"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def open_door(request: HttpRequest) -> OpenDoor | None:
    """The door of this visit; None when there is none, it was idle too long, or the card opens nothing any more."""
    session = _session(request)
    if session is None:
        return None
    now = clock.now()
    at = int(now.timestamp())
    if at - session["at"] > IDLE_SECONDS or at - session["since"] > LONGEST_SECONDS:
        session.flush()
        return None
    try:
        door = enter(UUID(session["card"]), UUID(session["of"]), duress=session["quiet"], now=now)
    except NotFound:
        session.flush()
        return None
    session["at"] = at
    session.save()
    return door


def end(request: HttpRequest, response: HttpResponse) -> None:
    """Nothing of the visit is left, here or in the browser."""
    session = _session(request)
    if session is not None:
        session.flush()
    response.delete_cookie(COOKIE, path=reverse("card_page"), samesite="Strict")


def token(request: HttpRequest) -> str:
    """What every form of this visit carries, and no other site can know."""
    return keyed_mark("card form", request.COOKIES.get(COOKIE, ""))[:32]


def _session(request: HttpRequest) -> Any:
    key = request.COOKIES.get(COOKIE, "")
    session = SessionStore(key) if key else None
    return session if session is not None and "card" in session else None

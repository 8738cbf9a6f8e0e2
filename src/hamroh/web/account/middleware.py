"""Sessions end when nobody works: an open screen in a shared office is the nearest danger."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NOTE_EVERY = 60  # seconds between two notes of activity: one small write a minute instead of one a page


def end_idle_session(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sign out who has not asked for a page for the configured minutes."""

    def respond(request: HttpRequest) -> HttpResponse:
        session, now = request.session, int(time.time())
        if "_auth_user_id" in session:
            last = session.get("active_at", now)
            if now - last > settings.HAMROH_IDLE_MINUTES * 60:
                session.flush()
            elif now - last >= NOTE_EVERY or "active_at" not in session:
                session["active_at"] = now
        return get_response(request)

    return respond



"""For how long a name is on the screen: asked for, recorded, ten minutes."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

SHOWN_FOR = timedelta(minutes=10)
_KEY = "names_until"


def show_for_a_while(request: Any, case_id: UUID, now: datetime) -> None:
    """From now on the pages of this case show the name, in this session only. Older permissions are forgotten."""
    running = {case: until for case, until in _kept(request).items() if datetime.fromisoformat(until) > now}
    request.session[_KEY] = {**running, str(case_id): (now + SHOWN_FOR).isoformat()}


def shown_until(request: Any, case_id: UUID, now: datetime) -> datetime | None:
    """When the name of this case goes off the screen; None while it is hidden or may not be read at all."""
    written = _kept(request).get(str(case_id))
    until = datetime.fromisoformat(written) if written else None
    return until if until and until > now and request.actor.may("identity:read") else None


def _kept(request: Any) -> dict[str, str]:
    kept: dict[str, str] = request.session.get(_KEY, {})
    return kept

"""Minutes of a conference on paper, one copy for each who sat: a code and no name, and nothing for which they left the room."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hamroh.casework.conferences import queries
from hamroh.casework.conferences.actions import record_minutes
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions.queries import edition
from hamroh.web.casework.conferences import held_in, opened, seat_name
from hamroh.web.casework.letters import long_day
from hamroh.web.casework.values import told_values
from hamroh.web.shell.pages import page
from hamroh.web.shell.paper import set_in_type
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import direction


@page("case:read")
def conference_minutes(request: Any, case_id: UUID, conference: UUID, participant: UUID) -> HttpResponse:
    """The copy of one participant. That it was made, and for whom, is recorded."""
    now = clock.now()
    case, groups = opened(request, case_id)
    held = held_in(case, conference)
    seats = {seat.thing: seat for seat in queries.seats_of(case, conference)}
    if participant not in seats:
        raise NotFound("participant", participant)
    names = {key: seat_name(seat) for key, seat in seats.items()}
    points, todos = queries.copy_for(case, conference, groups, participant, now)
    asked, known = request.GET.get("language", ""), edition(case.edition_id).pack.mechanism.languages
    with translation.override(asked if asked in known else translation.get_language()):
        values = _values(case, held, names, points, todos, names[participant])
    record_minutes(request.actor, case, conference=conference, participant=participant, now=now)
    made = set_in_type("minutes", values, timezone.localtime(now))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{case.code}-{held.held_at:%Y-%m-%d}.pdf"'
    return response


def _values(
    case: Any,
    held: queries.Held,
    names: dict[UUID, str],
    points: list[queries.Point],
    todos: list[queries.Todo],
    reader: str,
) -> dict[str, Any]:
    language = translation.get_language() or "en"
    return {
        "lang": language,
        "dir": direction(language),
        "title": _("Minutes %(code)s") % {"code": case.code},
        "from": ml(case.organisation.names),
        "day": long_day(held.held_at),
        "reader": _("Copy for: %(who)s. Please keep it closed, and give it to nobody else.") % {"who": reader},
        "lines": [f"{label}: {value}" for label, value in told_values(held.pairs)],
        "sat_word": _("Who sat"),
        "sat": list(names.values()),
        "discussed_word": _("What was discussed"),
        "points": [_point(point) for point in points],
        "actions_word": _("What was agreed to do"),
        "actions": [f"{names.get(t.responsible, '')}: {t.what} – {long_date(t)}" for t in todos],
        "foot": case.code,
    }


def _point(point: queries.Point) -> dict[str, Any]:
    decided = _("Decided: %(what)s") % {"what": point.decided} if point.decided else ""
    return {"title": point.title, "said": [words for words in (point.said, decided) if words]}


def long_date(todo: queries.Todo) -> str:
    return date_format(todo.due_on, "DATE_FORMAT")

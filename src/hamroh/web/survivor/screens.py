"""What each screen says. A screen is a name and its values; acts come back to the screen that shows what they did."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from hamroh.casework.survivor import actions
from hamroh.casework.survivor.access import OpenDoor
from hamroh.casework.survivor.queries import OwnPage, own_page
from hamroh.casework.survivor.terms import SCALE_WORDS
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.web.shell.pages import sentence
from hamroh.web.survivor import complaints, visit
from hamroh.web.survivor.words import Called, parts

Screen = tuple[str, dict[str, Any]]


def screen(request: HttpRequest, door: OpenDoor) -> Screen:
    """The screen that was asked for, after doing what was asked. Without the visit's token it is the first one."""
    posted = request.POST
    trusted = constant_time_compare(posted.get("t", ""), visit.token(request))
    wanted = posted.get("show", "first") if request.method == "POST" and trusted else "first"
    return _SCREENS.get(wanted, _first)(request, door)


def _page(door: OpenDoor) -> tuple[OwnPage, Called]:
    page = own_page(door, clock.now())
    return page, Called(page.names, list(dict.fromkeys(a.organisation_id for a in page.agreed)))


def _first(request: HttpRequest, door: OpenDoor) -> Screen:
    page, called = _page(door)
    soon = page.appointments[0] if page.appointments else None
    return "first", {
        "next": {"at": soon.at, "with": called(soon.organisation_id)} if soon else None,
        "answered": any(c.answer for c in page.corrections),
        "choices": [
            ("appointments", _("Appointments")),
            ("agreed", _("What I agreed to")),
            ("given", _("Who was told what")),
            ("plan", _("My plan")),
            ("correct", _("Something is not right here")),
            ("complain", _("I was treated badly")),
            ("rate", _("How was it?")),
            ("opened", _("When this page was opened")),
        ],
    }


def _appointments(request: HttpRequest, door: OpenDoor) -> Screen:
    page, called = _page(door)
    return "appointments", {"rows": [{"at": t.at, "with": called(t.organisation_id)} for t in page.appointments]}


def _plan(request: HttpRequest, door: OpenDoor) -> Screen:
    page, _called = _page(door)
    return "plan", {"rows": [{"words": t.words, "done": t.done, "at": t.at} for t in page.goals]}


def _agreed(request: HttpRequest, door: OpenDoor, done: str = "") -> Screen:
    page, called = _page(door)
    rows = [
        {
            "id": a.id,
            "with": called(a.organisation_id),
            "parts": parts(a.groups, duress=door.duress),
            "holds": a.holds,
            "until": a.until,
            "withdrawn_at": a.withdrawn_at,
            "without_asking": a.without_asking,
            "may_stop": a.holds and not a.without_asking,
        }
        for a in page.agreed
    ]
    return "agreed", {"rows": sorted(rows, key=lambda row: not row["holds"]), "done": done}


def _stop(request: HttpRequest, door: OpenDoor) -> Screen:
    page, called = _page(door)
    wanted = _key(request.POST.get("ground", ""))
    found = next((a for a in page.agreed if a.id == wanted and a.holds and not a.without_asking), None)
    if found is None:
        return _agreed(request, door)
    if request.POST.get("sure"):
        actions.take_back(door, ground_id=found.id, now=clock.now())
        return _agreed(request, door, done="stopped" if found.ends_at_once else "asked")
    row = {"id": found.id, "with": called(found.organisation_id), "parts": parts(found.groups, duress=door.duress)}
    return "stop", {"row": row, "at_once": found.ends_at_once}


def _given(request: HttpRequest, door: OpenDoor) -> Screen:
    page, called = _page(door)
    rows = [
        {"at": g.at, "with": called(g.organisation_id), "parts": parts(g.groups, duress=door.duress)}
        for g in page.given
    ]
    return "given", {"rows": rows}


def _correct(request: HttpRequest, door: OpenDoor) -> Screen:
    errors, sent, text = {}, False, request.POST.get("text", "")
    if "text" in request.POST:
        try:
            actions.ask_correction(door, id=_key(request.POST.get("id", "")) or uuid7(), text=text, now=clock.now())
        except Refused as refused:
            errors = {o.field: sentence(o) for o in refused.obstacles}
        else:
            sent, text = True, ""
    page, _called = _page(door)
    rows = [{"at": c.at, "text": c.text, "answer": c.answer, "answered_at": c.answered_at} for c in page.corrections]
    return "correct", {"id": uuid7(), "errors": errors, "sent": sent, "text": text, "rows": rows}


def _rate(request: HttpRequest, door: OpenDoor) -> Screen:
    scale, text = request.POST.get("scale", ""), request.POST.get("text", "")
    errors, sent = {}, False
    if "text" in request.POST:
        said = {"scale": int(scale) if scale.isascii() and scale.isdigit() else None, "text": text}
        try:
            actions.rate(door, id=_key(request.POST.get("id", "")) or uuid7(), **said, now=clock.now())  # type: ignore[arg-type]
        except Refused as refused:
            errors = {o.field: sentence(o) for o in refused.obstacles}
        else:
            sent = True
    choices = [(str(number), _(words), str(number) == scale) for number, words in SCALE_WORDS.items()]
    return "rate", {"id": uuid7(), "errors": errors, "sent": sent, "text": text, "choices": choices}


def _opened(request: HttpRequest, door: OpenDoor) -> Screen:
    page, _called = _page(door)
    return "opened", {"rows": page.opened}


def _complain(request: HttpRequest, door: OpenDoor) -> Screen:
    page, called = _page(door)
    known = {a.organisation_id: called(a.organisation_id) for a in page.agreed}
    return complaints.complain(request, door, known)


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


_SCREENS: dict[str, Callable[[HttpRequest, OpenDoor], Screen]] = {
    "first": _first,
    "appointments": _appointments,
    "plan": _plan,
    "agreed": _agreed,
    "stop": _stop,
    "given": _given,
    "correct": _correct,
    "complain": _complain,
    "answer": lambda request, door: complaints.read_answer(request),
    "rate": _rate,
    "opened": _opened,
}

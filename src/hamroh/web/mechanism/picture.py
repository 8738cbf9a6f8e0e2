"""The whole mechanism on one sheet: drawn, and in words. Counts of work only for whoever oversees it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from hamroh.kernel import clock
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import nobody_holds
from hamroh.oversight.monitoring.queries import work_by_clock
from hamroh.web.mechanism.drawing import draw
from hamroh.web.mechanism.picture_shapes import picture_of, stages_in_words
from hamroh.web.shell.pages import page


@page("mechanism:read")
@require_safe
def picture(request: Any) -> HttpResponse:
    """Stages across, those who act down; below it the same in words, step by step."""
    edition = editions.current()
    work = _work(request.actor)
    drawn = draw(picture_of(edition.pack, work, _vacant(edition)), prefix="sw-")
    context = {
        "drawing": mark_safe(drawn),  # noqa: S308  (made here; every word in it is escaped where it is put in)
        "stages": stages_in_words(edition.pack, work),
        "number": edition.number,
        "counted": bool(work),
        "now": clock.now(),
    }
    return render(request, "mechanism/picture.html", context)


@page("mechanism:read")
@require_safe
def picture_file(request: Any) -> HttpResponse:
    """The drawing alone, to put on a wall or into a report: without counts, which age."""
    edition = editions.current()
    drawn = draw(picture_of(edition.pack, {}, _vacant(edition)), standalone=True)
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mechanism-edition-{edition.number}.svg"'
    return response


def _work(actor: Any) -> dict[str, tuple[int, int]]:
    return work_by_clock(actor) if actor.may("work:overview") else {}


def _vacant(edition: editions.InForce) -> frozenset[str]:
    """Roles that nobody holds at this moment: who was appointed counts, and who left does not, whatever the edition says."""
    return frozenset(nobody_holds([role.id for role in edition.pack.roles], clock.now()))

"""Pages on which a thing of a file is written, and on which its history stands: the same for every room that keeps things."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.kept_forms import KeptForm
from hamroh.web.casework.values import told_values
from hamroh.web.shell.both_versions import settled, show_theirs
from hamroh.web.shell.pages import show_obstacles
from hamroh.web.shell.parts import Link

# How a thing stands now, as it was typed, and the number of its revision; None while it is not there.
Stands = Callable[[], tuple[Mapping[str, Any], int] | None]
Make = Callable[[Any, Mapping[str, Any]], KeptForm]
# Writes what was typed: the key, the revision that was seen, the form. Returns the key under which it stands.
Keep = Callable[[UUID, int, KeptForm], Any]


@dataclass(frozen=True)
class WritePage:
    """The words around a form, and where one goes when it is written."""

    heading: str
    lead: str
    back: Link
    done: str


def write_thing(
    request: Any, page: WritePage, *, thing: UUID | None, stands: Stands, make: Make, keep: Keep
) -> HttpResponse:
    """Show the form of a thing as it stands, and write what was typed. What was refused stays as it was typed.

    Who wrote meanwhile is not overwritten: both versions stand on the page.
    """
    found = stands() if thing else None
    if thing and found is None:
        raise NotFound("thing", thing)
    said, number = found or ({}, 0)
    key = thing or uuid7()
    form = make(settled(request.POST, said) or None, {**said, "seen": number, "id": key})
    if request.method == "POST" and form.is_valid():
        try:
            keep(thing or form.cleaned_data["id"] or key, form.cleaned_data["seen"], form)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        except Changed as changed:
            now = stands()
            show_theirs(form, now[0] if now else {}, changed.number)
        else:
            messages.success(request, _("Saved."))
            return redirect(page.done)
    context = {"form": form, "heading": page.heading, "lead": page.lead, "back": page.back}
    return render(request, "hamroh/form_page.html", context)


def history_page(
    request: Any, *, code: str, heading: str, rows: Iterable[tuple[datetime, UUID | None, Any]], back: Link
) -> HttpResponse:
    """How a thing stood, and who wrote it."""
    revisions = list(rows)
    if not revisions:
        raise NotFound("thing")
    names = colleague_names(by for _at, by, _pairs in revisions if by)
    told = [(at, names.get(by, "") if by else "", told_values(pairs)) for at, by, pairs in revisions]
    context = {"code": code, "heading": heading, "rows": told, "back": back}
    return render(request, "casework/section_history.html", context)

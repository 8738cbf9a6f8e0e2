"""One section of a draft as a list, one entry of it as a form; what is wrong with it is told while it is typed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions import actions, queries
from hamroh.mechanism.editions.pack import editing
from hamroh.mechanism.editions.queries import OpenDraft, day_of
from hamroh.mechanism.editions.terms import DraftState
from hamroh.web.mechanism import draft_shapes as shapes
from hamroh.web.mechanism.draft_fields import read_entry, shown_fields
from hamroh.web.shell.pages import page, sentence
from hamroh.web.shell.parts import Link


def opened(request: Any, draft_id: UUID) -> OpenDraft:
    """The draft with its findings of today, for whoever may see it."""
    return queries.open_draft(request.actor, draft_id, day_of(clock.now()))


def revision_of(request: Any) -> int:
    """The revision that the page was made from; one that never was, where none is said."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1


@page("edition:draft", "edition:approve")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_draft(request: Any, draft_id: UUID, place: str) -> HttpResponse:
    """One section as a list, or one entry as a form. What is typed is kept even where it cannot be published."""
    draft = opened(request, draft_id)
    where = _place(place)
    if len(where) == 1 and where[0] != "mechanism":
        return _section(request, draft, where)
    entry, new = _entry(draft, where)
    typed, obstacles = entry, ()
    if request.method == "POST":
        typed = read_entry(draft.document, where, entry, request.POST)
        try:
            _save(request, draft, where, typed, new=new)
            return redirect("edit_draft", draft_id, editing.address_of(where))
        except Refused as refused:
            obstacles = tuple(sentence(obstacle) for obstacle in refused.obstacles)  # type: ignore[assignment]
            draft = opened(request, draft_id)
    context = _entry_context(request, draft, where, typed, new=new) | {"obstacles": obstacles}
    return render(request, "mechanism/draft_entry.html", context)


def _place(written: str) -> editing.Place:
    try:
        return editing.place_of(written)
    except LookupError:
        raise NotFound("draft") from None


def _section(request: Any, draft: OpenDraft, where: editing.Place) -> HttpResponse:
    section = str(where[0])
    entries = draft.document.get(section) or []
    rows = shapes.rows_of(draft, where, entries)
    context = {
        "draft": draft,
        "heading": shapes.section_words(section),
        "rows": rows,
        "new": shapes.edit_url(draft, (section, len(rows))),
        "may_draft": may_write(request, draft),
        "back": Link(reverse("show_draft", args=[draft.id]), draft.title),
    }
    return render(request, "mechanism/draft_section.html", context)


def may_write(request: Any, draft: OpenDraft) -> bool:
    return request.actor.may("edition:draft") and draft.state in (DraftState.OPEN, DraftState.PROPOSED)


def _entry(draft: OpenDraft, where: editing.Place) -> tuple[dict[str, Any], bool]:
    """The entry, or an empty one for the place after the last of a list or for a single part that is not begun."""
    try:
        editing.model_at(where)
        found = editing.value_at(draft.document, where)
    except LookupError:
        return _empty(draft, where), True
    if not isinstance(found, dict):
        raise NotFound("draft", draft.id)
    return found, False


def _empty(draft: OpenDraft, where: editing.Place) -> dict[str, Any]:
    try:
        editing.model_at(where)
        holder = editing.value_at(draft.document, where[:-2] if isinstance(where[-1], int) else where[:-1])
    except LookupError:
        raise NotFound("draft", draft.id) from None
    entries = holder.get(where[-2], []) if isinstance(where[-1], int) and len(where) > 1 else []
    if isinstance(where[-1], int) and where[-1] != len(entries):
        raise NotFound("draft", draft.id)
    return {"basis": "assumed"} if any(f.name == "basis" for f in editing.fields_at(where)) else {}


def _save(request: Any, draft: OpenDraft, where: editing.Place, typed: dict[str, Any], *, new: bool) -> None:
    said: dict[str, Any] = {"draft_id": draft.id, "revision": revision_of(request), "place": editing.address_of(where)}
    if new and isinstance(where[-1], int):
        actions.add_entry(request.actor, **said, value=typed, now=clock.now())
    elif new:  # a single part that is begun: the entry around it gets it
        around = dict(editing.value_at(draft.document, where[:-1])) | {str(where[-1]): typed}
        said["place"] = editing.address_of(where[:-1])
        actions.save_entry(request.actor, **said, value=around, now=clock.now())
    else:
        actions.save_entry(request.actor, **said, value=typed, now=clock.now())
    messages.success(request, _("Saved in the draft."))


def _with(draft: OpenDraft, where: editing.Place, typed: dict[str, Any], *, new: bool) -> editing.Document:
    if new and isinstance(where[-1], int):
        return editing.with_added(draft.document, where, typed)
    if new:
        around = dict(editing.value_at(draft.document, where[:-1])) | {str(where[-1]): typed}
        return editing.with_set(draft.document, where[:-1], around)
    return editing.with_set(draft.document, where, typed)


def _entry_context(
    request: Any, draft: OpenDraft, where: editing.Place, typed: dict[str, Any], *, new: bool
) -> dict[str, Any]:
    document = _with(draft, where, typed, new=new)
    _pack, findings = editing.findings_in(document, day_of(clock.now()))
    told = [] if new and request.method != "POST" else _about(document, where, findings)
    crumbs = shapes.crumbs(draft, where)
    back = crumbs[-1] if crumbs else (draft.title, reverse("show_draft", args=[draft.id]))
    return {
        "draft": draft,
        "heading": _("New entry") if new else shapes.name_of(draft.document, where, typed) or draft.title,
        "crumbs": crumbs,
        "fields": shown_fields(document, where, typed, told),
        "questions_url": _questions_url(draft, where, new=new),
        "parts": [] if new else shapes.parts_of(draft, where, typed),
        "findings": shapes.told(told),
        "elsewhere": sum(f.is_error for f in findings) - sum(f.is_error for f in told),
        "place": editing.address_of(where),
        "check_url": reverse("check_draft", args=[draft.id, editing.address_of(where)]),
        "new": new,
        "removable": not new and isinstance(where[-1], int),
        "may_draft": may_write(request, draft),
        "back": Link(back[1], back[0]),
    }


def _questions_url(draft: OpenDraft, where: editing.Place, *, new: bool) -> str:
    """Of a form that is in the draft: where its questions are."""
    is_form = where[0] == "forms" and len(where) == 2 and isinstance(where[-1], int) and not new
    return reverse("draft_workbook", args=[draft.id, where[-1]]) if is_form else ""


def _about(document: editing.Document, where: editing.Place, findings: list[Any]) -> list[Any]:
    here = editing.dotted(document, where)
    return [f for f in findings if f.field == here or f.field.startswith(f"{here}.")]


@page("edition:draft")
@require_POST
def check_draft(request: Any, draft_id: UUID, place: str) -> HttpResponse:
    """What is wrong with what is being typed. Nothing is written."""
    draft, where = opened(request, draft_id), _place(place)
    entry, new = _entry(draft, where)
    typed = read_entry(draft.document, where, entry, request.POST)
    document = _with(draft, where, typed, new=new)
    _pack, findings = editing.findings_in(document, day_of(clock.now()))
    told = _about(document, where, findings)
    elsewhere = sum(f.is_error for f in findings) - sum(f.is_error for f in told)
    return render(
        request, "mechanism/parts/draft_findings.html", {"findings": shapes.told(told), "elsewhere": elsewhere}
    )


@page("edition:draft")
@require_POST
def change_draft(request: Any, draft_id: UUID, act: str) -> HttpResponse:
    """Move an entry up or down in its list, or take it out."""
    where = _place(request.POST.get("place", ""))
    said: dict[str, Any] = {"draft_id": draft_id, "revision": revision_of(request), "place": editing.address_of(where)}
    try:
        if act == "remove":
            actions.remove_entry(request.actor, **said, now=clock.now())
            messages.success(request, _("Taken out. The last change can be taken back on the page of the draft."))
        else:
            actions.move_entry(request.actor, **said, by=-1 if act == "up" else 1, now=clock.now())
    except Refused as refused:
        for obstacle in refused.obstacles:
            messages.error(request, sentence(obstacle))
    around = where[:-2] if len(where) > 3 else where[:1]
    return redirect("edit_draft", draft_id, editing.address_of(around or where[:1]))

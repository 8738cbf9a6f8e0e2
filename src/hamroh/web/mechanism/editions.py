"""Editions of the mechanism: published ones with their marks, what changed between two, and the drafts of the next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import actions, queries
from hamroh.mechanism.editions.pack import written_pack
from hamroh.mechanism.editions.terms import RUNNING_WORDS, STATE_WORDS, DraftState
from hamroh.web.mechanism.draft_forms import BeginDraft
from hamroh.web.mechanism.draft_shapes import compared
from hamroh.web.mechanism.picture_shapes import stages_in_words
from hamroh.web.mechanism.zipped import zipped
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.wording import Names

LOOKS = {DraftState.PROPOSED: "warn", DraftState.PUBLISHED: "ok", DraftState.DISCARDED: "void"}


@page("mechanism:read", "edition:draft", "edition:approve")
@require_http_methods(["GET", "HEAD", "POST"])
def edition_list(request: Any) -> HttpResponse:
    """The newest first. Whoever may write begins a draft here."""
    may_draft = request.actor.may("edition:draft")
    form = BeginDraft(request.POST if request.method == "POST" and may_draft else None, initial={"id": uuid7()})
    if request.method == "POST" and may_draft and form.is_valid():
        said = form.cleaned_data
        try:
            actions.begin_draft(request.actor, id=said["id"], title=said["title"], now=clock.now())
            return redirect("show_draft", said["id"])
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    drafts = queries.drafts(request.actor)
    context = {
        "editions": [_row(row) for row in queries.published_editions()],
        "drafts": [
            {
                "title": row.title,
                "url": reverse("show_draft", args=[row.id]),
                "state": _(STATE_WORDS[row.state]),
                "look": LOOKS.get(row.state, ""),
                "base": row.base,
                "by": row.opened_by,
                "at": row.opened_at,
                "changes": row.changes,
            }
            for row in drafts
        ],
        "form": form if may_draft else None,
        "sees_drafts": may_draft or request.actor.may("edition:approve"),
    }
    return render(request, "mechanism/edition_list.html", context)


def _row(row: queries.EditionRow) -> dict[str, Any]:
    names = Names(queries.current().pack)
    return {
        "number": row.number,
        "at": row.published_at,
        "hash": row.content_hash,
        "reason": row.reason,
        "approvals": [(names.party(str(a["role"])), a["organisation"]) for a in row.approvals],
        "running": _(RUNNING_WORDS[row.running_cases]),
        "moved": row.moved,
        "not_moved": row.not_moved,
        "moved_at": row.moved_at,
    }


@page("mechanism:read", "edition:draft", "edition:approve")
@require_safe
def show_edition(request: Any, number: int) -> HttpResponse:
    """An edition as it was published, and what it changed."""
    edition = queries.numbered(number)
    row = next(row for row in queries.published_editions() if row.number == number)
    before = queries.numbered(number - 1) if number > 1 else None
    context = {
        "published": _row(row),
        "back": Link(reverse("edition_list"), _("Editions")),
        "groups": compared(before.pack, edition.pack) if before else [],
        "first": before is None,
        "stages": stages_in_words(edition.pack, {}),
        "documents": [(document.name, document.status) for document in edition.pack.documents],
        "roles": [role.name for role in edition.pack.roles],
    }
    return render(request, "mechanism/show_edition.html", context)


@page("mechanism:read", "edition:draft", "edition:approve")
@require_safe
def compare_editions(request: Any) -> HttpResponse:
    """What changed between any two editions, in sentences."""
    numbers = [row.number for row in queries.published_editions()]
    newest = numbers[0] if numbers else 1
    old, new = (_number(request, name, usual) for name, usual in (("old", max(newest - 1, 1)), ("new", newest)))
    context = {
        "numbers": numbers,
        "old": old,
        "new": new,
        "groups": compared(queries.numbered(old).pack, queries.numbered(new).pack),
        "back": Link(reverse("edition_list"), _("Editions")),
    }
    return render(request, "mechanism/compare_editions.html", context)


def _number(request: Any, name: str, usual: int) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else usual


@page("mechanism:read", "edition:draft", "edition:approve")
@require_safe
def edition_files(request: Any, number: int) -> HttpResponse:
    """The edition as a pack of files, as `hamroh mechanism load` reads it."""
    return zipped(written_pack(queries.numbered(number).pack), f"mechanism-edition-{number}")

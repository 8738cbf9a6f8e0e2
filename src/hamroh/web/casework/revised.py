"""A page that writes one thing that has revisions, and the page of its history: the same for every such section."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hamroh.casework.kinship.queries import Written
from hamroh.kernel.errors import Changed, Refused
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.values import told_values
from hamroh.web.shell.both_versions import Versioned, settled, show_theirs
from hamroh.web.shell.clocks import moment
from hamroh.web.shell.pages import show_obstacles
from hamroh.web.shell.parts import Link

Make = Callable[[QueryDict | None, dict[str, Any]], Versioned]
Look = Callable[[], Written | None]


def write_revised(
    request: Any,
    *,
    make: Make,
    stands: Look,
    act: Callable[[dict[str, Any]], object],
    context: dict[str, Any],
    to: str,
    initial: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form on how the thing stands, or write it. Who wrote meanwhile is shown beside what was typed.

    `stands` says how it stands now, asked again when somebody else was faster. `act` gets what was typed.
    """
    now = stands()
    current = dict(now.told) if now else dict(initial or {})
    form = make(settled(request.POST, current), current | {"seen": now.number if now else 0})
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(to)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        except Changed:
            _show_both(form, stands())
    return render(request, "casework/write_revised.html", context | {"form": form})


def _show_both(form: Versioned, theirs: Written | None) -> None:
    if theirs:
        who = colleague_names([theirs.by]).get(theirs.by, "") if theirs.by else ""
        show_theirs(form, theirs.told, theirs.number, who=who, at=moment(theirs.at))


def show_history(
    request: Any,
    *,
    revisions: Sequence[Written],
    pairs: Callable[[Written], list[tuple[Any, Any]]],
    code: str,
    heading: str,
    back: Link,
) -> HttpResponse:
    """How a section stood, revision by revision, the newest first."""
    names: dict[UUID, str] = colleague_names({w.by for w in revisions if w.by})
    rows = [(w.at, names.get(w.by, "") if w.by else "", _told(w, pairs)) for w in revisions]
    context = {"rows": rows, "code": code, "heading": heading, "back": back}
    return render(request, "casework/section_history.html", context)


def _told(written: Written, pairs: Callable[[Written], list[tuple[Any, Any]]]) -> list[tuple[str, str]]:
    erased = [(_("Words"), _("Erased: nobody can read this any more."))] if written.erased else []
    return told_values([(label, value) for label, value in pairs(written) if value not in ("", None, [])]) + erased

"""A page with one form on something that has revisions: two who write at once both see what the other wrote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hamroh.kernel.errors import Changed, Refused
from hamroh.web.casework.discreet import nothing_told
from hamroh.web.shell.both_versions import Versioned, settled, show_theirs
from hamroh.web.shell.pages import show_obstacles


@dataclass(frozen=True)
class Standing:
    """How the thing stands: values by the names of the form's fields, its number, and who wrote it when."""

    values: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    who: str = ""
    at: str = ""


def revised_page(
    request: Any,
    *,
    form: Callable[..., Versioned],
    stands: Callable[[], Standing],
    write: Callable[[dict[str, Any]], None],
    done: str,
    to: str,
    context: Mapping[str, Any],
    template: str = "hamroh/form_page.html",
    case: Any = None,
    others_read: tuple[str, ...] = (),
    initial: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or write what was typed and go on to `to`. `stands` is asked again when somebody wrote meanwhile.

    `others_read`: fields of a `case` that are passed on; before one is kept that seems to tell who it is, the page asks.
    """
    now = stands()
    made = form(settled(request.POST, now.values), initial={**(initial or {}), **now.values, "seen": now.number})
    if request.method == "POST" and made.is_valid() and nothing_told(request, made, case, *others_read):
        try:
            write(made.cleaned_data)
        except Changed as changed:
            theirs = stands()
            show_theirs(made, theirs.values, changed.number, who=theirs.who, at=theirs.at)
            if theirs.values and not any(hasattr(field, "theirs") for field in made.fields.values()):
                return redirect(to)  # a second click: what was typed stands already
        except Refused as refused:
            show_obstacles(made, refused.obstacles)
        else:
            messages.success(request, done)
            return redirect(to)
    return render(request, template, {"form": made, "lead": "", "cancel": None, **context})

"""Two people write the same thing at once: the second sees both versions, and chooses field by field.

A page that changes something revised carries the number it showed (`seen`). When somebody wrote meanwhile, nothing is
lost and nothing overwritten: what was typed stays in its field, what stands now is shown above it, with a tick to take it.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

TAKE = "take-"


class Versioned(forms.Form):
    """A form on something that has revisions: it knows which one was shown."""

    seen = forms.IntegerField(min_value=0, initial=0, required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> int:
        return int(self.cleaned_data["seen"] or 0)


def settled(
    posted: QueryDict, now: Mapping[str, Any], fields: Mapping[str, forms.Field] | None = None
) -> QueryDict | None:
    """What was typed, with what stands `now` in those fields where the writer ticked that. None where nothing came.

    `fields` are those of the form, where one of them is typed in several parts (a day).
    """
    if not posted:
        return None
    chosen = posted.copy()
    for name in [key.removeprefix(TAKE) for key in posted if key.startswith(TAKE)]:
        if name in now:
            value = now[name]
            widget = fields[name].widget if fields and name in fields else None
            if isinstance(widget, forms.MultiWidget):
                names: list[str] = widget.widgets_names  # type: ignore[attr-defined]  # of Django, without a stub
                for suffix, part in zip(names, widget.decompress(value) or (), strict=False):
                    chosen[name + suffix] = "" if part is None else str(part)
            parts = value if isinstance(value, list | tuple) else ["" if value is None else value]
            chosen.setlist(name, ["on" if part is True else "" if part is False else str(part) for part in parts])
        del chosen[TAKE + name]
    return chosen


def show_theirs(form: Versioned, now: Mapping[str, Any], number: int, *, who: str = "", at: str = "") -> None:
    """Mark each field in which what was typed differs from what stands now, so that the page shows both.

    The page is now about revision `number`: sent once more it is written over it, as it was chosen.
    """
    form.data = _over(form, number)
    said = {"who": who, "at": at}
    told = _("%(who)s wrote this at %(at)s, while you were writing.") % said if who else _("Somebody wrote meanwhile.")
    form.add_error(
        None, f"{told} " + _("Nothing of yours is lost: choose in each marked field which of the two stays.")
    )
    for name, value in now.items():
        if name in form.fields and _plain(form[name].value()) != _plain(value):
            form.fields[name].theirs = _words(form.fields[name], value)  # type: ignore[attr-defined]
            form.fields[name].take = TAKE + form.add_prefix(name)  # type: ignore[attr-defined]


def _over(form: Versioned, number: int) -> QueryDict:
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined, assignment]
    data[form.add_prefix("seen")] = str(number)
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return sorted(str(part) for part in value)
    if value in (None, False, ""):
        return ""
    return "on" if value is True else str(value).replace("\r\n", "\n").strip()


def _words(field: forms.Field, value: Any) -> str:
    """The value as the page would say it: choices by their labels."""
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(part), str(part)) for part in value) or "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return choices.get(str(value), str(value)) if value not in (None, "") else "—"

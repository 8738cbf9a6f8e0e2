"""Choices that explain themselves, and dates. Everything else is Django's own widgets, drawn by the renderer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.widgets import DateTimeBaseInput
from django.utils.translation import gettext_lazy as _

from hamroh.kernel.typed import figures


@dataclass(frozen=True)
class Choice:
    """The label of a radio or checkbox with a hint under it: `choices=[("no", Choice(_("No"), hint=_("…")))]`."""

    label: Any
    hint: Any = ""

    def __str__(self) -> str:
        return str(self.label)


class _Figures(DateTimeBaseInput):
    """A day may be typed in the figures of any keyboard."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return figures(typed) if isinstance(typed, str) else typed


class DayInput(_Figures, forms.DateInput):
    """A day near today: the browser's own calendar, in the person's own language."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs=dict(attrs or {}), format="%Y-%m-%d")


class MomentInput(_Figures, forms.DateTimeInput):
    """A day with its hour: the browser's own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs=dict(attrs or {}), format="%Y-%m-%dT%H:%M")


class DayParts(forms.MultiWidget):
    """A day that is remembered, like a birth date: day, month and year are typed, nobody scrolls to 1971.

    Gives the text `YYYY-MM-DD`, which a `DateField` reads and refuses in words when it is no day.
    """

    template_name = "hamroh/forms/widgets/day_parts.html"
    labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            widgets={name: _digits(4 if name == "year" else 2) for name in self.labels}, attrs=dict(attrs or {})
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, key in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            part["label"] = self.labels[key]
        return context

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        year, month, day = [*str(value or "").split("-"), "", "", ""][:3]
        return [day.replace("00", ""), month.replace("00", ""), year]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # type: ignore[override]  # one text
        day, month, year = (figures(str(part or "")).strip() for part in super().value_from_datadict(data, files, name))
        return f"{year}-{month:0>2}-{day:0>2}" if (day or month or year) else ""


def _digits(length: int) -> forms.TextInput:
    attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": str(length)}
    return forms.TextInput(attrs={**attrs, "class": f"govuk-input--width-{length}"})

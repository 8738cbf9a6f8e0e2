"""Forms of risk and safety. They only read what was typed; the act says what is missing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.support.terms import LEVEL_WORDS
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.both_versions import Versioned
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import DayInput

EMPTY = ("", "—")
SPARE_LINES = 3


def _levels() -> list[tuple[str, Any]]:
    return [EMPTY, *((code, _(words)) for code, words in LEVEL_WORDS.items())]


class AssessRisk(Obliging, Versioned):
    """One level and its reason for each dimension; then the level over all, which nobody works out."""

    overall = forms.ChoiceField(
        label=_("All in all, how high is the risk?"),
        help_text=_("You judge it. Nothing is worked out; below the highest single risk you say why."),
    )
    why = forms.CharField(
        label=_("Why this level"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": "2"})
    )
    review_on = forms.DateField(
        label=_("When is it looked at again?"),
        widget=DayInput,
        error_messages={"invalid": _("This is not a day of the calendar: check day, month and year.")},
    )

    def __init__(self, *args: Any, dimensions: Mapping[str, Any], latest: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dimensions = tuple(dimensions)
        for code, words in dimensions.items():
            self.fields[f"level_{code}"] = forms.ChoiceField(label=ml(words), choices=_levels())
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("What makes it so"),
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": "2", "aria-label": f"{ml(words)}: " + str(_("What makes it so"))}),
            )
        self.fields["overall"].choices = _levels()  # type: ignore[attr-defined]
        self.fields["review_on"].help_text = _("At the latest %(day)s.") % {"day": latest} if latest else ""
        self.order_fields([*(f"{part}_{code}" for code in dimensions for part in ("level", "reason"))])

    @property
    def singles(self) -> list[tuple[Any, Any]]:
        """Level and reason of each dimension, for the page."""
        return [(self[f"level_{code}"], self[f"reason_{code}"]) for code in self.dimensions]

    @property
    def told(self) -> dict[str, Any]:
        """What was typed, as the act takes it."""
        typed = self.cleaned_data
        return {
            "levels": {code: typed.get(f"level_{code}", "") for code in self.dimensions},
            "reasons": {code: typed.get(f"reason_{code}", "") for code in self.dimensions},
            "overall": typed.get("overall", ""),
            "why": typed.get("why", ""),
            "review_on": typed.get("review_on"),
            "seen": typed["seen"],
        }


class PlanSafety(Obliging, Versioned):
    """What was agreed with the person. Nothing of it leaves the file but sealed."""

    warning_signs = forms.CharField(
        label=_("Warning signs"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text=_("By what does the person notice that danger is near?"),
    )
    where_to_go = forms.CharField(
        label=_("Where to go"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": "2"})
    )
    whom_to_call = forms.CharField(
        label=_("Whom to call"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": "2"})
    )
    code_word = forms.CharField(
        label=_("Code word"),
        required=False,
        max_length=200,
        help_text=_("Said or written by the person, it means: I need help now."),
    )

    def __init__(self, *args: Any, lines: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data = args[0] if args else None
        self.lines = max(lines + SPARE_LINES, _lines_in(data))
        for number in range(1, self.lines + 1):
            for part, words in (("what", _("What is done")), ("who", _("Who does it")), ("when", _("When"))):
                self.fields[f"{part}_{number}"] = forms.CharField(label=words, required=False, max_length=2000)
        self.order_fields([f"{part}_{n}" for n in range(1, self.lines + 1) for part in ("what", "who", "when")])

    @property
    def measures(self) -> list[list[Any]]:
        """What, who and when of each line, for the page."""
        return [[self[f"{part}_{n}"] for part in ("what", "who", "when")] for n in range(1, self.lines + 1)]

    @property
    def told(self) -> dict[str, Any]:
        typed = self.cleaned_data
        rows = [
            {part: typed.get(f"{part}_{n}", "") for part in ("what", "who", "when")} for n in range(1, self.lines + 1)
        ]
        parts = ("warning_signs", "where_to_go", "whom_to_call", "code_word")
        return {"measures": rows, "seen": typed["seen"], **{part: typed.get(part, "") for part in parts}}


def _lines_in(data: Any) -> int:
    """How many lines were sent, so that none is lost; no more than a plan may have, and some."""
    numbers = [key.partition("_")[2] for key in data or () if key.startswith("what_")]
    return min(max((int(n) for n in numbers if n.isdecimal()), default=0), 30)

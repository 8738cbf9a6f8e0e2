"""Forms made from the fields of a section: one way to ask, whatever is written down."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.foundation.revisions.terms import SEALED, Asked, Fields, Kind
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.both_versions import Versioned
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import DayInput, MomentInput

Lists = Mapping[str, Mapping[str, Any]]
MANY = 6  # choices up to which all of them stand on the page


class KeptForm(Versioned, Obliging):
    """What is asked of a thing, and the key under which it is kept: a second click finds the first one's."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        asked: Fields,
        lists: Lists,
        first: Mapping[str, forms.Field] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.asked = asked
        for name, field in (first or {}).items():
            self.fields[name] = field
        for one in asked:
            self.fields[one.name] = _field(one, lists)

    def said(self) -> dict[str, Any]:
        """What was typed, as acts take it: nothing is None, or an empty text where words or codes stand."""
        given = self.cleaned_data
        return {one.name: _said(one, given.get(one.name)) for one in self.asked}


def _said(asked: Asked, value: Any) -> Any:
    if asked.kind in SEALED or asked.kind in (Kind.CODE, Kind.CHOICE):
        return value or ""
    return bool(value) if asked.kind is Kind.TICK else value


def _field(asked: Asked, lists: Lists) -> forms.Field:
    usual: dict[str, Any] = {
        "label": _(asked.label),
        "help_text": _(asked.hint) if asked.hint else "",
        "required": asked.required,
    }
    return _FIELDS[asked.kind](asked, lists, usual)


def _choice(choices: list[tuple[str, Any]], usual: dict[str, Any]) -> forms.Field:
    if usual["required"] and len(choices) <= MANY:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **usual)
    return forms.ChoiceField(choices=[("", "—"), *choices], **usual)


def _coded(asked: Asked, lists: Lists) -> list[tuple[str, Any]]:
    return [(code, ml(words) if isinstance(words, Mapping) else _(words)) for code, words in lists[asked.of].items()]


_FIELDS = {
    Kind.WORDS: lambda asked, lists, usual: forms.CharField(max_length=300, **usual),
    Kind.TEXT: lambda asked, lists, usual: forms.CharField(
        max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **usual
    ),
    Kind.DAY: lambda asked, lists, usual: forms.DateField(widget=DayInput, **usual),
    Kind.MOMENT: lambda asked, lists, usual: forms.DateTimeField(widget=MomentInput, **usual),
    Kind.CODE: lambda asked, lists, usual: _choice(_coded(asked, lists), usual),
    Kind.CODES: lambda asked, lists, usual: forms.MultipleChoiceField(
        choices=_coded(asked, lists), widget=forms.CheckboxSelectMultiple, **usual
    ),
    Kind.CHOICE: lambda asked, lists, usual: _choice([(c, _(w)) for c, w in asked.choices.items()], usual),
    Kind.TICK: lambda asked, lists, usual: forms.BooleanField(**usual),
    Kind.NUMBER: lambda asked, lists, usual: forms.IntegerField(max_value=100_000, **usual),
    Kind.MONEY: lambda asked, lists, usual: forms.DecimalField(max_digits=14, decimal_places=2, **usual),
}

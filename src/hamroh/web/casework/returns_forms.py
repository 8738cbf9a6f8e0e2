"""The form with which a return goes on, or is stopped."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.returns.terms import ARRIVED_HOW_WORDS, WHY_WORDS, State
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.widgets import DayInput


class MoveReturn(Obliging):
    """On which day; of an arrival whose word it is; of a stop why."""

    on = forms.DateField(label=_("On"), widget=DayInput)

    def __init__(self, *args: Any, to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if to == State.ARRIVED:
            self.fields["how"] = _choice(_("Who confirmed it"), ARRIVED_HOW_WORDS)
        if to == State.STOPPED:
            self.fields["why"] = _choice(_("Why"), WHY_WORDS)


def _choice(label: Any, words: dict[str, str]) -> forms.ChoiceField:
    choices = [("", "—"), *((str(code), _(told)) for code, told in words.items())]
    return forms.ChoiceField(label=label, choices=choices)

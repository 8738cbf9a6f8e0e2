"""What is asked on the pages of conduct."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.mechanism.conduct.rules import SaidTie
from hamroh.mechanism.conduct.terms import LONGEST_PAPER, LONGEST_TEXT, TIE_WORDS, TieKind
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.widgets import DayInput


class AcknowledgeCode(forms.Form):
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)


class DeclareTies(Obliging):
    """Nothing, or one tie. A second one is declared with the next declaration, which repeats the first."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    nothing = forms.BooleanField(
        label=_("I have nothing to declare"),
        help_text=_("No relative, friend, business or past work ties me to whom I may meet in this work."),
        required=False,
    )
    organisation = forms.CharField(
        label=_("Or: I am tied to this organisation of the mechanism"), widget=forms.Select, required=False
    )
    organisation_text = forms.CharField(
        label=_("What ties you to it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    office_text = forms.CharField(
        label=TIE_WORDS[TieKind.OFFICE],
        help_text=_("Which one, and what ties you: a relative who serves there, a share, a debt, past work."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        required=False,
    )

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget.choices = [("", "—"), *organisations]  # type: ignore[attr-defined]
        self.fields["office_text"].label = _(TIE_WORDS[TieKind.OFFICE])

    def ties(self) -> list[SaidTie]:
        """What was typed, as the act understands it."""
        data, said = self.cleaned_data, []
        if data["organisation"] or data["organisation_text"]:
            said.append(SaidTie(TieKind.ORGANISATION, data["organisation"], data["organisation_text"]))
        if data["office_text"]:
            said.append(SaidTie(TieKind.OFFICE, "", data["office_text"]))
        return said


class RecordTraining(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Training"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("On which day it ended"), widget=DayInput)
    paper = forms.CharField(
        label=_("On what paper"), help_text=_("The certificate or the list: number and date."), max_length=LONGEST_PAPER
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

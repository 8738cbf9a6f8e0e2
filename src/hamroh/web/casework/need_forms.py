"""Forms of needs and of services received. They only read what was typed; the act says what is missing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.support.rules import Received
from hamroh.casework.support.terms import (
    BY_WORDS,
    OUTCOME_WORDS,
    PRESENT_WORDS,
    STATE_WORDS,
    UNIT_WORDS,
    WANTED_WORDS,
)
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.both_versions import Versioned
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import DayInput

EMPTY = ("", "—")
NO_DAY = _("This is not a day of the calendar: check day, month and year.")
NO_NUMBER = _("Write a number, for example 12.50.")


def worded(words: Mapping[str, str]) -> list[tuple[str, Any]]:
    """Codes with the platform's own words."""
    return [(code, _(text)) for code, text in words.items()]


def listed(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Codes with words of the edition."""
    return [(code, ml(text)) for code, text in words.items()]


class WriteNeed(Obliging, Versioned):
    """One need as it stands. What the person wants is theirs to say."""

    present = forms.ChoiceField(
        label=_("Is it there?"), widget=forms.RadioSelect, choices=lambda: worded(PRESENT_WORDS)
    )
    wanted = forms.ChoiceField(
        label=_("Does the person want help with it?"),
        widget=forms.RadioSelect,
        choices=lambda: worded(WANTED_WORDS),
        help_text=_("Their word counts. A no closes no other door, and may be changed any day."),
    )
    urgent = forms.BooleanField(label=_("It is urgent"), required=False)
    services = forms.MultipleChoiceField(
        label=_("Which kind of help would meet it?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    state = forms.ChoiceField(
        label=_("How does it stand?"), widget=forms.RadioSelect, choices=lambda: worded(STATE_WORDS)
    )
    by = forms.ChoiceField(label=_("Met by whom?"), required=False, choices=lambda: [EMPTY, *worded(BY_WORDS)])
    by_organisation = forms.UUIDField(label=_("Which organisation"), required=False)
    by_named = forms.CharField(label=_("Who else"), required=False, max_length=400, help_text=_("Sealed."))
    since = forms.DateField(
        label=_("Since when does it stand so?"),
        required=False,
        widget=DayInput,
        error_messages={"invalid": NO_DAY},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("Sealed. Only what helps others to help; not what happened."),
    )

    def __init__(
        self, *args: Any, kinds: Mapping[str, Any], organisations: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if kinds:
            self.fields["services"].choices = listed(kinds)  # type: ignore[attr-defined]
        else:
            del self.fields["services"]
        self.fields["by_organisation"].widget = forms.Select(choices=[EMPTY, *organisations])


class WriteService(Obliging, Versioned):
    """One service that the person received."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    service_type = forms.ChoiceField(label=_("What was given"))
    provider = forms.UUIDField(label=_("By which organisation"), required=False)
    provider_named = forms.CharField(
        label=_("Or by somebody else"),
        required=False,
        max_length=400,
        help_text=_("Who stands in no list of the mechanism. Sealed."),
    )
    since = forms.DateField(label=_("From"), widget=DayInput, error_messages={"invalid": NO_DAY})
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DayInput,
        error_messages={"invalid": NO_DAY},
        help_text=_("Empty while it goes on."),
    )
    quantity = forms.DecimalField(label=_("How much"), required=False, error_messages={"invalid": NO_NUMBER})
    unit = forms.ChoiceField(label=_("Of what"), required=False, choices=lambda: [EMPTY, *worded(UNIT_WORDS)])
    unit_cost = forms.DecimalField(
        label=_("Cost of one"),
        required=False,
        error_messages={"invalid": NO_NUMBER},
        help_text=_("For the accounts of the mechanism. Whoever it is shared with does not see it."),
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    funding = forms.ChoiceField(label=_("Out of which money"), required=False)
    outcome = forms.ChoiceField(
        label=_("What came of it, as the person sees it?"),
        required=False,
        choices=lambda: [EMPTY, *worded(OUTCOME_WORDS)],
        help_text=_("Ask; do not guess."),
    )
    own_words = forms.CharField(
        label=_("In the person's own words"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("Sealed."),
    )

    def __init__(
        self,
        *args: Any,
        kinds: Mapping[str, Any],
        funding: Mapping[str, Any],
        currencies: Mapping[str, Any],
        organisations: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("service_type", listed(kinds))
        self._choose("funding", listed(funding))
        self._choose("currency", [(code, f"{code} · {ml(words)}") for code, words in currencies.items()])
        self.fields["provider"].widget = forms.Select(choices=[EMPTY, *organisations])
        for name in ("quantity", "unit_cost"):
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "decimal", "class": "govuk-input--width-5", "autocomplete": "off"}
            )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [EMPTY, *choices]  # type: ignore[attr-defined]

    @property
    def told(self) -> Received:
        """What was typed, as the act takes it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "id")}
        return Received(**typed)

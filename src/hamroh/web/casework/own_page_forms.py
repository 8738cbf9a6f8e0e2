"""Forms about a person's own page: its risk, a card, the names of their own."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hamroh.casework.survivor.terms import (
    ANSWER_WORDS,
    DECISION_WORDS,
    HOLDER_WORDS,
    LONGEST_NAME,
    LONGEST_TEXT,
    PIN_LONGEST,
    RISK_HINTS,
    RISKS,
)
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.both_versions import Versioned
from hamroh.web.shell.widgets import Choice, DayInput


def _answers(risk: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_(RISKS[risk]),
        help_text=_(RISK_HINTS[risk]),
        choices=[(str(code), _(words)) for code, words in ANSWER_WORDS.items()],
        widget=forms.RadioSelect,
    )


class AssessDoor(Versioned, Obliging):
    """The risk of the page itself. What only a child's case asks is left out for adults."""

    device_shared = _answers("device_shared")
    card_found = _answers("card_found")
    pin_forced = _answers("pin_forced")
    decision = forms.ChoiceField(
        label=_("What follows?"),
        choices=[(str(code), _(words)) for code, words in DECISION_WORDS.items()],
        widget=forms.RadioSelect,
    )
    holder = forms.ChoiceField(
        label=_("Who would hold the card?"),
        help_text=_("Never a guardian who may be involved."),
        choices=[(str(code), _(words)) for code, words in HOLDER_WORDS.items()],
        widget=forms.RadioSelect,
    )
    team_decided = forms.BooleanField(label=_("The team decided this together"), required=False)
    why = forms.CharField(
        label=_("Why, and how risks are met"),
        help_text=_("Sealed. Where the card is kept, on whose telephone the page is opened, when."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        required=False,
    )

    def __init__(self, *args: Any, child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not child:
            del self.fields["holder"], self.fields["team_decided"]


def _pin(label: Any, hint: Any = "") -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
    widget = forms.PasswordInput(attrs=attrs)
    return forms.CharField(label=label, help_text=hint, max_length=PIN_LONGEST, widget=widget, required=False)


class IssueCard(Obliging):
    """PINs are typed by the person, and stand on no screen; or they are chosen when the page is opened first."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    seed = forms.CharField(widget=forms.HiddenInput, max_length=64)
    language = forms.ChoiceField(label=_("Language of the card and the page"))
    until = forms.DateField(label=_("The card ends on"), widget=DayInput)
    chosen_now = forms.ChoiceField(
        label=_("When does the person choose the PIN?"),
        choices=[
            ("now", Choice(_("Now, on this screen"), hint=_("Turn the screen to them and look away."))),
            ("first", Choice(_("When they open the page for the first time"), hint=_("Do it together, today."))),
        ],
        widget=forms.RadioSelect,
    )
    pin = _pin(_("PIN"), _("Four to eight figures. The person types them."))
    pin_again = _pin(_("The same once more"))
    second = _pin(
        _("Second PIN, for danger"),
        _("It opens a page of the same look that shows little, and tells you at once. It may be left out."),
    )
    second_again = _pin(_("The same once more"))

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]

    def pins(self) -> dict[str, str]:
        typed = {name: str(self.cleaned_data.get(name) or "").strip() for name in ("pin", "second", "second_again")}
        return {**typed, "again": str(self.cleaned_data.get("pin_again") or "").strip()}


class NameOrganisations(Versioned, Obliging):
    """For each organisation a name of the person's own, and whether anybody may see it."""

    def __init__(self, *args: Any, organisations: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = [str(key) for key in organisations]
        for key, name in organisations.items():
            self.fields[str(key)] = forms.CharField(label=name, max_length=LONGEST_NAME * 3, required=False)
            self.fields[f"harmless-{key}"] = forms.BooleanField(
                label=_t("May be seen by whoever forces the page open: %(name)s") % {"name": name}, required=False
            )

    def own(self) -> dict[str, str]:
        return {key: str(self.cleaned_data.get(key) or "") for key in self._keys}

    def harmless(self) -> list[str]:
        return [key for key in self._keys if self.cleaned_data.get(f"harmless-{key}")]

"""What may be answered, one small form an act. Codes come from the edition's lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.referrals.terms import CANCEL_WORDING, REASON_OF_WORDING, REVIEW_WORDING, ReasonOf
from hamroh.mechanism.editions.queries import InForce
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import DayInput

_NOTE = _("It goes to the sender. No names, no addresses.")


def note_field(label: Any, help_text: Any = _NOTE) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, widget=area, required=False, max_length=4000)


class Plain(Obliging):
    """A button and nothing to fill."""

    def __init__(self, *args: Any, edition: InForce, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition


class Decline(Plain):
    """Whose reason it is follows from the reason chosen; the list says so of each."""

    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)
    note = note_field(_("Note for the sender"), _("Where else could the person be helped? No names, no addresses."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = self.edition.codes("decline_reason")
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (_(words), [(f"{side}:{c.id}", ml(dict(c.name))) for c in codes if (c.side or ReasonOf.PROVIDER) == side])
            for side, words in REASON_OF_WORDING.items()
        ]

    def chosen(self) -> tuple[str, str]:
        reason_of, _colon, reason = self.cleaned_data.get("reason", "").partition(":")
        return reason_of, reason


class Ask(Plain):
    id = forms.UUIDField(widget=forms.HiddenInput)
    question = forms.CharField(
        label=_("Your question"),
        help_text=_("Only what you need to decide. The time for your answer runs on."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )


class NotArrived(Plain):
    reason = forms.ChoiceField(label=_("Why not, as far as you know"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.edition.words("not_arrived_reason")
        self.fields["reason"].choices = [(c, ml(w)) for c, w in words.items()]  # type: ignore[attr-defined]


class TellOutcome(Plain):
    result = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("On which day"), widget=DayInput)
    note = note_field(_("Note for the sender"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.edition.words("outcome")
        self.fields["result"].choices = [(c, ml(w)) for c, w in words.items()]  # type: ignore[attr-defined]


class RecordService(Plain):
    id = forms.UUIDField(widget=forms.HiddenInput)
    given_on = forms.DateField(label=_("Given on"), widget=DayInput)
    note = note_field(_("Note for your own record"), _("It stays with you, also when the sharing ends."))


class Reply(Plain):
    question_id = forms.UUIDField(widget=forms.HiddenInput)
    reply = forms.CharField(
        label=_("Your reply"),
        help_text=_("Only what the agreement covers. No names, no addresses."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )


class Cancel(Plain):
    reason = forms.ChoiceField(
        label=_("Why"), widget=forms.RadioSelect, choices=[(c, _(w)) for c, w in CANCEL_WORDING.items()]
    )


class Review(Obliging):
    outcome = forms.ChoiceField(
        label=_("What do you find?"), widget=forms.RadioSelect, choices=[(c, _(w)) for c, w in REVIEW_WORDING.items()]
    )


class ConfirmCapacity(Obliging):
    free = forms.IntegerField(
        label=_("Places free now"),
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )

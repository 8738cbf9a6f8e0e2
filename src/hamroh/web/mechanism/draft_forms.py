"""What is asked when a draft begins, is proposed, is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.mechanism.editions.terms import LONGEST_REASON, RUNNING_WORDS, RunningCases
from hamroh.web.shell.obliging import Obliging


class BeginDraft(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What is this draft for?"), help_text=_("For example: quicker answers to referrals."), max_length=200
    )


class ProposeDraft(Obliging):
    running_cases = forms.ChoiceField(
        label=_("Cases that run already"),
        choices=[(key, words) for key, words in RUNNING_WORDS.items()],
        widget=forms.RadioSelect,
        initial=RunningCases.STAY,
    )
    reason = forms.CharField(
        label=_("Why it shall be published although there are warnings"),
        help_text=_("It will stand on the edition, for everybody to read."),
        error_messages={"required": _("There are warnings: say why it shall be published all the same.")},
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, warnings: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = self.fields["running_cases"]
        choices.choices = [(key, _(words)) for key, words in RUNNING_WORDS.items()]  # type: ignore[attr-defined]
        if not warnings:
            del self.fields["reason"]


class AnswerDraft(Obliging):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, publish it")), ("no", _("No, it goes back to be changed"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What has to change"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

"""Forms of grounds: record one, withdraw one. What is asked depends on the ground, and on the person's age."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from hamroh.casework.grounds import terms
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.mechanism.editions.queries import day_of
from hamroh.web.casework.obliging import Obliging
from hamroh.web.casework.values import group_words
from hamroh.web.shell.widgets import Choice, DayInput

Choices = Sequence[tuple[str, Any]]
USUAL_DAYS = 90

GROUP_HINTS = {
    FieldGroup.PROFILE: _("no name, no birth date"),
    FieldGroup.IDENTITY: _("only if the service cannot do without"),
    FieldGroup.CONTACT: _("how and when, who must not know"),
    FieldGroup.HEALTH: _("what was written down, not the whole file"),
    FieldGroup.SCREENING: _("the signs, not the decision"),
    FieldGroup.RESIDENCE: _("in whose care, no address"),
}


def group_choices(groups: Sequence[str]) -> list[tuple[str, Any]]:
    """Parts of a file in the order of the page, with what each does not hold."""
    return [
        (str(group), Choice(_(words), hint=GROUP_HINTS[FieldGroup(group)]) if group in GROUP_HINTS else _(words))
        for group, words in group_words().items()
        if group in groups
    ]


class RecordGround(Obliging):
    """One ground, for one organisation and one purpose. Nothing is chosen beforehand but its last day."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    recipient = forms.ChoiceField(
        label=_("With which organisation?"),
        help_text=_("One organisation. For another, the person is asked again."),
    )
    purpose = forms.ChoiceField(label=_("What for?"), widget=forms.RadioSelect)
    groups = forms.MultipleChoiceField(
        label=_("What may they know?"),
        help_text=_("Read each line aloud and tick only a yes."),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("In which language was it explained?"))
    mode = forms.ChoiceField(label=_("How was it given?"), widget=forms.RadioSelect)
    proof = forms.ChoiceField(label=_("How can it be proved?"), widget=forms.RadioSelect)
    guardian_suspected = forms.BooleanField(
        label=_("A parent or guardian may be involved in what happened"),
        help_text=_("Then this guardian is never asked, now or later."),
        required=False,
    )
    given_by = forms.ChoiceField(label=_("Who agreed?"), widget=forms.RadioSelect)
    agreed_by = forms.ChoiceField(
        label=_("Who was it?"),
        help_text=_("Somebody new is written down first, under “Child”. Whoever is barred is not here."),
        required=False,
    )
    assent = forms.ChoiceField(
        label=_("What does the child say?"),
        help_text=_("Ask in words for the age. Protection does not wait for a yes."),
        choices=[(str(code), _(words)) for code, words in terms.ASSENT_WORDS.items()],
        widget=forms.RadioSelect,
    )
    best_interests = forms.CharField(
        label=_("Why is it in the child’s best interests?"),
        help_text=_("Without names."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    why = forms.CharField(
        label=_("Why without agreement?"),
        help_text=_("One or two sentences, without names. Whoever reviews it will read them."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    answer = forms.ChoiceField(
        label=_("What did the authority get?"),
        choices=[(str(code), _(words)) for code, words in terms.DEMAND_WORDS.items()],
        widget=forms.RadioSelect,
    )
    expires_at = forms.DateField(label=_("Until which day does it hold?"), widget=DayInput)

    def __init__(
        self,
        *args: Any,
        kind: str,
        child: bool,
        lists: Mapping[str, Choices],
        recipients: Choices,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in [*_not_asked(kind, child), *([] if lists.get("agreed_by") else ["agreed_by"])]:
            self.fields.pop(name, None)
        chosen = {
            "recipient": [("", "—"), *recipients],
            "purpose": lists["consent_purpose"],
            "groups": lists["groups"],
            "language": [("", "—"), *lists["language"]],
            "mode": lists["consent_mode"],
            "proof": lists["consent_proof"],
            "given_by": lists["consent_given_by"],
            "agreed_by": [("", "—"), *lists.get("agreed_by", ())],
        }
        for name, choices in chosen.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
        if "expires_at" in self.fields:
            today = day_of(now)
            self.initial.setdefault("expires_at", today + timedelta(days=USUAL_DAYS))
            last = today + timedelta(days=terms.LONGEST_DAYS - 1)
            self.fields["expires_at"].widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}
            self.fields["expires_at"].help_text = _(
                "At most a year: lives change, and the person should be asked again."
            )

    def clean_expires_at(self) -> datetime | None:
        """The end of that day, where the mechanism is."""
        day = self.cleaned_data.get("expires_at")
        return day and datetime.combine(day, time(23, 59, 59), get_current_timezone())


def _not_asked(kind: str, child: bool) -> list[str]:
    consent = ["language", "mode", "proof", "given_by"]
    of_a_child = ["guardian_suspected", "assent", "best_interests"]
    if kind == terms.Kind.CONSENT:
        # An adult agrees in person: there is nothing to choose.
        return ["why", "answer"] if child else ["why", "answer", "given_by", *of_a_child]
    if kind == terms.Kind.AUTHORITY_DEMAND:
        return [*consent, *of_a_child, "expires_at"]
    return [*consent, *of_a_child, "answer"]


class WithdrawGround(Obliging):
    """No reason is asked for; who goes on caring is asked only where the person lives there."""

    how = forms.ChoiceField(
        label=_("If the person gave a reason"),
        help_text=_("Do not ask for one. Write it down only if it was said."),
    )

    def __init__(
        self, *args: Any, reasons: Choices, matters: Mapping[str, Any], carers: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for matter, label in matters.items():
            self.fields[matter] = forms.ChoiceField(label=label, choices=[("", "—"), *carers])
        self.order_fields([*matters, "how"])
        self.fields["how"].choices = list(reasons)  # type: ignore[attr-defined]
        self.initial.setdefault("how", terms.NOT_ASKED)

"""The form of a referral: to whom, what goes on which ground, where they meet, how soon."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.widgets import MomentInput

Choices = Sequence[tuple[str, Any]]


class SendReferral(Obliging):
    """Nothing is required by the form itself: the act names every obstacle at once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    service_id = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect)
    ground_id = forms.ChoiceField(label=_("On what ground"), widget=forms.RadioSelect)
    groups = forms.MultipleChoiceField(label=_("What goes"), widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label=_("Note for the service"),
        help_text=_("The note goes too. No names, no addresses, no villages."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    mode = forms.ChoiceField(label=_("How do they meet?"))
    where = forms.CharField(label=_("Where"), help_text=_("A place, not an address of a shelter."), max_length=200)
    when = forms.DateTimeField(label=_("When"), widget=MomentInput)
    who = forms.CharField(
        label=_("Who meets the person"),
        help_text=_("An office or a duty, not a name: “nurse on duty, side door”."),
        max_length=200,
        required=False,
    )
    phone = forms.CharField(
        label=_("Telephone of the office, for that day"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    urgency = forms.ChoiceField(label=_("How soon"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        services: Choices,
        grounds: Choices,
        groups: Choices,
        modes: Choices,
        urgencies: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = {
            "service_id": services,
            "ground_id": grounds,
            "groups": groups,
            "mode": [("", "—"), *modes],
            "urgency": urgencies,
        }
        for name, choices in chosen.items():
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

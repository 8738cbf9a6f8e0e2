"""Forms of follow-up, of closing a case and of opening it again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.cases.terms import REOPENING_REASONS
from hamroh.casework.follow_up.terms import (
    HANDED_WORDS,
    HOW_WORDS,
    MET_WORDS,
    RESULT_WORDS,
    SATISFACTION,
    WAY_WORDS,
)
from hamroh.web.casework.obliging import Obliging
from hamroh.web.casework.plan_forms import NONE_CHOSEN, choices_of, day_field, words_field
from hamroh.web.shell.both_versions import Versioned


class RecordAttempt(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("How did you try?"), choices=choices_of(WAY_WORDS), widget=forms.RadioSelect)
    result = forms.ChoiceField(label=_("What came of it?"), choices=choices_of(RESULT_WORDS), widget=forms.RadioSelect)
    on = day_field(_("On which day?"))
    words = words_field(_("In words"), 2, required=False, help_text=_("Without names. Sealed."))


class RecordVisit(Versioned, Obliging):
    """Each area is asked about; not wanting to say is an answer like any other."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    on = day_field(_("On which day did you meet or speak?"))
    met = forms.ChoiceField(label=_("How?"), choices=choices_of(MET_WORDS), widget=forms.RadioSelect)
    satisfaction = forms.TypedChoiceField(
        label=_("How did the person find the help?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[NONE_CHOSEN, *((number, _(words)) for number, words in SATISFACTION.items())],
    )
    own = words_field(
        _("In the person’s own words"),
        required=False,
        help_text=_("As they say it. Sealed; it is not read out anywhere."),
    )
    note = words_field(_("What the team should know"), 2, required=False, help_text=_("Without names. Sealed."))
    next_on = day_field(
        _("When do you meet again?"),
        required=False,
        help_text=_("Suggested by the mechanism; agree it with the person."),
    )
    no_next = forms.BooleanField(label=_("There is no next time"), required=False)

    def __init__(self, *args: Any, areas: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, words in areas.items():
            self.fields[f"area_{code}"] = forms.ChoiceField(
                label=words, choices=choices_of(HOW_WORDS), widget=forms.RadioSelect
            )
        asked = [f"area_{code}" for code in areas]
        self.order_fields(["seen", "id", "on", "met", *asked, "satisfaction", "own", "note", "next_on", "no_next"])


class AskClosing(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why is the case to be closed?"), widget=forms.RadioSelect)
    why = words_field(
        _("In words"), 4, help_text=_("Whoever approves it reads this, and whoever opens the case again. Sealed.")
    )
    handed_to = forms.ChoiceField(
        label=_("Who looks after the child from now on?"), choices=choices_of(HANDED_WORDS), widget=forms.RadioSelect
    )
    handed_organisation = forms.UUIDField(label=_("Which organisation"), required=False)
    monitor = forms.BooleanField(
        label=_("The person agrees to be asked later how they are"),
        required=False,
        help_text=_("Only then does anybody get in touch again, in the way that was agreed."),
    )

    def __init__(
        self,
        *args: Any,
        reasons: Iterable[tuple[str, str]],
        child: bool,
        organisations: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(reasons)  # type: ignore[attr-defined]
        if child:
            self.fields["handed_organisation"].widget = forms.Select(choices=[NONE_CHOSEN, *organisations])
        else:
            del self.fields["handed_to"], self.fields["handed_organisation"]


class DecideClosing(Versioned, Obliging):
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=forms.RadioSelect,
        choices=[
            ("approved", _("Approve: the case is closed")),
            ("returned", _("Send back: something is still to be done")),
        ],
    )
    reasons = words_field(
        _("What is still to be done, or what you want to say"), 4, required=False, help_text=_("The team reads it.")
    )


class Reopen(Obliging):
    reason = forms.ChoiceField(
        label=_("Why is it opened again?"), choices=choices_of(REOPENING_REASONS), widget=forms.RadioSelect
    )
    why = words_field(_("In words"), 3, help_text=_("Whoever goes on with the case reads it. Without names. Sealed."))

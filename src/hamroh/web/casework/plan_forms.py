"""Forms of the assistance plan. They read what was typed; the act says what is missing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.plans.terms import (
    ASSENT_WORDS,
    BY_WORDS,
    DONE_WORDS,
    ENDED_WORDS,
    HOW_WORDS,
    REACHED_WORDS,
    WHO_WORDS,
)
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.both_versions import Versioned
from hamroh.web.shell.widgets import DayInput

NO_DAY = {"invalid": _("This is not a day of the calendar: check day, month and year.")}
NONE_CHOSEN = ("", "—")


def choices_of(words: Mapping[Any, str]) -> list[tuple[str, Any]]:
    return [(str(code), _(said)) for code, said in words.items()]


def day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, error_messages=NO_DAY, **more)


def words_field(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    """A little more may be typed than is taken, so that the act can say how much is too much."""
    return forms.CharField(label=label, max_length=6000, widget=forms.Textarea(attrs={"rows": str(rows)}), **more)


class FramePlan(Versioned, Obliging):
    """From when until when, and when it is looked at again."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    starts_on = day_field(_("From which day does it run?"))
    ends_on = day_field(_("Until when, if you know"), required=False)
    review_on = day_field(_("When do you look at it again together?"))


class WriteGoal(Versioned, Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = words_field(
        _("What does the person want to reach?"),
        help_text=_("In their own words, as they say it. Not what we think is best. Write no names here."),
    )
    need = forms.ChoiceField(label=_("Which need does it answer?"))

    def __init__(self, *args: Any, needs: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [NONE_CHOSEN, *needs]  # type: ignore[attr-defined]


class WriteStep(Versioned, Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    what = words_field(_("What is done?"), 2, help_text=_("One thing, in a sentence. Write no names here."))
    who = forms.ChoiceField(label=_("Who takes it?"), choices=choices_of(WHO_WORDS), widget=forms.RadioSelect)
    user_id = forms.UUIDField(label=_("Which colleague"), required=False)
    by_organisation = forms.UUIDField(label=_("Which organisation"), required=False)
    due = day_field(_("Until which day?"))

    def __init__(
        self, *args: Any, team: list[tuple[str, str]], organisations: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user_id"].widget = forms.Select(choices=[NONE_CHOSEN, *team])
        self.fields["by_organisation"].widget = forms.Select(choices=[NONE_CHOSEN, *organisations])


class AgreePlan(Versioned, Obliging):
    """The person's yes to this version. For a child: what it said, and who stood for it."""

    by = forms.ChoiceField(label=_("Who agreed?"), choices=choices_of(BY_WORDS), widget=forms.RadioSelect)
    assent = forms.ChoiceField(
        label=_("What did the child say?"), choices=choices_of(ASSENT_WORDS), widget=forms.RadioSelect
    )
    how = forms.ChoiceField(
        label=_("How was the agreement given?"), choices=choices_of(HOW_WORDS), widget=forms.RadioSelect
    )
    who = forms.CharField(
        label=_("Who was the witness or the representative?"),
        required=False,
        max_length=400,
        help_text=_("Their office or how they stand to the person. It is sealed."),
    )
    language = forms.ChoiceField(label=_("In which language was it read to them?"))
    on = day_field(_("On which day?"))

    def __init__(self, *args: Any, child: bool, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [NONE_CHOSEN, *languages]  # type: ignore[attr-defined]
        if not child:
            del self.fields["assent"], self.fields["by"]


class DecidePlan(Versioned, Obliging):
    decision = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)
    reasons = words_field(
        _("What is to change, or what you want to say"),
        4,
        required=False,
        help_text=_("The team reads it. Whoever sends the plan back says what is to change."),
    )

    def __init__(self, *args: Any, outcomes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = list(outcomes)  # type: ignore[attr-defined]


class ReviewPlan(Versioned, Obliging):
    on = day_field(_("On which day did you look at it together?"))
    words = words_field(
        _("What did you find?"), 4, help_text=_("What helped, what did not, what the person says. Sealed.")
    )
    next_on = day_field(_("When do you look at it again?"))


class EndPlan(Versioned, Obliging):
    reason = forms.ChoiceField(label=_("Why does it end?"), choices=choices_of(ENDED_WORDS), widget=forms.RadioSelect)
    words = words_field(_("In words"), required=False, help_text=_("Sealed."))
    on = day_field(_("On which day?"))


class TellProgress(Versioned, Obliging):
    reached = forms.ChoiceField(label=_("How far is it?"), choices=choices_of(REACHED_WORDS), widget=forms.RadioSelect)
    words = words_field(
        _("What does the person say?"), required=False, help_text=_("In their words, where you can. Sealed.")
    )
    on = day_field(_("On which day?"))


class FinishStep(Versioned, Obliging):
    done = forms.ChoiceField(label=_("What became of it?"), choices=choices_of(DONE_WORDS), widget=forms.RadioSelect)
    words = words_field(_("In words"), 2, required=False, help_text=_("Sealed."))
    on = day_field(_("On which day?"))

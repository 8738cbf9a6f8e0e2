"""Forms on children, families and groups. They only read what was typed; whether an act may happen is decided by the act."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.kinship import terms
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.both_versions import Versioned
from hamroh.web.shell.widgets import Choice, DayInput

Choices = Sequence[tuple[str, Any]]


def told(words: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """Codes of the platform with their words, for radios and ticks."""
    return [(str(code), _(word)) for code, word in words.items()]


def picked(words: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """The same for a list to pick from, in which nothing is chosen beforehand."""
    return [("", "—"), *told(words)]


def long_text(label: Any, hint: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": str(rows)})
    return forms.CharField(label=label, help_text=hint, widget=widget, max_length=4000, required=required)


def quiet(form: forms.Form) -> None:
    """No browser keeps what is typed here for the next person at the same desk."""
    for field in form.fields.values():
        field.widget.attrs["autocomplete"] = "off"


def years(label: Any, hint: Any = "", *, required: bool = True) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=hint, widget=widget, required=required)


class WriteGuardian(Versioned, Obliging):
    """Who stands by a child; or who only seems to."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    role = forms.ChoiceField(
        label=_("As what do they stand by the child?"),
        widget=forms.RadioSelect,
        choices=[
            ("guardian", Choice(_("Parent or guardian"), hint=_("Cares for the child by birth or law."))),
            ("representative", Choice(_("Appointed representative"), hint=_("Was appointed to speak for the child."))),
        ],
    )
    name = forms.CharField(label=_("Name"), help_text=_("Sealed under the child’s key."), max_length=200)
    tie = forms.ChoiceField(label=_("Who are they to the child?"), choices=picked(terms.TIE_WORDS))
    contact = long_text(
        _("How may they be reached?"), _("Sealed. Only what the child agrees to."), rows=2, required=False
    )
    appointed_by = forms.ChoiceField(label=_("Who appointed them?"), choices=picked(terms.APPOINTER_WORDS))
    paper = forms.ChoiceField(label=_("On which paper does it stand?"), choices=picked(terms.PAPER_WORDS))
    paper_detail = forms.CharField(
        label=_("Number and day of the paper"), help_text=_("Sealed."), max_length=200, required=False
    )
    since = forms.DateField(label=_("From which day?"), widget=DayInput)
    until = forms.DateField(
        label=_("Until which day?"), help_text=_("Leave it empty while it goes on."), widget=DayInput, required=False
    )
    ended_because = forms.ChoiceField(label=_("If it ended: why?"), choices=picked(terms.END_WORDS), required=False)
    suspected = forms.BooleanField(
        label=_("This person may be involved in what happened"),
        help_text=_("Then they are asked nothing, told nothing and get nothing, from this moment on. Doubt is enough."),
        required=False,
    )
    suspected_why = long_text(
        _("Why is that feared?"), _("Sealed. It goes nowhere, to no recipient and on no paper."), required=False
    )

    def __init__(self, *args: Any, feared: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if feared:  # the tick is not taken out here: lifting it is another person's act
            self.fields["suspected"].widget = forms.HiddenInput()
        quiet(self)


class LiftSuspicion(Versioned, Obliging):
    why = long_text(_("Why is it feared no longer?"), _("Sealed. Whoever goes on with the case will read it."))


class DecideCard(Versioned, Obliging):
    allowed = forms.ChoiceField(
        label=_("May this person hold the child’s card?"),
        widget=forms.RadioSelect,
        choices=[("no", _("No. Only the child may")), ("yes", _("Yes, the team decided so"))],
    )
    why = long_text(_("If yes: why is that good for the child?"), required=False)


class WeighBestInterests(Versioned, Obliging):
    """In the order in which it is thought."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    about = forms.ChoiceField(label=_("What is to be decided?"), choices=picked(terms.MATTER_WORDS))
    took_part = forms.MultipleChoiceField(
        label=_("Who took part?"), widget=forms.CheckboxSelectMultiple, choices=told(terms.PART_WORDS)
    )
    options = long_text(
        _("What could be done? What speaks for each way, and what against?"),
        _("At least two ways. Staying as it is may be one."),
        rows=6,
    )
    views = long_text(
        _("What does the child say?"), _("In the child’s own words, not in ours. Sealed."), rows=4, required=False
    )
    conclusion = long_text(_("What is best for the child, and why?"), rows=4)
    assent = forms.ChoiceField(
        label=_("And what does the child say to that?"),
        help_text=_("Ask in words for the age. Protection does not wait for a yes."),
        widget=forms.RadioSelect,
        choices=told(terms.ASSENT_WORDS),
    )
    decided_by = forms.UUIDField(label=_("Who decided?"), widget=forms.Select)
    decided_on = forms.DateField(label=_("On which day?"), widget=DayInput)
    review_on = forms.DateField(
        label=_("When is it looked at again?"), help_text=_("Children change: soon rather than late."), widget=DayInput
    )

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_by"].widget.choices = [("", "—"), *colleagues]  # type: ignore[attr-defined]
        quiet(self)


class StateAge(Versioned, Obliging):
    """One of the three is enough."""

    birth_date = forms.DateField(label=_("Date of birth, as told"), widget=DayInput, required=False)
    birth_year = years(_("Or the year of birth"), required=False)
    years = years(_("Or the age in years"), required=False)
    told_by = forms.ChoiceField(label=_("Who told it?"), choices=picked(terms.TOLD_WORDS))
    told_on = forms.DateField(label=_("On which day was it told?"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth_year"].widget.attrs["class"] = "govuk-input--width-4"
        quiet(self)


class AssessAge(Versioned, Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    agreed = forms.BooleanField(
        label=_("The person agreed to be assessed"),
        help_text=_("They were told in their language what is done, why, and that a no has no bad consequence."),
    )
    method = forms.ChoiceField(
        label=_("How was it assessed?"), widget=forms.RadioSelect, choices=told(terms.METHOD_WORDS)
    )
    assessor = forms.ChoiceField(label=_("By whom?"), choices=picked(terms.ASSESSOR_WORDS))
    by_whom = forms.CharField(label=_("Name and office"), help_text=_("Sealed."), max_length=300)
    assessed_on = forms.DateField(label=_("On which day?"), widget=DayInput)
    low = years(_("Result: at least so many years"))
    high = years(
        _("At most so many years"),
        _("A range, never one number. If it reaches below 18, the person is treated as a child."),
    )
    reasons = long_text(_("Reasons"), _("Sealed. What was seen and read, and how sure it is."), rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quiet(self)


class DecideAdult(Versioned, Obliging):
    why = long_text(
        _("Why does the case leave the path for children?"),
        _("Sealed. From then on nobody speaks for the person, and everything is asked afresh."),
    )


class WriteRelative(Versioned, Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    relation = forms.ChoiceField(label=_("Who are they to the person?"), choices=picked(terms.RELATIVE_WORDS))
    name = forms.CharField(label=_("Name"), help_text=_("Sealed. It may stay empty."), max_length=200, required=False)
    contact = long_text(_("How may they be reached?"), _("Sealed. Only if the person agrees."), rows=2, required=False)
    note = long_text(_("What matters about them?"), _("Sealed. Only what helps."), required=False)
    dependant = forms.BooleanField(label=_("Depends on the person’s care"), required=False)
    must_not_know = forms.BooleanField(
        label=_("Must not know"), help_text=_("Nobody calls, writes or says anything to them."), required=False
    )
    until = forms.DateField(
        label=_("If it is over: since which day?"), widget=DayInput, required=False, help_text=_("Usually empty.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quiet(self)


def code_field(hint: Any) -> forms.CharField:
    attrs = {
        "autocomplete": "off",
        "autocapitalize": "characters",
        "spellcheck": "false",
        "class": "govuk-input--width-10",
    }
    return forms.CharField(
        label=_("Code of the other case"), max_length=40, help_text=hint, widget=forms.TextInput(attrs)
    )


class LinkCases(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    code = code_field(
        _("A case that you may open as well. Only its code is ever shown, and only to those who may open it.")
    )
    relation = forms.ChoiceField(label=_("Who is the other to this person?"), choices=picked(terms.LINK_WORDS))


class JoinGroup(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    code = code_field(_("A case that you may open as well. If it is in a group, this case joins it."))
    name = forms.CharField(
        label=_("If it is in none: what do you call the new group?"),
        help_text=_("Sealed. A name that only the team understands."),
        max_length=120,
        required=False,
    )


class LeaveGroup(Obliging):
    why = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect, choices=told(terms.LEAVE_WORDS))


class GroupFacts(Obliging):
    """What holds for all of a group, written once."""

    name = forms.CharField(
        label=_("What do you call this group?"),
        help_text=_("Sealed. A name that only the team understands."),
        max_length=120,
    )
    work = forms.ChoiceField(label=_("Kind of work"), choices=picked(terms.WORK_WORDS))
    territory_id = forms.UUIDField(label=_("Region"), required=False)
    place = forms.CharField(
        label=_("Place"), help_text=_("Sealed. No address of people who are safe now."), max_length=300, required=False
    )
    recruiter = forms.CharField(label=_("Who recruited them?"), help_text=_("Sealed."), max_length=300, required=False)
    since = forms.DateField(label=_("From which day?"), widget=DayInput, required=False)
    until = forms.DateField(label=_("Until which day?"), widget=DayInput, required=False)
    note = long_text(
        _("What else holds for all?"), _("Sealed. What one person told stays in that person’s file."), required=False
    )

    def __init__(self, *args: Any, regions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory_id"].widget = forms.Select(choices=[("", _("Not known")), *regions])
        quiet(self)


class WriteGroupFacts(Versioned, GroupFacts):
    """The same, changed later."""


class Person(Obliging):
    """One person of a group: what is theirs alone. An untouched line is left out."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    age_band = forms.ChoiceField(label=_("Age"))
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    danger = forms.BooleanField(label=_("In danger now"), required=False)

    def __init__(self, *args: Any, lists: Mapping[str, Choices], names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, known in (("age_band", "age_band"), ("sex", "sex"), ("language", "languages")):
            self.fields[field].choices = [("", "—"), *lists[known]]  # type: ignore[attr-defined]
        if not names:
            del self.fields["name"]
        quiet(self)

    @property
    def untouched(self) -> bool:
        """Whether nothing was filled in here."""
        return not any(self.cleaned_data.get(name) for name in self.fields if name != "id")

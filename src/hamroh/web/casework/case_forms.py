"""Forms of a case. They only read what was typed; whether an act may happen is decided by the act."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.cases.terms import JOINING_REASONS
from hamroh.casework.people.terms import DOCUMENT_WORDS
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.both_versions import Versioned
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import Choice, DayParts

Words = Mapping[str, Mapping[str, str]]
NOT_KNOWN = ("", _("Not known"))


def choices(words: Words) -> list[tuple[str, str]]:
    """Codes with their names in the reader's language."""
    return [(code, ml(name)) for code, name in words.items()]


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    """A field of choices, so that its choices can be set."""
    return cast("forms.ChoiceField", form.fields[name])


class OpenCase(forms.Form):
    """A new case: which path, and where."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    child = forms.ChoiceField(
        label=_("Which path"),
        widget=forms.RadioSelect,
        choices=[
            ("no", Choice(_("Adult"), hint=_("18 and over. Everything beyond safety waits for consent."))),
            (
                "yes",
                Choice(
                    _("Child, or age in doubt"),
                    hint=_("Protection does not wait for consent; a guardian or representative is found."),
                ),
            ),
        ],
        error_messages={"required": _("Choose a path. If the age is in doubt, take the path for children.")},
    )
    territory = forms.UUIDField(label=_("Region where the person is"), required=False)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].widget = forms.Select(choices=[NOT_KNOWN, *regions])


def citizenship_field(i: int) -> str:
    return f"citizenship_{i + 1}" if i else "citizenship"


class WriteProfile(Versioned):
    """The least that a receiving office must know; no question is obligatory."""

    age_band = forms.ChoiceField(label=_("Age"), required=False, widget=forms.RadioSelect)
    sex = forms.ChoiceField(label=_("Sex"), required=False, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("Languages the person speaks well"), required=False, widget=forms.CheckboxSelectMultiple
    )
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    children_along = forms.IntegerField(
        label=_("Children who came along"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, lists: Mapping[str, Words], citizenship: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("age_band", "sex"):
            _choice(self, name).choices = [NOT_KNOWN, *choices(lists[name])]
        _choice(self, "languages").choices = choices(lists["languages"])
        self._ask_citizenships(choices(lists["citizenship"]), citizenship)

    def _ask_citizenships(self, countries: list[tuple[str, str]], known: Sequence[str]) -> None:
        """One list for each that is known, and one more: nobody finds two countries in a list that takes both."""
        ordered = [NOT_KNOWN, *sorted(countries, key=lambda country: country[1])]
        for i, code in enumerate([*known, ""]):
            label = _("Citizenship") if i == 0 else _("Another citizenship")
            self.fields[citizenship_field(i)] = forms.ChoiceField(
                label=label, required=False, choices=ordered, initial=code
            )

    def clean(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        asked = [typed.pop(name) for name in sorted(typed) if name.startswith("citizenship")]
        return typed | {"citizenship": list(dict.fromkeys(code for code in asked if code))}


class AgreeSafeContact(Versioned, Obliging):
    """Written down with the person, in their words."""

    how = forms.CharField(
        label=_("How may the person be reached?"),
        max_length=400,
        help_text=_("For example: only by message to the sister's telephone. No calls, no letters."),
        widget=forms.Textarea(attrs={"rows": "2"}),
    )
    hours = forms.CharField(
        label=_("When?"), required=False, max_length=200, help_text=_("For example: working days, 10:00 to 12:00.")
    )
    call_from = forms.CharField(
        label=_("From which hour"),
        required=False,
        max_length=5,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "autocomplete": "off"}),
        help_text=_("As 9:30. At another hour every page warns."),
    )
    call_until = forms.CharField(
        label=_("Until which hour"),
        required=False,
        max_length=5,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("In which language?"), required=False)
    say = forms.CharField(
        label=_("What to say, also if somebody else answers?"),
        max_length=400,
        help_text=_("For example: it is about the sewing course."),
    )
    must_not_know = forms.CharField(
        label=_("Who must not know?"),
        required=False,
        max_length=400,
        help_text=_("For example: the husband's family, the neighbour."),
    )

    def __init__(self, *args: Any, languages: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "language").choices = [("", "—"), *choices(languages)]


class WriteIdentity(Versioned):
    """Every part may stay empty."""

    given = forms.CharField(label=_("Given name"), required=False, max_length=120)
    patronymic = forms.CharField(label=_("Patronymic"), required=False, max_length=120)
    surname = forms.CharField(label=_("Surname"), required=False, max_length=120)
    on_document = forms.CharField(
        label=_("As written on the document"),
        required=False,
        max_length=240,
        help_text=_("Letter by letter, also where it differs from the name above."),
    )
    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        max_length=600,
        help_text=_("One on each line: a name at birth, a name used by others."),
        widget=forms.Textarea(attrs={"rows": "2"}),
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=DayParts,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("This is not a day of the calendar: check day, month and year.")},
    )
    birth_year = forms.IntegerField(
        label=_("Or the year, estimated"),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    document_type = forms.ChoiceField(label=_("Document"), required=False)
    document_number = forms.CharField(label=_("Number of the document"), required=False, max_length=60)
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=60,
        help_text=_("A number identifies a person. Whether it may be called stands under safe contact."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, _(words)) for code, words in DOCUMENT_WORDS.items()]
        _choice(self, "document_type").choices = [NOT_KNOWN, *kinds]
        for name in self.fields:
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_aliases(self) -> list[str]:
        return str(self.cleaned_data["aliases"]).splitlines()


class WriteNeeds(forms.Form):
    services = forms.MultipleChoiceField(
        label=_("What does the person say is needed?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    urgent = forms.BooleanField(label=_("Something of it is urgent"), required=False)
    note = forms.CharField(
        label=_("In the person's own words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=_("Sealed. Only what helps others to help; not what happened."),
    )

    def __init__(self, *args: Any, services: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "services").choices = choices(services)


class WriteHealthNote(Versioned, Obliging):
    note = forms.CharField(
        label=_("Health notes"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text=_("Sealed. Goes only to a service that the person agreed to tell."),
    )


class StartStay(Obliging):
    """Where the person moves in: a place of the own organisation."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    service = forms.UUIDField(
        label=_("Where does the person stay?"),
        help_text=_("No address is ever written. A place of another organisation begins with a referral."),
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].widget = forms.RadioSelect(choices=places)


class JoinTeam(forms.Form):
    user = forms.UUIDField(label=_("Colleague"), error_messages={"required": _("Choose a colleague.")})
    capacity = forms.ChoiceField(
        label=_("In what capacity"),
        required=False,
        help_text=_("It decides which parts of the file are open to them."),
    )
    reason = forms.ChoiceField(
        label=_("Why"), widget=forms.RadioSelect, error_messages={"required": _("Choose from the list why they join.")}
    )
    why = forms.CharField(
        label=_("In your own words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": "2"})
    )

    def __init__(
        self, *args: Any, colleagues: list[tuple[str, str]], capacities: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].widget = forms.RadioSelect(choices=colleagues)
        _choice(self, "capacity").choices = [("", _("As is usual for their role")), *capacities]
        _choice(self, "reason").choices = [(code, _(words)) for code, words in JOINING_REASONS.items()]
        if not capacities:
            del self.fields["capacity"]

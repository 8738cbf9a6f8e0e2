"""What handlers and members are asked about complaints."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hamroh.mechanism.conduct.terms import LONGEST_TEXT, OUTCOME_WORDS, SANCTION_WORDS
from hamroh.web.shell.complaining import Complain
from hamroh.web.shell.obliging import Obliging


class FileComplaint(Complain):
    """A member of the mechanism complains, or writes down what somebody asked them to."""

    on_behalf = forms.BooleanField(label=_("I write this down for somebody else"), required=False)
    agreed = forms.BooleanField(
        label=_("They know what I write here, agree to it, and get the code from me"), required=False
    )
    named = forms.BooleanField(
        label=_("Whoever handles complaints may know that it was I who wrote this"),
        help_text=_("Otherwise your name is not kept with it."),
        required=False,
    )
    field_order = ["id", "about", "text", "on_behalf", "agreed", "named"]


class _Words(Obliging):
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST_TEXT)
    label: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = self.label


class Reply(_Words):
    label = _("Answer to whoever complained")


class Note(_Words):
    label = _("Note, for handlers only")


class Decide(_Words):
    label = _("Why, for handlers only")
    outcome = forms.ChoiceField(label=_("What came out"), widget=forms.RadioSelect)
    sanction = forms.ChoiceField(label=_("What follows"), widget=forms.RadioSelect)
    field_order = ["outcome", "sanction", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("outcome", OUTCOME_WORDS), ("sanction", SANCTION_WORDS)):
            self.fields[name].choices = [(code, _t(said)) for code, said in words.items()]  # type: ignore[attr-defined]


class NameAccused(Obliging):
    organisation = forms.UUIDField(label=_("It is about this organisation"), widget=forms.Select)

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget.choices = [("", "—"), *organisations]  # type: ignore[attr-defined]


class ShutToPerson(Obliging):
    person = forms.UUIDField(
        label=_("It is about somebody who handles complaints"),
        help_text=_("From now on it is not there for them, wherever they work."),
        widget=forms.Select,
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].widget.choices = [("", "—"), *people]  # type: ignore[attr-defined]

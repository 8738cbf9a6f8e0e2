"""Forms of the time to recover and reflect."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.status.terms import BECAUSE_WORDS, ENDED_WORDS, TOLD_WORDS
from hamroh.web.casework.obliging import Obliging


class BeginReflection(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    because = forms.ChoiceField(
        label=_("Why does it begin?"),
        choices=[(str(code), _(words)) for code, words in BECAUSE_WORDS.items()],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("In which language was it explained?"))
    mode = forms.ChoiceField(
        label=_("How was the person told?"),
        choices=[(str(code), _(words)) for code, words in TOLD_WORDS.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "—"), *languages]  # type: ignore[attr-defined]


class ExtendReflection(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why is more time needed?"),
        help_text=_("A sentence, without names. Not whether the person co-operates with anybody."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
    )


class EndReflection(Obliging):
    how = forms.ChoiceField(label=_("How did it end?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(str(code), _(words)) for code, words in ENDED_WORDS.items() if over or code != "over"]
        self.fields["how"].choices = ways  # type: ignore[attr-defined]

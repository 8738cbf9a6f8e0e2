"""Forms of formal status: a row of evidence, sending, deciding. Codes come from the edition's lists."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.status.terms import ELEMENTS, HELD_BY, KINDS
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.templatetags.hamroh import ml

Choices = Sequence[tuple[str, Any]]


def said(words: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Codes with their names in the reader's language."""
    return [(code, ml(dict(names))) for code, names in words.items()]


class BeginApplication(Obliging):
    """Which agreement it rests on: it names the authority, and what that may be told."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    ground_id = forms.ChoiceField(label=_("On which agreement?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, agreements: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground_id"].choices = list(agreements)  # type: ignore[attr-defined]


class ListEvidence(Obliging):
    """One row. No story: what it is, what it shows, where it is."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What is it?"))
    shows = forms.MultipleChoiceField(label=_("What does it show?"), widget=forms.CheckboxSelectMultiple)
    held_by = forms.ChoiceField(label=_("Where is it?"))
    attached = forms.BooleanField(label=_("A copy goes along"), required=False)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What whoever decides must know to find it. No story, no names."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=4000,
    )

    def __init__(self, *args: Any, lists: Mapping[str, Mapping[str, Mapping[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, name in (("kind", KINDS), ("held_by", HELD_BY)):
            self.fields[field].choices = [("", "—"), *said(lists[name])]  # type: ignore[attr-defined]
        self.fields["shows"].choices = said(lists[ELEMENTS])  # type: ignore[attr-defined]


class SendApplication(Obliging):
    wished = forms.BooleanField(
        label=_("I asked the person today: it is their wish. They know that help does not depend on it."),
    )


class AskReview(Obliging):
    wished = forms.BooleanField(
        label=_("I asked the person today: they wish a review. They know that help does not depend on it."),
    )


class Withdraw(Obliging):
    """A button and nothing to fill."""


class DecideStatus(Obliging):
    """Nothing is chosen beforehand; whoever writes it down sat on it and is not asked."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("What was decided?"), widget=forms.RadioSelect)
    shows = forms.MultipleChoiceField(
        label=_("What was shown, in your judgement?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_(
            "In plain words: the person will read them. If more evidence is needed, say which. No names of other people."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10000,
    )
    panel = forms.MultipleChoiceField(
        label=_("Who sat on it beside you?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, outcomes: Choices, elements: Choices, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(outcomes)  # type: ignore[attr-defined]
        self.fields["shows"].choices = list(elements)  # type: ignore[attr-defined]
        self.fields["panel"].choices = list(others)  # type: ignore[attr-defined]
        if not others:
            del self.fields["panel"]

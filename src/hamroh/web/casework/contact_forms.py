"""A contact as a form: the danger questions first, then what was asked for and what came of it. No field for a name."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.identification import terms
from hamroh.casework.identification.queries import codes_if_any
from hamroh.casework.referrals.terms import SAFETY_WORDING
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import InForce
from hamroh.web.casework.obliging import Obliging
from hamroh.web.casework.sheet_forms import hinted, named
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import Choice, MomentInput


class AskDanger(Obliging):
    """Before anything else: is somebody in danger now?"""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: InForce, hidden: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(edition.words("safety_question"))
        for code, words in edition.words("safety_question").items():
            self.fields[f"safety_{code}"] = forms.ChoiceField(
                label=ml(words),
                widget=forms.HiddenInput if hidden else forms.RadioSelect,
                choices=[(a, _(w)) for a, w in SAFETY_WORDING.items()],
            )

    def safety_fields(self) -> Iterator[Any]:
        return (self[f"safety_{code}"] for code in self.questions)

    def safety(self) -> dict[str, str]:
        """What was answered, also where the rest is not complete."""
        return {code: str(self.data.get(f"safety_{code}", "")) for code in self.questions}


class LogContact(AskDanger):
    """The rest, once it is known whether somebody is in danger. The answers to that go along, hidden."""

    at = forms.DateTimeField(label=_("When"), widget=MomentInput)
    channel = forms.ChoiceField(label=_("How did somebody get in touch?"), widget=forms.RadioSelect)
    age = forms.ChoiceField(label=_("Adult or child"), widget=forms.RadioSelect)
    wants = forms.ChoiceField(
        label=_("What was asked for?"),
        widget=forms.RadioSelect,
        choices=[(str(w), words) for w, words in terms.WANTED_WORDING.items()],
    )
    language = forms.ChoiceField(label=_("In which language do you speak?"), required=False)
    territory = forms.UUIDField(label=_("Region where the person is"), required=False)
    outcome = forms.ChoiceField(label=_("What came of it?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        edition: InForce,
        regions: Sequence[tuple[str, str]],
        outcomes: Sequence[tuple[str, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, edition=edition, hidden=True, **kwargs)
        fields: Any = self.fields
        fields["channel"].choices = [(c.id, ml(dict(c.name))) for c in codes_if_any(edition, terms.CHANNELS)]
        if not fields["channel"].choices:
            del fields["channel"]
        fields["age"].choices = hinted(edition, "age_group")
        fields["wants"].choices = [(w, _(words)) for w, words in fields["wants"].choices]
        fields["language"].choices = [("", "—"), *named(edition.words("language"))]
        fields["territory"].widget = forms.Select(choices=[("", "—"), *regions])
        fields["outcome"].choices = list(outcomes)

    def written(self) -> dict[str, Any]:
        """What the act takes."""
        typed = self.cleaned_data
        return {
            "id": typed.get("id") or uuid7(),
            "at": typed.get("at"),
            "channel": typed.get("channel", ""),
            "language": typed.get("language", ""),
            "territory_id": typed.get("territory"),
            "child": typed["age"] != "adult" if typed.get("age") else None,
            "safety": self.safety(),
            "wants": typed.get("wants", ""),
            "outcome": typed.get("outcome", ""),
        }


def outcomes_for(permissions: frozenset[str]) -> list[tuple[str, Any]]:
    """What may come of a contact with this person; what leads nowhere for them is not offered."""
    hints = {
        terms.Outcome.SCREENING: _("A code is opened after this page. A name is asked for later, if at all."),
        terms.Outcome.HANDOVER: _("The sheet follows, with what was answered here."),
        terms.Outcome.ANONYMOUS: _("Nothing is kept but the way and the day."),
    }
    return [
        (str(outcome), Choice(_(words), hint=hints.get(outcome, "")))
        for outcome, words in terms.OUTCOME_WORDING.items()
        if terms.LEADS_TO.get(outcome) in (None, *permissions)
    ]

"""Forms of the screening: what is confirmed before, the signs of one dimension, the decision."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.identification import terms
from hamroh.casework.identification.queries import Question
from hamroh.casework.identification.rules import pre_interview_checklist
from hamroh.foundation.reference.indicator_sets import IndicatorSet
from hamroh.kernel.text import say
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.widgets import Choice

SIGN = "q."  # before the id of an indicator, in the name of its field


class StartScreening(Obliging):
    """What must be true before the first question."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    confirmed = forms.MultipleChoiceField(
        label=_("Before you begin"),
        help_text=_(
            "Tick what is so. If a point cannot be ticked, do not begin: no question is urgent enough to do harm."
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("In which language do you speak?"))
    interpreter = forms.BooleanField(
        label=_("An interpreter is with us, who does not know the people around her or him"), required=False
    )

    indicator_set = forms.ChoiceField(label=_("By which list?"), widget=forms.RadioSelect)
    context_sets = forms.MultipleChoiceField(
        label=_("Prompts to add"),
        help_text=_("They help to listen in a known situation. They count in nothing."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        words: str,
        languages: Mapping[str, Mapping[str, str]],
        lists: Sequence[IndicatorSet],
        contexts: Sequence[IndicatorSet],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("indicator_set", [(one.id, Choice(say(one.name, words), hint=_of_list(one))) for one in lists])
        self._choose("context_sets", [(one.id, say(one.name, words)) for one in contexts])
        if not contexts:
            del self.fields["context_sets"]
        optional = _("if it applies")
        field: Any = self.fields["confirmed"]
        field.choices = [
            (item.id, say(item.text, words) if item.required else Choice(say(item.text, words), hint=optional))
            for item in pre_interview_checklist()
        ]
        chooser: Any = self.fields["language"]
        chooser.choices = [("", "—"), *((code, say(name, words)) for code, name in languages.items())]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


def _of_list(one: IndicatorSet) -> Any:
    """How far a list can be relied on, where it is not a list in use."""
    return _("Draft, weights not set: prompts only.") if one.status == "draft" else ""


class FillScreening(forms.Form):
    """The signs of one dimension, each with the same four answers; none is chosen beforehand."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, questions: Sequence[Question], words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [(str(answer), _(wording)) for answer, wording in terms.ANSWER_WORDING.items()]
        self.initial.update({SIGN + q.id: q.answer for q in questions})
        self.initial["seen"] = json.dumps({q.id: q.answer for q in questions if q.answer})
        for q in questions:
            self.fields[SIGN + q.id] = forms.ChoiceField(
                label=say(q.text, words), choices=answers, widget=forms.RadioSelect, required=False
            )

    def signs(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(SIGN)]


def answers_sent(data: Mapping[str, str]) -> dict[str, str]:
    """Every answer in what was sent, also to signs that this page did not show: the act refuses those by name."""
    return {name.removeprefix(SIGN): data[name] for name in data if name.startswith(SIGN)}


def seen_in(data: Mapping[str, str]) -> dict[str, str]:
    """What the page showed when it was opened; nothing if that was tampered with."""
    try:
        seen = json.loads(data.get("seen", "") or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in seen.items()} if isinstance(seen, dict) else {}


class DecideScreening(Obliging):
    """Three choices, none chosen beforehand, and a reason."""

    outcome = forms.ChoiceField(
        label=_("You decide"),
        choices=[(str(o), _(wording)) for o, wording in terms.DECISION_WORDING.items()],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why you decide so"),
        help_text=_("Without names. Whoever goes on with the case will read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

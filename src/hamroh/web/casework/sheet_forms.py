"""The first-line sheet as a form: one page for a phone and a few minutes."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamroh.casework.referrals.rules import Meeting
from hamroh.casework.referrals.terms import AGREEMENT_WORDING, EMERGENCY, SAFETY_WORDING
from hamroh.mechanism.editions.queries import InForce
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import Choice, MomentInput

ALL_SAID, NOT_ALL_SAID = "all", "not_all"


def named(words: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(code, ml(name)) for code, name in words.items()]


def hinted(edition: InForce, list_id: str, *, without: str = "") -> list[tuple[str, Any]]:
    codes = [code for code in edition.codes(list_id) if code.id != without]
    return [(c.id, Choice(ml(dict(c.name)), hint=ml(dict(c.hint)) if c.hint else "")) for c in codes]


def meeting_from(typed: Mapping[str, Any]) -> Meeting:
    """Who meets whom, where and when, as typed."""
    mode, where, who, phone = (str(typed.get(part) or "") for part in ("mode", "where", "who", "phone"))
    return Meeting(mode=mode, where=where, when=typed.get("when"), who=who, phone=phone)


class FillSheet(Obliging):
    """What was seen, asked, said and answered; to whom, and where they meet. No field for a name."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    observations = forms.MultipleChoiceField(
        label=_("What you saw or heard yourself"),
        help_text=_("Do not ask about it. A sign is not a proof, and no sign is not an all-clear."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    age = forms.ChoiceField(label=_("Adult or child"), widget=forms.RadioSelect)
    said = forms.ChoiceField(
        label=_("Did you say all of it?"),
        widget=forms.RadioSelect,
        choices=[(ALL_SAID, _("Yes, all of it")), (NOT_ALL_SAID, _("Not all: I tick below what I could not say"))],
    )
    unsaid = forms.MultipleChoiceField(
        label=_("What you could not say"), widget=forms.CheckboxSelectMultiple, required=False
    )
    held = forms.ChoiceField(
        label=_("Does somebody in uniform hold the person?"),
        help_text=_("Held, locked in, or not free to walk away. Then a yes is not free: the receiver asks again."),
        widget=forms.RadioSelect,
        choices=[("no", _("No, free to leave")), ("yes", _("Yes"))],
    )
    service_id = forms.UUIDField(label=_("Who can meet the person"), widget=forms.RadioSelect)
    agreement = forms.ChoiceField(
        label=_("Does the person want to meet them?"),
        help_text=_("Say the name of the organisation. Silence is not a yes."),
        widget=forms.RadioSelect,
        choices=[(code, words) for code, words in AGREEMENT_WORDING.items()],
    )
    urgency = forms.ChoiceField(
        label=_("How soon is help needed"),
        help_text=_("In danger it is an emergency, whatever is chosen here."),
        widget=forms.RadioSelect,
    )
    mode = forms.ChoiceField(label=_("How they meet"), widget=forms.RadioSelect)
    where = forms.CharField(
        label=_("Where"), help_text=_("A room, an entrance, a gate. No names."), max_length=200, strip=True
    )
    when = forms.DateTimeField(label=_("When"), widget=MomentInput)
    who = forms.CharField(
        label=_("Who waits with the person"),
        help_text=_("A function, not a name: “officer on duty”."),
        max_length=120,
        required=False,
    )
    phone = forms.CharField(
        label=_("Telephone of your post"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, edition: InForce, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(edition.words("safety_question"))
        for code, words in edition.words("safety_question").items():
            self.fields[f"safety_{code}"] = forms.ChoiceField(
                label=ml(words), widget=forms.RadioSelect, choices=[(a, _(w)) for a, w in SAFETY_WORDING.items()]
            )
        for name, choices in (
            ("observations", named(edition.words("observation"))),
            ("age", hinted(edition, "age_group")),
            ("unsaid", named(edition.words("script"))),
            ("urgency", hinted(edition, "urgency", without=EMERGENCY)),
            ("mode", named(edition.words("handover_mode"))),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["agreement"].choices = [(a, _(w)) for a, w in AGREEMENT_WORDING.items()]  # type: ignore[attr-defined]
        self.fields["service_id"].widget.choices = places
        self.script = frozenset(edition.words("script"))

    def safety_fields(self) -> Iterator[Any]:
        return (self[f"safety_{code}"] for code in self.questions)

    def filled(self) -> dict[str, Any]:
        """What the act takes."""
        typed = self.cleaned_data
        unsaid = frozenset(typed.get("unsaid", ()))
        said = typed.get("said")
        told = self.script if said == ALL_SAID else frozenset()
        if said == NOT_ALL_SAID and unsaid:
            told = self.script - unsaid
        return {
            "id": typed["id"],
            "observations": typed.get("observations", ()),
            "safety": {code: typed.get(f"safety_{code}", "") for code in self.questions},
            "told": told,
            "unsaid": unsaid if said == NOT_ALL_SAID else frozenset(),
            "agreement": typed.get("agreement", ""),
            "held": {"yes": True, "no": False}.get(typed.get("held", "")),
            "child": typed["age"] != "adult" if typed.get("age") else None,
            "service_id": typed.get("service_id"),
            "urgency": typed.get("urgency", ""),
            "meeting": meeting_from(typed),
        }

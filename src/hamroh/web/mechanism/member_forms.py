"""What a decision about a member needs: the paper, and where it takes something away, the reason and a caretaker."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamroh.mechanism.membership.terms import REASONS, Standing
from hamroh.web.shell.obliging import Obliging


class Decide(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    paper = forms.CharField(
        label=_("On what paper"), help_text=_("Its kind, number and date. No names, no cases."), max_length=300
    )


class TakeAway(Decide):
    """Suspension and end."""

    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)
    caretaker = forms.UUIDField(
        label=_("Who looks after the people who live in its care"),
        help_text=_("Whether anybody lives there is not shown here. From then on this organisation cares for them."),
        widget=forms.Select,
    )
    field_order = ["id", "reason", "paper", "caretaker"]

    def __init__(self, *args: Any, standing: Standing, caretakers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(c, _(w)) for c, w in REASONS[standing].items()]  # type: ignore[attr-defined]
        if caretakers:
            self.fields["caretaker"].widget.choices = [("", "—"), *caretakers]  # type: ignore[attr-defined]
        else:
            del self.fields["caretaker"]


class Apply(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of organisation"))
    uniformed = forms.BooleanField(
        label=_("Its staff wear, or answer to, a uniform"),
        help_text=_("Nobody of it interviews, and nobody can consent freely before it."),
        required=False,
    )
    paper = forms.CharField(label=_("On what paper"), help_text=_("The letter of application: number and date."))

    def __init__(
        self, *args: Any, kinds: list[tuple[str, str]], languages: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for code, name in languages:
            label = gettext("Name (%(language)s)") % {"language": name}
            self.fields[f"name_{code}"] = forms.CharField(label=label, max_length=200)
        self.order_fields(["id", *(f"name_{code}" for code, _name in languages)])
        self.fields["kind"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]

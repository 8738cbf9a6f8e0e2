"""What every form of complaint has in common, the public one and the members': whom it is about, and what happened."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct.actions import file_complaint
from hamroh.mechanism.conduct.terms import ABOUT_WORDS, LONGEST_TEXT, About, Channel
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import holding
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.templatetags.hamroh import ml

HANDLE, ADMIT = "complaint:handle", "members:admit"


class Complain(Obliging):
    """Nothing about whoever complains is asked."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.CharField(label=_("Whom is it about?"), widget=forms.Select)
    text = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words. You need no proof, and you need not say who you are."),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        max_length=LONGEST_TEXT,
    )

    def __init__(self, *args: Any, organisations: dict[UUID, dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wide = [(about, _t(ABOUT_WORDS[about])) for about in (About.UNKNOWN, About.PLACE, About.MECHANISM)]
        named = [(str(id), ml(names)) for id, names in organisations.items()]
        self.fields["about"].widget.choices = [*wide, (_t("An organisation, or somebody who works there"), named)]  # type: ignore[attr-defined]


def take(
    form: Complain,
    *,
    channel: Channel,
    organisations: dict[UUID, dict[str, str]],
    complainant: Actor | None = None,
    agreed: bool = True,
    shut_to_as_well: Collection[UUID] = (),
) -> str:
    """Hand what was typed to the act; gives the receipt. Raises Refused."""
    now, edition, data = clock.now(), editions.current(), form.cleaned_data
    organisation_id = _key(data["about"])
    return file_complaint(
        complainant,
        id=data["id"] or uuid7(),
        channel=channel,
        about=About.ORGANISATION if organisation_id else data["about"],
        organisation_id=organisation_id,
        organisations=organisations.keys(),
        text=data["text"],
        readers=holding(editions.roles_with(HANDLE), now),
        secretariat=holding(editions.roles_with(ADMIT), now),
        due_at=edition.complaint_due(now),
        now=now,
        agreed=agreed,
        shut_to_as_well=shut_to_as_well,
    )


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def second_instance() -> list[str]:
    """Offices outside to which anybody may turn as well, as the mechanism names them."""
    pack = editions.current().pack
    names = {o.id: ml(o.name) for o in pack.organisations}
    return [names[id] for id in pack.conduct.second_instance if id in names]

"""The key with which an organisation's telephones encrypt: who keeps the other half."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hamroh.casework.submissions.actions.keys import make_key
from hamroh.casework.submissions.queries.forms import wait_for_a_key
from hamroh.casework.submissions.queries.showing import keys_of
from hamroh.casework.submissions.terms import CUSTODY_WORDS
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


class MakeKey(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    custody = forms.ChoiceField(label=_("Who opens what arrives"), widget=forms.RadioSelect)
    passphrase = forms.CharField(
        label=_("Passphrase of the key file"),
        help_text=_(
            "Only where your organisation keeps the key. Without it the file opens nothing, and nobody can help."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        required=False,
        strip=False,
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["custody"].choices = [(code, _t(words)) for code, words in CUSTODY_WORDS.items()]  # type: ignore[attr-defined]


@page("device:issue")
def phone_keys(request: Any) -> HttpResponse:
    """The keys there are, and a new one. A key file is the answer itself: handed out once, kept nowhere."""
    form = MakeKey(request.POST or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        try:
            file = make_key(request.actor, **form.cleaned_data, now=clock.now())
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            if file:
                return _handed_out(file)
            messages.success(request, _t("Made. Telephones get it with their forms, the next time they are in touch."))
            return redirect("phone_keys")
    keys = keys_of(request.actor.organisation_id)
    context = {
        "form": form,
        "keys": [
            {
                "fingerprint": " ".join(key.fingerprint[at : at + 4] for at in range(0, 24, 4)),
                "custody": _t(CUSTODY_WORDS[key.custody]),
                "made_at": key.made_at,
                "made_by": key.made_by,
                "ended_at": key.ended_at,
            }
            for key in keys
        ],
        "waiting": [ml(name) for name in wait_for_a_key()] if not any(key.ended_at is None for key in keys) else [],
        "heading": _t("Encryption on telephones"),
        "back": Link(reverse("device_list"), _t("Telephones")),
    }
    return render(request, "casework/phone_keys.html", context)


def _handed_out(file: bytes) -> HttpResponse:
    response = HttpResponse(file, content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="organisation-key.pem"'
    return response

"""Telephones that collect forms: who has one, since when; issued once, shown once, revoked at once."""

from typing import Any
from uuid import UUID

import segno
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hamroh.casework.submissions.access import COLLECT
from hamroh.casework.submissions.actions import devices as actions
from hamroh.casework.submissions.queries.devices import devices
from hamroh.casework.submissions.rules.collect_settings import settings_code
from hamroh.casework.submissions.terms import TOKEN_DAYS
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import current, roles_with
from hamroh.mechanism.membership.queries import colleagues
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

ISSUE = "device:issue"


class IssueDevice(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    user_id = forms.UUIDField(label=_("For whom"), widget=forms.Select)
    label = forms.CharField(
        label=_("Which telephone"),
        help_text=_("So that you know it again: “Grey Samsung, no. 3”. No name of a person."),
        max_length=40,
    )
    days = forms.TypedChoiceField(label=_("May be used for"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user_id"].widget.choices = [("", "—"), *people]  # type: ignore[attr-defined]
        self.fields["days"].choices = [(d, _t("%(days)s days") % {"days": d}) for d in TOKEN_DAYS]  # type: ignore[attr-defined]


@page(ISSUE, COLLECT)
def device_list(request: Any) -> HttpResponse:
    """Own telephones; for whoever issues them, all of the organisation. And what to do when one is lost."""
    rows = devices(request.actor, clock.now())
    return render(
        request,
        "casework/device_list.html",
        {
            "rows": [
                {
                    "label": row.label,
                    "owner": row.owner,
                    "issued_by": row.issued_by,
                    "issued_at": row.issued_at,
                    "until": row.until,
                    "last_sent_at": row.last_sent_at,
                    "revoked_at": row.revoked_at,
                    "open": row.open,
                    "revoke_url": reverse("revoke_device", args=[row.id]) if row.open else "",
                }
                for row in rows
            ],
            "may_issue": request.actor.may(ISSUE),
        },
    )


@page(ISSUE)
def issue_device(request: Any) -> HttpResponse:
    """A telephone for a colleague. Its code is on the page that answers, and nowhere else, ever."""
    now, actor = clock.now(), request.actor
    form = IssueDevice(
        request.POST or None, people=_collectors(request), initial={"id": uuid7(), "days": TOKEN_DAYS[0]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            token = actions.issue_device(actor, **form.cleaned_data, now=now)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            return _code_page(request, token, form.cleaned_data["label"])
    context = {
        "form": form,
        "heading": _t("Issue a telephone"),
        "lead": _t(
            "Have the telephone in hand: its code is shown once. Whoever scans it sends in your colleague’s name."
        ),
        "submit": _t("Show the code"),
        "back": Link(reverse("device_list"), _t("Telephones")),
    }
    return render(request, "hamroh/form_page.html", context)


def _collectors(request: Any) -> list[tuple[str, str]]:
    """Colleagues here in whose role forms are filled."""
    roles = roles_with(COLLECT)
    here = colleagues(request.actor.organisation_id, clock.now())
    return list({str(post.user_id): post.user.short_name for post in here if post.role in roles}.items())


def _code_page(request: Any, token: str, label: str) -> HttpResponse:
    if not token:
        messages.error(request, _t("This code was shown already. If it was not scanned, revoke it and issue anew."))
        return redirect("device_list")
    address = request.build_absolute_uri(reverse("openrosa_form_list", args=[token])).removesuffix("/formList")
    content = settings_code(server_url=address, project=ml(current().pack.mechanism.name))
    context = {"label": label, "code": _drawn(content), "back": Link(reverse("device_list"), _t("Telephones"))}
    return render(request, "casework/device_code.html", context)


def _drawn(content: str) -> str:
    """The code as a picture inside the page, in black on white: no file, no style and no script of its own."""
    svg = segno.make(content, error="m", micro=False).svg_inline(scale=4, border=4, dark="#000", light="#fff")
    return mark_safe(svg)  # noqa: S308  (drawn from the squares of a code)


@require_POST
@page(ISSUE, COLLECT)
def revoke_device(request: Any, telephone_id: UUID) -> HttpResponse:
    """From now on this telephone sends and reads nothing."""
    actions.revoke_device(request.actor, device_id=telephone_id, now=clock.now())
    messages.success(request, _t("Revoked. From now on this telephone can neither send nor get forms."))
    return redirect("device_list")

"""What a focal point does for people who are there already: a further role, a lost telephone, the contact out of hours."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import roles_given_by_members
from hamroh.mechanism.membership import actions, queries
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

ADMIT, MANAGE, SUPERVISE = "members:admit", "members:manage", "case:supervise"


class GiveRole(Obliging):
    user_id = forms.UUIDField(label=_("Who"), widget=forms.Select)
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[tuple[str, str]], roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user_id"].widget.choices = [("", "—"), *people]  # type: ignore[attr-defined]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class OutOfHours(Obliging):
    phone = forms.CharField(label=_("Telephone out of hours"), max_length=40)
    hours = forms.CharField(label=_("When it answers"), help_text=_("For example: nights and Sundays."), max_length=120)


@page(MANAGE)
def give_role(request: Any) -> HttpResponse:
    """A further role for a colleague who acts for this organisation already."""
    now, actor = clock.now(), request.actor
    roles = roles_given_by_members(queries.line_of(actor.organisation_id))
    people = queries.people_of(actor.organisation_id, now)
    form = GiveRole(
        request.POST or None,
        people=[(str(id), name) for id, name in people.items() if id != actor.user_id],
        roles=[(r, ml(n)) for r, n in roles.items()],
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_role(actor, **form.cleaned_data, offered=roles.keys(), now=now)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Given. Whoever acts for this organisation sees it on this page."))
            return redirect("my_organisation")
    context = {
        "form": form,
        "heading": _t("Give a further role"),
        "lead": _t("To somebody who acts for your organisation already; never to yourself."),
        "submit": _t("Give"),
        "back": Link(reverse("my_organisation"), _t("My organisation")),
    }
    return render(request, "hamroh/form_page.html", context)


@page(MANAGE, ADMIT)
def write_contact(request: Any, organisation_id: UUID) -> HttpResponse:
    """The telephone that answers when the office is shut."""
    actor = request.actor
    own = organisation_id == actor.organisation_id
    if not actor.may(ADMIT) and not own:
        raise NotFound("organisation", organisation_id)
    row, known = queries.member(organisation_id, clock.now()), queries.contact_of(organisation_id)
    initial = {"phone": known.phone, "hours": known.hours} if known else {}
    form = OutOfHours(request.POST or None, initial=initial)
    back = "my_organisation" if own and actor.may(MANAGE) else "show_member"
    address = reverse(back) if back == "my_organisation" else reverse(back, args=[organisation_id])
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_contact(actor, organisation_id=organisation_id, **form.cleaned_data, now=clock.now())
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Written down."))
            return redirect(address)
    context = {
        "form": form,
        "heading": _t("Contact out of hours"),
        "lead": _t("%(member)s. Shown to whoever may send people to it.") % {"member": ml(row.names)},
        "back": Link(address, ml(row.names)),
    }
    return render(request, "hamroh/form_page.html", context)


@require_POST
@page(MANAGE)
def ask_reset(request: Any, user_id: UUID) -> HttpResponse:
    """A colleague lost the telephone: a second person is asked."""
    try:
        actions.ask_reset(request.actor, id=uuid7(), user_id=user_id, now=clock.now())
    except Refused as refused:
        messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
    else:
        messages.success(request, _t("Asked. A deputy, a supervisor or the secretariat decides."))
    return redirect("my_organisation")


@require_POST
@page(MANAGE, SUPERVISE, ADMIT)
def decide_reset(request: Any, request_id: UUID) -> HttpResponse:
    """The second person grants it, or not."""
    granted = request.POST.get("granted") == "yes"
    try:
        actions.decide_reset(request.actor, request_id=request_id, granted=granted, now=clock.now())
    except Refused as refused:
        messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
    else:
        done = _t("Granted: at the next sign-in they set up a new telephone.") if granted else _t("Not granted.")
        messages.success(request, done)
    return redirect("my_organisation")


def waiting_resets(actor: Any, organisation_id: UUID) -> list[dict[str, Any]]:
    """What this person may decide about people of an organisation."""
    here = organisation_id == actor.organisation_id
    if not (actor.may(ADMIT) or (here and (actor.may(MANAGE) or actor.may(SUPERVISE)))):
        return []
    rows = queries.resets_waiting(organisation_id)
    return [
        {"name": r.name, "asked_by": r.asked_by_name, "at": r.asked_at, "url": reverse("decide_reset", args=[r.id])}
        for r in rows
        if actor.user_id not in (r.asked_by, r.user_id)
    ]

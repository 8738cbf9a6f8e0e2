"""A member's people, managed by its focal point; and the focal point, named by whoever admits members."""

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
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import roles_given_by_members
from hamroh.mechanism.membership import actions, queries
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


class NewAccount(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    short_name = forms.CharField(
        label=_("How colleagues know them"), help_text=_("For example: M. Rahimova"), max_length=80
    )
    username = forms.CharField(label=_("Username"), max_length=150)
    password = forms.CharField(
        label=_("First password"),
        help_text=_(
            "Tell it in person. They change it under “My account” and set up a second step at the first sign-in."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=200,
    )


class AddPerson(NewAccount):
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    field_order = ["id", "short_name", "username", "role", "password"]

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


@page("members:manage")
def add_person(request: Any) -> HttpResponse:
    """An account with one role at the own organisation."""
    roles = roles_given_by_members(queries.line_of(request.actor.organisation_id))
    form = AddPerson(request.POST or None, initial={"id": uuid7()}, roles=[(r, ml(n)) for r, n in roles.items()])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"id": form.cleaned_data["id"] or uuid7()}
        try:
            actions.add_person(request.actor, **said, offered=roles.keys(), now=clock.now())
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Added. Whoever acts for this organisation sees it on this page."))
            return redirect("my_organisation")
    context = {
        "form": form,
        "heading": _t("Add a person"),
        "lead": _t("Only a new account is made here: nobody’s own rights are changed, yours neither."),
        "submit": _t("Add"),
        "back": Link(reverse("my_organisation"), _t("My organisation")),
    }
    return render(request, "hamroh/form_page.html", context)


@page("members:admit")
def name_focal_point(request: Any, organisation_id: UUID) -> HttpResponse:
    """The first account of a member, or a new focal point."""
    row = queries.member(organisation_id, clock.now())
    form = NewAccount(request.POST or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"id": form.cleaned_data["id"] or uuid7()}
        try:
            actions.name_focal_point(request.actor, organisation_id=organisation_id, **said, now=clock.now())
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            return redirect("show_member", organisation_id)
    context = {
        "form": form,
        "heading": _t("Name the focal point"),
        "lead": ml(row.names),
        "submit": _t("Add"),
        "back": Link(reverse("show_member", args=[organisation_id]), ml(row.names)),
    }
    return render(request, "hamroh/form_page.html", context)


@require_POST
@page("members:manage")
def end_post(request: Any, post_id: UUID) -> HttpResponse:
    """End a colleague's role; never one's own."""
    try:
        actions.end_post(request.actor, post_id=post_id, now=clock.now())
    except Refused as refused:
        messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
    else:
        messages.success(request, _t("Ended: from the next click on they see nothing of it."))
    return redirect("my_organisation")

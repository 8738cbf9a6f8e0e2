"""Standing in: a role delegated for an absence, a vacant seat held in the meantime, a deputy named."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

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
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.pack import Role
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership import actions, queries
from hamroh.mechanism.membership.terms import LONGEST_STAND_IN
from hamroh.web.mechanism.seats import known_role, names_deputy
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import DayInput


class Colleague(Obliging):
    to = forms.UUIDField(label=_("Who"), widget=forms.Select)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].widget.choices = [("", "—"), *people]  # type: ignore[attr-defined]


class Delegate(Colleague):
    id = forms.UUIDField(widget=forms.HiddenInput)
    since = forms.DateField(label=_("First day"), widget=DayInput)
    until = forms.DateField(label=_("Last day"), help_text=_("After this day it is over by itself."), widget=DayInput)


class InTheMeantime(Colleague):
    id = forms.UUIDField(widget=forms.HiddenInput)
    until = forms.DateField(label=_("Last day"), help_text=_("After this day it is over by itself."), widget=DayInput)


@page()
def delegate_post(request: Any, post_id: UUID) -> HttpResponse:
    """The holder, or who decides for them, lets a colleague act until a day."""
    now = clock.now()
    post = queries.post_held(post_id, now)
    seats = list(editions.seats_of_the_mechanism())
    if not actions.may_delegate_from(request.actor, post.user_id, post.organisation_id, post.role, seats):
        raise NotFound("post", post_id)
    colleagues = queries.people_of(post.organisation_id, now)
    offered = [(str(id), name) for id, name in colleagues.items() if id not in (post.user_id, request.actor.user_id)]
    form = Delegate(request.POST or None, initial={"id": uuid7(), "since": _today(now)}, people=offered)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.delegate_post(
                request.actor,
                id=said["id"] or uuid7(),
                post_id=post_id,
                to=said["to"],
                since=_from(said["since"], now),
                until=_to_the_end(said["until"]),
                seats=seats,
                now=now,
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Delegated. It begins and ends by itself; both see it on their account."))
            return redirect("show_seat", post.role)
    lead = _t("%(seat)s, %(office)s. At most %(days)s days. Whoever stands in hands this on to nobody.")
    role = ml(dict(known_role(post.role).name))
    context = {
        "form": form,
        "heading": _t("Delegate for an absence"),
        "lead": lead % {"seat": role, "office": ml(post.organisation), "days": LONGEST_STAND_IN.days},
        "submit": _t("Delegate"),
        "back": Link(reverse("show_seat", args=[post.role]), role),
    }
    return render(request, "hamroh/form_page.html", context)


@require_POST
@page()
def revoke_delegation(request: Any, post_id: UUID) -> HttpResponse:
    """The holder is back earlier, or somebody else was meant."""
    role = queries.role_of(post_id)
    try:
        actions.revoke_delegation(request.actor, post_id=post_id, now=clock.now())
    except Refused as refused:
        messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
    else:
        messages.success(request, _t("Ended: from the next click on they see nothing of it."))
    return redirect("show_seat", role)


@page()
def name_deputy(request: Any, post_id: UUID) -> HttpResponse:
    """A colleague who stands in at any time, with the same rights."""
    now = clock.now()
    post = queries.post_held(post_id, now)
    role = known_role(post.role)
    if not names_deputy(post, role, request.actor):
        raise NotFound("post", post_id)
    colleagues = queries.people_of(post.organisation_id, now)
    offered = [(str(id), name) for id, name in colleagues.items() if id not in (post.user_id, request.actor.user_id)]
    form = Colleague(request.POST or None, people=offered)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_deputy(
                request.actor, post_id=post_id, to=form.cleaned_data["to"], needs=role.permissions, now=now
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Named. The deputy may act from the next click on."))
            return redirect("show_seat", post.role)
    context = {
        "form": form,
        "heading": _t("Name a deputy"),
        "lead": f"{ml(dict(role.name))}, {ml(post.organisation)}",
        "submit": _t("Name"),
        "back": Link(reverse("show_seat", args=[post.role]), ml(dict(role.name))),
    }
    return render(request, "hamroh/form_page.html", context)


@page("members:admit")
def hold_in_the_meantime(request: Any, role_id: str) -> HttpResponse:
    """A vacant seat is held until somebody is found, by somebody who acts for an organisation that may hold it."""
    now, role = clock.now(), known_role(role_id)
    if role_id not in editions.vacant_seats(now):
        raise NotFound("seat")
    people = _who_could_hold(role, request.actor.user_id, now)
    form = InTheMeantime(
        request.POST or None, initial={"id": uuid7()}, people=[(str(i), name) for i, (name, _o) in people.items()]
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        office = people[said["to"]][1] if said["to"] in people else request.actor.organisation_id
        try:
            actions.hold_in_the_meantime(
                request.actor,
                id=said["id"] or uuid7(),
                role=role_id,
                needs=role.permissions,
                to=said["to"],
                organisation_id=office,
                here=said["to"] in people,
                until=_to_the_end(said["until"]),
                now=now,
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Held in the meantime. The seat is still to be filled by appointment."))
            return redirect("show_seat", role_id)
    context = {
        "form": form,
        "heading": _t("Hold the seat in the meantime"),
        "lead": _t("%(seat)s. At most %(days)s days.") % {"seat": ml(dict(role.name)), "days": LONGEST_STAND_IN.days},
        "submit": _t("Give it for this time"),
        "back": Link(reverse("show_seat", args=[role_id]), ml(dict(role.name))),
    }
    return render(request, "hamroh/form_page.html", context)


def _who_could_hold(role: Role, asking: UUID, now: datetime) -> dict[UUID, tuple[str, UUID]]:
    """Everybody who acts for an organisation at which the edition lets this seat be held, with that organisation."""
    allowed = [id for id, keys in queries.lines_above().items() if editions.may_be_held_at(role, keys)]
    offices = queries.all_organisations()
    return {
        id: (f"{name} · {ml(offices[office])}", office)
        for office, people in queries.people_by_organisation(allowed, now).items()
        for id, name in people.items()
        if id != asking
    }


def _today(now: datetime) -> date:
    return day_of(now)


def _from(day: date | None, now: datetime) -> datetime | None:
    """The beginning of this day; now, where it is today."""
    if day is None:
        return None
    return now if day == _today(now) else datetime.combine(day, time(), ZoneInfo(editions.zone()))


def _to_the_end(day: date | None) -> datetime | None:
    """The end of this day. The longest day of all stays one day within the limit, whatever the hour."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(editions.zone())) if day else None

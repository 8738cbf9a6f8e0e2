"""Who of one's people has acknowledged, declared and been trained; and the training that is written down about them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.foundation.audit.actions import record
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct import actions, queries
from hamroh.mechanism.conduct.queries import all_done_by
from hamroh.mechanism.conduct.rules import Done, Want, months_later, wants
from hamroh.mechanism.conduct.terms import TIE_WORDS, Asked, TieKind
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import Colleague, colleague_names, managed_by
from hamroh.web.mechanism.conduct_forms import RecordTraining
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

MANAGE, ADMIT = "members:manage", "members:admit"


@page(MANAGE, ADMIT)
def conduct_people(request: Any) -> HttpResponse:
    """A focal point sees its own people, the secretariat also every focal point. Nobody sees what was declared."""
    now, people = clock.now(), managed_by(request.actor, clock.now())
    done = all_done_by({who.user_id for who in people})
    context = {
        "rows": [_row(request.actor, who, done[who.user_id], now) for who in people],
        "back": Link(reverse("my_conduct"), _("Conduct")),
    }
    return render(request, "mechanism/conduct_people.html", context)


def _row(actor: Any, who: Colleague, done: Done, now: datetime) -> dict[str, Any]:
    pack = editions.current().pack
    roles, trainings = ({x.id: ml(x.name) for x in entries} for entries in (pack.roles, pack.trainings))
    found = dict.fromkeys(w for role in who.roles if (a := editions.demands(role)) for w in wants(a, done, now))
    return {
        "name": who.name,
        "organisation": ml(who.organisation) if who.organisation_id != actor.organisation_id else "",
        "roles": ", ".join(roles.get(role, role) for role in who.roles),
        "wants": [_want(want, trainings) for want in found],
        "url": "" if who.user_id == actor.user_id else reverse("record_training", args=[who.user_id]),
    }


def _want(want: Want, trainings: dict[str, str]) -> dict[str, Any]:
    words = {
        Asked.CODE: _("code of conduct"),
        Asked.DECLARATION: _("declaration"),
        Asked.TRAINING: _("training: %(name)s") % {"name": trainings.get(want.training, want.training)},
    }[want.asked]
    return {"words": words, "until": want.until, "look": "warn" if want.until else "high"}


@page("audit:read", "complaint:handle")
def declared_ties(request: Any) -> HttpResponse:
    """What people declared, for the two duties that may know it: before a doubt becomes a recusal or a complaint is given out."""
    ties = queries.declared_ties(request.actor)
    record(request.actor, "ties.looked_at", resource="declaration", shown=len(ties))
    names = colleague_names(tie.user_id for tie in ties)
    context = {
        "rows": [
            {
                "name": names.get(tie.user_id, ""),
                "at": tie.at,
                "to": ml(tie.organisation) or _(TIE_WORDS[TieKind(tie.kind)]),
                "text": tie.text,
            }
            for tie in ties
        ],
        "back": Link(reverse("my_conduct"), _("Conduct")),
    }
    return render(request, "mechanism/declared_ties.html", context)


@page(MANAGE, ADMIT)
def record_training(request: Any, user_id: UUID) -> HttpResponse:
    """Write down that a colleague was trained, on what paper."""
    now, pack = clock.now(), editions.current().pack
    who = next((c for c in managed_by(request.actor, now) if c.user_id == user_id), None)
    if who is None or user_id == request.actor.user_id:
        raise NotFound("colleague", user_id)
    kinds = {kind.id: kind for kind in pack.trainings}
    form = RecordTraining(
        request.POST or None, initial={"id": uuid7()}, kinds=[(id, ml(kind.name)) for id, kind in kinds.items()]
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        months, on = getattr(kinds.get(said["kind"]), "months", None), said["on"]
        try:
            actions.record_training(
                request.actor,
                id=said["id"] or uuid7(),
                user_id=user_id,
                organisation_id=who.organisation_id,
                kind=said["kind"],
                kinds=kinds,
                on=on,
                until=months_later(on, months) if on and months else None,
                paper=said["paper"],
                today=day_of(now),
                now=now,
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down."))
            return redirect("conduct_people")
    context = {
        "form": form,
        "heading": _("Write down a training"),
        "lead": who.name,
        "submit": _("Write down"),
        "back": Link(reverse("conduct_people"), _("My people")),
    }
    return render(request, "hamroh/form_page.html", context)

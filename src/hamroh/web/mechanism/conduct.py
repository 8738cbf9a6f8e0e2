"""The own conduct: what stands before the first day of work, the code, the declaration, the trainings."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.conduct import actions
from hamroh.mechanism.conduct.queries import OwnConduct, conduct_of_oneself, done_by
from hamroh.mechanism.conduct.rules import Want, months_later, wants
from hamroh.mechanism.conduct.terms import TIE_WORDS, Asked, TieKind
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import all_organisations
from hamroh.web.mechanism.conduct_forms import AcknowledgeCode, DeclareTies
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

STEP_WORDS = {
    Asked.CODE: (N_("Read the code of conduct and acknowledge it"), N_("Read it"), "acknowledge_code"),
    Asked.DECLARATION: (N_("Declare what ties you, or that nothing does"), N_("Declare"), "declare_ties"),
}
WHO_RECORDS = N_(
    "The focal point of your organisation writes it down when you were there; if you are one, the secretariat."
)


@page()
def my_conduct(request: Any) -> HttpResponse:
    """What is still to do before a role is one's own; and what one has acknowledged, declared and learned."""
    actor, now = request.actor, clock.now()
    own, missing = conduct_of_oneself(actor), _wants(actor, now)
    roles = {role.id: ml(role.name) for role in editions.current().pack.roles}
    context = {
        "waiting": [roles.get(role, role) for role in actor.waiting],
        "steps": [_step(want) for want in missing if want.until is None],
        "renewals": [_step(want) for want in missing if want.until],
        "code": _code(own),
        "declaration": _declaration(own),
        "trainings": _trainings(own),
        "reads_ties": actor.may("audit:read") or actor.may("complaint:handle"),
        "manages": actor.may("members:manage") or actor.may("members:admit"),
    }
    return render(request, "mechanism/my_conduct.html", context)


def _wants(actor: Any, now: datetime) -> list[Want]:
    """Of all roles held, each thing once; what must come first before what is only to be renewed."""
    asked = [a for role in (*actor.waiting, *actor.roles) if (a := editions.demands(role))]
    done = done_by(actor.user_id) if asked else None
    found = [want for a in asked for want in wants(a, done, now)] if done else []
    return sorted(dict.fromkeys(found), key=lambda want: (list(Asked).index(want.asked), want.training))


def _step(want: Want) -> dict[str, Any]:
    if want.asked is Asked.TRAINING:
        name = _training_words().get(want.training, want.training)
        return {
            "title": _("Training: %(name)s") % {"name": name},
            "hint": _(WHO_RECORDS),
            "url": "",
            "until": want.until,
        }
    title, verb, name = STEP_WORDS[want.asked]
    return {"title": _(title), "verb": _(verb), "url": reverse(name), "until": want.until, "hint": ""}


def _training_words() -> dict[str, str]:
    return {kind.id: ml(kind.name) for kind in editions.current().pack.trainings}


def _code(own: OwnConduct) -> dict[str, Any] | None:
    code = editions.current().pack.code_of_conduct
    return {"name": ml(code.name), "at": own.acknowledged.get(editions.code_version())} if code else None


def _declaration(own: OwnConduct) -> dict[str, Any]:
    ties = [{"to": ml(tie.organisation) or _(TIE_WORDS[TieKind(tie.kind)]), "text": tie.text} for tie in own.ties]
    return {"at": own.declared_at, "until": own.declared_until, "ties": ties}


def _trainings(own: OwnConduct) -> list[dict[str, Any]]:
    words = _training_words()
    return [
        {"name": words.get(kind, kind), "on": on, "until": until, "paper": paper}
        for kind, on, until, paper in own.trainings
    ]


@page()
def acknowledge_code(request: Any) -> HttpResponse:
    """The code, clause by clause; below it the one word that it is read and kept to."""
    code, version = editions.current().pack.code_of_conduct, editions.code_version()
    if code is None:
        raise NotFound("code")
    form = AcknowledgeCode(request.POST or None, initial={"read": version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.acknowledge_code(
                request.actor,
                document=code.id,
                read=form.cleaned_data["read"],
                in_force=version,
                language=get_language() or "en",
                now=clock.now(),
            )
        except Refused as refused:
            form = AcknowledgeCode({"read": version})
            form.is_valid()
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down: you acknowledged the code of conduct."))
            return redirect("my_conduct")
    context = {
        "form": form,
        "name": ml(code.name),
        "draft": code.status == "draft",
        "clauses": [
            {"number": c.number, "name": ml(c.name or {}), "text": ml(c.text or c.summary or {})} for c in code.clauses
        ],
        "acknowledged_at": conduct_of_oneself(request.actor).acknowledged.get(version),
        "back": Link(reverse("my_conduct"), _("Conduct")),
    }
    return render(request, "mechanism/acknowledge_code.html", context)


@page()
def declare_ties(request: Any) -> HttpResponse:
    """What ties oneself to an organisation or an office, or that nothing does. Sealed; asked again each year."""
    now, organisations = clock.now(), {str(id): ml(names) for id, names in all_organisations().items()}
    organisations.pop(str(request.actor.organisation_id), None)
    form = DeclareTies(request.POST or None, initial={"id": uuid7()}, organisations=list(organisations.items()))
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_ties(
                request.actor,
                id=form.cleaned_data["id"] or uuid7(),
                nothing=form.cleaned_data["nothing"],
                ties=form.ties(),
                organisations=organisations.keys(),
                until=months_later(day_of(now), editions.current().pack.conduct.declaration_months),
                now=now,
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down. If something changes before, declare again."))
            return redirect("my_conduct")
    context = {
        "form": form,
        "heading": _("Declare what ties you"),
        "lead": _(
            "A tie is no fault: it only means that some cases go to somebody else. What you write is sealed; besides you, "
            "only whoever leads data protection and whoever handles complaints can read it."
        ),
        "submit": _("Declare"),
        "back": Link(reverse("my_conduct"), _("Conduct")),
    }
    return render(request, "hamroh/form_page.html", context)

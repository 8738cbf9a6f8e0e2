"""Finding a holder for a seat of the mechanism: the road from the nomination to the hand-over, each step with its paper."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.pack import Role
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership import actions, queries
from hamroh.mechanism.membership.queries import Search, Taken
from hamroh.mechanism.membership.rules import FOLLOWS
from hamroh.mechanism.membership.terms import ROAD, STEP_WORDS, Step
from hamroh.web.mechanism.seats import known_role
from hamroh.web.shell.obliging import Obliging
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link, Stage
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import DayInput

READ, ADMIT, MANAGE = "mechanism:read", "members:admit", "members:manage"
PAPER = _("Its kind, number and date. No names, no cases.")


class Nominate(Obliging):
    id = forms.UUIDField(widget=forms.HiddenInput)
    organisation = forms.UUIDField(label=_("At which organisation"), widget=forms.Select)
    office = forms.CharField(
        label=_("Which office"),
        help_text=_("The office only, without a name: who it is, the act of appointment says."),
        max_length=120,
    )
    paper = forms.CharField(label=_("On what paper"), help_text=PAPER, max_length=300)

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget.choices = [("", "—"), *offices]  # type: ignore[attr-defined]


class TakeStep(Obliging):
    document = forms.ChoiceField(label=_("Which terms of reference"), widget=forms.RadioSelect)
    to = forms.UUIDField(
        label=_("Who"),
        help_text=_("Somebody who acts for this organisation. Without an account, its focal point adds them first."),
        widget=forms.Select,
    )
    office = forms.CharField(
        label=_("Appointed by which office"), help_text=_("The office only, without a name."), max_length=120
    )
    day = forms.DateField(label=_("Day of the paper"), widget=DayInput)
    paper = forms.CharField(label=_("On what paper"), help_text=PAPER, max_length=300)

    def __init__(
        self, *args: Any, step: Step, people: list[tuple[str, str]], documents: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if step is Step.APPOINTED:
            self.fields["to"].widget.choices = [("", "—"), *people]  # type: ignore[attr-defined]
        else:
            del self.fields["to"], self.fields["office"]
        if step is Step.TERMS and documents:
            self.fields["document"].choices = documents  # type: ignore[attr-defined]
        else:
            del self.fields["document"]


# The step in the address → its heading, its lead, its button.
STEPS: dict[Step, tuple[str, str, str]] = {
    Step.TERMS: (
        N_("Terms of reference acknowledged"),
        N_("The candidate has read and signed them; the edition in which they stand is kept."),
        N_("Write down"),
    ),
    Step.APPOINTED: (
        N_("Act of appointment"),
        N_("From the next click on the holder acts; whoever held the seat in the meantime no longer does."),
        N_("Appoint"),
    ),
    Step.HANDED_OVER: (
        N_("Hand-over"),
        N_("What is open today is kept beside it, as counts: no case, no name."),
        N_("Write down"),
    ),
    Step.WITHDRAWN: (N_("Withdraw the nomination"), N_("The seat stays vacant."), N_("Withdraw")),
    Step.ENDED: (N_("End the appointment"), N_("The seat is vacant from the next click on."), N_("End it")),
}
COUNTED = {
    "members": N_("members"),
    "without_focal_point": N_("members without a focal point"),
    "applied": N_("applications to decide"),
    "suspended": N_("members suspended"),
    "vacant_seats": N_("other seats vacant"),
}


@page(ADMIT, MANAGE)
def nominate(request: Any, role_id: str) -> HttpResponse:
    """A member proposes an office; the secretariat writes down what came by paper."""
    now, role = clock.now(), known_role(role_id)
    if not editions.of_the_mechanism(role):
        raise NotFound("seat")
    offered = _could_hold(role)
    form = Nominate(
        request.POST or None, initial={"id": uuid7()}, offices=[(str(id), name) for id, name in offered.items()]
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"id": form.cleaned_data["id"] or uuid7()}
        try:
            actions.nominate(request.actor, **said, role=role_id, offered=offered.keys(), now=now)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _t("Nominated. Terms of reference and appointment are written down next."))
            return redirect("show_nomination", said["id"])
    context = {
        "form": form,
        "heading": _t("Nominate"),
        "lead": _t("%(seat)s. A second person records the appointment.") % {"seat": ml(dict(role.name))},
        "submit": _t("Nominate"),
        "back": Link(reverse("show_seat", args=[role_id]), ml(dict(role.name))),
    }
    return render(request, "hamroh/form_page.html", context)


def _could_hold(role: Role) -> dict[UUID, str]:
    names = queries.all_organisations()
    lines = queries.lines_above()
    return {id: ml(names[id]) for id, keys in lines.items() if editions.may_be_held_at(role, keys)}


@page(READ)
def show_nomination(request: Any, nomination_id: UUID) -> HttpResponse:
    """Where one search stands: the road, each step with its paper, and what comes next."""
    found = queries.search(nomination_id)
    role = known_role(found.role)
    names = request.actor.may(ADMIT) or found.organisation_id == request.actor.organisation_id
    context = {
        "seat": ml(dict(role.name)),
        "office": found.office,
        "organisation": ml(found.organisation),
        "stages": road(found),
        "left_road": _t(STEP_WORDS[found.stands]) if found.stands not in ROAD else "",
        "steps": [_step(taken, names) for taken in reversed(found.steps)],
        "acts": [
            {
                "label": _t(STEPS[step][0]),
                "url": reverse("take_step", args=[nomination_id, step]),
                "weak": step in (Step.WITHDRAWN, Step.ENDED),
            }
            for step in FOLLOWS[found.stands]
            if request.actor.may(ADMIT)
        ],
        "second": found.stands is Step.TERMS and found.nominated_by == request.actor.user_id,
        "back": Link(reverse("show_seat", args=[found.role]), ml(dict(role.name))),
    }
    return render(request, "mechanism/show_nomination.html", context)


def road(found: Search) -> list[Stage]:
    """The steps done, the one that comes next, and those still to come."""
    done = {taken.step for taken in found.steps}
    next_one = next((step for step in ROAD if step not in done), None)
    over = found.stands not in ROAD
    return [
        Stage(_t(STEP_WORDS[s]), "done" if s in done else "now" if s is next_one and not over else "") for s in ROAD
    ]


def _step(taken: Taken, names: bool) -> dict[str, Any]:
    return {
        "words": _t(STEP_WORDS[taken.step]),
        "at": taken.at,
        "day": taken.day,
        "paper": taken.paper,
        "office": taken.office if taken.step is Step.APPOINTED else "",
        "name": taken.name if names else "",
        "document": _title(taken.document),
        "edition": taken.edition,
        "counts": [f"{_t(COUNTED[k])}: {n}" for k, n in taken.counts.items() if k in COUNTED],
        "by": ml(taken.written_for),
    }


def _title(document_id: str) -> str:
    found = next((d for d in editions.current().pack.documents if d.id == document_id), None)
    return ml(dict(found.name)) if found else document_id


@page(ADMIT)
def take_step(request: Any, nomination_id: UUID, step: str) -> HttpResponse:
    """The next step of the road, or leaving it."""
    found = queries.search(nomination_id)
    if step not in STEPS:
        raise NotFound("step", step[:20])
    new, now = Step(step), clock.now()
    heading, lead, button = STEPS[new]
    people = queries.people_of(found.organisation_id, now) if new is Step.APPOINTED else {}
    documents = _terms()
    form = TakeStep(
        request.POST or None,
        step=new,
        people=[(str(id), name) for id, name in people.items() if id != request.actor.user_id],
        documents=list(documents.items()),
        initial={"day": _today()},
    )
    if request.method == "POST" and form.is_valid() and _took(request.actor, found, new, form, documents):
        messages.success(request, _t("Written down."))
        return redirect("show_nomination", nomination_id)
    context = {
        "form": form,
        "heading": _t(heading),
        "lead": f"{ml(dict(known_role(found.role).name))}, {ml(found.organisation)}. {_t(lead)}",
        "submit": _t(button),
        "back": Link(reverse("show_nomination", args=[nomination_id]), found.office),
    }
    return render(request, "hamroh/form_page.html", context)


def _took(actor: Actor, found: Search, step: Step, form: TakeStep, documents: dict[str, str]) -> bool:
    data = form.cleaned_data
    said: dict[str, Any] = {"nomination_id": found.id, "day": data["day"], "paper": data["paper"]}
    said |= {"today": _today(), "now": clock.now()}
    try:
        if step is Step.TERMS:
            number = editions.current().number
            document = data.get("document", "")
            actions.acknowledge_terms(actor, **said, document=document, documents=documents, edition=number)
        elif step is Step.APPOINTED:
            actions.appoint(actor, **said, to=data["to"], office=data["office"])
        elif step is Step.HANDED_OVER:
            actions.hand_over(actor, **said, counts=_open_now(found.role))
        elif step is Step.WITHDRAWN:
            actions.withdraw_nomination(actor, **said)
        else:
            actions.end_appointment(actor, **said)
    except Refused as refused:
        show_obstacles(form, refused.obstacles)
        return False
    return True


def _terms() -> dict[str, str]:
    """The terms of reference in the library of the edition in force."""
    documents = editions.current().pack.documents
    return {d.id: ml(dict(d.name)) for d in documents if d.kind == "terms_of_reference" and d.status != "repealed"}


def _open_now(role: str) -> dict[str, int]:
    """What whoever takes the seat finds open."""
    now = clock.now()
    rows = queries.members(now)
    return {
        "members": sum(r.status == "admitted" and not r.group for r in rows),
        "without_focal_point": sum(not v.deputy for v in queries.vacancies(now)),
        "applied": sum(r.status == "applied" for r in rows),
        "suspended": sum(r.status == "suspended" for r in rows),
        "vacant_seats": sum(seat != role for seat in editions.vacant_seats(now)),
    }


def _today() -> date:
    return day_of(clock.now())

"""The parts of a file: one page to read each group, one to write it. Nothing opens beyond the group of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import values_of
from hamroh.casework.people import actions as people_actions
from hamroh.casework.people import queries as people
from hamroh.casework.support import actions as support_actions
from hamroh.casework.support import queries as support
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.directory.queries import services_of
from hamroh.mechanism.editions.queries import edition
from hamroh.web.casework import case_forms
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.case_shapes import safe_contact
from hamroh.web.casework.shown_names import show_for_a_while, shown_until
from hamroh.web.casework.values import told_values
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

PARTS = (
    FieldGroup.PROFILE,
    FieldGroup.IDENTITY,
    FieldGroup.CONTACT,
    FieldGroup.NEEDS,
    FieldGroup.HEALTH,
    FieldGroup.RESIDENCE,
)


@page("case:read")
def case_part(request: Any, case_id: UUID, group: str) -> HttpResponse:
    """Read one group of a file. A name is only on it while somebody asked for it."""
    now = clock.now()
    until = shown_until(request, case_id, now)
    hidden = _known(group) == FieldGroup.IDENTITY and not until
    if group == FieldGroup.IDENTITY:
        require(request.actor, "identity:read", "case", case_id)
    case = open_case(request.actor, case_id, FieldGroup.CONTACT, *([] if hidden else [group]))
    context = _about(request, case, group) | {
        "now": now,
        "hidden": hidden,
        "until": until if group == FieldGroup.IDENTITY else None,
        "code_only": case.code_only,
        "values": [] if hidden else told_values(values_of(group, case.pk, case.person_id)),
        "may_write": _may_write(request, group),
        "stays": _stays(case) if group == FieldGroup.RESIDENCE else None,
    }
    return render(request, "casework/case_part.html", context)


@page("identity:read")
@require_POST
def show_identity(request: Any, case_id: UUID) -> HttpResponse:
    """Somebody asks to see the name: recorded, then shown for ten minutes, to this session only."""
    now = clock.now()
    case = open_case(request.actor, case_id, FieldGroup.IDENTITY)
    people_actions.show_identity(request.actor, case=case, now=now)
    show_for_a_while(request, case.pk, now)
    if request.POST.get("back") == "case":
        return redirect(case_url(case.pk))
    return redirect("case_part", case.pk, FieldGroup.IDENTITY)


@page("case:open")
def write_case_part(request: Any, case_id: UUID, group: str) -> HttpResponse:
    """Write one group. What was refused stays as it was typed."""
    now, part = clock.now(), WRITING[_known(group)]
    if group == FieldGroup.IDENTITY:
        require(request.actor, "identity:write", "case", case_id)
        if request.method == "GET" and _must_be_shown_first(request, case_id):
            messages.warning(request, _("A name stands there already: show it first, then change it."))
            return redirect("case_part", case_id, group)
    case = open_case(request.actor, case_id, FieldGroup.CONTACT, group)
    form = part.form(request, case)
    if request.method == "POST" and form.is_valid():
        try:
            part.write(request.actor, case, form.cleaned_data, now)
            messages.success(request, _("Saved."))
            return redirect("case_part", case.pk, group)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    return render(
        request, "casework/write_case_part.html", _about(request, case, group) | {"form": form, "lead": part.lead()}
    )


@page("case:open")
@require_POST
def end_stay(request: Any, case_id: UUID) -> HttpResponse:
    """The person no longer lives there."""
    case = open_case(request.actor, case_id, FieldGroup.RESIDENCE)
    try:
        support_actions.end_stay(request.actor, case=case, now=clock.now())
        messages.success(request, _("The stay has ended."))
    except Refused:  # a second click: it had ended before
        messages.info(request, _("The stay had ended already."))
    return redirect("case_part", case.pk, FieldGroup.RESIDENCE)


def _known(group: str) -> FieldGroup:
    if group not in PARTS:
        raise NotFound("page", group)
    return FieldGroup(group)


def _about(request: Any, case: Any, group: str) -> dict[str, Any]:
    change = Link(reverse("write_case_part", args=[case.pk, FieldGroup.CONTACT]), _("Change"))
    changes = group != FieldGroup.CONTACT and _may_write(request, FieldGroup.CONTACT)
    return {
        "case_id": case.pk,
        "code": case.code,
        "group": str(group),
        "group_words": _(GROUP_WORDS[group]),
        "contact": safe_contact(people.contact_of(case.person_id), change if changes else None),
        "back": Link(case_url(case.pk), case.code),
    }


def _may_write(request: Any, group: str) -> bool:
    permission = "identity:write" if group == FieldGroup.IDENTITY else "case:open"
    may: bool = request.actor.may("case:open") and request.actor.may(permission)
    return may


def _must_be_shown_first(request: Any, case_id: UUID) -> bool:
    return not shown_until(request, case_id, clock.now()) and not open_case(request.actor, case_id).code_only


def _stays(case: Any) -> list[tuple[str, str, bool]]:
    """Where the person lived and lives: with whom, from when till when, and whether it goes on."""
    stays, still = support.stays_of(case.pk), _("now")
    return [
        (ml(s.organisation), f"{day(s.since)} – {day(s.until) if s.until else still}", s.until is None) for s in stays
    ]


@dataclass(frozen=True)
class Writing:
    """How one group is written: its form as it stands now, its act, and why it is asked."""

    form: Callable[[Any, Any], forms.Form]
    write: Callable[[Any, Any, dict[str, Any], Any], None]
    lead: Callable[[], str]


def _profile_form(request: Any, case: Any) -> forms.Form:
    known = people.profile_of(case.person_id)
    initial = {
        "age_band": known.age_band,
        "sex": known.sex,
        "languages": known.languages,
        "interpreter": known.interpreter,
        "children_along": known.children_along,
    }
    return case_forms.WriteProfile(
        request.POST or None, lists=people.profile_lists(), citizenship=known.citizenship, initial=initial
    )


def _write_profile(actor: Any, case: Any, typed: dict[str, Any], now: Any) -> None:
    people_actions.write_profile(actor, case=case, now=now, **{**typed, "children_along": typed["children_along"] or 0})


def _identity_form(request: Any, case: Any) -> forms.Form:
    if request.method == "POST":
        return case_forms.WriteIdentity(request.POST)
    names = people.identity_of(case.person_id).names
    initial = {name: getattr(names, name) for name in case_forms.WriteIdentity.base_fields}
    return case_forms.WriteIdentity(initial={**initial, "aliases": "\n".join(names.aliases)})


def _contact_form(request: Any, case: Any) -> forms.Form:
    known = people.contact_of(case.person_id)
    initial = {name: getattr(known, name) for name in case_forms.AgreeSafeContact.base_fields}
    return case_forms.AgreeSafeContact(request.POST or None, initial=initial)


def _needs_form(request: Any, case: Any) -> forms.Form:
    known, words = support.needs_of(case.pk, case.person_id), edition(case.edition_id).service_words()
    initial = {"services": known.services, "urgent": known.urgent, "note": known.note}
    return case_forms.WriteNeeds(request.POST or None, services=words, initial=initial)


def _health_form(request: Any, case: Any) -> forms.Form:
    known = support.health_of(case.pk, case.person_id)
    return case_forms.WriteHealthNote(request.POST or None, initial={"note": known.note})


def _stay_form(request: Any, case: Any) -> forms.Form:
    places = [(str(s.pk), ml(s.names)) for s in services_of(case.organisation_id) if s.residential]
    return case_forms.StartStay(request.POST or None, places=places, initial={"id": uuid7()})


def _start_stay(actor: Any, case: Any, typed: dict[str, Any], now: Any) -> None:
    support_actions.start_stay(actor, case=case, id=typed["id"], service_id=typed["service"], now=now)


WRITING = {
    FieldGroup.PROFILE: Writing(
        _profile_form,
        _write_profile,
        lambda: _("So that a service can prepare: the right language, a room for children. Ask; do not guess."),
    ),
    FieldGroup.IDENTITY: Writing(
        _identity_form,
        lambda actor, case, typed, now: people_actions.write_identity(actor, case=case, now=now, **typed),
        lambda: _(
            "Only what is needed. Names are sealed under a key of this person alone; help does not depend on them."
        ),
    ),
    FieldGroup.CONTACT: Writing(
        _contact_form,
        lambda actor, case, typed, now: people_actions.agree_safe_contact(actor, case=case, now=now, **typed),
        lambda: _("Agree this with the person and write it in their words. Everybody who works on the case obeys it."),
    ),
    FieldGroup.NEEDS: Writing(
        _needs_form,
        lambda actor, case, typed, now: support_actions.write_needs(actor, case=case, now=now, **typed),
        lambda: _("What the person wants help with. It goes to a service only with their agreement."),
    ),
    FieldGroup.HEALTH: Writing(
        _health_form,
        lambda actor, case, typed, now: support_actions.write_health_note(actor, case=case, now=now, **typed),
        lambda: _("What whoever cares for the person must know: medicines, allergies, pregnancy, a treatment."),
    ),
    FieldGroup.RESIDENCE: Writing(
        _stay_form,
        _start_stay,
        lambda: _("In whose care the person lives. No address is written anywhere."),
    ),
}

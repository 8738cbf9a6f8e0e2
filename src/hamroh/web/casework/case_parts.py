"""The parts of a file: one page to read each group, one to write it. Nothing opens beyond the group of the page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases.access import may_open, open_case
from hamroh.casework.cases.queries import values_of
from hamroh.casework.people import actions as people_actions
from hamroh.casework.people import queries as people
from hamroh.casework.people.terms import IDENTITY_WORDS
from hamroh.casework.support import actions as support_actions
from hamroh.casework.support import queries as support
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.mechanism.membership.queries.people import colleague_names
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.case_shapes import safe_contact, wrong_hour
from hamroh.web.casework.needs import need_list
from hamroh.web.casework.part_writing import WRITING, Writing
from hamroh.web.casework.section_past import PASTS, url_of_past, what_changed
from hamroh.web.casework.shown_names import show_for_a_while, shown_until
from hamroh.web.casework.values import told_values
from hamroh.web.shell.both_versions import show_theirs
from hamroh.web.shell.clocks import day, moment
from hamroh.web.shell.keeping import rescue
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
    if group == FieldGroup.NEEDS:
        return need_list(request, case_id)
    now = clock.now()
    until = shown_until(request, case_id, now)
    hidden = _known(group) == FieldGroup.IDENTITY and not until
    if group == FieldGroup.IDENTITY:
        require(request.actor, "identity:read", "case", case_id)
    case = open_case(request.actor, case_id, FieldGroup.CONTACT, *([] if hidden else [group]))
    if not may_open(case, group):  # also where the name is hidden: nobody asks for what is not theirs
        raise NotFound("case", case_id)
    context = _about(request, case, group) | {
        "now": now,
        "hidden": hidden,
        "until": until if group == FieldGroup.IDENTITY else None,
        "code_only": case.code_only,
        "past_url": "" if hidden else url_of_past(case.pk, group),
        "values": [] if hidden else _told(group, case, now),
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
            return _show_first(request, case_id)
    case = open_case(request.actor, case_id, FieldGroup.CONTACT, group)
    form = part.form(request, case)
    if request.method == "POST" and form.is_valid():
        try:
            part.write(request.actor, case, form.cleaned_data, now)
            messages.success(request, _("Saved."))
            return redirect("case_part", case.pk, group)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        except Changed:
            if group == FieldGroup.IDENTITY and not shown_until(request, case_id, now):
                return _show_first(request, case_id)
            _show_both(form, part, case)
    return render(
        request, "casework/write_case_part.html", _about(request, case, group) | {"form": form, "lead": part.lead()}
    )


@page("case:read")
def case_part_history(request: Any, case_id: UUID, group: str) -> HttpResponse:
    """How one group came to stand as it does: who wrote when, and what changed. A name only while it is shown."""
    if group == FieldGroup.IDENTITY:
        require(request.actor, "identity:read", "case", case_id)
        if not shown_until(request, case_id, clock.now()):
            open_case(request.actor, case_id)  # whose case it is not learns nothing from being led away
            messages.warning(request, _("Show the name first: its history tells it as well."))
            return redirect("case_part", case_id, group)
    if _known(group) not in PASTS:
        raise NotFound("page", group)
    case = open_case(request.actor, case_id, group)
    context = {
        "code": case.code,
        "heading": _(GROUP_WORDS[group]),
        "rows": what_changed(PASTS[FieldGroup(group)](case)),
        "back": Link(reverse("case_part", args=[case.pk, group]), _(GROUP_WORDS[group])),
    }
    return render(request, "casework/section_history.html", context)


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


def _told(group: str, case: Any, now: Any) -> list[tuple[str, str]]:
    """What the part says; a telephone has the warning beside it at an hour that was not agreed."""
    values = told_values(values_of(group, case.pk, case.person_id))
    warning = wrong_hour(people.contact_of(case.person_id), now) if group == FieldGroup.IDENTITY else ""
    phone = _(IDENTITY_WORDS["phone"])
    return [(label, f"{value}\n{warning}" if warning and label == phone else value) for label, value in values]


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
        "contact": safe_contact(people.contact_of(case.person_id), change if changes else None, clock.now()),
        "back": Link(case_url(case.pk), case.code),
    }


def _may_write(request: Any, group: str) -> bool:
    permission = "identity:write" if group == FieldGroup.IDENTITY else "case:open"
    may: bool = request.actor.may("case:open") and request.actor.may(permission)
    return may


def _show_first(request: Any, case_id: UUID) -> HttpResponse:
    """A name that stands there is not shown by the way. What was typed is kept, and found when the page is opened again."""
    rescue(request, "changed")
    messages.warning(request, _("A name stands there already: show it first, then change it."))
    return redirect("case_part", case_id, FieldGroup.IDENTITY)


def _show_both(form: Any, part: Writing, case: Any) -> None:
    """Somebody wrote meanwhile: both versions stand on the page."""
    stands = part.stands(case)
    who = colleague_names([stands.by]).get(stands.by, "") if stands.by else ""
    show_theirs(form, stands.values, stands.number, who=who, at=moment(stands.at) if stands.at else "")


def _must_be_shown_first(request: Any, case_id: UUID) -> bool:
    return not shown_until(request, case_id, clock.now()) and not open_case(request.actor, case_id).code_only


def _stays(case: Any) -> list[tuple[str, str, bool]]:
    """Where the person lived and lives: with whom, from when till when, and whether it goes on."""
    stays, still = support.stays_of(case.pk), _("now")
    return [
        (ml(s.organisation), f"{day(s.since)} – {day(s.until) if s.until else still}", s.until is None) for s in stays
    ]

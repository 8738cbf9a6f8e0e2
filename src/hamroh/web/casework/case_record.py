"""Who looked at a case and why; and the case as a document on paper."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hamroh.casework.cases import queries
from hamroh.casework.cases.access import open_case, open_permitted
from hamroh.casework.cases.terms import EVENT_WORDS, LOOK_WORDS
from hamroh.foundation.audit.actions import record
from hamroh.foundation.audit.queries import looks
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.queries import current, edition
from hamroh.mechanism.membership.queries import colleague_names, organisation_names
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.case_page import GROUPS, case_context
from hamroh.web.casework.shown_names import shown_until
from hamroh.web.casework.values import told_values
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

SHOWN = 200
PRINTED = 400  # entries of the timeline on paper; the older ones stand on the page


@page("case:read")
def case_looks(request: Any, case_id: UUID) -> HttpResponse:
    """Every look and act on this case, newest first: who, for which organisation, in what role, and what was opened."""
    case = open_case(request.actor, case_id)
    entries = looks(case.pk, SHOWN)
    context = {
        "code": case.code,
        "rows": _look_rows(case, entries),
        "cut": len(entries) == SHOWN,
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/case_looks.html", context)


def _look_rows(case: Any, entries: list[Any]) -> list[dict[str, Any]]:
    names = colleague_names(e.actor_id for e in entries if e.actor_id)
    offices = organisation_names(e.organisation_id for e in entries if e.organisation_id)
    roles = {role.id: ml(role.name) for role in current().pack.roles}
    team = {member.user_id: roles.get(member.role, member.role) for member in queries.team_of(case)}
    return [
        {
            "at": entry.at,
            "who": names.get(entry.actor_id) or entry.system,
            "office": ml(offices.get(entry.organisation_id, "")),
            "why": _why(entry, case, team),
            "what": _(LOOK_WORDS.get(entry.verb) or EVENT_WORDS.get(entry.verb) or N_("Worked on the case")),
            "groups": ", ".join(_(GROUP_WORDS[g]) for g in entry.detail.get("groups", ()) if g in GROUP_WORDS),
        }
        for entry in entries
    ]


def _why(entry: Any, case: Any, team: dict[UUID, str]) -> str:
    if entry.actor_id in team:
        return team[entry.actor_id]
    if entry.organisation_id == case.organisation_id:
        return _("Supervision, or on the team at that time")
    if entry.resource == "application":
        return _("Decides on formal status")
    return _("A referral to their organisation")


@page("case:read")
def print_case(request: Any, case_id: UUID) -> HttpResponse:
    """The case management document. A name is printed only while it is shown on demand."""
    now = clock.now()
    until = shown_until(request, case_id, now)
    groups = (*GROUPS, FieldGroup.HEALTH, *([FieldGroup.IDENTITY] if until else []))
    case, opened = open_permitted(request.actor, case_id, *groups)
    record(request.actor, "case.printed", resource="case", resource_id=case.pk, case_id=case.pk, groups=sorted(opened))
    # Safe contact stands first on every page.
    printed = [group for group in groups if group in opened and group != FieldGroup.CONTACT]
    parts = [(_(GROUP_WORDS[g]), told_values(queries.values_of(g, case.pk, case.person_id))) for g in printed]
    context = case_context(request, case, now, until, opened, newest=PRINTED)
    context |= {
        "parts": [(label, values) for label, values in parts if values],
        "number": edition(case.edition_id).number,
        "contact": replace(context["contact"], change=None),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/print_case.html", context)

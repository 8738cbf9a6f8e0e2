"""What the pages of every section have in common: safe contact first, the way back, who wrote what, and how it stood."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import may_open
from hamroh.casework.people import queries as people
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.case_shapes import safe_contact
from hamroh.web.shell.parts import Link

Pairs = Sequence[tuple[str, str]]


def about(request: Any, case: Any, heading: str, *, back: Link | None = None) -> dict[str, Any]:
    """Of every page of a section. The contact is opened with it where the reader may."""
    change = None
    if request.actor.may("case:open") and may_open(case, FieldGroup.CONTACT):
        change = Link(reverse("write_case_part", args=[case.pk, FieldGroup.CONTACT]), _("Change"))
    return {
        "case_id": case.pk,
        "code": case.code,
        "heading": heading,
        "contact": safe_contact(people.contact_of(case.person_id), change, clock.now()),
        "back": back or Link(case_url(case.pk), case.code),
        "closed": case.closed_at is not None,
        "may_write": request.actor.may("case:open") and case.closed_at is None,
    }


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Colleagues by key; whoever wrote before keys were kept is nobody."""
    return colleague_names(id for id in ids if id)


def history_page(
    request: Any, case: Any, heading: str, back: Link, rows: Iterable[tuple[datetime | None, UUID | None, Pairs]]
) -> HttpResponse:
    """Every state of a section, the newest first."""
    rows = list(rows)
    names = names_of(by for _at, by, _pairs in rows)
    context = about(request, case, heading, back=back) | {
        "rows": [(at, names.get(by, "") if by else "", pairs) for at, by, pairs in rows]
    }
    return render(request, "casework/section_history.html", context)

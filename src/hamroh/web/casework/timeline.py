"""What happened in a case, page by page: two strands, of one kind or of all. However long it is, one page is read."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import timeline as queries
from hamroh.casework.cases.terms import KINDS, PERSON_KIND, kind_of
from hamroh.casework.referrals.queries import answers_on_timeline
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions.queries import edition
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.case_shapes import timeline
from hamroh.web.shell.list_place import place_of, read_dated_place
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link, Pages

NEWEST, PAGE = 12, 40  # entries on the page of the case, and on a page of the timeline


@page("case:read")
def case_timeline(request: Any, case_id: UUID) -> HttpResponse:
    """The entries of one kind, or all, the newest first; older ones by key."""
    case, kind = open_case(request.actor, case_id), _kind(request.GET.get("kind", ""))
    before, answers = read_dated_place(request.GET.get("before", "")), answers_on_timeline(case)
    own = queries.timeline_page(case, kind=kind, before=before, limit=PAGE)
    entries, more = queries.one_page(own, answers, before=before, kind=kind, limit=PAGE)
    here = {"kind": kind} if kind else {}
    context = {
        "code": case.code,
        "kinds": kinds_of(case, queries.told_of_each(case), answers, kind),
        "entries": timeline(entries, edition(case.edition_id)),
        "pages": Pages(
            newer=f"?{urlencode(here)}" if before else "",
            older=f"?{urlencode({**here, 'before': place_of(entries[-1].at, entries[-1].pk)})}" if more else "",
        ),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/case_timeline.html", context)


def newest_of(case: Any, limit: int) -> tuple[list[Any], list[Any], bool]:
    """The newest entries for the page of the case, all answers of other organisations, and whether older entries follow."""
    answers = answers_on_timeline(case)
    entries, older = queries.one_page(queries.timeline_page(case, limit=limit), answers, limit=limit)
    return entries, answers, older


def kinds_of(case: Any, told: dict[str, queries.Told], answers: list[Any], chosen: str | None = None) -> list[Any]:
    """By what the timeline may be read, each with how many entries it has; what never happened is left out."""
    counted = dict.fromkeys(KINDS, 0)
    for event, of_it in told.items():
        counted[kind_of(event)] += of_it.times
    for answer in answers:
        counted[kind_of(answer.event)] += 1
    whole = sum(counted.values())
    counted[PERSON_KIND] = sum(of_it.by_person for of_it in told.values())
    address = reverse("case_timeline", args=[case.pk])
    of_each = [(kind, _(words), counted[kind]) for kind, (words, _firsts) in KINDS.items()]
    return [
        {
            "url": f"{address}?{urlencode({'kind': kind})}" if kind else address,
            "label": words,
            "count": count,
            "current": kind == chosen,
        }
        for kind, words, count in (("", _("Everything"), whole), *of_each)
        if count or kind in ("", PERSON_KIND, chosen)
    ]


def _kind(asked: str) -> str:
    if asked and asked not in KINDS:
        raise NotFound("page")
    return asked

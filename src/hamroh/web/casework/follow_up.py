"""How the person is afterwards: attempts to reach them, visits, and when they meet again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case, open_permitted
from hamroh.casework.follow_up import actions
from hamroh.casework.follow_up.queries import (
    VisitShown,
    area_words,
    attempts_of,
    closing_waits,
    closings_of,
    next_suggested,
    say_or,
    visit_history,
    visits_of,
    wait_of,
)
from hamroh.casework.follow_up.terms import (
    HOW_WORDS,
    MET_WORDS,
    RESULT_WORDS,
    SATISFACTION,
    WAY_WORDS,
    HowIsIt,
    Met,
    Result,
    Way,
)
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework import follow_up_forms as forms
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.case_shapes import contact_beside
from hamroh.web.casework.plan_shapes import erased
from hamroh.web.casework.plan_writing import standing
from hamroh.web.casework.revised_page import Standing, revised_page
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.texts import clauses_at
from hamroh.web.shell.wording import BASIS_WORDS

LOOKS = {HowIsIt.WELL: "ok", HowIsIt.PARTLY: "warn", HowIsIt.NOT_WELL: "high", HowIsIt.NOT_SAID: "void"}


@page("case:read")
def show_follow_up(request: Any, case_id: UUID) -> HttpResponse:
    """Attempts and visits, the newest first; how the person may be reached stands above all."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.PLAN, FieldGroup.CONTACT)
    if FieldGroup.PLAN not in opened:
        raise NotFound("case", case_id)
    edition, visits, attempts, closings = (
        editions.edition(case.edition_id),
        visits_of(case),
        attempts_of(case),
        closings_of(case),
    )
    names = _written_by(visits, attempts)
    agreed = any(c.state == "approved" and c.monitor for c in closings)
    may_write = request.actor.may("case:open") and (case.closed_at is None or agreed)
    context = {
        "case_id": case.pk,
        "code": case.code,
        "contact": contact_beside(case, opened),
        "visits": [_visit(visit, edition, names) for visit in visits],
        "attempts": [_attempt(attempt, names) for attempt in attempts],
        "wait": _wait(case),
        "may_write": may_write,
        "closed": case.closed_at,
        "not_agreed": case.closed_at is not None and not agreed,
        "close_url": _close_url(request.actor, case, closings),
        "clauses": clauses_at(edition.pack, "visit.made", "case.close_asked"),
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
    }
    return render(request, "casework/show_follow_up.html", context)


def _written_by(*strands: Iterable[Any]) -> dict[UUID, str]:
    return colleague_names(row.written_by for strand in strands for row in strand if row.written_by)


def _close_url(actor: Any, case: Any, closings: Any) -> str:
    if case.closed_at:
        return reachable(actor, "reopen_case", case.pk)
    return (
        reachable(actor, "close_case", case.pk) if closing_waits(closings) else reachable(actor, "ask_closing", case.pk)
    )


def _wait(case: Any) -> dict[str, Any]:
    wait = wait_of(case)
    assumed = "" if wait.basis == "sourced_national" else _(BASIS_WORDS[wait.basis])
    return {"days": wait.days, "attempts": wait.attempts, "basis": assumed}


def _visit(visit: VisitShown, edition: Any, names: Any) -> dict[str, Any]:
    words = area_words(edition)
    return {
        "id": visit.id,
        "on": visit.on,
        "met": _(MET_WORDS[Met(visit.met)]),
        "areas": [
            (say_or(words.get(code, code)), _(HOW_WORDS[HowIsIt(answer)]), LOOKS[HowIsIt(answer)])
            for code, answer in sorted(visit.areas.items(), key=lambda area: _place(area[0], words))
        ],
        "satisfaction": _(SATISFACTION[visit.satisfaction]) if visit.satisfaction else "",
        "own": erased() if visit.erased else visit.own,
        "note": "" if visit.erased else visit.note,
        "next_on": visit.next_on,
        "after_closing": visit.after_closing,
        "who": names.get(visit.written_by, ""),
    }


def _place(code: str, words: Any) -> int:
    """Areas stand in the order of the edition; one that it knows no more stands last."""
    return list(words).index(code) if code in words else len(words)


def _attempt(attempt: Any, names: Any) -> dict[str, Any]:
    return {
        "on": attempt.on,
        "way": _(WAY_WORDS[Way(attempt.way)]),
        "result": _(RESULT_WORDS[Result(attempt.result)]),
        "words": erased() if attempt.erased else attempt.words,
        "who": names.get(attempt.written_by, ""),
    }


def _belongs(case: Any) -> dict[str, Any]:
    url = reverse("show_follow_up", args=[case.pk])
    return {"code": case.code, "back": Link(url, _("Follow-up")), "cancel": Link(url, _("Back"))}


@page("case:open")
def record_attempt(request: Any, case_id: UUID) -> HttpResponse:
    """Somebody tried to reach the person; the agreed safe contact stands above."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.PLAN, FieldGroup.CONTACT)
    if FieldGroup.PLAN not in opened:
        raise NotFound("case", case_id)
    form = forms.RecordAttempt(request.POST or None, initial={"id": uuid7(), "on": day_of(clock.now())})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_attempt(
                request.actor, case_id=case_id, now=clock.now(), **(said | {"id": said["id"] or uuid7()})
            )
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down."))
            return redirect("show_follow_up", case_id)
    context = {
        "form": form,
        "heading": _("Tried to reach the person"),
        "lead": _("Only in the way that was agreed. If it is not safe, do not try."),
        "submit": _("Write down"),
        "contact": contact_beside(case, opened),
        **_belongs(case),
    }
    return render(request, "casework/follow_up_form.html", context)


@page("case:open")
def record_visit(request: Any, case_id: UUID, visit_id: UUID | None = None) -> HttpResponse:
    """What a visit found: a new one, or one that is written anew."""
    case, opened = open_permitted(request.actor, case_id, FieldGroup.PLAN, FieldGroup.CONTACT)
    if FieldGroup.PLAN not in opened:
        raise NotFound("case", case_id)
    edition = editions.edition(case.edition_id)
    areas = {code: say_or(words) for code, words in area_words(edition).items()}

    def stands() -> Standing:
        if visit_id is None:
            return Standing()
        visit = next((visit for visit in visits_of(case) if visit.id == visit_id), None)
        if visit is None:
            raise NotFound("visit", visit_id)
        names = ("on", "met", "satisfaction", "own", "note", "next_on")
        answers = {f"area_{code}": answer for code, answer in visit.areas.items()}
        return standing(visit, {n: getattr(visit, n) for n in names} | answers | {"no_next": visit.next_on is None})

    def write(typed: dict[str, Any]) -> None:
        own = [name for name in typed if name.startswith("area_")]
        answers = {name.removeprefix("area_"): typed[name] for name in own}
        said = {name: value for name, value in typed.items() if name not in (*own, "id")}
        key = visit_id or typed["id"] or uuid7()
        actions.record_visit(request.actor, case_id=case_id, visit_id=key, areas=answers, now=clock.now(), **said)

    now = clock.now()
    return revised_page(
        request,
        form=lambda *args, **kwargs: forms.RecordVisit(*args, areas=areas, **kwargs),
        stands=stands,
        initial={"id": uuid7(), "on": day_of(now), "next_on": next_suggested(case, now)},
        write=write,
        done=_("Written down."),
        to=reverse("show_follow_up", args=[case_id]),
        template="casework/follow_up_form.html",
        context={
            "heading": _("How is the person?"),
            "lead": _("Ask kindly and in private. The person may leave out anything; you stop when they want to stop."),
            "submit": _("Write down"),
            "contact": contact_beside(case, opened),
            **_belongs(case),
        },
    )


@page("case:read")
def visit_revisions(request: Any, case_id: UUID, visit_id: UUID) -> HttpResponse:
    """How one visit was written, and written anew."""
    case = open_case(request.actor, case_id, FieldGroup.PLAN)
    told = visit_history(case, visit_id)
    if not told:
        raise NotFound("visit", visit_id)
    edition, names = editions.edition(case.edition_id), _written_by(told)
    rows = [
        (visit.written_at, names.get(visit.written_by or case.pk, ""), _pairs(_visit(visit, edition, names)))
        for visit in told
    ]
    back = Link(reverse("show_follow_up", args=[case.pk]), _("Follow-up"))
    context = {"code": case.code, "heading": _("How the person is"), "rows": rows, "back": back}
    return render(request, "casework/section_history.html", context)


def _pairs(visit: dict[str, Any]) -> list[tuple[str, str]]:
    told = [(_("Day"), f"{visit['on']:%d.%m.%Y}"), (_("How?"), visit["met"])]
    told += [(area, answer) for area, answer, _look in visit["areas"]]
    told += [
        (_("How the person found the help"), visit["satisfaction"]),
        (_("In the person’s own words"), visit["own"]),
    ]
    told.append((_("What the team should know"), visit["note"]))
    if visit["next_on"]:
        told.append((_("Next follow-up"), f"{visit['next_on']:%d.%m.%Y}"))
    return [(label, value) for label, value in told if value]

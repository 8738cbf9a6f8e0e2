"""A person's own page as their team sees it: whether it is offered, which card is in use, what came through it."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases.terms import TASK_WORDS
from hamroh.casework.survivor import actions, queries
from hamroh.casework.survivor.access import ISSUE, open_door_of
from hamroh.casework.survivor.terms import (
    ANSWER_WORDS,
    BY_HAND,
    DECISION_WORDS,
    ENDED_WORDS,
    HOLDER_WORDS,
    RISKS,
    SCALE_WORDS,
    SETTLED_WORDS,
    STATE_WORDS,
    USE_WORDS,
    USUAL_DAYS,
    Answer,
    Decision,
    Ended,
    Holder,
    State,
    Use,
)
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import colleague_names, organisation_names
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.own_page_card import address_of_page
from hamroh.web.casework.own_page_forms import AssessDoor, IssueCard, NameOrganisations
from hamroh.web.shell.both_versions import settled, show_theirs
from hamroh.web.shell.clocks import moment
from hamroh.web.shell.languages import offered_languages
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml

LOOKS = {State.OPEN: "ok", State.LOCKED: "warn", State.OFFERED: "info"}


@page("case:read")
def show_door(request: Any, case_id: UUID) -> HttpResponse:
    """The state of the door, what waits because of it, and what may be done."""
    now, may = clock.now(), request.actor.may(ISSUE)
    case = open_door_of(request.actor, case_id)
    door, writes = queries.door_state(case, now), case.closed_at is None
    names = queries.names_of(case.pk, case.person_id)
    context = {
        "now": now,
        "case_id": case.pk,
        "code": case.code,
        "state": _(STATE_WORDS[door.state]),
        "look": LOOKS.get(door.state, "void"),
        "assessment": _weighed(door) if door.assessment else [],
        "danger_since": door.danger_since,
        "card": _card(door.card) if door.card else None,
        "may_weigh": may and writes,
        "may_issue": may and writes and door.offered,
        "may_end": writes and door.state in (State.OPEN, State.LOCKED) and (may or request.actor.may("case:supervise")),
        "may_answer": writes and request.actor.may("case:open"),
        "ends": [(str(why), _(ENDED_WORDS[why])) for why in BY_HAND],
        "signs": [{"key": t.key, "words": _(TASK_WORDS[t.key]), "due_at": t.due_at} for t in queries.signs_of(case)],
        "settled": [(str(how), _(words)) for how, words in SETTLED_WORDS.items()],
        "corrections": queries.corrections_of(case.pk, case.person_id),
        "ratings": [
            {"at": r.at, "words": _(SCALE_WORDS[r.scale]), "text": r.text, "duress": r.duress}
            for r in queries.ratings_of(case)
        ],
        "uses": [{"at": u.at, "words": _(USE_WORDS[Use(u.use)]), "duress": u.duress} for u in queries.uses_of(case)],
        "named": len(names.own),
        "to_name": len(queries.to_be_named(case)),
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
    }
    return render(request, "casework/show_door.html", context)


def _weighed(door: Any) -> list[tuple[str, str]]:
    row = door.assessment
    return [*_assessment_pairs(row, door.why), (_("Weighed"), moment(row.written_at))]


def _assessment_pairs(row: Any, why: str) -> list[tuple[str, str]]:
    pairs = [(_(words), _(ANSWER_WORDS[Answer(getattr(row, risk))])) for risk, words in RISKS.items()]
    pairs.append((_("What follows?"), _(DECISION_WORDS[Decision(row.decision)])))
    if row.holder and row.holder != Holder.SELF:
        pairs.append((_("Who would hold the card?"), _(HOLDER_WORDS[Holder(row.holder)])))
    if row.team_decided:
        pairs.append((_("For a child"), _("The team decided this together")))
    return pairs + ([(_("Why, and how risks are met"), why)] if why else [])


def _card(card: Any) -> dict[str, Any]:
    return {
        "issued_at": card.issued_at,
        "until": card.until,
        "pin_chosen_at": card.pin_chosen_at,
        "locked_at": card.locked_at,
        "ended_at": card.ended_at,
        "ended_why": _(ENDED_WORDS[Ended(card.ended_why)]) if card.ended_why else "",
    }


@page("case:read")
def door_history(request: Any, case_id: UUID) -> HttpResponse:
    """How the risk of the page was weighed each time."""
    case = open_door_of(request.actor, case_id)
    rows = queries.assessments_of(case)
    who = colleague_names(row.written_by for row, _why in rows if row.written_by)
    context = {
        "code": case.code,
        "heading": _("The risk of a page of their own"),
        "rows": [
            (row.written_at, who.get(row.written_by, "") if row.written_by else "", _assessment_pairs(row, why))
            for row, why in rows
        ],
        "back": Link(reverse("show_door", args=[case.pk]), _("Own page")),
    }
    return render(request, "casework/section_history.html", context)


@page(ISSUE)
def assess_door(request: Any, case_id: UUID) -> HttpResponse:
    """Weigh the risk of the page itself, with the person."""
    case, now = open_door_of(request.actor, case_id), clock.now()
    current, number = _as_written(case, now)
    form = AssessDoor(
        settled(request.POST, current) or None, initial=current | {"seen": number}, child=bool(case.child)
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        answers = {risk: said.pop(risk) for risk in RISKS}
        try:
            actions.assess_door(request.actor, case_id=case_id, answers=answers, **said, now=now)
        except Changed:
            _changed(form, *_as_written(case, now))
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down."))
            return redirect("show_door", case_id)
    context = {
        "form": form,
        "heading": _("May a page of their own be safe?"),
        "lead": _("Ask the person, alone. It is off until this is weighed, and off again when it no longer fits."),
        "back": Link(reverse("show_door", args=[case_id]), _("Own page")),
    }
    return render(request, "hamroh/form_page.html", context)


def _as_written(case: Any, now: datetime) -> tuple[dict[str, Any], int]:
    door = queries.door_state(case, now)
    row = door.assessment
    if row is None:
        return {}, 0
    names = (*RISKS, "decision", "holder", "team_decided")
    return {name: getattr(row, name) for name in names} | {"why": door.why}, row.number


def _changed(form: Any, now: dict[str, Any], number: int) -> None:
    show_theirs(form, now, number)


@page(ISSUE)
def issue_card(request: Any, case_id: UUID) -> HttpResponse:
    """A new card: its code is on the page that answers, and nowhere else."""
    case, now = open_door_of(request.actor, case_id), clock.now()
    last = queries.newest_card(case.pk)
    first = {
        "id": uuid7(),
        "seed": secrets.token_hex(32),
        "until": day_of(now) + timedelta(days=USUAL_DAYS),
        "language": last.language if last else offered_languages()[0][0],
    }
    form = IssueCard(request.POST or None, initial=first, languages=offered_languages())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["chosen_now"] not in ("now", "first"):
            form.add_error("chosen_now", _("Say when the PIN is chosen."))
        else:
            try:
                code = actions.issue_card(
                    request.actor,
                    case_id=case_id,
                    id=given["id"] or uuid7(),
                    seed=given["seed"],
                    language=given["language"],
                    until=given["until"],
                    chosen_now=given["chosen_now"] == "now",
                    pins=form.pins(),
                    now=now,
                )
            except Refused as refused:
                show_obstacles(form, refused.obstacles)
            else:
                return _card_page(request, case, given["id"], code)
    context = {
        "form": form,
        "heading": _("A card for the person"),
        "lead": _("The card says nothing to whoever finds it. A new one ends the one before."),
        "submit": _("Make the card"),
        "back": Link(reverse("show_door", args=[case_id]), _("Own page")),
    }
    return render(request, "hamroh/form_page.html", context)


def _card_page(request: Any, case: Any, card_id: UUID, code: str) -> HttpResponse:
    context = {
        "case_id": case.pk,
        "code": case.code,
        "card_id": card_id,
        "card_code": code,
        "address": address_of_page(request),
        "to_name": len(queries.to_be_named(case)),
    }
    return render(request, "casework/card_made.html", context)


@require_POST
@page(ISSUE, "case:supervise")
def end_card(request: Any, case_id: UUID) -> HttpResponse:
    """One press, and the card opens nothing."""
    try:
        actions.end_card(request.actor, case_id=case_id, why=request.POST.get("why", "")[:20], now=clock.now())
    except Refused as refused:
        messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
    else:
        messages.success(request, _("The card opens nothing any more."))
    return redirect("show_door", case_id)


@page(ISSUE)
def name_organisations(request: Any, case_id: UUID) -> HttpResponse:
    """What the person calls each organisation, so that nobody who reads the page learns which it is."""
    case, now = open_door_of(request.actor, case_id), clock.now()
    known = organisation_names(queries.to_be_named(case))
    organisations = {key: ml(known[key]) for key in queries.to_be_named(case) if key in known}
    current, number = _names_now(case)
    form = NameOrganisations(
        settled(request.POST, current) or None, initial=current | {"seen": number}, organisations=organisations
    )
    if request.method == "POST" and form.is_valid():
        said = {"own": form.own(), "harmless": form.harmless(), "seen": form.cleaned_data["seen"], "now": now}
        try:
            actions.name_organisations(request.actor, case_id=case_id, **said)
        except Changed:
            _changed(form, *_names_now(case))
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _("Written down."))
            return redirect("show_door", case_id)
    context = {
        "form": form,
        "heading": _("Names of their own"),
        "lead": _(
            "Ask the person what each should be called on their page: a name that tells nothing to others. What is ticked is "
            "shown also when the PIN for danger is used: choose with the person what anybody may see, or nothing."
        ),
        "back": Link(reverse("show_door", args=[case_id]), _("Own page")),
    }
    return render(request, "hamroh/form_page.html", context)


def _names_now(case: Any) -> tuple[dict[str, Any], int]:
    names = queries.names_of(case.pk, case.person_id)
    return {**names.own, **{f"harmless-{key}": True for key in names.harmless}}, names.number


@require_POST
@page("case:open")
def answer_correction(request: Any, case_id: UUID, correction_id: UUID) -> HttpResponse:
    """The answer stands on the person's page."""
    try:
        text = request.POST.get("text", "")
        actions.answer_correction(
            request.actor, case_id=case_id, correction_id=correction_id, text=text, now=clock.now()
        )
    except Refused as refused:
        messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
    else:
        messages.success(request, _("Answered. The person reads it on their page."))
    return redirect("show_door", case_id)


@require_POST
@page("case:open")
def settle_sign(request: Any, case_id: UUID, key: str) -> HttpResponse:
    """What came through the page was looked after."""
    try:
        how = request.POST.get("how", "")[:20]
        actions.settle_sign(request.actor, case_id=case_id, key=key, how=how, now=clock.now())
    except Refused as refused:
        messages.error(request, " ".join(sentence(o) for o in refused.obstacles))
    else:
        messages.success(request, _("Written down: it is done."))
    return redirect("show_door", case_id)

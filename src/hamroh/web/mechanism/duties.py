"""What I and my organisation answer for: in which step, within which time, on which clause, and what waits now."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamroh.casework.cases.queries import waiting_by_task
from hamroh.casework.referrals.queries import inbox_by_clock
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.pack import Pack, Stage, Step, duration_in_words, facts_of
from hamroh.mechanism.membership.queries import line_of, standing_members
from hamroh.mechanism.roles.rules import Duty, duties_of
from hamroh.mechanism.roles.terms import SHARE_WORDS, Share
from hamroh.web.mechanism.picture_shapes import Work, step_in_words
from hamroh.web.shell.addresses import url_or_nothing
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Figure
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.wording import Names

INBOX_CLOCKS = frozenset({"ack", "answer", "feedback"})


@page("mechanism:read")
@require_safe
def my_duties(request: Any) -> HttpResponse:
    """First what my roles ask of me, then what the mechanism asks of my organisation; in the order of the passage."""
    actor, now = request.actor, clock.now()
    pack = editions.current().pack
    line = line_of(actor.organisation_id)
    territory = next((m.territory for m in standing_members() if m.id == actor.organisation_id), None)
    duties = duties_of(facts_of(pack), roles=actor.roles, bodies=line, territory=territory)
    work = _waiting(actor, now)
    mine = [duty for duty in duties if duty.party in actor.roles]
    ours = [duty for duty in duties if duty.party not in actor.roles]
    context = {
        "figures": _figures(mine, work, pack),
        "groups": [
            {"id": "mine", "words": _("Mine"), "stages": _stages(pack, mine, actor, work)},
            {"id": "ours", "words": ml(actor.organisation_name), "stages": _stages(pack, ours, actor, work)},
        ],
        "roles": Names(pack).all_parties(actor.roles),
        "now": now,
    }
    return render(request, "mechanism/my_duties.html", context)


def _waiting(actor: Actor, now: datetime) -> dict[str, tuple[int, int]]:
    """Open and late by clock: only what this person may see."""
    return waiting_by_task(actor, now) | inbox_by_clock(actor, now)


def _figures(mine: list[Duty], work: Work, pack: Pack) -> list[Figure]:
    do = {duty.step for duty in mine if duty.share == Share.RESPONSIBLE}
    answer = {duty.step for duty in mine if duty.share == Share.ACCOUNTABLE}
    clocks = {step.clock for _stage, step in pack.steps if step.id in do | answer}
    late = sum(work.get(name or "", (0, 0))[1] for name in clocks)
    waiting = sum(work.get(name or "", (0, 0))[0] for name in clocks)
    return [
        Figure(len(do), _("steps that I do")),
        Figure(len(answer), _("steps that I answer for")),
        Figure(waiting, _("wait now"), "today" if waiting else ""),
        Figure(late, _("are late"), "late" if late else ""),
    ]


def _stages(pack: Pack, duties: list[Duty], actor: Actor, work: Work) -> list[dict[str, Any]]:
    names = Names(pack)
    by_step: dict[str, list[Duty]] = {}
    for duty in duties:
        by_step.setdefault(duty.step, []).append(duty)
    found = []
    for stage in pack.stages:
        steps = [_step(pack, names, step, by_step[step.id], work) for step in stage.steps if step.id in by_step]
        if steps:
            found.append({"name": ml(dict(stage.name)), "decision": _decision(names, stage), "steps": steps})
    return found


def _decision(names: Names, stage: Stage) -> str:
    return ml(names.decisions.get(stage.decision)) if stage.decision else ""


def _step(pack: Pack, names: Names, step: Step, duties: list[Duty], work: Work) -> dict[str, Any]:
    shares = {duty.share for duty in duties}
    doers = {party for line in step.responsibilities for party in line.responsible}
    parties = {duty.party for duty in duties if duty.share == Share.RESPONSIBLE}
    active = bool(shares & {Share.RESPONSIBLE, Share.ACCOUNTABLE})
    told = step_in_words(pack, names, step, {})
    open_, late = work.get(step.clock or "", (0, 0)) if active else (0, 0)
    return told | {
        "shares": [_(SHARE_WORDS[share]) for share in Share if share in shares],
        "look": "ok" if Share.RESPONSIBLE in shares else "info" if Share.ACCOUNTABLE in shares else "",
        "as": names.all_parties(duty.party for duty in duties),
        "where": names.places(dict.fromkeys(place for duty in duties for place in duty.territories)),
        "active": active,
        "alone": bool(parties) and doers <= parties,
        "late_words": [_escalation(names, told_to.role, told_to.after) for told_to in step.escalation],
        "open": open_,
        "late": late,
        "url": url_or_nothing("inbox" if step.clock in INBOX_CLOCKS else "home"),
    }


def _escalation(names: Names, role: str, after: Any) -> str:
    time = duration_in_words(after.amount, after.unit, translation)
    return _("%(role)s is told, %(time)s after the limit") % {"role": names.party(role), "time": time}

"""Send a referral: all on one page, with the card of what the recipient will see beside it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case
from hamroh.casework.grounds.queries import grounds_to
from hamroh.casework.referrals.actions import send_referral as send
from hamroh.casework.referrals.rules import Meeting
from hamroh.casework.support.queries import needs_of
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import GROUP_WORDS, SHAREABLE, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.text import say
from hamroh.mechanism.directory.queries import services_for
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.discreet import nothing_told
from hamroh.web.casework.grounds_forms import GROUP_HINTS, group_choices
from hamroh.web.casework.send_referral_forms import SendReferral
from hamroh.web.casework.values import group_words
from hamroh.web.shell.clocks import day, moment
from hamroh.web.shell.pages import Request, page, show_obstacles
from hamroh.web.shell.parts import Item, Link, Scope
from hamroh.web.shell.texts import clauses_at

FEW = 4  # services shown at once; the rest is one touch away
OLD_DAYS = 7  # free places confirmed longer ago are a reason to telephone first


@dataclass
class Typed:
    """What stands in the form now, as far as it can be understood."""

    service: Any = None
    ground: Any = None
    grounds: list[Any] = field(default_factory=list)
    groups: tuple[str, ...] = ()


@page("referral:send")
def send_referral(request: Request, case_id: UUID) -> HttpResponse:
    """`?to=` names a service. *Check* says every obstacle and redraws the card; only *send* lets something leave."""
    require(request.actor, "referral:send", "case", case_id)
    now = clock.now()
    case = open_case(request.actor, case_id, FieldGroup.NEEDS)
    services = [s for s in services_for(child=case.child) if s.organisation_id != case.organisation_id]
    typed = _typed(request, case, services, now)
    form = _form(request, case, services, typed, now)
    checked = False
    if request.method == "POST" and request.POST.get("act") != "choose":
        sound = form.is_valid() and nothing_told(request, form, case, "note")
        sending = sound and request.POST.get("act") == "send"
        obstacles = _try(request, case, form, typed, now, for_good=sending)
        if not obstacles and sending:
            messages.success(request, _("Sent. The clock of the answer runs from now."))
            return redirect(case_url(case_id))
        checked = sound and not obstacles
        show_obstacles(form, obstacles)
    return render(
        request,
        "casework/send_referral.html",
        _context(request, case, services, typed=typed, form=form, checked=checked, now=now),
    )


def _typed(request: Request, case: Any, services: list[Any], now: datetime) -> Typed:
    """The service chosen, and the ground: the only one there is, or the one that was picked."""
    sent = request.method == "POST"
    wanted = request.POST.get("service_id", "") if sent else request.GET.get("to", "")
    typed = Typed(service=next((s for s in services if str(s.pk) == wanted), None))
    if wanted and typed.service is None:
        raise NotFound("service", wanted[:40])
    if typed.service:
        typed.grounds = grounds_to(case, [typed.service.organisation_id], now)
    picked = request.POST.get("ground_id", "")
    first = typed.grounds[0] if typed.grounds else None
    typed.ground = next((g for g in typed.grounds if str(g.pk) == picked), first if len(typed.grounds) == 1 else None)
    if sent and "groups" in request.POST:
        typed.groups = tuple(request.POST.getlist("groups"))
    elif typed.ground and typed.service and (not sent or request.POST.get("act") == "choose"):
        typed.groups = tuple(g for g in typed.ground.groups if g in typed.service.needs_groups)
    return typed


def _form(request: Request, case: Any, services: list[Any], typed: Typed, now: datetime) -> SendReferral:
    edition, language = editions.edition(case.edition_id), get_language() or "en"
    initial = {"id": uuid7(), "service_id": str(typed.service.pk) if typed.service else "", "groups": typed.groups}
    if typed.ground:
        initial["ground_id"] = str(typed.ground.pk)
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and typed.ground:
        data["ground_id"] = str(typed.ground.pk)
    if data is not None and data.get("act") == "choose":
        data.setlist("groups", list(typed.groups))
    if data is not None and not typed.ground and str(data.get("ground_id")) not in {str(g.pk) for g in typed.grounds}:
        data["ground_id"] = ""  # picked for another service, before this one was chosen
    return SendReferral(
        data,
        initial=initial,
        services=[(str(s.pk), say(s.names, language)) for s in services],
        grounds=[(str(g.pk), _ground_line(g, edition, language)) for g in typed.grounds],
        groups=group_choices([*_asked_for(typed), *typed.groups]),
        modes=[(code, say(words, language)) for code, words in edition.words("handover_mode").items()],
        urgencies=[
            (code, _answer_by(edition, code, words, now, language)) for code, words in edition.words("urgency").items()
        ],
    )


def _asked_for(typed: Typed) -> list[str]:
    """Only what the service needs is offered; before one is chosen, all that is ever shared."""
    return list(typed.service.needs_groups) if typed.service else [str(g) for g in SHAREABLE]


def _ground_line(ground: Any, edition: Any, language: str) -> str:
    words = {"kind": say(edition.words("ground").get(ground.kind, {}), language), "day": day(ground.recorded_at)}
    parts = ", ".join(_(GROUP_WORDS[FieldGroup(g)]) for g in ground.groups)
    return _("%(kind)s of %(day)s") % words + f": {parts}"


def _answer_by(edition: Any, code: str, words: dict[str, str], now: datetime, language: str) -> str:
    due_at, _basis = edition.due("answer", now, code)
    return _("%(urgency)s: answer by %(moment)s") % {"urgency": say(words, language), "moment": moment(due_at)}


class _OnlyChecked(Exception):
    """Undoes what a check did: nothing may leave before somebody sends."""


def _try(
    request: Request, case: Any, form: SendReferral, typed: Typed, now: datetime, *, for_good: bool
) -> tuple[Obstacle, ...]:
    """Every obstacle to sending this; none: sent, or (not for good) would be."""
    given = form.cleaned_data
    when = given.get("when")
    meeting = Meeting(given.get("mode", ""), given.get("where", ""), when, given.get("who", ""), given.get("phone", ""))
    try:
        with transaction.atomic():
            send(
                request.actor,
                id=given.get("id") or uuid7(),
                case_id=case.pk,
                service_id=typed.service.pk if typed.service else None,
                ground_id=typed.ground.pk if typed.ground else None,
                groups=given.get("groups", ()),
                urgency=given.get("urgency", ""),
                meeting=meeting,
                note=given.get("note", ""),
                anyway=True,  # the page has asked
                now=now,
            )
            if not for_good:
                raise _OnlyChecked
    except Refused as refused:
        return refused.obstacles
    except _OnlyChecked:
        return ()
    return ()


def _context(
    request: Request, case: Any, services: list[Any], *, typed: Typed, form: SendReferral, checked: bool, now: datetime
) -> dict[str, Any]:
    needed = set(needs_of(case.pk, case.person_id).services)
    radios = {radio.data["value"]: radio for radio in form["service_id"]}
    ranked = sorted(services, key=lambda s: (s != typed.service, s.type not in needed))
    offers = [_offer(s, radios[str(s.pk)], case, needed, now) for s in ranked]
    first = max(FEW, sum(s.type in needed for s in services))
    consent_url = reverse("record_ground", args=[case.pk])
    return {
        "clauses": clauses_at(editions.edition(case.edition_id).pack, "referral.sent"),
        "form": form,
        "code": case.code,
        "offers": offers[:first],
        "more": offers[first:],
        "chosen": typed.service is not None,
        "has_ground": bool(typed.grounds),
        "several_grounds": len(typed.grounds) > 1,
        "may_record": request.actor.may("grounds:record"),
        "consent_url": f"{consent_url}?service={typed.service.pk}" if typed.service else consent_url,
        "scope": _scope(case, typed),
        "checked": checked,
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
    }


def _offer(service: Any, radio: Any, case: Any, needed: set[str], now: datetime) -> dict[str, Any]:
    """A service with the reasons for and against it."""
    language = get_language() or "en"
    accepts = _("takes children") if case.child else _("takes adults")
    reasons = [_("what the person asked for")] if service.type in needed else []
    reasons += [accepts, *([_("also at night and on days off")] if service.out_of_hours else [])]
    against: list[str] = []
    if service.free is None or service.confirmed_at is None:
        if service.capacity is not None:
            against.append(_("free places were never confirmed: telephone first"))
    else:
        age = (now - service.confirmed_at).days
        words = ngettext("%(n)d free place", "%(n)d free places", service.free) % {"n": service.free}
        line = _("%(places)s, confirmed %(day)s") % {"places": words, "day": day(service.confirmed_at)}
        (against if service.free == 0 or age > OLD_DAYS else reasons).append(line)
    if service.residential and not service.out_of_hours:
        against.append(_("not reachable at night"))
    place = say(service.territory.names, language) if service.territory else ""
    return {
        "radio": radio,
        "name": say(service.organisation.names, language),
        "service": ", ".join(filter(None, (say(service.names, language), place))),
        "for": reasons,
        "but": against,
    }


def _scope(case: Any, typed: Typed) -> Scope:
    """The card: exactly what would go if it were sent like this."""
    edition, language = editions.edition(case.edition_id), get_language() or "en"
    covered = set(typed.ground.groups) if typed.ground else set()
    needs = set(typed.service.needs_groups) if typed.service else set()
    goes = [g for g in GROUP_WORDS if g in typed.groups and g in covered and g in needs]
    ground = (
        _ground_pairs(typed.ground, edition, language)
        if typed.ground
        else [(_("Ground"), _("none yet: nothing may go"))]
    )
    to = (
        f"{say(typed.service.organisation.names, language)} · {say(typed.service.names, language)}"
        if typed.service
        else ""
    )
    return Scope(
        title=_("What the recipient will see"),
        to=to or _("No service chosen yet"),
        goes=[Item(_(GROUP_WORDS[FieldGroup(g)]), str(GROUP_HINTS.get(FieldGroup(g), ""))) for g in goes],
        stays=[
            *(Item(_(w), _why_not(g, covered, needs, typed)) for g, w in group_words().items() if g not in goes),
            Item(_("Justice"), _("kept apart")),
        ],
        ground=ground,
        until=_("Withdrawn, the recipient’s access ends at once."),
    )


def _why_not(group: str, covered: set[str], needs: set[str], typed: Typed) -> str:
    if typed.service and group not in needs:
        return _("this service does not need it")
    if typed.ground and group not in covered:
        return _("not agreed")
    return _("the recipient sees only the code") if group == FieldGroup.IDENTITY else ""


def _ground_pairs(ground: Any, edition: Any, language: str) -> list[tuple[str, str]]:
    kind = say(edition.words("ground").get(ground.kind, {}), language)
    purpose = say(edition.words("consent_purpose").get(ground.purpose, {}), language)
    return [(kind, day(ground.recorded_at)), (_("Purpose"), purpose), (_("Holds until"), moment(ground.ends_at))]

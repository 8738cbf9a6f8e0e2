"""Time to recover and reflect: its page on a case, its acts, and the notice on paper."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.cases.access import open_case
from hamroh.casework.status import actions
from hamroh.casework.status.queries import ReflectionShown, reflections_of
from hamroh.casework.status.terms import BECAUSE_WORDS, ENDED_WORDS, TOLD_WORDS, Because, Ended, Told
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework import reflection_forms as forms
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.letters import Part, language_for, letter, letter_languages, long_day, name_for, where_help_is
from hamroh.web.casework.shown_names import shown_until
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_at
from hamroh.web.shell.wording import BASIS_WORDS


@page("case:read")
def show_reflection(request: Any, case_id: UUID) -> HttpResponse:
    """What it is, whether it runs and until when, and what may be written down."""
    return _reflection(request, case_id)


def _reflection(request: Any, case_id: UUID, tried: str = "", form: Any = None) -> HttpResponse:
    now, may = clock.now(), request.actor.may("case:open")
    case = open_case(request.actor, case_id, FieldGroup.PROFILE)
    edition, found = editions.edition(case.edition_id), reflections_of(case)
    running = next((shown for shown in found if shown.ended_at is None), None)
    context = {
        "now": now,
        "case_id": case.pk,
        "code": case.code,
        "running": _words(running, edition) if running else None,
        "earlier": [_words(shown, edition) for shown in found if shown.ended_at],
        "moves": _forms(running, edition, now, tried, form) if may and not case.closed_at else {},
        "letters": letter_languages(case, edition) if may and running else [],
        "clauses": clauses_at(edition.pack, "reflection.started"),
        "form": form,
        "back": Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code}),
    }
    return render(request, "casework/show_reflection.html", context)


def _words(shown: ReflectionShown, edition: Any) -> dict[str, Any]:
    return {
        "id": shown.id,
        "because": _(BECAUSE_WORDS[Because(shown.because)]),
        "started_at": shown.started_at,
        "ends_at": shown.ends_at,
        "assumed": _(BASIS_WORDS[shown.basis]) if shown.basis and shown.basis != "sourced_national" else "",
        "told": f"{_(TOLD_WORDS[Told(shown.notice_mode)])}, {ml(edition.words('language').get(shown.notice_language, ''))}",
        "ended_at": shown.ended_at,
        "ended_how": _(ENDED_WORDS[Ended(shown.ended_how)]) if shown.ended_how else "",
        "extensions": shown.extensions,
    }


def _forms(running: Any, edition: Any, now: datetime, tried: str, form: Any) -> dict[str, Any]:
    names = ("extend", "end") if running else ("begin",)
    return {name: form if name == tried and form else _form(name, edition, running, now) for name in names}


def _form(name: str, edition: Any, running: Any, now: datetime, data: Any = None) -> Any:
    made: dict[str, Any] = {"prefix": name, "initial": {"id": uuid7()}}
    if name == "begin":
        languages = [(code, ml(words)) for code, words in edition.words("language").items()]
        return forms.BeginReflection(data, languages=languages, **made)
    if name == "extend":
        return forms.ExtendReflection(data, **made)
    return forms.EndReflection(data, over=running.over(now), **made)


DONE = {
    "begin": N_("Begun. Give the person the notice, if they wish to keep one."),
    "extend": N_("Made longer."),
    "end": N_("Written down. No help ends with it."),
}


@page("case:open")
@require_POST
def act_on_reflection(request: Any, case_id: UUID) -> HttpResponse:
    """One press of one button of the page."""
    name, now = request.POST.get("act", ""), clock.now()
    case = open_case(request.actor, case_id)
    running = next((shown for shown in reflections_of(case) if shown.ended_at is None), None)
    if name not in DONE or (name != "begin" and running is None):
        raise NotFound("act", name[:40])
    form = _form(name, editions.edition(case.edition_id), running, now, request.POST)
    if form.is_valid():
        try:
            _do(request.actor, name, case_id, running, form.cleaned_data, now)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(request, _(DONE[name]))
            return redirect("show_reflection", case_id)
    return _reflection(request, case_id, name, form)


def _do(actor: Any, name: str, case_id: UUID, running: Any, given: dict[str, Any], now: datetime) -> None:
    if name == "begin":
        actions.begin_reflection(actor, case_id=case_id, **(given | {"id": given["id"] or uuid7()}), now=now)
    elif name == "extend":
        given = given | {"id": given["id"] or uuid7()}
        actions.extend_reflection(actor, case_id=case_id, reflection_id=running.id, **given, now=now)
    else:
        actions.end_reflection(actor, case_id=case_id, reflection_id=running.id, how=given["how"], now=now)


@page("case:open")
def reflection_notice(request: Any, case_id: UUID) -> HttpResponse:
    """The notice on paper: what the time is for, from when until when, and that nothing is asked in return."""
    now = clock.now()
    until = shown_until(request, case_id, now)
    case = open_case(request.actor, case_id, FieldGroup.PROFILE, *([FieldGroup.IDENTITY] if until else []))
    edition = editions.edition(case.edition_id)
    running = next((shown for shown in reflections_of(case) if shown.ended_at is None), None)
    if running is None:
        raise NotFound("reflection", case_id)
    asked = request.GET.get("language", "")
    with translation.override(asked if asked in edition.pack.mechanism.languages else language_for(case, edition)):
        return letter(
            request.actor,
            case,
            kind="reflection",
            title=_("Your time to recover and think"),
            name=name_for(case, until is not None),
            parts=[*_parts(running), where_help_is()],
            reference=case.code,
            at=running.started_at,
        )


def _parts(running: ReflectionShown) -> list[Part]:
    since = {"day": long_day(running.started_at)}
    time = [_("It began on %(day)s.") % since]
    if running.ends_at:
        time.append(_("It lasts until %(day)s at least. It can be made longer.") % {"day": long_day(running.ends_at)})
    return [
        Part("", [_("You have time to rest, to get well, to hear a lawyer and to think about what you want."), *time]),
        Part(
            _("Nothing is asked of you"),
            points=[
                _("You need not speak with the police or in a court, now or later. Help does not depend on it."),
                _("Nobody may press you for a statement during this time."),
                _("The authorities are asked not to send you out of the country during this time."),
                _("You may say at any moment that you need it no longer. Nobody else may end it early."),
            ],
        ),
    ]


def in_a_line(shown: ReflectionShown | None, now: datetime) -> str:
    """What the page of a case says."""
    if shown is None:
        return _("Not begun. It asks nothing of the person.")
    if shown.ended_at:
        return _("Ended %(day)s") % {"day": day(shown.ended_at)}
    if shown.ends_at and shown.over(now):
        return _("Over since %(day)s: longer, or ended?") % {"day": day(shown.ends_at)}
    return _("Runs until %(day)s") % {"day": day(shown.ends_at)} if shown.ends_at else _("Runs")

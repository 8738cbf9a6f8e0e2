"""Return to another country, and from one: its pages on a case."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.returns import actions, queries
from hamroh.casework.returns.access import open_return
from hamroh.casework.returns.terms import (
    BEFORE_DEPARTURE,
    DIRECTION_WORDS,
    PART_FIELDS,
    PART_LEADS,
    PART_WORDS,
    ROAD,
    STATE_WORDS,
    VERDICT_WORDS,
    WHY_WORDS,
    WISH,
    Direction,
    Level,
    Part,
    State,
    Verdict,
)
from hamroh.kernel import clock
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.queries import day_of, edition
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.case_shapes import contact_beside
from hamroh.web.casework.kept_forms import KeptForm
from hamroh.web.casework.kept_pages import WritePage, history_page, write_thing
from hamroh.web.casework.returns_forms import MoveReturn
from hamroh.web.casework.values import told_values
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.parts import Link, Stage
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_at

# Where the road leads → the words on its button.
MOVE_WORDS = {
    State.PREPARED: N_("Everything is prepared"),
    State.DEPARTED: N_("The person has left"),
    State.ARRIVED: N_("The person has arrived"),
    State.ENDED: N_("The return has ended"),
}


@page("case:read")
def return_list(request: Any, case_id: UUID) -> HttpResponse:
    """The returns of a case, and how one begins."""
    case = open_return(request.actor, case_id)
    found = queries.returns_of(case)
    context = {
        "case_id": case.pk,
        "code": case.code,
        "contact": contact_beside(case, case.readable),
        "returns": [_line(journey) for journey in found],
        "may": _may(request.actor, case) and all(journey.over for journey in found),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/return_list.html", context)


def _may(actor: Any, case: Any) -> bool:
    return (actor.may("case:open") or actor.may("case:supervise")) and case.closed_at is None


def _line(journey: queries.Journey) -> dict[str, Any]:
    stopped = journey.stopped_why
    return {
        "thing": journey.thing,
        "direction": _(DIRECTION_WORDS[journey.direction]),
        "country": ml(journey.country),
        "state": _(STATE_WORDS[journey.state]),
        "look": "void" if journey.state == State.STOPPED else "ok" if journey.over else "info",
        "why": _(WHY_WORDS[stopped]) if stopped else "",
    }


@page("case:read")
def show_return(request: Any, case_id: UUID, journey: UUID) -> HttpResponse:
    """One return: where it stands, what is missing, what was written beside it, and what may be done now."""
    return _shown(request, open_return(request.actor, case_id), journey)


def _shown(request: Any, case: Any, thing: UUID, form: Any = None) -> HttpResponse:
    journey = queries.return_of(case, thing)
    if journey is None:
        raise NotFound("return", thing)
    today, may = day_of(clock.now()), _may(request.actor, case) and not journey.over
    to = queries.next_state(journey)
    context = {
        "case_id": case.pk,
        "code": case.code,
        "contact": contact_beside(case, case.readable),
        "line": _line(journey),
        "thing": thing,
        "road": _road(journey),
        "wish": told_values(journey.pairs),
        "parts": [_part(part, things) for part, things in queries.beside(case, thing).items()],
        "may": may,
        "missing": [sentence(obstacle) for obstacle in queries.what_is_missing(case, thing, today)] if may else [],
        "to": to if to in MOVE_WORDS else "",
        "to_words": _(MOVE_WORDS[State(to)]) if to in MOVE_WORDS else "",
        "move": _move_form(to, form, today) if may and to in MOVE_WORDS else None,
        "stop": _move_form(State.STOPPED, form, today) if may else None,
        "take_back": may and journey.state in BEFORE_DEPARTURE,
        "clauses": clauses_at(edition(case.edition_id).pack, "return.prepared", "return.made"),
        "form": form,
        "back": Link(reverse("return_list", args=[case.pk]), _("Return")),
    }
    return render(request, "casework/show_return.html", context)


def _move_form(to: str, form: Any, today: Any) -> Any:
    if form is not None and form.prefix == to:
        return form
    return MoveReturn(to=to, prefix=to, initial={"on": today})


def _road(journey: queries.Journey) -> list[Stage]:
    """The stations of this return; of one from abroad the assessment is only there when it was made."""
    stations = [s for s in ROAD if journey.direction == Direction.OUT or s != State.ASSESSED or journey.state == s]
    if journey.state == State.STOPPED:
        return [Stage(_(STATE_WORDS[s]), "") for s in stations]
    at = stations.index(State(journey.state))
    return [Stage(_(STATE_WORDS[s]), "done" if i < at else "now" if i == at else "") for i, s in enumerate(stations)]


def _part(part: str, things: list[queries.Shown]) -> dict[str, Any]:
    return {
        "part": part,
        "words": _(PART_WORDS[part]),
        "lead": _(PART_LEADS[part]),
        "things": [_thing(one) for one in things],
    }


def _thing(one: queries.Shown) -> dict[str, Any]:
    found: dict[str, Any] = {"thing": one.thing, "pairs": told_values(one.pairs), "judged": ""}
    if (assessed := one.assessed) is not None:
        names = colleague_names(key for key in (assessed.decided_by, assessed.seconded_by) if key)
        by = names.get(assessed.decided_by, "") if assessed.decided_by else ""
        second = names.get(assessed.seconded_by, "") if assessed.seconded_by else ""
        found |= {
            "judged": f"{_(VERDICT_WORDS[assessed.verdict])} ({by})" if assessed.verdict else "",
            "seconded": _("Also spoke for it: %(who)s") % {"who": second} if second else "",
            "waits": not assessed.verdict,
            "second": assessed.verdict == Verdict.ACCEPTABLE and assessed.level == Level.HIGH and not second,
        }
    return found


@page("case:open", "case:supervise")
def wish_return(request: Any, case_id: UUID, journey: UUID | None = None) -> HttpResponse:
    """Write down the wish, and whatever belongs to the journey as a whole."""
    case = open_return(request.actor, case_id)
    lists = queries.choices_of(case)
    coming = request.GET.get("from") == Direction.IN

    def keep(key: UUID, seen: int, form: KeptForm) -> None:
        direction = Direction.IN if coming else Direction.OUT
        actions.wish_return(
            request.actor,
            case_id=case_id,
            thing=key,
            seen=seen,
            direction=direction,
            said=form.said(),
            now=clock.now(),
        )

    listed = reverse("return_list", args=[case_id])
    done = reverse("show_return", args=[case_id, journey]) if journey else listed
    lead = _(
        "Only what the person wishes, after they heard what else is possible. They may take it back until they leave."
    )
    heading = _("Somebody comes from another country") if coming else _("The person wishes to return")
    about = WritePage(heading, lead, Link(done, _("Return")), done)
    return write_thing(
        request,
        about,
        thing=journey,
        stands=lambda: queries.wish_of(case, journey) if journey else None,
        make=lambda data, initial: KeptForm(data, asked=WISH, lists=lists, initial=initial),
        keep=keep,
    )


@page("case:open", "case:supervise")
def write_return(request: Any, case_id: UUID, journey: UUID, part: str, thing: UUID | None = None) -> HttpResponse:
    """Write what stands beside a return: an assessment, a partner, an agreement, a paper, a visit."""
    if part not in PART_FIELDS:
        raise NotFound("part", part)
    case = open_return(request.actor, case_id)
    if queries.return_of(case, journey) is None:
        raise NotFound("return", journey)
    lists = queries.choices_of(case)

    def make(data: Any, initial: Mapping[str, Any]) -> KeptForm:
        first = {"partner": _partners(case, journey)} if part == Part.AGREEMENT else {}
        return KeptForm(data, asked=PART_FIELDS[part], lists=lists, first=first, initial=initial)

    def keep(key: UUID, seen: int, form: KeptForm) -> None:
        said = form.said() | ({"partner": form.cleaned_data["partner"]} if part == Part.AGREEMENT else {})
        actions.write_beside(
            request.actor,
            case_id=case_id,
            journey=journey,
            part=part,
            thing=key,
            seen=seen,
            said=said,
            now=clock.now(),
        )

    address = reverse("show_return", args=[case_id, journey])
    about = WritePage(_(PART_WORDS[part]), _(PART_LEADS[part]), Link(address, _("Return")), address)
    return write_thing(
        request,
        about,
        thing=thing,
        stands=lambda: queries.said_of(case, part, thing) if thing else None,
        make=make,
        keep=keep,
    )


def _partners(case: Any, journey: UUID) -> forms.Field:
    partners = queries.beside(case, journey)[Part.PARTNER]
    choices = [(str(one.thing), ", ".join(value for _label, value in told_values(one.pairs)[:2])) for one in partners]
    return forms.TypedChoiceField(label=_("Which partner"), choices=choices, coerce=UUID, empty_value=None)


@page("case:read")
def return_history(request: Any, case_id: UUID, journey: UUID, part: str, thing: UUID) -> HttpResponse:
    """How one thing of a return stood, and who wrote it; the return itself is the part “journey”."""
    if part not in PART_FIELDS and part != "journey":
        raise NotFound("part", part)
    case = open_return(request.actor, case_id)
    rows = [(one.written_at, one.written_by, one.pairs) for one in queries.history_of(case, part, thing)]
    back = Link(reverse("show_return", args=[case_id, journey]), _("Return"))
    heading = _(PART_WORDS[part]) if part in PART_FIELDS else _("The wish")
    return history_page(request, code=case.code, heading=heading, rows=rows, back=back)


@page("case:open", "case:supervise")
@require_POST
def act_on_return(request: Any, case_id: UUID, journey: UUID) -> HttpResponse:
    """One press of one button: it goes on, it is stopped, the wish is taken back, a risk is decided on."""
    act, form = request.POST.get("act", ""), None
    case = open_return(request.actor, case_id)
    try:
        if act in MOVE_WORDS or act == State.STOPPED:
            form = MoveReturn(request.POST, to=act, prefix=act)
            if not form.is_valid():
                return _shown(request, case, journey, form)
            said = form.cleaned_data
            actions.move_return(
                request.actor,
                case_id=case_id,
                journey=journey,
                to=act,
                on=said["on"],
                why=said.get("why", ""),
                how=said.get("how", ""),
                now=clock.now(),
            )
        else:
            _judge_or_stop(request, case_id, journey, act)
    except Refused as refused:
        form = form or MoveReturn({}, to="", prefix="none")
        form.is_valid()
        show_obstacles(form, refused.obstacles)
        return _shown(request, case, journey, form)
    except Changed:
        messages.warning(request, _("Somebody wrote meanwhile: look again before you go on."))
    else:
        messages.success(request, _("Written down."))
    return redirect("show_return", case_id, journey)


def _judge_or_stop(request: Any, case_id: UUID, journey: UUID, act: str) -> None:
    said: dict[str, Any] = {"case_id": case_id, "journey": journey, "now": clock.now()}
    if act == "take_back":
        actions.take_back_wish(request.actor, **said)
    elif act in set(Verdict):
        actions.decide_risk(request.actor, thing=_key(request), verdict=act, **said)
    elif act == "second":
        actions.second_risk(request.actor, thing=_key(request), **said)
    else:
        raise NotFound("act", act[:40])


def _key(request: Any) -> UUID:
    try:
        return UUID(request.POST.get("thing", ""))
    except ValueError:
        raise NotFound("assessment") from None

"""Case conferences: pages of who sat, what was discussed, what was agreed to do. Each reader sees what they stayed for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.queries import lists_of
from hamroh.casework.conferences import actions, queries
from hamroh.casework.conferences.terms import CONFERENCE, LISTS, ONE_WORDS, PART_FIELDS, PART_LEADS, Part, Who
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.membership.queries import colleagues
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.case_shapes import contact_beside
from hamroh.web.casework.kept_forms import KeptForm
from hamroh.web.casework.kept_pages import WritePage, history_page, write_thing
from hamroh.web.casework.values import told, told_values
from hamroh.web.shell.clocks import day, moment
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


def opened(request: Any, case_id: UUID) -> tuple[Any, frozenset[FieldGroup]]:
    """The case, if its conferences are this reader's; and what else of it they may read."""
    case, groups = queries.open_conferences(request.actor, case_id)
    if FieldGroup.CONFERENCE not in groups:
        raise NotFound("case", case_id)
    return case, groups


def held_in(case: Any, conference: UUID) -> queries.Held:
    held = queries.conference_of(case, conference)
    if held is None:
        raise NotFound("conference", conference)
    return held


@page("case:read")
def conference_list(request: Any, case_id: UUID) -> HttpResponse:
    """The conferences of a case, the newest first."""
    case, groups = opened(request, case_id)
    context = {
        "case_id": case.pk,
        "contact": contact_beside(case, groups),
        "code": case.code,
        "held": [(one.thing, one.held_at, ml(one.purpose)) for one in queries.conferences_of(case)],
        "may": _may(request.actor, case),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/conference_list.html", context)


def _may(actor: Any, case: Any) -> bool:
    return (actor.may("case:open") or actor.may("case:supervise")) and case.closed_at is None


@page("case:read")
def show_conference(request: Any, case_id: UUID, conference: UUID) -> HttpResponse:
    """One conference: who sat, the items that this reader may see, what was agreed to do, and minutes for each who sat."""
    case, groups = opened(request, case_id)
    held = held_in(case, conference)
    seats = {seat.thing: seat for seat in queries.seats_of(case, conference)}
    names = {key: seat_name(seat) for key, seat in seats.items()}
    context = {
        "case_id": case.pk,
        "code": case.code,
        "contact": contact_beside(case, groups),
        "thing": conference,
        "heading": f"{ml(held.purpose)}, {moment(held.held_at)}",
        "pairs": told_values(held.pairs),
        "seats": [(key, name, seats[key].who == Who.OUTSIDE) for key, name in names.items()],
        "points": [_point(point, names) for point in queries.points_of(case, conference, groups)],
        "todos": [_todo(todo, names) for todo in queries.todos_of(case, conference)],
        "may": _may(request.actor, case),
        "back": Link(reverse("conference_list", args=[case.pk]), _("Case conferences")),
    }
    return render(request, "casework/show_conference.html", context)


def seat_name(seat: queries.Seat) -> str:
    """“N. Saidova”, or “duty doctor, Clinic, Sughd”: nobody of another organisation by name."""
    return ", ".join(told(part) for part in queries.seat_words(seat) if part)


def _point(point: queries.Point, names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "thing": point.thing,
        "title": point.title,
        "said": point.said,
        "decided": point.decided,
        "groups": ", ".join(_(GROUP_WORDS[group]) for group in point.groups if group in GROUP_WORDS),
        "left": ", ".join(names[key] for key in names if key in point.left),
    }


def _todo(todo: queries.Todo, names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "thing": todo.thing,
        "what": todo.what,
        "who": names.get(todo.responsible, ""),
        "due": day(todo.due_on),
        "done": day(todo.done_on) if todo.done_on else "",
    }


@page("case:open", "case:supervise")
def hold_conference(request: Any, case_id: UUID, conference: UUID | None = None) -> HttpResponse:
    """Write down that a conference was held, or anew what stands of it as a whole."""
    case, _groups = opened(request, case_id)
    lists = lists_of(case, LISTS)

    def keep(key: UUID, seen: int, form: KeptForm) -> None:
        actions.hold_conference(request.actor, case_id=case_id, thing=key, seen=seen, said=form.said(), now=clock.now())

    listed = reverse("conference_list", args=[case_id])
    done = reverse("show_conference", args=[case_id, conference]) if conference else listed
    lead = _("Who sat, what was discussed and what was agreed to do is written down next, one by one.")
    about = WritePage(_("Case conference"), lead, Link(done, _("Case conferences")), done)
    return write_thing(
        request,
        about,
        thing=conference,
        stands=lambda: queries.conference_said(case, conference) if conference else None,
        make=lambda data, initial: KeptForm(data, asked=CONFERENCE, lists=lists, initial=initial),
        keep=keep,
    )


@page("case:open", "case:supervise")
def write_conference(
    request: Any, case_id: UUID, conference: UUID, part: str, thing: UUID | None = None
) -> HttpResponse:
    """Write who sat, an item, or an action."""
    if part not in PART_FIELDS:
        raise NotFound("part", part)
    case, groups = opened(request, case_id)
    held_in(case, conference)
    seats = queries.seats_of(case, conference)
    offered = queries.grounds_for(case) if part == Part.PARTICIPANT else []
    lists = {"group": {str(g): GROUP_WORDS[g] for g in groups if g != FieldGroup.CONFERENCE}}

    def make(data: Any, initial: Mapping[str, Any]) -> KeptForm:
        first = _whom(part, seats, offered, _free(case) if part == Part.PARTICIPANT else [])
        return KeptForm(data, asked=PART_FIELDS[part], lists=lists, first=first, initial=initial)

    def keep(key: UUID, seen: int, form: KeptForm) -> None:
        said: dict[str, Any] = {"case_id": case_id, "conference": conference, "thing": key, "seen": seen}
        _keep(request.actor, part, said | {"said": form.said(), "now": clock.now()}, form.cleaned_data, offered)

    def stands() -> tuple[Mapping[str, Any], int] | None:
        found = queries.said_of(case, part, thing) if thing else None
        if found is None:
            return None
        said, number = found
        return said | ({"ground": said.pop("ground_id")} if part == Part.PARTICIPANT else {}), number

    address = reverse("show_conference", args=[case_id, conference])
    about = WritePage(_(ONE_WORDS[part]), _(PART_LEADS[part]), Link(address, _("Case conference")), address)
    return write_thing(request, about, thing=thing, stands=stands, make=make, keep=keep)


def _keep(
    actor: Any, part: str, said: dict[str, Any], typed: Mapping[str, Any], offered: list[queries.Offered]
) -> None:
    if part == Part.PARTICIPANT:
        ground = next((one for one in offered if one.id == typed["ground"]), None)
        whose = ground.organisation_id if ground else None
        key = ground.id if ground else None
        actions.seat_participant(actor, user_id=typed["user_id"], organisation=whose, ground_id=key, **said)
    elif part == Part.ITEM:
        actions.write_item(actor, left=frozenset(typed["left"]), **said)
    else:
        actions.agree_action(actor, responsible=typed["responsible"], **said)


def _free(case: Any) -> list[tuple[str, str]]:
    posts = colleagues(case.organisation_id, clock.now())
    return list({str(p.user_id): p.user.short_name for p in posts if p.user_id not in case.barred}.items())


def _whom(
    part: str, seats: list[queries.Seat], offered: list[queries.Offered], free: list[tuple[str, str]]
) -> dict[str, forms.Field]:
    """Whom a part names: chosen from a list, never typed."""
    sat = [(str(seat.thing), seat_name(seat)) for seat in seats]
    if part == Part.ACTION:
        return {"responsible": _one(_("Who does it"), sat)}
    if part == Part.ITEM:
        label, hint = _("Who left the room for it"), _("It is not in their minutes, and not on their screen.")
        many = forms.TypedMultipleChoiceField(
            label=label,
            help_text=hint,
            choices=sat,
            coerce=UUID,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        return {"left": many}
    grounds = [(str(g.id), f"{ml(g.organisation)}: {_groups(g.groups)}") for g in offered]
    hint = _("Of another organisation: the ground that covers what is discussed. Without one, ask the person first.")
    return {
        "user_id": _one(_("Which colleague"), free, needed=False),
        "ground": _one(_("On which ground"), grounds, needed=False, hint=hint),
    }


def _groups(groups: tuple[str, ...]) -> str:
    return ", ".join(_(GROUP_WORDS[group]) for group in groups if group in GROUP_WORDS)


def _one(label: str, choices: list[tuple[str, str]], *, needed: bool = True, hint: str = "") -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=[("", "—"), *choices],
        coerce=UUID,
        empty_value=None,
        required=needed,
    )


@page("case:read")
def conference_history(request: Any, case_id: UUID, conference: UUID, part: str, thing: UUID) -> HttpResponse:
    """How one thing of a conference stood, as far as this reader may see it."""
    if part not in PART_FIELDS and part != "conference":
        raise NotFound("part", part)
    case, groups = opened(request, case_id)
    back = Link(reverse("show_conference", args=[case_id, conference]), _("Case conference"))
    heading = _(ONE_WORDS[part]) if part in PART_FIELDS else _("Case conference")
    rows = queries.history_of(case, part, thing, groups)
    return history_page(request, code=case.code, heading=heading, rows=rows, back=back)

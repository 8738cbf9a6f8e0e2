"""A group arrives at once: one page, as many cases as people, all or none."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.casework.cases.access import open_case
from hamroh.casework.kinship import actions
from hamroh.casework.kinship.queries import groups_of
from hamroh.casework.kinship.rules.families import Line
from hamroh.casework.kinship.terms import FEWEST, MOST
from hamroh.casework.people.queries import profile_lists
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework import kinship_forms as forms
from hamroh.web.casework.cases import to_cases
from hamroh.web.casework.groups import regions, to_group
from hamroh.web.shell.pages import page, sentence, show_obstacles
from hamroh.web.shell.summary import error_summary
from hamroh.web.shell.templatetags.hamroh import ml

USUAL = 5


@page("case:open")
def enter_group(request: Any) -> HttpResponse:
    """What holds for all, and a line for each person. *More lines* keeps what was typed; a fault anywhere opens nothing."""
    count = _count(request)
    facts = forms.GroupFacts(request.POST or None, regions=regions(), prefix="all")
    people = [_person(request, place) for place in range(count)]
    group_id = _key(request.POST.get("group")) or uuid7()
    if (
        request.method == "POST"
        and "more" not in request.POST
        and all([facts.is_valid(), *(p.is_valid() for p in people)])
    ):
        try:
            return _entered(request, group_id, facts, [p for p in people if not p.untouched])
        except Refused as refused:
            _show(refused.obstacles, facts, [p for p in people if not p.untouched])
    context = {
        "facts": facts,
        "people": people,
        "count": count,
        "group_id": group_id,
        "more_at_once": min(MOST - count, 10),
        "names": "name" in people[0].fields,
        "back": to_cases(),
    }
    if "more" in request.POST:
        _forget_faults([facts, *people])
    summary = error_summary(facts, *people)
    return render(request, "casework/enter_group.html", context | {"summary": summary})


def _entered(request: Any, group_id: UUID, facts: forms.GroupFacts, people: list[forms.Person]) -> HttpResponse:
    typed = dict(facts.cleaned_data)
    territory = typed.pop("territory_id")
    lines = [(p.cleaned_data["id"] or uuid7(), _line(p.cleaned_data)) for p in people]
    opened = actions.enter_group(
        request.actor, id=group_id, facts=typed, lines=lines, territory_id=territory, now=clock.now()
    )
    told = ngettext("%(n)d case is open, in one group.", "%(n)d cases are open, in one group.", len(opened))
    messages.success(request, told % {"n": len(opened)} + " " + _("Each has its own clocks. Ask each person alone."))
    groups = groups_of(open_case(request.actor, opened[0], FieldGroup.FAMILY))
    return redirect(to_group(opened[0], groups[-1].id).url if groups else "case_list")


def _line(typed: dict[str, Any]) -> Line:
    return Line(typed["age_band"], typed["sex"], typed["language"], bool(typed["danger"]), typed.get("name", ""))


def _person(request: Any, place: int) -> forms.Person:
    lists = {
        name: [(code, ml(words)) for code, words in known.items()]
        for name, known in profile_lists().items()
        if name in ("age_band", "sex", "languages")
    }
    return forms.Person(
        request.POST or None,
        prefix=f"person-{place}",
        initial={"id": uuid7()},
        lists=lists,
        names=request.actor.may("identity:write") and current().keeps_identities,
    )


def _show(obstacles: tuple[Obstacle, ...], facts: forms.GroupFacts, people: list[forms.Person]) -> None:
    """Each fault at its field: of what holds for all, or of the line that it names."""
    for obstacle in obstacles:
        place, dash, field = obstacle.field.partition("-")
        if dash and place.isdigit():
            people[int(place)].add_error(field if field in people[int(place)].fields else None, sentence(obstacle))
        else:
            show_obstacles(facts, (obstacle,))


def _forget_faults(of: list[Any]) -> None:
    """Who asks for more lines has not finished: nothing is called wrong yet."""
    for form in of:
        form.errors.clear()


def _count(request: Any) -> int:
    """How many lines: as asked for in the address, or as many as were sent, and more if more were wanted."""
    asked = _number(request.GET.get("people"), USUAL)
    if request.method == "POST":
        asked = _number(request.POST.get("count"), USUAL)
        if "more" in request.POST:
            asked += _number(request.POST.get("how_many"), 10)
    return max(FEWEST, min(MOST, asked))


def _number(typed: str | None, usual: int) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 4 else usual


def _key(typed: str | None) -> UUID | None:
    try:
        return UUID(typed or "")
    except ValueError:
        return None

"""Who belongs to the person: relatives and companions without a file, related cases, and groups."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamroh.casework.kinship import actions, queries
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import read_code, uuid7
from hamroh.mechanism.editions.queries import current
from hamroh.web.casework import kinship_forms as forms
from hamroh.web.casework import kinship_shapes as shapes
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.child import open_family
from hamroh.web.casework.revised import show_history, write_revised
from hamroh.web.casework.values import told_values
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link


def to_family(case_id: UUID) -> Link:
    return Link(reverse("show_family", args=[case_id]), _("Family and groups"))


@page("case:read")
def show_family(request: Any, case_id: UUID) -> HttpResponse:
    """People, related cases and groups. Of a case that is not the reader's nothing is shown, unless its team agreed."""
    case, context = open_family(request, case_id)
    context |= {
        "relatives": [_relative(w) for w in queries.relatives_of(case.pk, case.person_id)],
        "links": [_link(view) for view in queries.links_of(request.actor, case)],
        "groups": [_group(view) for view in queries.groups_of(case)],
    }
    return render(request, "casework/show_family.html", context)


@page("case:open")
def write_relative(request: Any, case_id: UUID, relative_id: UUID | None = None) -> HttpResponse:
    """Somebody new, or how it stands with somebody now."""
    case, context = open_family(request, case_id)
    if relative_id:
        _known(case, relative_id)

    def act(typed: dict[str, Any]) -> None:
        key = relative_id or typed.pop("id") or uuid7()
        typed.pop("id", None)
        actions.write_relative(request.actor, case_id=case_id, relative_id=key, now=clock.now(), **typed)

    return write_revised(
        request,
        make=lambda data, initial: forms.WriteRelative(data, initial=initial),
        stands=lambda: queries.relative_of(case, relative_id) if relative_id else None,
        act=act,
        initial={"id": uuid7()},
        to=to_family(case_id).url,
        context=context
        | {
            "heading": _("Somebody who belongs to the person"),
            "lead": _("Who has no file of their own. Only what helps, or what must be heeded."),
            "back": to_family(case_id),
            "cancel": to_family(case_id),
        },
    )


@page("case:read")
def relative_revisions(request: Any, case_id: UUID, relative_id: UUID) -> HttpResponse:
    case, _context = open_family(request, case_id)
    _known(case, relative_id)
    return show_history(
        request,
        revisions=queries.relative_history(case, relative_id),
        pairs=shapes.relative_pairs,
        code=case.code,
        heading=_("Somebody who belongs to the person"),
        back=to_family(case_id),
    )


@page("case:open")
def link_cases(request: Any, case_id: UUID) -> HttpResponse:
    """By the code of another case of the reader's own; *there is none* and *it is not yours* are one sentence."""
    _case, context = open_family(request, case_id)
    form = forms.LinkCases(request.POST or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.link_cases(
                request.actor,
                id=typed["id"] or uuid7(),
                case_id=case_id,
                code=read_code(typed["code"], current().code_prefix),
                relation=typed["relation"],
                now=clock.now(),
            )
            messages.success(request, _("The two cases are linked. Nothing was copied."))
            return redirect(to_family(case_id).url)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    context |= {
        "form": form,
        "heading": _("A related case"),
        "lead": _("Two people who belong together, each with a file of their own. Each decides for themselves."),
        "submit": _("Link them"),
        "back": to_family(case_id),
        "cancel": to_family(case_id),
    }
    return render(request, "casework/write_revised.html", context)


@page("case:open")
@require_POST
def tell_of_link(request: Any, case_id: UUID, link_id: UUID) -> HttpResponse:
    """This team lets the other's learn that there is a related case, or no longer."""
    tell = request.POST.get("tell") == "yes"
    actions.tell_of_link(request.actor, case_id=case_id, link_id=link_id, tell=tell, now=clock.now())
    told = (
        _("The other team learns that there is a related case, not which.")
        if tell
        else _("The other team learns nothing.")
    )
    messages.success(request, told)
    return redirect(to_family(case_id).url)


@page("case:open")
@require_POST
def end_link(request: Any, case_id: UUID, link_id: UUID) -> HttpResponse:
    actions.end_link(request.actor, case_id=case_id, link_id=link_id, now=clock.now())
    messages.success(request, _("The two cases are linked no longer."))
    return redirect(to_family(case_id).url)


def _known(case: Any, relative_id: UUID) -> None:
    if queries.relative_of(case, relative_id) is None:
        raise NotFound("relative", relative_id)


def _relative(w: queries.Written) -> dict[str, Any]:
    relation = shapes.word(shapes.terms.RELATIVE_WORDS, w["relation"])
    skip = {_(shapes.terms.RELATIVE_PARTS[name]) for name in ("relation", "name", "must_not_know")}
    return {
        "key": w.key,
        "name": w["name"] or relation,
        "relation": relation if w["name"] else "",
        "must_not_know": w["must_not_know"],
        "over": w["until"] is not None,
        "erased": w.erased,
        "pairs": told_values([(label, value) for label, value in shapes.relative_pairs(w) if label not in skip]),
    }


def _link(view: queries.LinkView) -> dict[str, Any]:
    return {
        "id": view.id,
        "code": view.code,
        "url": case_url(view.case_id) if view.case_id else "",
        "relation": shapes.word(shapes.terms.LINK_WORDS, view.relation),
        "since": day(view.since),
        "tells": view.tells,
    }


def _group(view: queries.GroupView) -> dict[str, Any]:
    name = view.facts["name"] if view.facts else ""
    return {"id": view.id, "code": view.code, "name": name or _("A group"), "since": day(view.begun_at)}

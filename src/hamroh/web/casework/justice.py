"""What is kept apart: statements, proceedings, protection, non-punishment, compensation, lawyer. For whoever may open it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import lists_of
from hamroh.casework.justice import queries
from hamroh.casework.justice.actions import keep_justice
from hamroh.casework.justice.terms import FIELDS, KIND_LEADS, KIND_WORDS, LISTS, LOOKED, PART_WORDS, Kind
from hamroh.foundation.audit.queries import looks_at
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions.queries import edition
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.kept_forms import KeptForm
from hamroh.web.casework.kept_pages import WritePage, history_page, write_thing
from hamroh.web.casework.values import told_values
from hamroh.web.shell.clocks import day
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import clauses_named

LOOKS = 20


@page("justice:keep")
def show_justice(request: Any, case_id: UUID) -> HttpResponse:
    """All that is kept apart in one case, what came of each claim, and who looked."""
    case = open_case(request.actor, case_id, FieldGroup.JUSTICE)
    sums = {came.claim: came for came in queries.sums_of(case)}
    context = {
        "case_id": case.pk,
        "code": case.code,
        "closed": case.closed_at is not None,
        "parts": [_part(kind, things, sums) for kind, things in queries.kept_of(case).items()],
        "looks": _looks(case.pk),
        **_stage(case),
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/show_justice.html", context)


def _stage(case: Any) -> dict[str, Any]:
    """The stage that the case's edition keeps apart: its name, and the texts on which its steps rest."""
    pack = edition(case.edition_id).pack
    stages = [stage for stage in pack.stages if stage.segregated]
    references = [clause for stage in stages for step in stage.steps for clause in step.clauses]
    return {"stage": ", ".join(ml(stage.name) for stage in stages), "clauses": clauses_named(pack, references)}


def _part(kind: str, things: list[queries.Kept], sums: Mapping[UUID, queries.Sum]) -> dict[str, Any]:
    return {
        "kind": kind,
        "words": _(PART_WORDS[kind]),
        "lead": _(KIND_LEADS[kind]),
        "things": [
            {
                "thing": one.thing,
                "pairs": told_values(one.pairs),
                "changed": one.number > 1,
                "came": _came(sums[one.thing]) if kind == Kind.COMPENSATION else "",
            }
            for one in things
        ],
        "writable": kind != Kind.PAYMENT or bool(sums),
    }


def _came(came: queries.Sum) -> str:
    said = {"paid": came.paid, "owed": came.owed, "currency": came.currency}
    return _("Paid so far: %(paid)s %(currency)s. Still owed: %(owed)s %(currency)s.") % said


def _looks(case_id: UUID) -> list[dict[str, Any]]:
    entries = looks_at("justice", case_id, LOOKS)
    names = colleague_names(entry.actor_id for entry in entries if entry.actor_id)
    said = {True: _("Looked"), False: _("Wrote")}
    return [
        {
            "at": entry.at,
            "who": names.get(entry.actor_id, "") if entry.actor_id else entry.system,
            "what": said[entry.verb == LOOKED],
        }
        for entry in entries
    ]


@page("justice:keep")
def write_justice(request: Any, case_id: UUID, kind: str, thing: UUID | None = None) -> HttpResponse:
    """Keep something of this kind, or write anew how it stands."""
    if kind not in FIELDS:
        raise NotFound("kind", kind)
    case = open_case(request.actor, case_id, FieldGroup.JUSTICE)
    lists = lists_of(case, LISTS)

    def make(data: Any, initial: Mapping[str, Any]) -> KeptForm:
        first = {"claim": _claims(case)} if kind == Kind.PAYMENT else {}
        return KeptForm(data, asked=FIELDS[kind], lists=lists, first=first, initial=initial)

    def keep(key: UUID, seen: int, form: KeptForm) -> None:
        said = form.said() | ({"claim": form.cleaned_data["claim"]} if kind == Kind.PAYMENT else {})
        keep_justice(request.actor, case_id=case_id, kind=kind, thing=key, seen=seen, said=said, now=clock.now())

    address = reverse("show_justice", args=[case_id])
    about = WritePage(_(KIND_WORDS[kind]), _(KIND_LEADS[kind]), Link(address, _("Justice")), address)
    return write_thing(
        request,
        about,
        thing=thing,
        stands=lambda: queries.said_of(case, kind, thing) if thing else None,
        make=make,
        keep=keep,
    )


def _claims(case: Any) -> forms.Field:
    came = {one.claim: one for one in queries.sums_of(case)}
    days = {one.thing: one for one in queries.kept_of(case)[Kind.COMPENSATION]}
    choices = [(str(key), f"{one.claimed} {one.currency}, {day(days[key].written_at)}") for key, one in came.items()]
    return forms.TypedChoiceField(
        label=_("For which claim"), choices=[("", "—"), *choices], coerce=UUID, empty_value=None
    )


@page("justice:keep")
def justice_history(request: Any, case_id: UUID, kind: str, thing: UUID) -> HttpResponse:
    """How one thing stood, and who wrote it."""
    if kind not in FIELDS:
        raise NotFound("kind", kind)
    case = open_case(request.actor, case_id, FieldGroup.JUSTICE)
    rows = [(one.written_at, one.written_by, one.pairs) for one in queries.history_of(case, kind, thing)]
    back = Link(reverse("show_justice", args=[case_id]), _("Justice"))
    return history_page(request, code=case.code, heading=_(KIND_WORDS[kind]), rows=rows, back=back)

"""The case management document: chosen, made, and found again by the code on its sheets."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamroh.casework.cases.access import open_case
from hamroh.casework.documents import queries
from hamroh.casework.documents.actions import make_document
from hamroh.casework.documents.terms import FOR_WORDS, For
from hamroh.casework.grounds import queries as grounds
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import InForce, current, edition
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.document_paper import document_pdf
from hamroh.web.casework.letters import letter_languages
from hamroh.web.casework.obliging import Obliging
from hamroh.web.shell.clocks import day, moment
from hamroh.web.shell.pages import page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.widgets import Choice


class MakeDocument(Obliging):
    """For whom, which parts, in which language. Nothing is ticked beforehand."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    made_for = forms.ChoiceField(label=gettext_lazy("For whom is it?"), widget=forms.RadioSelect)
    reader = forms.CharField(
        label=gettext_lazy("Who will read it"),
        help_text=gettext_lazy("The name of one reader. It stands across every sheet."),
        required=False,
    )
    why = forms.CharField(
        label=gettext_lazy("What it is needed for"),
        help_text=gettext_lazy("For a paper inside the organisation: why the page on the screen is not enough."),
        required=False,
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Which parts?"),
        help_text=gettext_lazy("For somebody else only what the ground covers. Everything else stays here."),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=gettext_lazy("In which language?"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, readers: Any, groups: Any, languages: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["made_for"].choices = readers  # type: ignore[attr-defined]
        self.fields["groups"].choices = groups  # type: ignore[attr-defined]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]


class FindDocument(Obliging):
    code = forms.CharField(label=gettext_lazy("The code on the sheet"), help_text=gettext_lazy("Such as D-7K4-Q2M."))


@page("case:open")
def case_documents(request: Any, case_id: UUID) -> HttpResponse:
    """Choose and make a document; below, those that were made."""
    now, case = clock.now(), open_case(request.actor, case_id, FieldGroup.PROFILE)
    rules = edition(case.edition_id)
    holding = [g for g in grounds.grounds_of(case) if grounds.holds(g, now) and g.purpose != "status"]
    form = MakeDocument(
        request.POST or None,
        readers=[*((str(key), _(FOR_WORDS[key])) for key in (For.PERSON, For.TEAM)), *(_of(g, rules) for g in holding)],
        groups=[(str(g), _(GROUP_WORDS[g])) for g in GROUP_WORDS if g in case.readable and g != FieldGroup.CONFERENCE],
        languages=[(one["code"], one["name"]) for one in letter_languages(case, rules)],
        initial={"id": uuid7()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request.actor, case.pk, form.cleaned_data, now)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    context = {
        "code": case.code,
        "form": form,
        "ground_url": reachable(request.actor, "record_ground", case.pk),
        "made": [_row(shown) for shown in _with_names(queries.documents_of(case))],
        "back": Link(case_url(case.pk), case.code),
    }
    return render(request, "casework/case_documents.html", context)


def _of(ground: Any, rules: InForce) -> tuple[str, Any]:
    purpose = ml(rules.words("consent_purpose").get(ground.purpose, ground.purpose))
    parts = ", ".join(_(GROUP_WORDS[g]) for g in GROUP_WORDS if g in ground.groups)
    hint = _("%(purpose)s, until %(day)s. Covers: %(parts)s") % {
        "purpose": purpose,
        "day": day(ground.ends_at),
        "parts": parts,
    }
    return str(ground.pk), Choice(ml(ground.recipient_organisation.names), hint=hint)


def _made(actor: Any, case_id: UUID, typed: dict[str, Any], now: datetime) -> HttpResponse:
    chosen = typed["made_for"]
    ground_id = UUID(chosen) if chosen and chosen not in set(For) else None
    made_for = For.GROUND if ground_id else chosen
    reader, language, groups = typed["reader"].strip(), typed["language"], typed["groups"]

    def paper(case: Any, code: str, ground: Any) -> bytes:
        said = reader if made_for == For.GROUND else ""
        return document_pdf(
            case, code, made_for=made_for, ground=ground, groups=groups, reader=said, language=language, at=now
        )

    row, made = make_document(
        actor,
        id=typed["id"],
        case_id=case_id,
        made_for=made_for,
        ground_id=ground_id,
        groups=groups,
        reader=reader,
        why=typed["why"],
        language=language,
        paper=paper,
        now=now,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="document-{row.code}.pdf"'
    return response


@page("audit:read", "case:supervise")
def find_document(request: Any) -> HttpResponse:
    """Whose sheet is this? Its code leads to who made it, when, for whom and of which parts; never to what it says."""
    if not current().has_cases:
        raise NotFound("page")
    form = FindDocument(request.POST or None)
    found, typed = None, ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"].strip()
        found = queries.find_document(request.actor, typed)
    context = {
        "form": form,
        "typed": typed,
        "found": _row(_with_names([found])[0]) if found else None,
        "case_url": case_url(found.case_id) if found and queries.may_open_case_of(request.actor, found) else "",
    }
    return render(request, "casework/find_document.html", context)


def _with_names(shown: list[queries.DocumentShown]) -> list[tuple[queries.DocumentShown, str]]:
    names = colleague_names(one.made_by for one in shown)
    return [(one, names.get(one.made_by, "")) for one in shown]


def _row(one: tuple[queries.DocumentShown, str]) -> dict[str, Any]:
    shown, who = one
    for_whom = ml(shown.recipient) if shown.recipient else _(FOR_WORDS[For(shown.made_for)])
    return {
        "code": shown.code,
        "case_code": shown.case_code,
        "at": moment(shown.made_at),
        "who": ", ".join(filter(None, (who, ml(shown.organisation)))),
        "for_whom": ", ".join(filter(None, (shown.reader, for_whom))),
        "why": shown.why,
        "parts": ", ".join(_(GROUP_WORDS[g]) for g in GROUP_WORDS if g in shown.groups),
        "language": shown.language,
    }

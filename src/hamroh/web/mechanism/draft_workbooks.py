"""What a form of the draft asks: taken away as an Excel workbook, brought back, looked at, and then kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamroh.foundation.forms.definition import Definition, Group, Question, Workbook
from hamroh.foundation.forms.definition.files import (
    clean,
    markdown_of,
    workbook_from_markdown,
    workbook_from_xlsx,
    xlsx_of,
)
from hamroh.foundation.forms.definition.finding import FormFinding, Severity, has_errors
from hamroh.foundation.forms.definition.limits import FILE_BYTES
from hamroh.foundation.forms.terms import Kind
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.text import say
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import actions
from hamroh.mechanism.editions.pack import editing
from hamroh.mechanism.editions.pack.forms import WORKBOOK, read_form
from hamroh.mechanism.editions.queries import OpenDraft
from hamroh.web.mechanism import draft_shapes as shapes
from hamroh.web.mechanism.draft_entries import may_write, opened, revision_of
from hamroh.web.shell.pages import page, sentence
from hamroh.web.shell.parts import Link

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW: Final = 8
KIND_WORDS: Final[dict[str, str]] = {
    Kind.TEXT: N_("text"),
    Kind.INTEGER: N_("whole number"),
    Kind.DECIMAL: N_("number"),
    Kind.DATE: N_("day"),
    Kind.DATE_TIME: N_("day and time"),
    Kind.TIME: N_("time of day"),
    Kind.SELECT_ONE: N_("one choice"),
    Kind.SELECT_MULTIPLE: N_("several choices"),
    Kind.ACKNOWLEDGE: N_("to be confirmed"),
    Kind.NOTE: N_("a note to read"),
    Kind.CALCULATE: N_("worked out"),
    Kind.HIDDEN: N_("not shown"),
    Kind.IMAGE: N_("picture"),
    Kind.FILE: N_("file"),
}
LOOKS: Final = {Severity.ERROR: "late", Severity.WARNING: "warn", Severity.NOTICE: "info"}
SEVERITY_WORDS: Final = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTICE: N_("for your information"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook that was brought, or the one that the draft holds."""

    workbook: Workbook
    definition: Definition | None
    findings: Sequence[FormFinding]
    brought: bool = False


@page("edition:draft", "edition:approve")
@require_http_methods(["GET", "HEAD", "POST"])
def draft_workbook(request: Any, draft_id: UUID, at: int) -> HttpResponse:
    """The questions as they stand. A workbook that is brought is shown with its findings before it is kept."""
    draft = opened(request, draft_id)
    form = _form(draft, at)
    read = _held(draft, form)
    obstacles: list[str] = []
    if request.method == "POST":
        if not may_write(request, draft):
            raise NotFound("draft", draft_id)
        try:
            if "remove" in request.POST:
                return _keep(request, draft, at, form, None)
            read = _brought(request, draft, form)
            if "keep" in request.POST and read.definition is not None:
                return _keep(request, draft, at, form, read.workbook)
        except Refused as refused:
            obstacles = [sentence(obstacle) for obstacle in refused.obstacles]
            draft = opened(request, draft_id)
    return render(request, "mechanism/draft_workbook.html", _context(request, draft, at, form, read, obstacles))


@page("edition:draft", "edition:approve")
@require_safe
def draft_workbook_file(request: Any, draft_id: UUID, at: int) -> HttpResponse:
    """The workbook to edit in Excel; for a form that asks nothing yet, one to begin with."""
    draft = opened(request, draft_id)
    form = _form(draft, at)
    workbook = form.get(WORKBOOK) if isinstance(form.get(WORKBOOK), dict) else None
    response = HttpResponse(xlsx_of(workbook or _beginning(draft, form)), content_type=EXCEL)
    name = form.get("id") if str(form.get("id", "")).replace("-", "").isalnum() else "form"
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _form(draft: OpenDraft, at: int) -> dict[str, Any]:
    try:
        form = editing.value_at(draft.document, ("forms", at))
    except LookupError:
        raise NotFound("draft", draft.id) from None
    if not isinstance(form, dict):
        raise NotFound("draft", draft.id)
    return form


def _held(draft: OpenDraft, form: dict[str, Any]) -> Read | None:
    workbook = form.get(WORKBOOK)
    return _judged(draft, form, workbook, []) if workbook else None


def _brought(request: Any, draft: OpenDraft, form: dict[str, Any]) -> Read:
    """From the file, or from the preview that is confirmed."""
    if "keep" in request.POST:
        workbook, found = workbook_from_markdown(request.POST.get("markdown", ""))
        return _judged(draft, form, workbook, found, brought=True)
    file = request.FILES.get("file")
    if file is None:
        return Read({}, None, [FormFinding("", N_("Choose the workbook first."))], brought=True)
    raw = file.read(FILE_BYTES + 1)
    return _judged(draft, form, *_workbook(raw), brought=True)


def _workbook(raw: bytes) -> tuple[Workbook, list[FormFinding]]:
    """Excel, or Markdown as a pack has it. What a file is, its bytes say."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return workbook_from_xlsx(raw)
    return workbook_from_markdown(text) if "## " in text and "\x00" not in text else workbook_from_xlsx(raw)


def _judged(
    draft: OpenDraft, form: dict[str, Any], workbook: Any, found: list[FormFinding], *, brought: bool = False
) -> Read:
    if not workbook:
        return Read({}, None, found, brought)
    definition, findings = read_form(workbook, str(form.get("id", "")), _codes(draft))
    findings = [*found, *findings]
    return Read(workbook, None if has_errors(findings) else definition, findings, brought)


def _codes(draft: OpenDraft) -> dict[str, list[str]]:
    lists = [one for one in draft.document.get("lists") or () if isinstance(one, dict)]
    return {
        str(one.get("id")): [str(code.get("id")) for code in one.get("codes") or () if isinstance(code, dict)]
        for one in lists
    }


def _beginning(draft: OpenDraft, form: dict[str, Any]) -> Workbook:
    """Headings in the languages of the mechanism, and one question as an example."""
    languages = [str(language) for language in draft.document["mechanism"].get("languages") or ["en"]]
    labels = {f"label::{language}": _("First question") for language in languages}
    return {
        "survey": [{"type": "text", "name": "first_question", **labels}],
        "settings": [{"form_title": say(form.get("name") or {}, languages[0]), "default_language": languages[0]}],
    }


def _keep(request: Any, draft: OpenDraft, at: int, form: dict[str, Any], workbook: Workbook | None) -> HttpResponse:
    kept = {name: value for name, value in form.items() if name != WORKBOOK}
    if workbook is not None:
        kept[WORKBOOK] = {name: [dict(row) for row in rows] for name, rows in clean(workbook).items()}
    actions.save_entry(
        request.actor,
        draft_id=draft.id,
        revision=revision_of(request),
        place=editing.address_of(("forms", at)),
        value=kept,
        now=clock.now(),
    )
    messages.success(request, _("Saved in the draft."))
    return redirect("draft_workbook", draft.id, at)


def _context(
    request: Any, draft: OpenDraft, at: int, form: dict[str, Any], read: Read | None, obstacles: list[str]
) -> dict[str, Any]:
    language = get_language() or "en"
    entry = shapes.edit_url(draft, ("forms", at))
    definition = read.definition if read else None
    return {
        "draft": draft,
        "heading": shapes.name_of(draft.document, ("forms", at), form),
        "entry": Link(entry, _("The form's entry")),
        "file": Link(reverse("draft_workbook_file", args=[draft.id, at]), _("Download as Excel")),
        "read": read,
        "of_set": str(form.get("indicator_set") or ""),
        "markdown": markdown_of(read.workbook) if read and read.brought and definition else "",
        "questions": list(_rows(definition.children, definition, language)) if definition else [],
        "findings": [_told(finding) for finding in sorted(read.findings, key=_worst_first)] if read else [],
        "may_draft": may_write(request, draft),
        "obstacles": obstacles,
        "back": Link(entry, shapes.name_of(draft.document, ("forms", at), form)),
    }


def _worst_first(finding: FormFinding) -> int:
    return list(Severity).index(finding.severity)


def _told(finding: FormFinding) -> dict[str, str]:
    return {
        "cell": finding.cell,
        "sentence": finding.sentence(_),
        "look": LOOKS[finding.severity],
        "severity": _(SEVERITY_WORDS[finding.severity]),
    }


def _rows(children: Sequence[Question | Group], definition: Definition, language: str) -> Iterator[dict[str, Any]]:
    for child in children:
        label = say(child.label, language)
        if isinstance(child, Group):
            yield {"group": label or child.name, "repeat": child.repeat, "relevant": child.relevant}
            yield from _rows(child.children, definition, language)
        elif child.kind not in (Kind.HIDDEN, Kind.CALCULATE):
            choices = [say(choice.label, language) for choice in definition.choices.get(child.choices, ())]
            yield {
                "label": label or child.name,
                "hint": say(child.hint, language),
                "kind": _(KIND_WORDS[child.kind]),
                "choices": choices[:FEW],
                "more": max(0, len(choices) - FEW),
                "relevant": child.relevant,
                "required": bool(child.required),
            }

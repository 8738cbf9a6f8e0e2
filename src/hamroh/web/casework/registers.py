"""An existing register: upload it, say what its columns are and what its words mean, look before anything is written."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamroh.casework.registers import actions, queries
from hamroh.casework.registers.terms import IMPORT, UNDO_DAYS
from hamroh.exchange.htcds.reading.preview import CannotRead
from hamroh.exchange.registers import opening
from hamroh.exchange.registers.headings import folded
from hamroh.exchange.registers.judging import Judged
from hamroh.exchange.registers.terms import CODED, FIELD_WORDS, LEAVE_EMPTY, MAY_REPEAT, Field
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import uuid7
from hamroh.web.casework.register_file import MOST_WORDS, RegisterFile, lists, open_register
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.uploads import LARGEST_FILE, MEBIBYTE

SAMPLES, FAULTS_SHOWN = 3, 100


class UploadRegister(forms.Form):
    """The file of an office."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=gettext_lazy("The register: an Excel workbook (.xlsx) or a CSV table"),
        help_text=gettext_lazy("It is kept sealed while you work on it, and destroyed when it is settled."),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("This file is empty: choose another."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> bytes:
        """What the file is, its content says. A sentence tells how to save it anew."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than %(n)s MB: divide it.") % {"n": LARGEST_FILE // MEBIBYTE}
            )
        content = bytes(file.read())
        try:
            if not any(opening.table(content, n).rows for n in range(min(5, len(opening.sheets(content))))):
                raise forms.ValidationError(_("There is no row in this file: choose another."))
        except CannotRead as stop:
            raise forms.ValidationError(" ".join(stop.fault.said(_))) from None
        return content


@page(IMPORT)
def register_list(request: Any) -> HttpResponse:
    """Upload a register; what waits, and what came over before."""
    form = UploadRegister(request.POST or None, request.FILES or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        id, content = form.cleaned_data["id"], form.cleaned_data["file"]
        actions.keep_upload(request.actor, id=id, content=content, now=clock.now())
        return redirect("register_columns", id)
    context = {
        "form": form,
        "waiting": queries.waiting_uploads(request.actor),
        "done": queries.imports_done(request.actor, clock.now()),
        "days": UNDO_DAYS,
    }
    return render(request, "casework/register_list.html", context)


@page(IMPORT)
def register_columns(request: Any, upload_id: UUID) -> HttpResponse:
    """Which sheet and row, and what each column is. What is proposed was never decided by the machine."""
    file = open_register(request.actor, upload_id)
    if request.method == "POST":
        file.chosen |= _where(request.POST, file)
        again = request.POST.get("act") == "look"
        if again:
            file.chosen.pop("columns", None)
        else:
            file.chosen["columns"] = _columns(request.POST, file)
        twice = [] if again else _twice(file.columns.values())
        actions.choose_columns(request.actor, upload_id=upload_id, choices=file.chosen, now=clock.now())
        if not (again or twice or not file.columns):
            coded = any(kind in CODED for kind in file.columns.values())
            return redirect("register_words" if coded else "register_preview", upload_id)
        error = "" if again else _error_in_columns(twice)
        return render(request, "casework/register_columns.html", _columns_page(open_again(file), error))
    return render(request, "casework/register_columns.html", _columns_page(file, ""))


def open_again(file: RegisterFile) -> RegisterFile:
    """The same file under other choices: what was worked out before is forgotten."""
    return RegisterFile(file.actor, file.id, file.content, file.chosen, file.uploaded_by)


def _error_in_columns(twice: list[str]) -> str:
    if twice:
        return _("Two columns are said to be the same: %(what)s. Keep one, or make the other a note.") % {
            "what": ", ".join(_(FIELD_WORDS[kind]) for kind in twice)
        }
    return _("Say of at least one column what it is.")


def _where(posted: Any, file: RegisterFile) -> dict[str, int]:
    sheet = _number(posted.get("sheet"), len(file.sheets) - 1)
    return {"sheet": sheet, "heading": _number(posted.get("heading"), opening.ROWS) or 1}


def _number(written: str | None, most: int) -> int:
    return min(int(written), most) if written and written.isascii() and written.isdigit() and len(written) < 9 else 0


def _columns(posted: Any, file: RegisterFile) -> dict[str, str]:
    known = set(Field)
    chosen = {str(index): posted.get(f"column-{index}", "") for index in range(len(open_again(file).headings))}
    return {index: kind for index, kind in chosen.items() if kind in known}


def _twice(kinds: Any) -> list[str]:
    counted = list(kinds)
    return [kind for kind in dict.fromkeys(counted) if counted.count(kind) > 1 and kind not in MAY_REPEAT]


def _columns_page(file: RegisterFile, error: str) -> dict[str, Any]:
    shows = file.uploaded_by == file.actor.user_id or file.actor.may("identity:write")
    below = file.table.rows[file.heading : file.heading + SAMPLES] if shows else []
    columns = [
        {
            "index": index,
            "heading": "" if heading is None else str(heading),
            "samples": [str(row[index]) for row in below if index < len(row) and row[index] is not None],
            "options": [(kind, _(words), file.columns.get(index) == kind) for kind, words in FIELD_WORDS.items()],
        }
        for index, heading in enumerate(file.headings)
    ]
    return {
        "sheets": [(n, name, n == file.sheet) for n, name in enumerate(file.sheets)] if len(file.sheets) > 1 else [],
        "sheet": file.sheet,
        "heading_row": file.heading,
        "columns": columns,
        "asks": [fault.said(_) for fault in file.table.asks],
        "error": error,
        "id": file.id,
        "back": to_registers(),
    }


@page(IMPORT)
def register_words(request: Any, upload_id: UUID) -> HttpResponse:
    """What each word of a coded column means. Nothing is taken for a code that nobody said."""
    file = open_register(request.actor, upload_id)
    groups = [_group(file, kind, request.POST) for kind in CODED if kind in file.columns.values()]
    if request.method == "POST":
        said = {str(g["kind"]): {w["key"]: w["code"] for w in g["words"] if w["code"]} for g in groups}
        file.chosen["values"] = {**file.chosen.get("values", {}), **said}
        actions.choose_columns(request.actor, upload_id=upload_id, choices=file.chosen, now=clock.now())
        if not any(word["open"] for group in groups for word in group["words"]):
            return redirect("register_preview", upload_id)
    context = {"groups": groups, "id": upload_id, "sent": request.method == "POST", "back": _to_columns(upload_id)}
    context["unsaid"] = sum(word["open"] for group in groups for word in group["words"])
    return render(request, "casework/register_words.html", context)


def _group(file: RegisterFile, kind: Field, posted: Any) -> dict[str, Any]:
    names = lists()[kind]
    found = file.words(kind)
    words = []
    for n, word in enumerate(found[:MOST_WORDS]):
        code = posted.get(f"{kind}-{n}", "") if posted else file.meaning(kind, word)
        code = code if code in names or code == LEAVE_EMPTY else ""
        words.append({"n": n, "word": word, "key": folded(word), "code": code, "open": not code})
    options = [(code, ml(words_)) for code, words_ in names.items()]
    return {
        "kind": kind,
        "label": _(FIELD_WORDS[kind]),
        "words": words,
        "options": sorted(options, key=lambda o: o[1]) if kind == Field.CITIZENSHIP else options,
        "too_many": len(found) > MOST_WORDS,
        "nothing": LEAVE_EMPTY,
    }


@page(IMPORT)
def register_preview(request: Any, upload_id: UUID) -> HttpResponse:
    """What would be written, and every fault with its cell. Nothing is written yet."""
    file = open_register(request.actor, upload_id)
    return render(request, "casework/register_preview.html", _preview(file))


def _preview(file: RegisterFile) -> dict[str, Any]:
    judged = file.judged()
    new = new_rows(file.actor, judged)
    return {
        "id": file.id,
        "count": len(new),
        "known": len(judged.rows) - len(new),
        "faulty": judged.faulty_rows,
        "faults": [(fault.cell or fault.row, *fault.said(_)) for fault in judged.faults[:FAULTS_SHOWN]],
        "more_faults": max(0, len(judged.faults) + judged.more_faults - FAULTS_SHOWN),
        "facts": _facts([row for _, row in new]),
        "may_bring": file.actor.may("case:open") and file.actor.may("identity:write"),
        "coded": any(kind in CODED for kind in file.columns.values()),
        "back": _to_columns(file.id),
    }


def _facts(rows: list[Any]) -> list[tuple[str, int]]:
    """What the cases would be, in numbers: enough to see that a column was taken for the wrong thing."""
    return [
        (_("open"), sum(row.status != "Closed" for row in rows)),
        (_("closed"), sum(row.status == "Closed" for row in rows)),
        (_("children, by their birth"), sum(row.child for row in rows)),
        (_("with a name"), sum(bool(row.names.given or row.names.surname or row.names.on_document) for row in rows)),
        (_("with a telephone"), sum(bool(row.names.phone) for row in rows)),
        (_("without a day of opening: today is taken"), sum(row.opened_on is None for row in rows)),
    ]


def new_rows(actor: Actor, judged: Judged) -> list[tuple[UUID, Any]]:
    """The rows that did not come over before, each with its mark."""
    assert actor.organisation_id
    marked = [(queries.row_mark(actor.organisation_id, row.cells), row.incoming) for row in judged.rows]
    before = queries.known_marks(actor, (mark for mark, _row in marked))
    return [(mark, row) for mark, row in marked if mark not in before]


def to_registers() -> Link:
    return Link(reverse("register_list"), _("Registers"))


def _to_columns(upload_id: UUID) -> Link:
    return Link(reverse("register_columns", args=[upload_id]), _("Columns"))

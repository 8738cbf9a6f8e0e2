"""Before a form is finished, and afterwards: every answer on one page, with a way to change it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hamroh.casework.people.queries import profile_lists
from hamroh.casework.people.terms import DOCUMENT_WORDS, IDENTITY_WORDS, PROFILE_WORDS
from hamroh.casework.responses import queries
from hamroh.casework.responses.access import FILL, kept_by, open_response
from hamroh.casework.responses.actions import Faulty, finish_response, give_case, show_file
from hamroh.foundation.forms.rules import compiled
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.text import say
from hamroh.web.casework.form_page import Asked, page_of, step_at, steps_of
from hamroh.web.casework.form_page.shapes import Part, Told
from hamroh.web.casework.form_shown import Filling, filling_of
from hamroh.web.casework.shown_names import shown_until
from hamroh.web.shell.pages import Request, page, sentence
from hamroh.web.shell.parts import Link
from hamroh.web.shell.templatetags.hamroh import ml


@page("case:read")
def check_case_form(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """Every answer; the button finishes, and says what stands against it. A finished form is only read."""
    filling = _open(request, case_id, response_id)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        require(request.actor, FILL, "response", response_id)
        try:
            finish_response(request.actor, response_id=response_id, now=clock.now())
            return _finished(request, filling)
        except Faulty as faulty:
            problems = [(_to(filling, fault.path), _at_fault(filling, fault)) for fault in faulty.faults]
        except Refused as refused:
            problems = [("", sentence(obstacle)) for obstacle in refused.obstacles]
    return render(request, "casework/check_case_form.html", _context(request, filling, problems))


def _finished(request: Request, filling: Filling) -> HttpResponse:
    """The file takes what it lacks; where it says otherwise, both stand beside each other and somebody chooses."""
    given = give_case(
        request.actor, response_id=filling.response.pk, take=request.POST.getlist("take"), now=clock.now()
    )
    if "take" not in request.POST and request.POST.get("act") != "take":
        messages.success(request, _("The form is finished."))
    if given.written:
        parts = ", ".join(_(PART_WORDS[part]) for part in given.written if part in PART_WORDS)
        messages.success(request, _("The file now also says: %(parts)s.") % {"parts": parts})
    if request.POST.get("act") == "take" or not (given.differing or given.refused):
        return redirect("show_case", filling.case.pk)
    context = {
        "code": filling.case.code,
        "differing": [
            {
                "part": part,
                "words": _(PART_WORDS.get(part, part)),
                "said": _told(part, said),
                "stands": _told(part, known),
            }
            for part, (said, known) in given.differing.items()
        ],
        "refused": [sentence(obstacle) for obstacle in given.refused],
        "case_id": filling.case.pk,
    }
    return render(request, "casework/compare_case_form.html", context)


PART_WORDS = {**IDENTITY_WORDS, **PROFILE_WORDS}


def _told(part: str, value: Any) -> str:
    """A part of who somebody is, in words."""
    lists = profile_lists().get(part, {})
    if isinstance(value, list | tuple):
        return ", ".join(ml(lists.get(code, code)) for code in value)
    if part == "birth_date":
        return date_format(date.fromisoformat(str(value)), "DATE_FORMAT")
    if part == "document_type":
        return _(DOCUMENT_WORDS.get(str(value), str(value)))
    return ml(lists.get(str(value), str(value)))


def _open(request: Request, case_id: UUID, response_id: UUID) -> Filling:
    opened = open_response(request.actor, response_id)
    if opened.case is None or opened.case.pk != case_id:
        raise NotFound("response", response_id)
    definition = kept_by(opened.response.edition_id, opened.definition)
    return filling_of(opened, definition, queries.given_in(opened), "all", localtime(clock.now()))


def _at_fault(filling: Filling, fault: Any) -> str:
    item = compiled(filling.definition).items.get(fault.path.rpartition("/")[2])
    label = say(item.question.label, filling.language) if item and item.question else fault.path
    return f"{label} — {filling.fault_words(fault)}"


def _to(filling: Filling, path: str) -> str:
    """Where an answer is changed: its page, at its question."""
    here = reverse("fill_case_form", args=[filling.case.pk, filling.response.pk])
    step = step_at(steps_of(filling.definition), path)
    steps = path.split("/")
    key = "/".join(steps[:2]) if len(steps) > 2 else step.key if step else ""
    return f"{here}?at={key}#g-q-{path.replace('/', '-')}"


def _context(request: Request, filling: Filling, problems: list[tuple[str, str]]) -> dict[str, Any]:
    response, case = filling.response, filling.case
    changes = response.finished_at is None and request.actor.may(FILL) and not case.closed_at
    names = shown_until(request, case.pk, clock.now()) is not None
    shown = page_of(
        filling.definition,
        filling.answers,
        filling.language,
        now=filling.now,
        file_url=reverse("case_form_file", args=[case.pk, response.pk]),
        whole=filling.printed,
    )
    here = reverse("fill_case_form", args=[case.pk, response.pk])
    return {
        "code": case.code,
        "title": say(filling.definition.title, filling.language),
        "page": shown,
        "blocks": _blocks(filling, shown.children, names=names, changes=changes),
        "problems": problems,
        "finished_at": response.finished_at,
        "closed": bool(filling.opened.closed),
        "erased": filling.given.erased,
        "finishes": changes,
        "change_url": here if changes else "",
        "unasked": [] if response.finished_at else sorted(filling.judged.open),
        "open_count": 0 if response.finished_at else len(filling.judged.open),
        "back": Link(reverse("case_form_list", args=[case.pk]), _("Forms of this case")),
    }


def _blocks(filling: Filling, children: Any, *, names: bool, changes: bool, title: str = "") -> list[dict[str, Any]]:
    """The answers under the titles of their groups, in the order of the form; what is not asked is not there."""
    blocks: list[dict[str, Any]] = []
    for child in children:
        if not child.shown or isinstance(child, Told):
            continue
        if isinstance(child, Part):
            blocks += _blocks(filling, child.children, names=names, changes=changes, title=child.title or title)
            continue
        if not blocks or blocks[-1]["title"] != title:
            blocks.append({"title": title, "lines": []})
        blocks[-1]["lines"].append(_line(filling, child, names=names, changes=changes))
    return blocks


def _line(filling: Filling, one: Asked, *, names: bool, changes: bool) -> dict[str, Any]:
    item = compiled(filling.definition).items[one.path.rpartition("/")[2]]
    hidden = item.question is not None and item.question.field_group == FieldGroup.IDENTITY and not names
    words = filling.words_of(one.path, one.value)
    return {
        "label": one.label,
        "words": _("Written; hidden until the name is asked for") if hidden and words else words,
        "file_url": one.file_url,
        "wanting": one.required and not one.value,
        "url": _to(filling, one.path) if changes else "",
    }


@page("case:read")
def case_form_file(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """A file that answers a question, to be kept by whoever asked: taking it out is recorded."""
    filling = _open(request, case_id, response_id)
    path = request.GET.get("at", "")
    shown = show_file(request.actor, response_id=filling.response.pk, path=path, now=clock.now())
    answer = HttpResponse(shown.content, content_type=shown.type)
    end = shown.type.rpartition("/")[2].replace("jpeg", "jpg")
    answer["Content-Disposition"] = f'attachment; filename="{filling.case.code}.{end}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

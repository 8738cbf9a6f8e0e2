"""The pages of a case's forms: which there are, and one filled in page by page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case
from hamroh.casework.responses.access import FILL
from hamroh.casework.responses.actions import add_file, save_answers, start_response
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.web.casework.form_acts import goes_on, open_filling
from hamroh.web.casework.form_list import about_forms, form_words, language_name
from hamroh.web.casework.form_page import seen_in, sent_from
from hamroh.web.casework.form_shown import Filling
from hamroh.web.casework.screening import to_case
from hamroh.web.shell.pages import Request, page, sentence
from hamroh.web.shell.parts import Link


@page("case:read")
def case_form_list(request: Request, case_id: UUID) -> HttpResponse:
    """Forms that a stage or step of this case asks for, drafts, and what is finished."""
    case = open_case(request.actor, case_id)
    context = about_forms(request.actor, case) | {"code": case.code, "case_id": case.pk, "back": to_case(case)}
    return render(request, "casework/case_form_list.html", context)


@page(FILL)
def start_case_form(request: Request, case_id: UUID, form: str) -> HttpResponse:
    """What the form is, in which languages it can be asked; the button begins it."""
    case = open_case(request.actor, case_id)
    words, definition = form_words(case, form)
    language = get_language() or ""
    if request.method == "POST":
        try:
            response = start_response(
                request.actor,
                id=_uuid(request.POST.get("id", "")),
                case_id=case_id,
                form=form,
                language=request.POST.get("language", language),
                medium="web",
                now=clock.now(),
            )
            return redirect("fill_case_form", case_id, response.pk)
        except Refused as refused:
            for obstacle in refused.obstacles:
                messages.error(request, sentence(obstacle))
    chosen = language if language in definition.languages else definition.default_language
    context = {
        "code": case.code,
        "words": words,
        "id": uuid7(),
        "languages": [(tag, language_name(tag), tag == chosen) for tag in definition.languages],
        "back": Link(reverse("case_form_list", args=[case_id]), _("Forms of this case")),
    }
    return render(request, "casework/start_case_form.html", context)


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        return uuid7()


@page(FILL)
def fill_case_form(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """One page of a form: `?at=` says which; without it, where somebody left."""
    filling = open_filling(request, case_id, response_id)
    if filling.response.finished_at:
        return redirect("check_case_form", case_id, response_id)
    if request.method == "POST":
        return _save(request, filling)
    return render(request, "casework/fill_case_form.html", filling.context())


def _save(request: Request, filling: Filling) -> HttpResponse:
    act, _sep, about = request.POST.get("act", "next").partition(":")
    asked = list(filling.page().asked())
    sent = sent_from(request.POST, asked)
    offer = filling.offers().get(about) if act == "keep" else None
    if offer:
        sent[about] = offer.value
    errors = _take_files(request, filling, [one.path for one in asked if one.widget == "file"])
    try:
        saved = save_answers(
            request.actor,
            response_id=filling.response.pk,
            answers=sent,
            seen=seen_in(request.POST),
            now=clock.now(),
            place=filling.key,
            language=about if act == "language" else "",
            told_in={about: offer.source} if offer else None,
        )
    except Refused as refused:
        return _refused(request, refused)
    if "quiet" in request.GET:
        return _quiet(saved)
    for fault in saved.faults:
        errors[fault.path] = (filling.fault_words(fault),)
    theirs = {
        changed.path: filling.words_of(changed.path, changed.theirs) or _("nothing")
        for changed in saved.changed_meanwhile
    }
    again = open_filling(request, filling.case.pk, filling.response.pk)
    if errors or theirs:
        typed = {path: sent[path] for path in (*errors, *theirs) if path in sent}
        return render(request, "casework/fill_case_form.html", again.context(errors=errors, theirs=theirs, typed=typed))
    return goes_on(request, again, filling, act, about)


def _refused(request: Request, refused: Refused) -> HttpResponse:
    words = " ".join(sentence(obstacle) for obstacle in refused.obstacles)
    if "quiet" in request.GET:
        return HttpResponse(words, status=422, content_type="text/plain")
    messages.error(request, words)
    return redirect(request.get_full_path())


def _quiet(saved: Any) -> HttpResponse:
    at = date_format(localtime(clock.now()), "TIME_FORMAT")
    words = [_("Saved at %(time)s.") % {"time": at}]
    if saved.faults:
        words = [_("Something here is not saved yet: it cannot be so. Continue, and it is said what.")]
    if saved.changed_meanwhile:
        words = [_("A colleague answered here meanwhile. Continue, and both answers are shown.")]
    return HttpResponse(" ".join(words), content_type="text/plain")


def _take_files(request: Request, filling: Filling, paths: list[str]) -> dict[str, tuple[str, ...]]:
    errors: dict[str, tuple[str, ...]] = {}
    for path in paths:
        file = request.FILES.get(path)
        if file is None or "quiet" in request.GET:
            continue
        try:
            content = file.read()
            add_file(
                request.actor,
                response_id=filling.response.pk,
                path=path,
                name=file.name or "",
                content=content,
                now=clock.now(),
            )
        except Refused as refused:
            errors[path] = tuple(sentence(obstacle) for obstacle in refused.obstacles)
    return errors

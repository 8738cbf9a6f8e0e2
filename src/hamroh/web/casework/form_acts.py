"""After a page of a form was saved: where one goes, and rows added, removed or put back."""

import json
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hamroh.casework.responses import queries
from hamroh.casework.responses.access import kept_by, open_response
from hamroh.casework.responses.actions import save_answers
from hamroh.foundation.forms.rules import begun, compiled, name_of, row_at, row_put_back, row_taken_out
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.web.casework.form_page import seen_in
from hamroh.web.casework.form_shown import Filling, filling_of
from hamroh.web.casework.shown_names import shown_until
from hamroh.web.shell.languages import codes
from hamroh.web.shell.pages import Request


def open_filling(request: Request, case_id: UUID, response_id: UUID) -> Filling:
    opened = open_response(request.actor, response_id, writing=True)
    if opened.case is None or opened.case.pk != case_id:
        raise NotFound("response", response_id)
    definition = kept_by(opened.response.edition_id, opened.definition)
    given = queries.given_in(opened)
    now = clock.now()
    names = shown_until(request, case_id, now) is not None
    return filling_of(opened, definition, given, request.GET.get("at", ""), localtime(now), request.user.pk, names)


def goes_on(request: Request, now_stands: Filling, before: Filling, act: str, about: str) -> HttpResponse:
    here = reverse("fill_case_form", args=[now_stands.case.pk, now_stands.response.pk])
    check = redirect("check_case_form", now_stands.case.pk, now_stands.response.pk)
    match act:
        case "stop":
            messages.success(request, _("Stopped. All is kept; go on whenever it is right."))
            return redirect("case_form_list", now_stands.case.pk)
        case "check":
            return check
        case "language" | "keep":
            return _in_language(redirect(f"{here}?at={now_stands.key}"), about)
        case "add" | "remove" | "undo":
            return _rows(request, now_stands, act, about, here)
    if now_stands.appeared(before) and "live" not in request.POST:
        messages.info(request, _("Your answers lead to more questions on this page."))
        return redirect(f"{here}?at={now_stands.key}")
    following = now_stands.following()
    return redirect(f"{here}?at={following}") if following else check


def _in_language(answer: HttpResponse, language: str) -> HttpResponse:
    """The pages around the form change with it, where they are offered in that language."""
    if language in codes():
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return answer


def _rows(request: Request, filling: Filling, act: str, about: str, here: str) -> HttpResponse:
    """A row of a repeat added, removed, or put back. A removal shown again after a reload removes nothing more."""
    values, context = filling.given.values, {}
    form = compiled(filling.definition)
    path, _sep, count = about.partition(":")
    if act == "add":
        repeat, at = path, int(values.get(path) or 0)
        if name_of(repeat) not in form.repeats:
            raise NotFound("repeat", repeat)
        first = begun(filling.definition, now=filling.now, repeat=name_of(repeat))
        answers = {repeat: str(at + 1), **{f"{repeat}/{at}/{name}": value for name, value in first.items()}}
        goes_to = f"{repeat}/{at}" if "/" not in repeat and filling.key != "all" else filling.key
    else:
        repeat, goes_to = path.rpartition("/")[0], ""
        if name_of(repeat) not in form.repeats or values.get(repeat, "0") != count:
            return redirect(f"{here}?at={filling.key}")
        row = row_at(values, path)
        answers = row_taken_out(values, path) if act == "remove" else row_put_back(values, path, _row_sent(request))
        if act == "remove":
            context = {"undo": {"path": path, "count": int(count) - 1, "row": _as_json(row)}}
    save_answers(request.actor, response_id=filling.response.pk, answers=answers, now=clock.now())
    if goes_to or act == "undo":
        return redirect(f"{here}?at={goes_to or filling.key}")
    again = open_filling(request, filling.case.pk, filling.response.pk)
    return render(request, "casework/fill_case_form.html", again.context() | context)


def _row_sent(request: Request) -> dict[str, str]:
    return seen_in({"seen": request.POST.get("row", "")})


def _as_json(row: dict[str, str]) -> str:
    return json.dumps(row, ensure_ascii=False)

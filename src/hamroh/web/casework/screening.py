"""The pages of a screening: prepare, ask one dimension after the other, decide."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hamroh.casework.identification import queries, sets
from hamroh.casework.identification.access import open_screening
from hamroh.casework.identification.actions.screening import finish_screening, save_answers, start_screening
from hamroh.casework.identification.terms import Population
from hamroh.foundation.reference.indicator_sets import IndicatorSet
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.text import say
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework.addresses import case_url
from hamroh.web.casework.dimensions import dimensions_in_words
from hamroh.web.casework.screening_forms import (
    SIGN,
    FillScreening,
    StartScreening,
    answers_sent,
    seen_in,
)
from hamroh.web.shell.pages import Request, page, sentence, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.texts import clauses_at


@page("screening:fill")
def fill_screening(request: Request, case_id: UUID) -> HttpResponse:
    """The checklist until it begins; then one dimension a page, then the prompts of a context. Ends at the decision."""
    case = open_screening(request.actor, case_id, "screening:fill")
    screening = queries.newest_screening(case)
    if screening is None or queries.decision_on(screening):
        return _prepare(request, case, screening)
    if screening.finished_at:
        return redirect("decide_screening", case_id)
    return _ask(request, case, screening)


def _prepare(request: Request, case: Any, before: Any) -> HttpResponse:
    languages = editions.edition(case.edition_id).words("language")
    population = Population.CHILD if case.child else Population.ADULT
    known = queries.known_sets(case.edition_id)
    lists, contexts = sets.main_sets(known, population), sets.context_sets(known, population)
    form = StartScreening(
        request.POST or None,
        initial={"id": uuid7(), "indicator_set": lists[0].id},
        words=get_language() or "en",
        languages=languages,
        lists=lists,
        contexts=contexts,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            start_screening(
                request.actor,
                id=given["id"] or uuid7(),
                case_id=case.pk,
                confirmed=given["confirmed"],
                language=given["language"],
                interpreter=given["interpreter"],
                indicator_set=given["indicator_set"],
                context_sets=given.get("context_sets", ()),
                now=clock.now(),
            )
            return redirect("fill_screening", case.pk)
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    context = about(case, before) | {
        "clauses": _clauses(case),
        "form": form,
        "back": to_case(case),
        "before": before and before.finished_at,
        "notes": _notes(lists[:1]),
    }
    return render(request, "casework/start_screening.html", context)


def _ask(request: Request, case: Any, screening: Any) -> HttpResponse:
    parts = queries.parts(screening)
    step = _step(request, parts)
    form = FillScreening(request.POST or None, questions=parts[step].questions, words=get_language() or "en")
    if request.method == "POST":
        try:
            saved = save_answers(
                request.actor,
                case_id=case.pk,
                answers=answers_sent(request.POST),
                seen=seen_in(request.POST),
                now=clock.now(),
            )
        except Refused as refused:
            if "quiet" in request.GET:
                return HttpResponse(sentence(refused.obstacles[0]), status=422, content_type="text/plain")
            _show_at_signs(form, refused)
        else:
            return _after_saving(request, case, min(step + 2, len(parts)), saved.changed_meanwhile)
    return render(request, "casework/fill_screening.html", _asking(case, screening, parts, step, form))


def _show_at_signs(form: FillScreening, refused: Refused) -> None:
    for obstacle in refused.obstacles:
        field = SIGN + obstacle.field
        form.add_error(field if field in form.fields else None, sentence(obstacle))


def _step(request: Request, parts: list[queries.Part]) -> int:
    """The part asked for; else the first with an unanswered question."""
    typed = request.GET.get("step", "")
    if typed.isdecimal() and 1 <= int(typed) <= len(parts):
        return int(typed) - 1
    open_ones = (n for n, part in enumerate(parts) if any(not q.answer for q in part.questions))
    return next(open_ones, len(parts) - 1)


def _after_saving(request: Request, case: Any, following: int, changed: tuple[str, ...]) -> HttpResponse:
    told = ngettext(
        "A colleague had answered %(n)d of these signs since you opened the page. Yours stands where you changed it.",
        "A colleague had answered %(n)d of these signs since you opened the page. Yours stand where you changed them.",
        len(changed),
    ) % {"n": len(changed)}
    if "quiet" in request.GET:
        at = date_format(localtime(clock.now()), "TIME_FORMAT")
        words = [_("Saved at %(time)s.") % {"time": at}, *([told] if changed else [])]
        return HttpResponse(" ".join(words), content_type="text/plain")
    if changed:
        messages.warning(request, told)
    act = request.POST.get("act", "next")
    if act == "stop":
        messages.success(
            request, _("Stopped. The answers are kept, nothing was decided, and help does not depend on it.")
        )
        return redirect(to_case(case).url)
    if act == "finish":
        finish_screening(request.actor, case_id=case.pk, now=clock.now())
        return redirect("decide_screening", case.pk)
    return redirect(f"{reverse('fill_screening', args=[case.pk])}?step={following}")


def _asking(case: Any, screening: Any, parts: list[queries.Part], step: int, form: FillScreening) -> dict[str, Any]:
    language = get_language() or "en"
    asked = queries.asked_sets(screening)
    answered, of = queries.answered(screening)
    here = reverse("fill_screening", args=[case.pk])
    return about(case, screening) | {
        "clauses": _clauses(case),
        "form": form,
        "signs": form.signs(),
        "dimension": say(parts[step].name, language),
        "context": parts[step].context,
        "notes": _notes(asked),
        "step": step + 1,
        "parts": len(parts),
        "bar": ["d" if n < step else "n" if n == step else "" for n in range(len(parts))],
        "last": step + 1 == len(parts),
        "before_url": f"{here}?step={step}" if step else "",
        "this_url": f"{here}?step={step + 1}",
        "quiet_url": f"{here}?step={step + 1}&quiet=1",
        "answered": answered,
        "of": of,
        "shown": dimensions_in_words(screening, language),
        "saved_at": screening.saved_at if answered else None,
        "back": to_case(case),
        "reviewed": language == "en" or all(one.reviewed for one in asked),
    }


def _notes(asked: list[IndicatorSet]) -> list[str]:
    """What a list says about itself: a draft without weights, the rule for a suspected guardian."""
    return [say(note, get_language() or "en") for one in asked for note in one.notes]


def _clauses(case: Any) -> list[dict[str, Any]]:
    return clauses_at(editions.edition(case.edition_id).pack, "screening.finished")


def about(case: Any, screening: Any) -> dict[str, Any]:
    """The code, whose list it is, and what the first contact wrote down already."""
    return {
        "code": case.code,
        "case_id": case.pk,
        "child": case.child,
        "told_before": _told_before(case),
        "now": clock.now(),
    }


def _told_before(case: Any) -> dict[str, Any] | None:
    sheet = queries.first_line_sheet(case)
    if sheet is None:
        return None
    edition, language = editions.edition(case.edition_id), get_language() or "en"
    signs, questions = edition.words("observation"), edition.words("safety_question")
    answers = {"yes": _("Yes"), "no": _("No")}
    return {
        "at": sheet.at,
        "signs": [say(signs[code], language) for code in sheet.observations if code in signs],
        "safety": [
            (say(words, language), answers.get(str(sheet.safety.get(code, "")), _("Not answered")))
            for code, words in questions.items()
        ],
    }


def to_case(case: Any) -> Link:
    return Link(case_url(case.pk), _("Case %(code)s") % {"code": case.code})

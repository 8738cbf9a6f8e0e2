"""The page of the decision: what is shown and why, what is missing; then a person decides."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.casework.identification import queries, rules, terms
from hamroh.casework.identification.access import open_screening
from hamroh.casework.identification.actions.decision import decide
from hamroh.foundation.vault.access import Unreadable
from hamroh.kernel import clock
from hamroh.kernel.errors import Refused
from hamroh.kernel.text import say
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import colleague_names
from hamroh.web.casework.addresses import case_url, reachable
from hamroh.web.casework.dimensions import dimensions_in_words
from hamroh.web.casework.screening import about, to_case
from hamroh.web.casework.screening_forms import (
    DecideScreening,
)
from hamroh.web.shell.counting import rule_in_words
from hamroh.web.shell.pages import Request, page, show_obstacles
from hamroh.web.shell.parts import Link
from hamroh.web.shell.texts import clauses_at


@page("screening:decide")
def decide_screening(request: Request, case_id: UUID) -> HttpResponse:
    """What is shown and why, what is missing; then a person decides. Afterwards: what was decided."""
    case = open_screening(request.actor, case_id, "screening:decide")
    screening = queries.newest_screening(case)
    form = DecideScreening(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide(request.actor, case_id=case_id, **form.cleaned_data, now=clock.now())
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
        else:
            messages.success(
                request, _("Your decision is written down. Whoever has a right to help keeps it either way.")
            )
            outcome = form.cleaned_data["outcome"]
            if outcome in terms.ASKS_WHAT_IS_NEEDED and reachable(request.actor, "offer_help", case_id):
                return redirect("offer_help", case_id)
            return redirect(case_url(case_id))
    return render(request, "casework/decide_screening.html", _deciding(request, case, screening, form))


def _deciding(request: Request, case: Any, screening: Any, form: DecideScreening) -> dict[str, Any]:
    language = get_language() or "en"
    view = queries.suggested_by(screening) if screening else None
    answered, of = queries.answered(screening) if screening else (0, 0)
    may_fill = request.actor.may("screening:fill")
    to_questions = Link(reverse("fill_screening", args=[case.pk]), _("To the questions"))
    unfinished = screening is not None and screening.finished_at is None
    return about(case, screening) | {
        "clauses": clauses_at(editions.edition(case.edition_id).pack, "screening.decided"),
        "form": form,
        "screening": screening is not None,
        "unfinished": unfinished,
        "answered": answered,
        "of": of,
        "shown": dimensions_in_words(screening, language) if screening else [],
        "rule": rule_in_words(queries.set_of(screening)) if screening else "",
        "contexts": _contexts(screening, language) if screening else [],
        "list": say(queries.set_of(screening).name, language) if screening else "",
        "finding": _finding(view, language) if view else "",
        "assumed": bool(view and view.basis == terms.Basis.ASSUMED),
        "note": _(terms.FINDING_NOTE),
        "decided": _decided(case, screening),
        "help_url": reachable(request.actor, "offer_help", case.pk),
        "choices": _choices(form),
        "questions_url": to_questions.url if may_fill else "",
        "back": to_questions if may_fill and unfinished else to_case(case),
    }


def _finding(view: rules.Suggestion, language: str) -> str:
    """In the words of the mechanism's own list, else in ours."""
    own = view.row and view.row.name
    return say(own, language) if own else _(terms.FINDING_WORDING[terms.Finding(view.finding)])


def _contexts(screening: Any, language: str) -> list[dict[str, Any]]:
    """Prompts of a context that were answered yes: they help to understand, and count in nothing."""
    heard = (
        (part, [say(q.text, language) for q in part.questions if q.answer == terms.Answer.YES])
        for part in queries.parts(screening)
        if part.context
    )
    return [{"name": say(part.name, language), "heard": yes} for part, yes in heard if yes]


def _choices(form: DecideScreening) -> list[dict[str, Any]]:
    hints = {
        "presumed": _("The case goes on to protection and help. Next: risk, consent, a safe place."),
        "insufficient": _("The screening opens again; more can be noted when the person wishes."),
        "not_indicated": _("It does not mean that nothing happened. Help stays open: next it is asked what is needed."),
    }
    order = ("presumed", "insufficient", "not_indicated")
    radios = {radio.data["value"]: radio for radio in form["outcome"]}
    return [{"radio": radios[code], "hint": hints[code]} for code in order]


def _decided(case: Any, screening: Any) -> dict[str, Any] | None:
    decision = queries.decision_on(screening) if screening else None
    if decision is None:
        return None
    try:
        reason = queries.reason_of(decision, case)
    except Unreadable:
        reason = _("Erased: nobody can read this any more.")
    return {
        "outcome": _(terms.DECISION_WORDING[terms.HumanDecision(decision.outcome)]),
        "reason": reason,
        "at": decision.decided_at,
        "by": colleague_names([decision.decided_by]).get(decision.decided_by, ""),
    }

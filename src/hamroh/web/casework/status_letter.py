"""The letter about a decision on formal status: what was decided and why, what it changes, what can be done, where help is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from hamroh.casework.cases.access import open_case
from hamroh.casework.status.queries import ApplicationShown, DecisionShown, applications_for
from hamroh.casework.status.terms import Outcome
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions
from hamroh.web.casework import status_shapes as shapes
from hamroh.web.casework.letters import Part, language_for, letter, long_day, name_for, where_help_is
from hamroh.web.casework.shown_names import shown_until
from hamroh.web.shell.pages import page
from hamroh.web.shell.templatetags.hamroh import ml


@page("status:apply")
def status_letter(request: Any, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Made anew at each request, in the person's language or the one asked for. The name only while it is shown on demand."""
    now = clock.now()
    until = shown_until(request, case_id, now)
    case = open_case(request.actor, case_id, FieldGroup.PROFILE, *([FieldGroup.IDENTITY] if until else []))
    application, decision = _decided(case, decision_id)
    edition = editions.edition(case.edition_id)
    asked = request.GET.get("language", "")
    with translation.override(asked if asked in edition.pack.mechanism.languages else language_for(case, edition)):
        return letter(
            request.actor,
            case,
            kind="status_decision",
            title=_("A question about your application") if _more(decision) else _("The answer to your application"),
            name=name_for(case, until is not None),
            parts=[*parts(application, decision, edition, now), where_help_is()],
            reference=application.code,
            at=decision.at,
        )


def _decided(case: Any, decision_id: UUID) -> tuple[ApplicationShown, DecisionShown]:
    for application in applications_for(case):
        for decision in application.decisions:
            if decision.id == decision_id:
                return application, decision
    raise NotFound("decision", decision_id)


def _more(decision: DecisionShown) -> bool:
    return decision.outcome == Outcome.MORE_EVIDENCE


def parts(application: ApplicationShown, decision: DecisionShown, edition: Any, now: datetime) -> list[Part]:
    """What the letter says about this decision, in the active language."""
    about = {"authority": ml(application.authority), "day": long_day(decision.at)}
    decided = shapes.outcome_said(decision.round, decision.outcome, edition)
    reasons = _("Erased: nobody can read this any more.") if decision.erased else decision.reasons
    first = Part("", [_("You asked for formal status. %(authority)s looked at it on %(day)s.") % about])
    if _more(decision):
        asks = Part(
            _("What is still asked for"), [reasons, _("Your team can help to find it. You need not tell it all again.")]
        )
        return [first, asks, _unchanged()]
    found = [first, Part(_("What was decided"), [f"{decided}."]), Part(_("Why"), reasons.split("\n\n"))]
    if decision.outcome in (Outcome.GRANTED, Outcome.CHANGED):
        return [*found, _granted()]
    return [*found, _unchanged(), _what_next(application, decision, now)]


def _granted() -> Part:
    return Part(
        _("What it changes, and what it does not"),
        points=[
            _(
                "You have formal status from the day of the decision. Your team tells you which rights the law gives with it."
            ),
            _(
                "The help that you get goes on. It did not depend on this decision before and does not depend on it now."
            ),
            _("It is for you to decide whether you speak with the police or in a court."),
        ],
    )


def _unchanged() -> Part:
    return Part(
        _("What it changes, and what it does not"),
        points=[
            _("The help that you get goes on: a safe place, health, counsel, a lawyer. It does not depend on this."),
            _("Nobody says that nothing happened to you."),
            _("It is for you to decide whether you speak with the police or in a court."),
        ],
    )


def _what_next(application: ApplicationShown, decision: DecisionShown, now: datetime) -> Part:
    head = _("If you do not agree")
    if decision.outcome == Outcome.UPHELD:
        return Part(
            head,
            [
                _(
                    "Other people than those who decided first looked at it. If something new is known you may apply once more."
                ),
                _("A lawyer can tell you whether a court may look at it. Your team finds one for you, free of charge."),
            ],
        )
    until = application.review_until
    ask = _("You may ask for a review: other people than those who decided will look at it again.")
    how = _("Tell your team or your lawyer that you wish it. A word is enough, no form is needed.")
    by = [_("You can ask for it until %(day)s.") % {"day": long_day(until)}] if until else []
    return Part(head, [ask, how, *by])

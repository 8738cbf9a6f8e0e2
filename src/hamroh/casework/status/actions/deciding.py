"""What the authority does: decide, with reasons, or ask for more; and, by other people, review a decision."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import where
from hamroh.casework.cases.models import Case, TeamMember
from hamroh.casework.status import rules, terms
from hamroh.casework.status.access import agreement_holds, open_application, received_by
from hamroh.casework.status.actions.telling import tell_case, told
from hamroh.casework.status.models import Application, Decision
from hamroh.casework.status.queries import codes_of, limit_of, who_may_sit
from hamroh.casework.status.terms import Outcome, Round, State
from hamroh.foundation.permissions.access import news_for, require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import people_of
from hamroh.mechanism.procedures.terms import STATUS_REVIEW, VICTIM_STATUS

DECIDE = "status:decide"
EVENTS = {
    Outcome.MORE_EVIDENCE: "status.evidence_asked",
    Outcome.UPHELD: "status.reviewed",
    Outcome.CHANGED: "status.reviewed",
}


def decide_status(
    actor: Actor,
    *,
    id: UUID,
    application_id: UUID,
    outcome: str,
    reasons: str,
    shows: Iterable[str] = (),
    panel: Iterable[UUID] = (),
    now: datetime,
) -> Decision:
    """Write down what the authority decided: granted, refused, or more evidence needed; after a review upheld or changed.

    `panel`: who sat, whoever writes it down included. Nobody decides who was recused from the case, ever worked on it or
    acts for the organisation that applied; nobody reviews a decision on which they sat. A second click finds the first's.
    """
    require(actor, DECIDE, "application", application_id)
    opened = open_application(actor, application_id, now)
    application = received_by(actor).select_for_update(of=("self",)).get(pk=application_id)
    if first := Decision.objects.filter(pk=id, application=application).first():
        return first
    if opened.shut is terms.Shut.WITHDRAWN:
        raise NotFound("application", application_id)
    sitting, shown = sorted({actor.user_id, *panel}), sorted(set(shows))
    with news_for(actor, application.sender_organisation_id, application.case_id):
        case = Case.objects.select_related("organisation").get(pk=application.case_id)
        worked = frozenset(TeamMember.objects.filter(case=case).order_by().values_list("user_id", flat=True))
    obstacles = rules.obstacles_to_deciding(
        state=application.state,
        outcome=outcome,
        reasons=reasons,
        shows=shown,
        elements=codes_of(case)[terms.ELEMENTS],
        panel=_facts(application, sitting, worked, now),
        ground_holds=agreement_holds(application, now),
    )
    if obstacles:
        raise Refused(*obstacles)
    decision = Decision(
        id=id,
        application=application,
        case_id=application.case_id,
        round=rules.round_of(application.state),
        outcome=outcome,
        shows=shown,
        panel=sitting,
        not_by=application.first_panel if rules.round_of(application.state) == Round.REVIEW else [],
        reasons_sealed=seal(application.person_id, reasons.strip(), place=terms.REASONS_PLACE.format(id)),
        decided_at=now,
        decided_by=actor.user_id,
    )
    with transaction.atomic():
        decision.save(force_insert=True)
        _move(application, case, decision)
        told(actor, application, "status.decided", now, decision=str(id), outcome=outcome, round=decision.round)
        _tell_case(actor, case, decision, now)
    return decision


def _facts(
    application: Application, sitting: Collection[UUID], worked: Collection[UUID], now: datetime
) -> list[rules.Sitting]:
    """Of each who is to sit: whether they may at all, and what ties them."""
    may = who_may_sit(application.authority_organisation_id, now)
    applying = people_of(application.sender_organisation_id, now)
    tied = {*application.parties, *application.barred, *worked, *applying}
    before = set(application.first_panel) if application.state == State.REVIEW_ASKED else set()
    return [
        rules.Sitting(user, of_the_panel=user in may, tied=user in tied, sat_before=user in before) for user in sitting
    ]


def _move(application: Application, case: Case, decision: Decision) -> None:
    """Where the application stands from now on, and what is due then."""
    application.moved_at = now = decision.decided_at
    application.due_at, application.due_basis = None, ""
    edition = editions.edition(case.edition_id)
    if decision.round == Round.REVIEW:
        application.state, application.review_outcome = State.REVIEWED, decision.outcome
        application.reviewed_at, application.review_panel = now, decision.panel
    elif decision.outcome == Outcome.MORE_EVIDENCE:
        application.state = State.MORE_EVIDENCE
        limit = limit_of(edition, starts="status.evidence_asked", start=now, where=where(case))
        application.due_at, application.due_basis = limit
    else:
        application.state, application.outcome = State.DECIDED, decision.outcome
        application.decided_at, application.first_panel = now, decision.panel
        if decision.outcome == Outcome.REFUSED:
            application.review_until = limit_of(edition, starts="status.refused", start=now, where=where(case))[0]
    application.save(
        update_fields=[
            *("state", "moved_at", "due_at", "due_basis", "outcome", "decided_at", "first_panel"),
            *("review_until", "review_outcome", "reviewed_at", "review_panel"),
        ]
    )


def _tell_case(actor: Actor, case: Case, decision: Decision, now: datetime) -> None:
    """The case's own timeline and clocks learn of it; whoever decides sees nothing of them."""
    outcome = Outcome(decision.outcome)
    review = decision.round == Round.REVIEW
    said: dict[str, Any] = {"decision": STATUS_REVIEW if review else VICTIM_STATUS, "decided": outcome.value}
    with news_for(actor, case.organisation_id, case.pk):
        tell_case(actor, case, EVENTS.get(outcome, "status.decided"), now=now, **said)
        if outcome is Outcome.REFUSED:
            tell_case(actor, case, "status.refused", now=now)

"""The person asks for a review of a refusal, through the team; or says that they do not want one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.actions import where
from hamroh.casework.status import rules
from hamroh.casework.status.access import agreement_holds
from hamroh.casework.status.actions.applying import take
from hamroh.casework.status.actions.telling import tell_case, told
from hamroh.casework.status.queries import limit_of
from hamroh.casework.status.terms import State
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions import queries as editions


def ask_review(actor: Actor, *, case_id: UUID, application_id: UUID, wished: bool, now: datetime) -> None:
    """The refusal goes back to the authority, to be reviewed by other people than those who refused; its own clock starts.

    Refused after the edition's time, without the person's living agreement, or without their word today. Asked twice, the
    first time counts.
    """
    case, application = take(actor, case_id, application_id)
    if application.state == State.REVIEW_ASKED:
        return
    obstacles = rules.obstacles_to_review(
        state=application.state,
        outcome=application.outcome,
        until=application.review_until,
        wished=wished,
        ground_holds=agreement_holds(application, now),
        now=now,
    )
    if obstacles:
        raise Refused(*obstacles)
    application.state, application.moved_at, application.review_asked_at = State.REVIEW_ASKED, now, now
    edition = editions.edition(case.edition_id)
    limit = limit_of(edition, starts="status.review_asked", start=now, where=where(case))
    application.due_at, application.due_basis = limit
    with transaction.atomic():
        application.save(update_fields=["state", "moved_at", "review_asked_at", "due_at", "due_basis"])
        tell_case(actor, case, "status.review_asked", now=now, by_person=True, application=str(application.pk))
        told(actor, application, "status.review_asked", now)


def decline_review(actor: Actor, *, case_id: UUID, application_id: UUID, now: datetime) -> None:
    """The person does not want a review: nobody goes on asking. While there is time they may still change their mind."""
    case, application = take(actor, case_id, application_id)
    if rules.review_is_open(application.state, application.outcome, application.review_until, now):
        with transaction.atomic():
            tell_case(actor, case, "status.review_declined", now=now, by_person=True, application=str(application.pk))
            told(actor, application, "status.review_declined", now)

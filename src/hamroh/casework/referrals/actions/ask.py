"""More is asked and given. The referral stays where it is and its clock runs on."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.referrals.access import why_shut
from hamroh.casework.referrals.actions.moving import (
    LONGEST_NOTE,
    keys_of_sender,
    subject_of,
    take_received,
    take_sent,
    told,
    what_happened,
)
from hamroh.casework.referrals.models import Question
from hamroh.casework.referrals.rules import is_open
from hamroh.casework.referrals.terms import Kind, Side, Status
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_


def ask_question(actor: Actor, *, id: UUID, referral_id: UUID, question: str, now: datetime) -> None:
    """Ask the sending team. A hand-over's author cannot be asked: the first line does not go on interviewing."""
    with transaction.atomic():
        referral = take_received(actor, referral_id, "referral:answer")
        if Question.objects.filter(pk=id, referral=referral).exists():
            return
        if referral.kind == Kind.HANDOVER:
            raise Refused(Obstacle(N_("Ask the person when you meet: whoever handed over knows no more."), "question"))
        if not is_open(Status(referral.status)):
            raise Refused(what_happened(referral, Side.TARGET))
        _check(question, "question")
        question_row = Question(
            id=id,
            referral=referral,
            recipient_organisation_id=referral.recipient_organisation_id,
            sender_keys=keys_of_sender(referral),
            asked_sealed=seal(subject_of(referral), question.strip(), place=f"referrals_question.asked_sealed:{id}"),
            asked_at=now,
            asked_by=actor.user_id,
        )
        try:
            with transaction.atomic():
                question_row.save(force_insert=True)
        except IntegrityError:  # the key belongs to a question about another referral
            raise NotFound("question", id) from None
        told(actor, referral, "referral.asked", now)


def answer_question(actor: Actor, *, referral_id: UUID, question_id: UUID, reply: str, now: datetime) -> None:
    """Reply for the sending team, while the ground carries the referral. The first reply stands."""
    with transaction.atomic():
        referral = take_sent(actor, referral_id)
        question = Question.objects.select_for_update().filter(pk=question_id, referral=referral).first()
        if question is None:
            raise NotFound("question", question_id)
        if question.replied_at:
            return
        if not is_open(Status(referral.status)):
            raise Refused(what_happened(referral, Side.REQUESTER))
        if referral.case_id is None:
            raise NotFound("case")
        open_case(actor, referral.case_id)  # the ground is seen from inside the case
        if why_shut(referral, now):
            raise Refused(Obstacle(N_("The ground has ended. Ask the person again.")))
        _check(reply, "reply")
        place = f"referrals_question.replied_sealed:{question.pk}"
        question.replied_sealed = seal(subject_of(referral), reply.strip(), place=place)
        question.replied_at = now
        question.save(update_fields=["replied_sealed", "replied_at"])
        told(actor, referral, "referral.replied", now)


def _check(text: str, field: str) -> None:
    if not text.strip():
        raise Refused(Obstacle(N_("Nothing was written: write it, or go back."), field))
    if len(text) > LONGEST_NOTE:
        raise Refused(Obstacle(N_("Shorten the note to %(most)s signs."), field, {"most": LONGEST_NOTE}))

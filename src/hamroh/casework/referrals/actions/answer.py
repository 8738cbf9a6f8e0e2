"""The recipient answers: accepted, or declined with a reason that says whose it is."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.referrals.actions.moving import (
    keys_of_sender,
    move,
    sealed_note,
    take_received,
    told,
    wait_for,
)
from hamroh.casework.referrals.models import Answer, Referral
from hamroh.casework.referrals.terms import Kind, ReasonOf, Side, Status
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions


def accept_referral(actor: Actor, *, referral_id: UUID, note: str = "", now: datetime) -> None:
    """Say yes for the organisation. From now on the next clock runs: arrival for a hand-over, else feedback."""
    with transaction.atomic():
        referral = take_received(actor, referral_id, "referral:answer")
        if not move(actor, referral, Status.ACCEPTED, Side.TARGET, now=now):
            return
        _write_answer(actor, referral, now, note=note, accepted=True)
        safe_place = referral.kind == Kind.HANDOVER and editions.current().has_clock("safe_place")
        wait_for(referral, "safe_place" if safe_place else "feedback", now)
        referral.answered_at = now
        referral.save(update_fields=[*MOVED, "answered_at", "due_at", "due_basis"])
        told(actor, referral, "referral.accepted", now)


def decline_referral(
    actor: Actor, *, referral_id: UUID, reason_of: str, reason: str, note: str = "", now: datetime
) -> None:
    """Say no, with a code of the list `decline_reason` and whose reason it is. A hand-over's author never learns it."""
    with transaction.atomic():
        referral = take_received(actor, referral_id, "referral:answer")
        # Of somebody who was faster they are told first: a reason for what cannot happen helps nobody.
        if not move(actor, referral, Status.REJECTED, Side.TARGET, now=now):
            return
        if obstacles := _against_reason(reason_of, reason):
            raise Refused(*obstacles)
        _write_answer(actor, referral, now, note=note, accepted=False, reason_of=reason_of, reason=reason)
        referral.answered_at = now
        referral.save(update_fields=[*MOVED, "answered_at"])
        told(actor, referral, "referral.declined", now, reason_of=reason_of, reason=reason)


MOVED = ("status", "status_reason", "moved_at", "moved_by", "ended_at")


def _against_reason(reason_of: str, reason: str) -> list[Obstacle]:
    sides = {code.id: code.side for code in editions.current().codes("decline_reason")}
    if reason_of not in set(ReasonOf):
        return [Obstacle(N_("Say whose reason it is: yours, or the person's."), "reason_of")]
    if reason not in sides:
        return [Obstacle(N_("Choose the reason from the list."), "reason")]
    if sides[reason] not in (None, reason_of):
        sentence = N_("This reason belongs to the other side: choose it there, or choose another.")
        return [Obstacle(sentence, "reason")]
    return []


def _write_answer(
    actor: Actor,
    referral: Referral,
    now: datetime,
    *,
    note: str,
    accepted: bool,
    reason_of: str = "",
    reason: str = "",
) -> None:
    answer = Answer(
        id=uuid7(),
        referral=referral,
        recipient_organisation_id=referral.recipient_organisation_id,
        sender_keys=keys_of_sender(referral),
        accepted=accepted,
        reason_of=reason_of,
        reason=reason,
        at=now,
        by=actor.user_id,
    )
    answer.note_sealed = sealed_note(referral, note, f"referrals_answer.note_sealed:{answer.pk}")
    answer.save(force_insert=True)

"""The sending team ends a referral, or closes the loop with the person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import note as note_on_timeline
from hamroh.casework.referrals.actions.answer import MOVED
from hamroh.casework.referrals.actions.moving import move, take_sent, told, what_happened
from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.rules import is_open
from hamroh.casework.referrals.terms import CANCEL_WORDING, Side, Status
from hamroh.kernel.actor import Acting, Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_


def confirm_outcome(actor: Actor, *, referral_id: UUID, now: datetime) -> None:
    """The team asked the person: it is so. Only this closes the loop. Said twice, the first time counts."""
    with transaction.atomic():
        referral = take_sent(actor, referral_id)
        if referral.confirmed_at:
            return
        if is_open(Status(referral.status)):
            raise Refused(Obstacle(N_("The other organisation has not told the outcome yet: wait for it, or ask.")))
        if referral.status == Status.CANCELLED:
            raise Refused(what_happened(referral, Side.REQUESTER))
        referral.confirmed_at = now
        referral.save(update_fields=["confirmed_at"])
        _note(actor, referral, "referral.confirmed", now)
        told(actor, referral, "referral.confirmed", now)


def cancel_referral(actor: Actor, *, referral_id: UUID, reason: str, now: datetime) -> None:
    """End an open referral; the recipient's access ends with it. Its own record of the service stays."""
    with transaction.atomic():
        referral = take_sent(actor, referral_id)
        if reason not in CANCEL_WORDING:
            raise Refused(Obstacle(N_("Choose the reason from the list."), "reason"))
        if end_by_sender(actor, referral, reason, now):
            _note(actor, referral, "referral.cancelled", now)


def end_by_sender(actor: Acting, referral: Referral, reason: str, now: datetime) -> bool:
    """Cancel a locked referral; nothing of it is visible to the recipient from now on."""
    if not move(actor, referral, Status.CANCELLED, Side.REQUESTER, now=now, reason=reason):
        return False
    referral.save(update_fields=MOVED)
    told(actor, referral, "referral.cancelled", now, reason=reason)
    return True


def _note(actor: Actor, referral: Referral, event: str, now: datetime) -> None:
    if referral.case_id is None:
        raise NotFound("case")
    case = open_case(actor, referral.case_id)
    to = str(referral.recipient_organisation_id)
    note_on_timeline(actor, case, event, now=now, referral=str(referral.pk), to=to)

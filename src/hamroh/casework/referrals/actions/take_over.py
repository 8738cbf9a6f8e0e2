"""A service that another organisation gave becomes a line of the case's own list, once the person confirmed it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.referrals.actions.moving import take_sent
from hamroh.casework.referrals.models import Outcome, Referral
from hamroh.casework.referrals.terms import Status
from hamroh.casework.support import actions as support
from hamroh.casework.support.rules import Received
from hamroh.casework.support.terms import NOT_ASKED
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.queries import day_of


def take_over_service(actor: Actor, *, referral_id: UUID, now: datetime) -> bool:
    """Write into the list of services what a confirmed referral gave, with its source. False when it stands there already.

    How much of it, and what it cost, the team adds; the provider's own record stays the provider's.
    """
    require(actor, "case:open", "referral", referral_id)
    with transaction.atomic():
        referral = take_sent(actor, referral_id)
        if referral.case_id is None:
            raise NotFound("referral", referral_id)
        case = open_case(actor, referral.case_id, FieldGroup.SERVICES)
        outcome = Outcome.objects.filter(referral=referral).first()
        if referral.confirmed_at is None or referral.status != Status.COMPLETED or outcome is None:
            raise Refused(Obstacle(N_("Confirm the outcome with the person first: then it is taken over.")))
        received = Received(
            service_type=referral.service.type,
            provider=referral.recipient_organisation_id,
            since=min(_began(referral), outcome.on),
            until=outcome.on,
            outcome=NOT_ASKED,
        )
        return support.take_over_service(actor, case=case, referral_id=referral.pk, received=received, now=now)


def _began(referral: Referral) -> date:
    at = referral.arrived_at or referral.answered_at or referral.sent_at
    return day_of(at)

"""The person who was handed over is here: a case begins, and knows where it came from."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases import actions as cases
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.referrals.actions.moving import take_received
from hamroh.casework.referrals.rules.opening import obstacles_to_opening
from hamroh.casework.referrals.terms import Kind
from hamroh.casework.support.actions import start_stay
from hamroh.foundation.permissions.access import lent_key, require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused


def open_case_from_handover(
    actor: Actor,
    *,
    id: UUID,
    referral_id: UUID,
    child: bool,
    code_only: bool,
    now: datetime,
    territory_id: UUID | None = None,
) -> Case:
    """Open the one case that a hand-over may lead to; what the first contact saw stands in it from then on.

    Refuses before the arrival, and when the organisation has opened a case from it already. Where people live in the
    service, the stay begins. A second click (the same `id`) finds the first one's case.
    """
    require(actor, "case:open", "referral", referral_id)
    with transaction.atomic():
        referral = take_received(actor, referral_id, "case:open")
        if first := Case.objects.filter(pk=id, origin_referral_id=referral_id).first():
            return open_case(actor, first.pk)
        obstacles = obstacles_to_opening(
            handover=referral.kind == Kind.HANDOVER,
            arrived=referral.arrived_at is not None,
            opened=_opened_by_colleagues(actor, referral_id),
        )
        if obstacles:
            raise Refused(*obstacles)
        case = cases.open_new_case(
            actor,
            id=id,
            child=child,
            code_only=code_only,
            now=now,
            origin_referral_id=referral_id,
            territory_id=territory_id,
        )
        if case.origin_referral_id != referral_id:  # the key was taken by another case, which this one must not change
            raise NotFound("case", id)
        if referral.service.residential:
            opened = open_case(actor, case.pk, FieldGroup.RESIDENCE)
            start_stay(actor, case=opened, service_id=referral.service_id, referral_id=referral_id, now=now)
    return case


def _opened_by_colleagues(actor: Actor, referral_id: UUID) -> bool:
    """Also a case that this colleague may not see: the organisation's key tells that there is one, and no more."""
    with lent_key(actor, actor.organisation_id):
        return Case.objects.filter(origin_referral_id=referral_id).exists()

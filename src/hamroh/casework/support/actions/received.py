"""Services that the person received. Group *services* must be open."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.casework.cases.models import Case
from hamroh.casework.support import events, rules
from hamroh.casework.support.actions.writing import writes, written
from hamroh.casework.support.models import ServiceReceived
from hamroh.casework.support.queries import service_lists, service_received, today
from hamroh.foundation.revisions.actions import revise
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.membership.queries import organisation_names


def write_service(actor: Actor, *, case: Case, thing: UUID, received: rules.Received, seen: int, now: datetime) -> None:
    """Write a service into the list, or correct what stands there (`seen` is the revision that was shown).

    Raises Changed when somebody wrote meanwhile, and for a second click on a new one.
    """
    _write(actor, case, thing, received, seen=seen, now=now)


def take_over_service(actor: Actor, *, case: Case, referral_id: UUID, received: rules.Received, now: datetime) -> bool:
    """A referral's outcome that the person confirmed becomes a line of the list, with its source. False: it stands there.

    The caller has opened the referral as one that this team sent.
    """
    if service_received(case.pk, case.person_id, referral_id) is not None:
        return False
    _write(actor, case, referral_id, received, seen=0, now=now, source=referral_id)
    return True


def _write(
    actor: Actor,
    case: Case,
    thing: UUID,
    received: rules.Received,
    *,
    seen: int,
    now: datetime,
    source: UUID | None = None,
) -> None:
    before = service_received(case.pk, case.person_id, thing) if seen else None
    if seen and before is None:
        raise NotFound("service", thing)
    obstacles = writes(actor, case, erased=bool(before and before.erased))
    obstacles += rules.obstacles_to_receiving(received, lists=service_lists(case), today=today(now))
    if received.provider and received.provider not in organisation_names([received.provider]):
        obstacles += (Obstacle(N_("Choose the organisation from the list."), "provider"),)
    if obstacles:
        raise Refused(*obstacles)
    columns: dict[str, Any] = {
        "service_type": received.service_type,
        "provider_id": received.provider,
        "since": received.since,
        "until": received.until,
        "quantity": received.quantity,
        "unit": received.unit,
        "funding": received.funding,
        "unit_cost": received.unit_cost,
        "currency": received.currency if received.unit_cost is not None else "",
        "outcome": received.outcome,
        "source_referral_id": before.from_referral if before else source,
    }
    words = {"provider_named": received.provider_named.strip(), "own_words": received.own_words.strip()}
    try:
        with transaction.atomic():
            revise(
                actor,
                ServiceReceived,
                thing=thing,
                seen=seen,
                subject_id=case.person_id,
                words=words,
                now=now,
                case=case,
                **columns,
            )
            written(actor, case, events.SERVICE_CORRECTED if seen else events.SERVICE_RECORDED, now)
    except IntegrityError:  # a key that is taken by a line of another case was not made by our page
        raise NotFound("service", thing) from None

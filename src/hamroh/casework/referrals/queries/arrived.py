"""Who arrived and has no case yet: the people that a hand-over would lose if nobody were told to go on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.casework.referrals.access import received_by
from hamroh.casework.referrals.terms import Kind, Status
from hamroh.foundation.permissions.access import lent_key
from hamroh.kernel.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class Arrived:
    """An arrival and where it came from; names by language."""

    id: UUID
    code: str
    sender: dict[str, str]
    at: datetime


def arrived_without_case(actor: Actor, since: datetime) -> list[Arrived]:
    """Hand-overs whose person is with the actor's organisation while no colleague has opened a case; longest first."""
    found = received_by(actor).filter(kind=Kind.HANDOVER, status=Status.COMPLETED, arrived_at__gte=since)
    fields = ("pk", "code", "sender_organisation__names", "arrived_at")
    # By the end of a hand-over, which is its arrival: that column has the index.
    rows = list(found.filter(ended_at__gte=since).order_by("ended_at", "pk").values_list(*fields)[:MOST])
    if not rows:
        return []
    with lent_key(actor, actor.organisation_id):  # also colleagues' cases: that there is one, and no more
        opened = set(
            Case.objects.filter(origin_referral_id__in=[row[0] for row in rows]).values_list(
                "origin_referral_id", flat=True
            )
        )
    return [Arrived(*row) for row in rows if row[0] not in opened]

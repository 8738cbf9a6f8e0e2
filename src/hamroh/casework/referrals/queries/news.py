"""What other organisations did lately with the referrals of the actor's cases."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Greatest

from hamroh.casework.referrals.access import sent_by_team
from hamroh.casework.referrals.terms import EndedBy, Status
from hamroh.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class News:
    """One answer or outcome: what, when, by whom. Names are by language."""

    referral_id: UUID
    code: str
    service: dict[str, str]
    by: dict[str, str]
    status: str
    at: datetime


def answered_lately(actor: Actor, since: datetime, limit: int = 8) -> list[News]:
    """The newest word of each referral that moved since then, newest first; what the team ended itself is no news."""
    # Whatever moved at all since then, an index finds; when it was answered, arrived or ended is looked at after that.
    moved = sent_by_team(actor).filter(moved_at__gte=since)
    rows = moved.filter(Q(answered_at__gte=since) | Q(arrived_at__gte=since) | Q(ended_at__gte=since))
    moment = Greatest("answered_at", "arrived_at", "ended_at")  # PostgreSQL leaves the unknown ones out
    fields = ("pk", "code", "service__names", "recipient_organisation__names", "status", "moment")
    ours = Q(status=Status.CANCELLED) & ~Q(status_reason=EndedBy.MEMBER_SUSPENDED)
    found = rows.exclude(ours).annotate(moment=moment).order_by("-moment", "-pk")
    return [News(*row) for row in found.values_list(*fields)[:limit]]

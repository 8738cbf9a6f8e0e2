"""What a suspension sets going elsewhere: taken in hand by the job that carries it out, and marked as done."""

from datetime import datetime

from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import System
from hamroh.mechanism.membership.models import Cascade


def take_cascades() -> list[Cascade]:
    """What waits to be carried out, locked until the transaction ends; what another process has in hand is left to it."""
    waiting = Cascade.objects.filter(done_at__isnull=True).select_for_update(of=("self",), skip_locked=True)
    return list(waiting.select_related("organisation").order_by("asked_at", "id"))


def finish_cascade(actor: System, cascade: Cascade, *, returned: int, cared_for: int, now: datetime) -> None:
    """Carried out. How many people live in its care is for the record only: no page of the mechanism counts them."""
    cascade.done_at, cascade.returned = now, returned
    cascade.save(update_fields=["done_at", "returned"])
    record(
        actor,
        "member.cascade_done",
        resource="organisation",
        resource_id=cascade.organisation_id,
        at=now,
        returned=returned,
        cared_for=cared_for,
    )

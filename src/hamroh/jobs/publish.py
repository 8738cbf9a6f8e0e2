"""Publishes drafts that everybody whom the mechanism names has approved."""

from django.db import transaction

from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor
from hamroh.mechanism.editions.actions import publish_approved


def publish() -> list[int]:
    """All that waits. Runs as the system actor `publish`; returns the numbers of new editions."""
    actor = system_actor("publish")
    with transaction.atomic():
        act_as(actor)
        return publish_approved(actor, now=clock.now())

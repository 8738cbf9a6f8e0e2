"""Counts work and clocks for those who see the mechanism and never a case."""

from django.db import transaction

from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor
from hamroh.oversight.monitoring.actions import count_work


def refresh_figures() -> int:
    """One count, replacing the last. Runs as the system actor `figures`; returns how many figures there are."""
    actor = system_actor("figures")
    with transaction.atomic():
        act_as(actor)
        return count_work(actor, now=clock.now())

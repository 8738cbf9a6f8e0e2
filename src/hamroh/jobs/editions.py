"""Brings running cases to a new edition of the mechanism, where its publication says that they move."""

from django.db import transaction

from hamroh.casework.cases.actions.new_edition import move_cases
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor


def move_running_cases() -> int:
    """All that waits. Runs as the system actor `editions`; returns how many cases moved."""
    actor = system_actor("editions")
    with transaction.atomic():
        act_as(actor)
        return move_cases(actor, now=clock.now())

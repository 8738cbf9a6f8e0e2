"""Carries out what a suspension sets going inside cases, which nobody who decides it may see."""

from django.db import transaction

from hamroh.casework.referrals.actions.cascade import carry_out_cascades
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor


def cascade() -> int:
    """All that waits. Runs as the system actor `cascade`; returns how many decisions were carried out."""
    actor = system_actor("cascade")
    with transaction.atomic():
        act_as(actor)
        return carry_out_cascades(actor, now=clock.now())

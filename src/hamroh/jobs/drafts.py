"""Lets go of what somebody typed, did not save, and did not come back to."""

from django.db import transaction

from hamroh.foundation.drafts.actions import clear_old_drafts
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor


def clear_drafts() -> int:
    """All that is older than seven days. Runs as the system actor `drafts`; returns how many went."""
    actor = system_actor("drafts")
    with transaction.atomic():
        act_as(actor)
        return clear_old_drafts(actor, now=clock.now())

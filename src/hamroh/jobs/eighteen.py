"""Reminds teams of eighteenth birthdays, in their month."""

from django.db import transaction

from hamroh.casework.kinship.actions import remind_of_birthdays as remind
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor


def remind_of_birthdays() -> int:
    """All whose month has come. Runs as the system actor `eighteen`; returns how many teams were told."""
    actor = system_actor("eighteen")
    with transaction.atomic():
        act_as(actor)
        return remind(actor, now=clock.now())

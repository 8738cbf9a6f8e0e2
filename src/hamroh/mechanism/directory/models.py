from django.db import models

from hamroh.foundation.permissions.models import Record
from hamroh.foundation.reference.models import Territory
from hamroh.mechanism.membership.models import Organisation


class Service(Record):
    """A support that an organisation offers (HSDS: service). Referrals are addressed to it, never to a person.

    It carries no address: a confidential place has none here. `capacity` is places in all, `free` what was last confirmed.
    """

    personal_data = "None."
    retention = "Kept: past referrals name it."

    key = models.CharField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    type = models.CharField(max_length=60)
    names = models.JSONField()
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT)
    residential = models.BooleanField(default=False)
    accepts = models.JSONField(default=list)
    needs_groups = models.JSONField(default=list)
    out_of_hours = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True)
    free = models.PositiveIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    active = models.BooleanField(default=True)
    basis = models.CharField(max_length=20)

    class Meta:
        ordering = ["key"]

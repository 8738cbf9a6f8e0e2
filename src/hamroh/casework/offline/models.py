from django.db import models

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class OfflineDevice(Record):
    """A browser that keeps forms for one person. The mark is of a secret that the device alone holds."""

    personal_data = "Of a colleague: that they work with this device, and when it last asked."
    retention = "As long as the account; ended ones by the mechanism's rule for sign-ins."

    mark = models.CharField(max_length=64, unique=True)
    user_id = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    contacted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    told_to_wipe_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["user_id"]), models.Index(fields=["organisation", "-since"])]

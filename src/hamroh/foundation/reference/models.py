from django.db import models

from hamroh.foundation.permissions.models import Record


class Territory(Record):
    """A region or district of the country, as the mechanism's pack names it."""

    personal_data = "None."
    retention = "Kept."

    key = models.CharField(max_length=60, unique=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    names = models.JSONField()
    basis = models.CharField(max_length=20)

    class Meta:
        ordering = ["key"]

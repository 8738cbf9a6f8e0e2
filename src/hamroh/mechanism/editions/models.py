from django.db import models

from hamroh.foundation.permissions.models import Record


class Edition(Record):
    """A published state of the mechanism. `document` is the validated pack, `content_hash` its fingerprint."""

    personal_data = "None: offices and rules, never officials."
    retention = "Kept: running cases stand on it."

    mechanism = models.CharField(max_length=60)
    number = models.PositiveIntegerField(unique=True)
    content_hash = models.CharField(max_length=64)
    document = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]

from django.db import models

from hamroh.foundation.permissions.models import Record


class Edition(Record):
    """A published state of the mechanism. `document` is the validated pack, `content_hash` its fingerprint.

    `running_cases`: whether cases that run under an earlier edition stay on theirs or move to this one; the job that moves
    them says when it was done, how many moved, and how many stayed because their stage no longer exists.
    """

    personal_data = "None: offices and rules, never officials."
    retention = "Kept: running cases stand on it."

    mechanism = models.CharField(max_length=60)
    number = models.PositiveIntegerField(unique=True)
    content_hash = models.CharField(max_length=64)
    document = models.JSONField()
    published_at = models.DateTimeField()
    running_cases = models.CharField(max_length=10, default="stay", db_default="stay")
    moved_at = models.DateTimeField(null=True)
    moved = models.PositiveIntegerField(null=True)
    not_moved = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]

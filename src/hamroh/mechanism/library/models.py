from django.db import models

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.library.terms import CommentState
from hamroh.mechanism.membership.models import Organisation


class Comment(Record):
    """What a member says about one clause of a draft, and what the team that drafts answered."""

    personal_data = (
        "Which colleague wrote about which clause, for which organisation. Comments are about texts, never persons."
    )
    retention = "Kept with the editions: whoever asks why a clause reads as it does finds it here."

    document = models.CharField(max_length=40, db_index=True)
    clause = models.CharField(max_length=40)
    edition = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    text = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=12, default=CommentState.OPEN)
    reply = models.TextField(blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]

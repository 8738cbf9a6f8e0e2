from django.conf import settings
from django.db import models

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class Acknowledgement(Record):
    """Somebody read this version of the code, in this language, and keeps to it."""

    personal_data = "Which colleague acknowledged which text, when."
    retention = "Kept as long as acts of that time are kept."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=40)
    version = models.CharField(max_length=64)
    language = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="acknowledged_once")]


class Declaration(Record):
    """Somebody declared what ties them, or that nothing does. The newest counts. What the ties are stands apart."""

    personal_data = "That a colleague declared, and until when it counts; not what."
    retention = "Kept as long as acts of that time are kept."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-at"]


class Tie(Record):
    """One tie of a declaration; its words are sealed for the declarer."""

    personal_data = "What ties a colleague to an organisation or an office: sealed words."
    retention = "With the declaration."

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="ties")
    user_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        ordering = ["id"]


class Training(Record):
    """Somebody was taught; it counts until `until`, or without end."""

    personal_data = "Which colleague was trained in what, when."
    retention = "Kept as long as acts of that time are kept."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    until = models.DateTimeField(null=True)
    paper = models.CharField(max_length=200)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]

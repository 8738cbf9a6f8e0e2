from django.conf import settings
from django.contrib.postgres.fields import ArrayField
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


class Complaint(Record):
    """A complaint. `shut_to`: the accused's organisation, all above and under it; `shut_to_people`: who else is accused.

    `mark`: the keyed mark of the receipt that whoever complained holds. `heard_at`: when they last wrote; `retaliation`: they
    say that somebody makes them suffer for it. `decided_by` does not look at it again.
    """

    personal_data = "What somebody says was done to them, sealed; perhaps which colleague complained."
    retention = "Five years after the decision (assumed), then its key is destroyed."

    at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    about = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    shut_to = ArrayField(models.UUIDField())
    shut_to_people = ArrayField(models.UUIDField())
    complainant_id = models.UUIDField(null=True)
    sealed = models.BinaryField()
    mark = models.CharField(max_length=64, unique=True)
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default="received")
    handler_id = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    sanction = models.CharField(max_length=20, blank=True)
    heard_at = models.DateTimeField()
    retaliation = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at"]


class ComplaintEntry(Record):
    """One thing written in a complaint, a look included. It is the complaint's own record: the common one knows nothing."""

    personal_data = "Sealed words about a complaint; which handler wrote them."
    retention = "With the complaint."

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    by = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        ordering = ["at", "id"]

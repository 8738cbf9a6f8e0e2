from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hamroh.casework.submissions.terms import OPEN
from hamroh.foundation.forms.models import FormVersion
from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class Device(Record):
    """One telephone of one colleague at one organisation. Of its token only a keyed mark is kept."""

    personal_data = "Which colleague collects on a telephone, and when it last sent something. A label, never a name."
    retention = "As long as what was sent with it."

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user_id = models.UUIDField()
    label = models.CharField(max_length=40)
    mark = models.CharField(max_length=64, unique=True)
    issued_by = models.UUIDField()
    issued_at = models.DateTimeField()
    until = models.DateTimeField()
    last_sent_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["-issued_at", "-id"]
        indexes = [models.Index(fields=["organisation", "user_id"], name="device_of_colleague")]


class EncryptionKey(Record):
    """The public half with which telephones of one organisation encrypt. One in use at a time; old ones stay, to open with."""

    personal_data = "None: a public key."
    retention = "As long as anything is encrypted with it."

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    public_key = models.TextField()
    fingerprint = models.CharField(max_length=64)
    custody = models.CharField(max_length=12)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=Q(ended_at__isnull=True), name="one_key_in_use")
        ]


class PrivateHalf(Record):
    """Where the platform opens what arrives: the private half, sealed. Absent where the organisation keeps it."""

    personal_data = "None in itself; opens what was encrypted. Sealed."
    retention = "As long as the public half."

    key = models.OneToOneField(EncryptionKey, on_delete=models.PROTECT, related_name="private")
    sealed = models.BinaryField()


class Submission(Record):
    """One filled form as it was sent: who, when, which version, what became of it. What it says is in its contents.

    `faults` are codes, and paths of questions; never a value. The key of `sealed` contents is this row's own.
    """

    personal_data = "Which colleague filled which form when. Codes of faults; no answer."
    retention = (
        "With the case it became part of; what was sent itself 30 days after it was taken, then its key is destroyed and the "
        "answer in the case, under the person's key, is the only one. Not taken: by the mechanism's rule for contacts."
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    collector_id = models.UUIDField()
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    medium = models.CharField(max_length=8)
    instance_id = models.CharField(max_length=210)
    deprecated_id = models.CharField(max_length=210, blank=True)
    form = models.CharField(max_length=249)
    version = models.ForeignKey(FormVersion, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=10, blank=True)
    sha = models.CharField(max_length=64)
    encrypted = models.BooleanField(default=False)
    expected = ArrayField(models.CharField(max_length=200), default=list)
    received_at = models.DateTimeField()
    collected_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12)
    faults = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    case_id = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    aside_why = models.CharField(max_length=20, blank=True)
    original_gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "instance_id"], name="one_submission_per_instance")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "received_at", "id"],
                name="submission_open",
                condition=Q(state__in=[str(s) for s in OPEN]),
            ),
            models.Index(fields=["received_at", "id"], name="submission_queue", condition=Q(state="received")),
            models.Index(
                fields=["checked_at", "id"],
                name="submission_original",
                condition=Q(state="taken", original_gone_at__isnull=True),
            ),
        ]


class SubmissionFile(Record):
    """What was sent, byte for byte, sealed under the submission's key: the answers (no name), and each file by its name."""

    personal_data = "What a person told, and photographs. Sealed; the file's name is what the telephone gave it."
    retention = "As the submission. Destroying the submission's key makes it unreadable everywhere."

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="files", db_index=False)
    collector_id = models.UUIDField()
    organisation_id = models.UUIDField()
    name = models.CharField(max_length=200, blank=True)
    sha = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["submission", "name"]
        constraints = [models.UniqueConstraint(fields=["submission", "name"], name="one_file_per_name")]

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hamroh.foundation.permissions.models import Record


class FormVersion(Record):
    """One content of one form. It stays for as long as an answer was given to it, whatever became of the form."""

    personal_data = "None: what is asked, not what was answered."
    retention = "Kept."

    form = models.CharField(max_length=60)
    version = models.CharField(max_length=60)
    sha = models.CharField(max_length=64)
    workbook = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["form", "kept_at"]
        constraints = [models.UniqueConstraint(fields=["form", "sha"], name="one_version_per_content")]


class Response(Record):
    """One filling of one version. The row that lists need: which form, whose, since when, finished or not; no answer.

    `subject_id`: whose key seals the answers: the person of the case; without a case the response itself. `parties` and
    `barred` are the keys of the case's team, as on its tasks; without a case the author's alone. `place`: where in the
    form the last answer was given, to go on there.
    """

    personal_data = "That a form was filled in for a case, when and by whom."
    retention = "With the case; without one, by the mechanism's rule for contacts."

    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=60)
    edition_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField()
    author_id = models.UUIDField()
    parties = ArrayField(models.UUIDField())
    barred = ArrayField(models.UUIDField(), default=list)
    language = models.CharField(max_length=20)
    medium = models.CharField(max_length=10)
    place = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True)
    collected_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["case_id", "-started_at", "-id"], name="responses_of_case")]
        constraints = [
            models.CheckConstraint(
                name="response_medium_known",
                condition=models.Q(medium__in=["web", "offline", "phone", "paper", "kobo"]),
            )
        ]


class ResponsePart(Record):
    """The answers of one field group, by path: codes, numbers and dates plain, what people wrote sealed.

    Of identity, contact, health, residence and narrative everything is sealed. `answered_by`: who gave each, and when.
    """

    personal_data = "What a person answered: codes; free texts, and all of the sensitive groups, sealed."
    retention = "With the case; what is sealed with the person's key."

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="parts")
    case_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField()
    author_id = models.UUIDField()
    field_group = models.CharField(max_length=20)
    values = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)
    answered_by = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "field_group"], name="one_part_per_group")]


class ResponseFile(Record):
    """A picture or paper that answers a question: name and content sealed. A later one replaces it in its row."""

    personal_data = "May show a person or their papers. Sealed."
    retention = "With the person's key."

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="files")
    case_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField()
    author_id = models.UUIDField()
    field_group = models.CharField(max_length=20)
    path = models.CharField(max_length=200)
    type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    name_sealed = models.BinaryField()
    sealed = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]
        indexes = [models.Index(fields=["response", "path"], name="files_of_response")]

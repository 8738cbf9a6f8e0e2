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

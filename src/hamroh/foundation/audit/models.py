from django.db import models

from hamroh.foundation.permissions.models import Record


class Entry(Record):
    """One act or look. `detail` holds codes and ids only, never a value somebody typed."""

    personal_data = "Which colleague touched which case: keys, no names, no content."
    retention = "As long as the case and ten years on; not erased with a person."

    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    system = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)
    resource = models.CharField(max_length=40)
    resource_id = models.CharField(max_length=60, blank=True)
    case_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["case_id", "-at"], name="audit_case", condition=models.Q(case_id__isnull=False)),
            models.Index(fields=["actor_id", "-at"], name="audit_actor"),
        ]

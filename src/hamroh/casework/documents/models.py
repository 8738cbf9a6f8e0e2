from django.contrib.postgres.fields import ArrayField
from django.db import models

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class Document(Record):
    """That a copy was made: for whom, of what, on which ground. Once written never changed; the paper is not kept.

    `code` stands on every page of it. Who reads it and what for are sealed.
    """

    personal_data = "That parts of a file were printed, in codes; the reader's name and the purpose are sealed."
    retention = "With the case: it shows what left on paper."

    code = models.CharField(max_length=16, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    case_code = models.CharField(max_length=16)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    barred = ArrayField(models.UUIDField(), default=list)
    made_for = models.CharField(max_length=10)
    ground_id = models.UUIDField(null=True)
    recipient = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    groups = ArrayField(models.CharField(max_length=20))
    language = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["case", "-made_at"], name="documents_of_case")]
        constraints = [
            models.CheckConstraint(name="document_of_something", condition=~models.Q(groups=[])),
            models.CheckConstraint(
                name="document_on_a_ground",
                condition=~models.Q(made_for="ground") | models.Q(ground_id__isnull=False, recipient__isnull=False),
            ),
        ]

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class Ground(Record):
    """A ground for sharing with one organisation for one purpose. Terms are in `terms.py`; the proof note is apart."""

    personal_data = "What a person agreed to, in codes."
    retention = "With the case: it proves that sharing was lawful."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grounds")
    kind = models.CharField(max_length=30)
    purpose = models.CharField(max_length=40)
    recipient_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    groups = ArrayField(models.CharField(max_length=20))
    language = models.CharField(max_length=10)
    mode = models.CharField(max_length=20)
    proof = models.CharField(max_length=30)
    given_by = models.CharField(max_length=30)
    assent = models.CharField(max_length=20, blank=True)
    best_interests = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["case", "-recorded_at"], name="grounds_of_case")]
        constraints = [
            models.CheckConstraint(name="ground_names_groups", condition=~Q(groups=[])),
            models.CheckConstraint(name="ground_expires_later", condition=Q(expires_at__gt=models.F("recorded_at"))),
        ]


class Disclosure(Record):
    """What left the file, once written never changed."""

    personal_data = "Which groups of which case went to which organisation."
    retention = "With the case and ten years on."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    ground = models.ForeignKey(Ground, on_delete=models.PROTECT, related_name="disclosures")
    referral_id = models.UUIDField(null=True)
    recipient_organisation_id = models.UUIDField()
    groups = ArrayField(models.CharField(max_length=20))
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["case", "-at"], name="disclosures_of_case")]

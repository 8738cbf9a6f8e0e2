from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class Ground(Record):
    """A ground for sharing with one organisation for one purpose, in codes. Reasons in words are apart, in `Reasons`.

    `guardian_suspected`: no guardian of this child is asked again.
    `agreed_by`: which guardian or representative gave their word for a child. `afresh_from`: from this moment on the
    person is of age and is asked themselves: what others agreed to gives nothing new. Pages say only that it is so; the day
    would tell a birthday.
    `review_by`: for acts in danger; unapproved by then, the ground ends. `answer`: what a demand got.
    """

    personal_data = "What a person agreed to, in codes."
    retention = "With the case: it proves that sharing was lawful."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grounds", db_index=False)
    kind = models.CharField(max_length=30)
    purpose = models.CharField(max_length=40)
    recipient_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    groups = ArrayField(models.CharField(max_length=20))
    language = models.CharField(max_length=10, blank=True)
    mode = models.CharField(max_length=20, blank=True)
    proof = models.CharField(max_length=30, blank=True)
    given_by = models.CharField(max_length=30, blank=True)
    agreed_by = models.UUIDField(null=True)
    assent = models.CharField(max_length=20, blank=True)
    best_interests = models.BooleanField(default=False)
    guardian_suspected = models.BooleanField(default=False)
    answer = models.CharField(max_length=10, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    expires_at = models.DateTimeField()
    review_by = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    afresh_from = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["case", "-recorded_at"], name="grounds_of_case")]
        constraints = [
            models.CheckConstraint(name="ground_names_groups", condition=~Q(groups=[])),
            models.CheckConstraint(name="ground_expires_later", condition=Q(expires_at__gt=models.F("recorded_at"))),
            models.CheckConstraint(
                name="consent_says_how",
                condition=~Q(kind="consent") | ~(Q(language="") | Q(mode="") | Q(proof="") | Q(given_by="")),
            ),
            models.CheckConstraint(
                name="danger_is_reviewed",
                condition=~Q(kind__in=["risk_to_life", "child_in_danger"]) | Q(review_by__isnull=False),
            ),
        ]

    @property
    def ends_at(self) -> datetime:
        """When it ends by itself: an act in danger at its review, unless approved; else at its expiry."""
        if self.review_by and not self.approved_at:
            return min(self.review_by, self.expires_at)
        return self.expires_at


class Reasons(Record):
    """Why without consent, or why in a child's best interests. Sealed; never for the recipient, hence apart."""

    personal_data = "A judgement about a person, in words. Sealed."
    retention = "With the ground."

    ground = models.OneToOneField(Ground, on_delete=models.PROTECT, related_name="reasons")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()


class Disclosure(Record):
    """What left the file, once written never changed."""

    personal_data = "Which groups of which case went to which organisation."
    retention = "With the case and ten years on."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures", db_index=False)
    ground = models.ForeignKey(Ground, on_delete=models.PROTECT, related_name="disclosures")
    referral_id = models.UUIDField(null=True)
    recipient_organisation_id = models.UUIDField()
    groups = ArrayField(models.CharField(max_length=20))
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["case", "-at"], name="disclosures_of_case")]

from django.conf import settings
from django.db import models
from django.db.models import Q

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models.organisation import Organisation


class Nomination(Record):
    """Somebody is proposed for a seat of the mechanism: an office of an organisation. Who it is stands in no text here:
    the act of appointment names an account.
    """

    personal_data = "Which colleague wrote the proposal down; the office proposed, never a name."
    retention = "Kept: how a seat was filled."

    role = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="nominations")
    office = models.CharField(max_length=120)
    paper = models.CharField(max_length=200)
    nominated_by = models.UUIDField()
    nominated_for = models.UUIDField()
    nominated_at = models.DateTimeField()

    class Meta:
        ordering = ["-nominated_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["id", "organisation", "role"], name="nomination_of_a_role")]


class FindingStep(Record):
    """One step on the way from a nomination: terms acknowledged, appointed, handed over; or withdrawn, or ended.

    `day` is the day of the paper. Terms say which document of which edition; a hand-over counts what is open.
    """

    personal_data = "Which colleague was appointed, and who wrote it down."
    retention = "Kept: how a seat was filled."

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20)
    at = models.DateTimeField()
    day = models.DateField(null=True)
    paper = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=120, blank=True)
    document = models.CharField(max_length=60, blank=True)
    edition = models.PositiveIntegerField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    written_by = models.UUIDField()
    written_for = models.UUIDField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "step"], name="each_step_once"),
            models.CheckConstraint(
                name="an_appointment_names_an_account", condition=~Q(step="appointed") | Q(user__isnull=False)
            ),
        ]

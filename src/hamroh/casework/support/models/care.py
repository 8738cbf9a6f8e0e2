from django.contrib.postgres.fields import ArrayField
from django.db import models

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class Needs(Record):
    personal_data = "What a person needs, in codes; a sealed note."
    retention = "With the case."

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="needs")
    services = ArrayField(models.CharField(max_length=60), default=list)
    urgent = models.BooleanField(default=False)
    note_sealed = models.BinaryField(null=True)
    updated_at = models.DateTimeField()


class Stay(Record):
    """In whose care a person lives. No address: the organisation's service says enough to those who must know."""

    personal_data = "In whose care a person stays."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stays")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service_id = models.UUIDField()
    referral_id = models.UUIDField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(until__isnull=True), name="one_place_at_a_time")
        ]


class Caretaker(Record):
    """From then on this organisation looks after the matter (`safety_plan`, `medication`) for the person.

    It rests on a ground, or on a decision about the member that cared before (`decision_id`): that one shares nothing.
    """

    personal_data = "Who cares for which matter of a case."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="caretakers")
    matter = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    ground_id = models.UUIDField(null=True)
    decision_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                name="caretaker_on_something",
                condition=models.Q(ground_id__isnull=False) | models.Q(decision_id__isnull=False),
            )
        ]


class ServiceRecord(Record):
    """A provider's own record of a service it gave under a referral. It names the referral, not the case."""

    personal_data = "That a service was given under a referral code."
    retention = "By the provider's own duty; not touched by a withdrawal."

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    referral_id = models.UUIDField()
    referral_code = models.CharField(max_length=16)
    service_type = models.CharField(max_length=60)
    given_on = models.DateField()
    note_sealed = models.BinaryField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        ordering = ["-given_on"]
        indexes = [models.Index(fields=["referral_id"], name="service_of_referral")]

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record
from hamroh.foundation.reference.models import Territory
from hamroh.mechanism.membership.models import Organisation


class FirstLineSheet(Record):
    """What an identifier saw and said in a few minutes. After sending, its author cannot read it again."""

    personal_data = "Observations about one unnamed person."
    retention = "With the case it led to; without one, by the mechanism's rule for contacts."

    author_id = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    referral_id = models.UUIDField(unique=True)
    at = models.DateTimeField()
    observations = ArrayField(models.CharField(max_length=60))
    safety = models.JSONField()
    told = ArrayField(models.CharField(max_length=60))
    agreement = models.CharField(max_length=20)
    held = models.BooleanField()
    child = models.BooleanField()


class Notification(Record):
    """An adult did not agree: one more in this month and region. Nothing else, on purpose."""

    personal_data = "None: month and region only."
    retention = "Kept; counted under the publication threshold."

    month = models.DateField()
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")


class Contact(Record):
    """Somebody got in touch: in codes only, with no name, no number and no place smaller than a region.

    Of an anonymous contact nothing is kept but the way and the day. No clock of a case runs on it: between `at` and
    `written_at` lies all that the procedure asks about.
    """

    personal_data = "Codes about one unnamed person; of who is anonymous, none."
    retention = "Read by the organisation for thirty days, then only counted; by the mechanism's rule for contacts."

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author_id = models.UUIDField()
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    channel = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, blank=True)
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    child = models.BooleanField(null=True)
    safety = models.JSONField(default=dict)
    danger = models.BooleanField()
    wants = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["organisation", "-at", "-id"], name="contacts_of_organisation")]


class Screening(Record):
    """Answers to a set of indicators, saved as they go, each with who gave it. One unfinished screening a case.

    The set, and the context sets whose prompts were added, are those of the edition named here: it stays theirs when the
    case moves on to another.
    """

    personal_data = "What happened to a person, in coded answers."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="screenings")
    population = models.CharField(max_length=10)
    edition_id = models.UUIDField()
    indicator_set = models.CharField(max_length=40)
    context_sets = ArrayField(models.CharField(max_length=40), default=list)
    checklist = ArrayField(models.CharField(max_length=60), default=list)
    language = models.CharField(max_length=10, blank=True)
    interpreter = models.BooleanField(default=False)
    answers = models.JSONField(default=dict)
    answered_by = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(finished_at__isnull=True), name="one_unfinished_screening"
            )
        ]


class Decision(Record):
    """A person decided, with a reason (sealed): presumed, not indicated, or insufficient. Never "not a victim"."""

    personal_data = "A judgement about a person."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    screening = models.OneToOneField(Screening, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=20)
    shown = models.JSONField()
    reason_sealed = models.BinaryField()
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()

    class Meta:
        ordering = ["-decided_at"]
        constraints = [
            models.CheckConstraint(
                name="decision_outcome_known",
                condition=models.Q(outcome__in=["presumed", "not_indicated", "insufficient"]),
            )
        ]


class ImportedRecord(Record):
    """What another system had recorded about a case, in the codes of its format; free texts are sealed."""

    personal_data = "What happened to a person, in codes; sealed texts."
    retention = "With the case."

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="imported")
    source = models.CharField(max_length=40)
    facts = models.JSONField()
    texts_sealed = models.BinaryField(null=True)
    imported_at = models.DateTimeField()

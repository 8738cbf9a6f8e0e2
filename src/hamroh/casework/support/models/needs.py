from django.contrib.postgres.fields import ArrayField
from django.db import models

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record
from hamroh.foundation.revisions.models import Revision


class Need(Revision):
    """One need of the person as it stands: there or not, wanted or not, urgent, met by whom since when."""

    personal_data = "What a person needs and has, in codes; a sealed note."
    retention = "With the case; the note with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=40)
    present = models.CharField(max_length=12)
    wanted = models.CharField(max_length=12)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=12)
    by = models.CharField(max_length=12, blank=True)
    by_organisation_id = models.UUIDField(null=True)
    since = models.DateField(null=True)
    services = ArrayField(models.CharField(max_length=60), default=list)


class NeedsNote(Revision):
    """What the person said about their needs as a whole, in their own words. Sealed."""

    personal_data = "Somebody's own words. Sealed."
    retention = "With the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")


class NeedMark(Record):
    """That a need of a case is wanted and unmet: what supervisors count. Nothing else of it, and nobody else's."""

    personal_data = "That a need of a case is unmet, as a code."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    barred = ArrayField(models.UUIDField(), default=list)
    need = models.CharField(max_length=40)
    unmet = models.BooleanField()
    urgent = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "need"], name="one_mark_of_a_need")]
        indexes = [
            models.Index(fields=["organisation_id", "need"], name="unmet_needs", condition=models.Q(unmet=True)),
        ]

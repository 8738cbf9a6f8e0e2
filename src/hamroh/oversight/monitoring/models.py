from django.db import models

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class WorkFigure(Record):
    """One count: step × organisation × lateness band, as of a moment."""

    personal_data = "None: counts of work, no attribute of a person."
    retention = "Replaced at each count."

    step = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    band = models.CharField(max_length=20)
    open = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["step", "organisation", "band"]
        constraints = [models.UniqueConstraint(fields=["step", "organisation", "band"], name="one_figure")]

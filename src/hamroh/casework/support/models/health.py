from django.db import models

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.models import Revision


class HealthNote(Revision):
    """What whoever cares for the person must know. `thing` is the case."""

    personal_data = "Health. Sealed; also what it said before."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="health")

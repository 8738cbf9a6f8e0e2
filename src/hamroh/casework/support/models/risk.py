from django.db import models

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.models import Revision


class RiskAssessment(Revision):
    """How dangerous it is, by dimension and over all, and until when it is looked at again. Reasons are sealed."""

    personal_data = "Levels of danger to a person, in codes; sealed reasons."
    retention = "With the case; the reasons with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict)
    overall = models.CharField(max_length=12)
    review_on = models.DateField()


class SafetyPlan(Revision):
    """What was agreed with the person for their safety. All of it is sealed."""

    personal_data = "Where somebody hides and whom they trust. Sealed."
    retention = "With the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

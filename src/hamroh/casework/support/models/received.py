from django.db import models
from django.db.models import F, Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.models import Revision


class ServiceReceived(Revision):
    """A service that the person received: of which kind, from whom, how long, how much, at which cost, what came of it.

    `source_referral_id`: it was taken over from a referral whose outcome the person confirmed; that is its `thing` too.
    """

    personal_data = "Which services a person received, in codes; sealed words."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    service_type = models.CharField(max_length=60)
    provider_id = models.UUIDField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    quantity = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    unit = models.CharField(max_length=12, blank=True)
    funding = models.CharField(max_length=40, blank=True)
    unit_cost = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    source_referral_id = models.UUIDField(null=True)

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="received_in_order", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="something_received", condition=Q(quantity__isnull=True) | Q(quantity__gt=0)),
            models.CheckConstraint(
                name="cost_has_currency",
                condition=Q(unit_cost__isnull=True) | (Q(unit_cost__gte=0) & ~Q(currency="")),
            ),
        ]

from django.db import models
from django.db.models import F, Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.models import Revision

RETENTION = "With the case; what is sealed with the person's key."


class Statement(Revision):
    """That somebody gave a statement: when, before which body, under which conditions. Not what was said."""

    personal_data = "That a person spoke to an authority, in codes; where and before whom sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    body = models.CharField(max_length=40)
    asked_by = models.CharField(max_length=40)
    language = models.CharField(max_length=20)
    interpreter = models.BooleanField(default=False)
    lawyer_present = models.BooleanField(default=False)
    minutes = models.PositiveIntegerField(null=True)
    breaks = models.PositiveIntegerField(null=True)


class Proceeding(Revision):
    """Proceedings that concern the person, and the next date in them."""

    personal_data = "That proceedings concern a person, in codes; their number sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    began_on = models.DateField(null=True)
    next_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="ended_proceedings_wait_for_nothing", condition=Q(ended_on__isnull=True) | Q(next_at__isnull=True)
            ),
        ]


class Protection(Revision):
    """A measure of protection: asked for, granted, refused, ended."""

    personal_data = "That a person is protected, and how, in codes."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40)
    body = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    asked_on = models.DateField()
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="protection_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]


class NonPunishment(Revision):
    """That somebody was asked not to punish the person for what they were made to do, and the answer."""

    personal_data = "That a person was accused of something, in codes; of what, sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    body = models.CharField(max_length=40)
    answer = models.CharField(max_length=20)
    answered_on = models.DateField(null=True)


class Compensation(Revision):
    """What is claimed, and what was awarded."""

    personal_data = "Money that a person claims."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=40)
    claimed_on = models.DateField()
    claimed = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=10)
    decided_on = models.DateField(null=True)
    awarded = models.DecimalField(max_digits=14, decimal_places=2, null=True)


class Payment(Revision):
    """What reached the person of a compensation (`claim`: its key)."""

    personal_data = "Money that a person received."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    claim = models.UUIDField()
    paid_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=10)


class Lawyer(Revision):
    """Who represents the person, sealed; since when and until when."""

    personal_data = "That a person has a lawyer; the name sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    free_of_charge = models.BooleanField(default=False)

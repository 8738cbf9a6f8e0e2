from django.db import models

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models.organisation import Organisation


class Agreement(Record):
    """A version of what members sign. It asks until signed; after `grace_days` the want of a signature is a finding.

    `document`: the text in the library, as it stands in `edition`; empty while the library has none.
    """

    personal_data = "None."
    retention = "Kept: what bound a member when."

    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    grace_days = models.PositiveIntegerField()
    paper = models.CharField(max_length=200)
    document = models.CharField(max_length=60, blank=True, db_default="")
    edition = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="one_version")]


class Signature(Record):
    """Somebody signed a version for an organisation; the paper itself lies with the secretariat."""

    personal_data = "Who signed for an organisation."
    retention = "Kept with the agreement."

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.CharField(max_length=120)
    signed_on = models.DateField()
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_on"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="signed_once")]

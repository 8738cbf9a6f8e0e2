from django.db import models

from hamroh.foundation.permissions.models import Record


class Revision(Record):
    """One state of a thing. The open columns of a room's own table hold codes, days and numbers; words are sealed.

    That a number is there once is the lock between two people who write at the same time. A room's table that has a
    `Meta` of its own takes `Revision.Meta` over.
    """

    thing = models.UUIDField()
    number = models.PositiveIntegerField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        abstract = True
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["thing", "number"], name="%(class)s_once")]

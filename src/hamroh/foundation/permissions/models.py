"""The abstract record: a key made by us, and the two notes that every table must carry."""

from typing import ClassVar

from django.db import models

from hamroh.kernel.ids import uuid7


class Record(models.Model):
    """A row of ours. `personal_data` says what it tells about a person, `retention` when it goes."""

    personal_data: ClassVar[str]
    retention: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True

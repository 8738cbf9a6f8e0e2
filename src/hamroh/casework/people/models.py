from django.contrib.postgres.fields import ArrayField
from django.db import models

from hamroh.foundation.permissions.models import Record


class Identity(Record):
    """Names, birth date, documents, telephone: one sealed document (JSON) under the person's key."""

    personal_data = "Identifies a person. Sealed."
    retention = "Erased with the person's key when the mechanism's retention ends."

    person_id = models.UUIDField(unique=True)
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()


class SafeContact(Record):
    """How a person may be reached without harm: way, hours, what to say, who must not know. Sealed."""

    personal_data = "Can lead to a person. Sealed."
    retention = "As the identity."

    person_id = models.UUIDField(unique=True)
    sealed = models.BinaryField()
    confirmed_at = models.DateTimeField()


class Profile(Record):
    """Plain, coded facts that a receiving office needs: age band, sex, languages, who comes along."""

    personal_data = "Attributes without identity; identifying in small numbers."
    retention = "With the case."

    person_id = models.UUIDField(unique=True)
    age_band = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=30, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    interpreter = models.BooleanField(default=False)
    citizenship = ArrayField(models.CharField(max_length=3), default=list)
    children_along = models.PositiveSmallIntegerField(default=0)

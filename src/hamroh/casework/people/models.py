from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from hamroh.casework.cases.models import Case
from hamroh.casework.people.terms import MarkKind
from hamroh.foundation.permissions.models import Record
from hamroh.foundation.revisions.models import Revision


class Identity(Revision):
    """Names, birth date, documents, telephone: one sealed document under the person's key. `thing` is the person."""

    personal_data = "Identifies a person. Sealed; also what it said before."
    retention = "Erased with the person's key when the mechanism's retention ends."

    person_id = models.UUIDField()


class SafeContact(Revision):
    """How a person may be reached without harm: way, hours, what to say, who must not know. Sealed. `thing` is the person."""

    personal_data = "Can lead to a person. Sealed; also what it said before."
    retention = "As the identity."

    person_id = models.UUIDField()


class Profile(Revision):
    """Plain, coded facts that a receiving office needs: age band, sex, languages, who comes along. `thing` is the person."""

    personal_data = "Attributes without identity; identifying in small numbers."
    retention = "With the case."

    person_id = models.UUIDField()
    age_band = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=30, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    interpreter = models.BooleanField(default=False)
    citizenship = ArrayField(models.CharField(max_length=3), default=list)
    children_along = models.PositiveSmallIntegerField(default=0)


class SearchMark(Record):
    """By this a file is found: a keyed mark of two parts of a name together, or of a telephone. Nothing is read from it.

    The key of a mark is of one organisation: the same name is marked otherwise in another's files. `parties` and `barred`
    are those of the case.
    """

    personal_data = (
        "A keyed mark of a folded compound value; nobody without the keyring tells which, or compares members."
    )
    retention = "Rewritten with the name or the contact; gone when that is erased."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    person_id = models.UUIDField()
    organisation_id = models.UUIDField()
    parties = ArrayField(models.UUIDField())
    barred = ArrayField(models.UUIDField(), default=list)
    kind = models.CharField(max_length=8)
    mark = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind", "mark"], name="marked_once")]
        indexes = [
            models.Index(fields=["mark"], name="searchmark_mark"),
            # For whoever has few files and knows one word of a name: one row a file, closed ones as well.
            GinIndex(
                fields=["parties"], name="searchmark_files", fastupdate=False, condition=Q(kind=MarkKind.FILE.value)
            ),
        ]

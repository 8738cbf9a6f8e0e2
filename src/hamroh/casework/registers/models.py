from django.db import models

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record


class Upload(Record):
    """A file of an office and how its columns were understood so far, sealed under a key of its own."""

    personal_data = "A whole register. Sealed."
    retention = "Until it is brought over or put aside, then its key is destroyed and the row emptied; at most 30 days."

    organisation_id = models.UUIDField()
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField()
    sealed = models.BinaryField(null=True)
    choices_sealed = models.BinaryField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "settled_at"], name="uploads_open")]


class KnownHeadings(Record):
    """How an organisation's headings and coded words were understood. Sealed under the organisation's own key.

    Where a table has no headings, whoever brings it may take a row of persons for them.
    """

    personal_data = (
        "Headings of columns, and words that stand for a code; a table without headings may put a person there. Sealed."
    )
    retention = "With the organisation; what is remembered gives way to what is newer."

    organisation_id = models.UUIDField(unique=True)
    sealed = models.BinaryField(null=True)
    written_at = models.DateTimeField()


class Import(Record):
    """One act: so many cases came from a file, by whom, when; and whether that was undone."""

    personal_data = "Which colleague brought how many cases over."
    retention = "With the cases."

    organisation_id = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "-at"], name="imports_of_a_member")]


class ImportedRow(Record):
    """A row that came over, as a keyed mark of all its cells: the same row a second time is noticed, and none is read."""

    personal_data = "A keyed mark; which case came of it."
    retention = "With the case."

    organisation_id = models.UUIDField()
    brought = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="rows")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    mark = models.UUIDField(db_index=True)

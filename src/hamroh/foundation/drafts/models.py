from django.db import models

from hamroh.foundation.permissions.models import Record


class Draft(Record):
    """What one person typed last on one page. `place` is a keyed mark of the page: the table does not tell which.

    `rendering`: which showing of the page it was typed on. Of a page that was saved the row stays for a while, without
    what was typed (`sealed` empty): so that a word that was still on its way does not come back as if it had been lost.
    """

    personal_data = "What somebody typed about a person and has not saved. Sealed under the writer's own key."
    retention = "Seven days after the last word, or at once when it was saved or thrown away."

    user_id = models.UUIDField()
    place = models.CharField(max_length=64)
    rendering = models.UUIDField()
    sealed = models.BinaryField(null=True)
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["-typed_at"]
        constraints = [models.UniqueConstraint(fields=["user_id", "place"], name="one_draft_per_page")]

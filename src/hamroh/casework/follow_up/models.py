from django.db import models
from django.db.models import F, Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.models import Revision


class Attempt(Revision):
    """Somebody tried to reach the person: how, when, with which result, in codes. Sealed: a note."""

    personal_data = "That somebody tried to reach a person, in codes; a sealed note."
    retention = "With the case; the note with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    way = models.CharField(max_length=20)
    result = models.CharField(max_length=20)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="attempts_of_case")]


class Visit(Revision):
    """They met or spoke: how things are by area, how the person found the help, when they meet again.

    `after_closing`: the case was closed then. Sealed: the person's own words, and a note.
    """

    personal_data = "How things are with a person, in codes; their own words sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    met = models.CharField(max_length=20)
    areas = models.JSONField(default=dict)
    satisfaction = models.PositiveSmallIntegerField(null=True)
    next_on = models.DateField(null=True)
    after_closing = models.BooleanField(default=False)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="visits_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["thing", "number"], name="follow_up_visit_once"),
            models.CheckConstraint(
                name="next_visit_is_later", condition=Q(next_on__isnull=True) | Q(next_on__gt=F("on"))
            ),
        ]


class Closing(Revision):
    """The wish to close a case (`thing`), from asking to the answer. Sealed: why, and why it came back.

    `monitor`: the person agreed to be asked how they are afterwards.
    """

    personal_data = "Why a case is to be closed, as a code; words sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=40)
    asked_by = models.UUIDField()
    decided_by = models.UUIDField(null=True)
    monitor = models.BooleanField(default=False)
    handed_to = models.CharField(max_length=20, blank=True)
    handed_organisation = models.UUIDField(null=True)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="closings_of_case")]
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="closing_not_by_its_asker", condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="closing_answer_has_a_hand",
                condition=~Q(state__in=["approved", "returned"]) | Q(decided_by__isnull=False),
            ),
        ]

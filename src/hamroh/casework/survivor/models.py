from django.db import models
from django.db.models import Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record
from hamroh.foundation.revisions.models import Revision


class DoorAssessment(Revision):
    """The risk of the door itself, weighed before it is offered, and again when something changed. Why is sealed."""

    personal_data = "Whether somebody near the person may find or force a card, in codes; why, sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="door_assessments")
    device_shared = models.CharField(max_length=12)
    card_found = models.CharField(max_length=12)
    pin_forced = models.CharField(max_length=12)
    decision = models.CharField(max_length=12)
    holder = models.CharField(max_length=16, blank=True)
    team_decided = models.BooleanField(default=False)

    class Meta(Revision.Meta):
        pass


class OwnNames(Revision):
    """What the person wants each organisation to be called on their page, sealed; and which of them look harmless."""

    personal_data = "Names that a person gave to organisations. Sealed."
    retention = "With the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="own_names")

    class Meta(Revision.Meta):
        pass


class Card(Record):
    """One card. `mark` is the keyed mark of its code, which is kept nowhere; the PIN is in `CardLock`, which no colleague sees.

    Person, organisation and language stand here, so that the page need not read the case.
    """

    personal_data = "That a person has a page of their own, since when and until when."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cards", db_index=False)
    person_id = models.UUIDField()
    organisation_id = models.UUIDField()
    mark = models.CharField(max_length=64, unique=True)
    holder = models.CharField(max_length=16)
    language = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    until = models.DateTimeField()
    pin_chosen_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_why = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["-issued_at", "-id"]
        indexes = [models.Index(fields=["case", "-issued_at"], name="cards_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at__isnull=True), name="one_card_at_a_time"),
            models.CheckConstraint(
                name="card_ends_for_a_reason", condition=Q(ended_at__isnull=True, ended_why="") | ~Q(ended_why="")
            ),
        ]


class CardLock(Record):
    """What the door compares: slow keyed marks of the PINs, and how often somebody was wrong. For nobody but the door."""

    personal_data = "Marks of what a person remembers; nothing is read from them."
    retention = "With the card."

    card = models.OneToOneField(Card, on_delete=models.PROTECT, related_name="lock")
    case_id = models.UUIDField()
    mark = models.CharField(max_length=64, unique=True)
    salt = models.BinaryField()
    pin = models.CharField(max_length=64, blank=True)
    second = models.CharField(max_length=64, blank=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    unproven = models.PositiveSmallIntegerField(default=0)
    wait_until = models.DateTimeField(null=True)


class CardUse(Record):
    """What was done with a card, for the person and for the team. `duress`: with the second PIN. Of a complaint there is none."""

    personal_data = "When a person opened their page and what they did there, in codes."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="card_uses", db_index=False)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="uses")
    at = models.DateTimeField()
    use = models.CharField(max_length=12)
    duress = models.BooleanField(default=False)
    thing_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at"], name="uses_of_case")]


class Correction(Record):
    """What the person says is not right, and what the team answered. Both sealed; the answer stands on their page."""

    personal_data = "A person's own words about their file. Sealed."
    retention = "With the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections", db_index=False)
    card_id = models.UUIDField()
    at = models.DateTimeField()
    duress = models.BooleanField(default=False)
    sealed = models.BinaryField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answer_sealed = models.BinaryField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at"], name="corrections_of_case")]


class Rating(Record):
    """How it was, from the person: a number, and words if they wish. Sealed words."""

    personal_data = "How a person found the help; their words, sealed."
    retention = "The number with the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings", db_index=False)
    card_id = models.UUIDField()
    at = models.DateTimeField()
    duress = models.BooleanField(default=False)
    scale = models.PositiveSmallIntegerField()
    sealed = models.BinaryField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at"], name="ratings_of_case")]
        constraints = [models.CheckConstraint(name="rated_one_to_five", condition=Q(scale__gte=1, scale__lte=5))]

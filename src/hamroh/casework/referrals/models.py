from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.directory.models import Service
from hamroh.mechanism.membership.models import Organisation

OPEN_STATES = ("requested", "accepted", "in-progress", "on-hold")


class Referral(Record):
    """The row that inboxes need: who asks whose service, how urgent, which clock. What is told is in `Content`.

    `sender_keys` are the party keys of the sending team; a hand-over has its author's, and in danger the reviewers'.
    `barred`: who was recused from the case that it belongs to, or led to.
    `moved_*`: who brought it to its present state, so that a second click is known from a second person.
    `review_by`: an act in danger; unreviewed by then, what was told is shut.
    """

    personal_data = "A code, a service, clocks, and which groups were agreed."
    retention = "With the case; a hand-over by the rule for contacts."

    code = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=10)
    case_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    ground_id = models.UUIDField(null=True)
    ground_kind = models.CharField(max_length=30)
    sender_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    sender_user_id = models.UUIDField()
    sender_keys = ArrayField(models.UUIDField())
    barred = ArrayField(models.UUIDField(), default=list)
    recipient_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    groups = ArrayField(models.CharField(max_length=20), default=list)
    priority = models.CharField(max_length=10)
    status = models.CharField(max_length=20)
    status_reason = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    due_basis = models.CharField(max_length=20)
    moved_at = models.DateTimeField()
    moved_by = models.UUIDField()
    review_by = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at"]
        indexes = [
            models.Index(
                fields=["recipient_organisation", "due_at", "id"],
                name="referral_inbox",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["recipient_organisation", "-ended_at"],
                name="referral_answered",
                condition=Q(ended_at__isnull=False),  # else it is taken for the inbox, whose order it does not have
            ),
            models.Index(fields=["sender_user_id", "-sent_at"], name="referral_sent_by"),
            models.Index(fields=["sender_organisation", "-moved_at"], name="referral_moved"),
            models.Index(fields=["case_id", "-sent_at"], name="referral_of_case"),
            models.Index(fields=["ground_id"], name="referral_on_ground"),
            # What is late with others, for the team that sent it.
            models.Index(
                fields=["sender_organisation", "due_at", "id"],
                name="referral_late_with_others",
                condition=Q(kind="referral", ended_at__isnull=True),
            ),
            # What a sending team still has to do something about; hand-overs never come back to their author.
            models.Index(
                fields=["sender_organisation", "ended_at", "id"],
                name="referral_to_confirm",
                condition=Q(kind="referral", confirmed_at__isnull=True, ended_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="referral_has_ground", condition=~Q(ground_kind="")),
            models.CheckConstraint(
                name="case_referral_on_ground",
                condition=Q(kind="handover") | Q(kind="referral", case_id__isnull=False, ground_id__isnull=False),
            ),
            models.CheckConstraint(
                name="danger_handover_reviewed",
                condition=~Q(kind="handover", ground_kind__in=["risk_to_life", "child_in_danger"])
                | Q(review_by__isnull=False),
            ),
            models.CheckConstraint(
                name="not_to_oneself", condition=~Q(sender_organisation=models.F("recipient_organisation"))
            ),
        ]


class Content(Record):
    """What is told with the referral itself: who meets whom where, and a note. Not for a hand-over's author."""

    personal_data = "Where and when a person is met. Sealed."
    retention = "With the referral."

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="content")
    recipient_organisation_id = models.UUIDField()
    sender_keys = ArrayField(models.UUIDField(), default=list)
    sealed = models.BinaryField()


class Answer(Record):
    """Accepted or declined, by whose reason: the provider's or the person's. Not visible to a hand-over's author."""

    personal_data = "Why a service was not given, in codes; a sealed note."
    retention = "With the referral."

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="answer")
    recipient_organisation_id = models.UUIDField()
    sender_keys = ArrayField(models.UUIDField(), default=list)
    accepted = models.BooleanField()
    reason_of = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    note_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="declined_says_why",
                condition=Q(accepted=True) | (Q(reason_of__in=["provider", "person"]) & ~Q(reason="")),
            )
        ]


class Outcome(Record):
    """What came of it, told to the sender: service given or not, and a sealed feedback note."""

    personal_data = "Whether a service was given; a sealed note."
    retention = "With the referral."

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="outcome")
    recipient_organisation_id = models.UUIDField()
    sender_keys = ArrayField(models.UUIDField(), default=list)
    result = models.CharField(max_length=40)
    on = models.DateField()
    note_sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()


class Question(Record):
    """More information asked and given. The clock of the referral keeps running."""

    personal_data = "Sealed questions and replies."
    retention = "With the referral."

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="questions")
    recipient_organisation_id = models.UUIDField()
    sender_keys = ArrayField(models.UUIDField(), default=list)
    asked_sealed = models.BinaryField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    replied_sealed = models.BinaryField(null=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]

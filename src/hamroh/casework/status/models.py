from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hamroh.casework.cases.models import Case
from hamroh.casework.grounds.models import Ground
from hamroh.casework.status.terms import OPEN_STATES
from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models import Organisation


class Application(Record):
    """The row that lists need: who asks which authority, where it stands, which clock. What is told is apart.

    `parties` are the keys of the team that sends it; `barred`: who was recused from the case. `first_panel` and
    `review_panel`: who sat; nobody sits twice, by a constraint. `review_until`: when asking for a review ends.
    `child`: whoever decides must know it, for then the means need not be shown.
    """

    personal_data = "That a person applied for formal status, and what was decided, in codes."
    retention = "With the case: the decision gives rights."

    code = models.CharField(max_length=16, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="applications", db_index=False)
    person_id = models.UUIDField()
    ground = models.ForeignKey(Ground, on_delete=models.PROTECT, related_name="+")
    sender_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    sender_user_id = models.UUIDField()
    parties = ArrayField(models.UUIDField())
    barred = ArrayField(models.UUIDField(), default=list)
    authority_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    groups = ArrayField(models.CharField(max_length=20))
    child = models.BooleanField()
    state = models.CharField(max_length=20)
    moved_at = models.DateTimeField()
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_basis = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True)
    first_panel = ArrayField(models.UUIDField(), default=list)
    review_until = models.DateTimeField(null=True)
    review_asked_at = models.DateTimeField(null=True)
    review_outcome = models.CharField(max_length=20, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    review_panel = ArrayField(models.UUIDField(), default=list)

    class Meta:
        ordering = ["-begun_at"]
        indexes = [
            models.Index(fields=["case", "-begun_at"], name="applications_of_case"),
            models.Index(fields=["authority_organisation", "state", "due_at"], name="applications_at_authority"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=OPEN_STATES), name="one_open_application"),
            models.CheckConstraint(
                name="status_not_by_oneself", condition=~Q(sender_organisation=F("authority_organisation"))
            ),
            models.CheckConstraint(name="review_by_others", condition=~Q(review_panel__overlap=F("first_panel"))),
            models.CheckConstraint(
                name="decision_has_a_panel",
                condition=Q(outcome="") | (Q(decided_at__isnull=False) & ~Q(first_panel=[])),
            ),
            models.CheckConstraint(
                name="review_has_a_panel",
                condition=Q(review_outcome="") | (Q(reviewed_at__isnull=False) & ~Q(review_panel=[])),
            ),
            models.CheckConstraint(
                name="sent_before_decided",
                condition=Q(state="preparing") | Q(sent_at__isnull=False) | Q(state="withdrawn"),
            ),
        ]


class Evidence(Record):
    """A row of the list: what it is, what it shows, where it is. No story; one sealed note."""

    personal_data = "Which evidence of what happened exists, in codes; a sealed note."
    retention = "With the application."

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="evidence")
    case_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    shows = ArrayField(models.CharField(max_length=40))
    held_by = models.CharField(max_length=40)
    attached = models.BooleanField()
    note_sealed = models.BinaryField(null=True)
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at", "id"]


class Decision(Record):
    """What the authority decided, once written never changed: reasons sealed, what was shown, who sat.

    `not_by`: who sat on the decision under review.
    """

    personal_data = "A judgement about a person, in codes; the reasons sealed."
    retention = "With the case: it gives rights."

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    case_id = models.UUIDField()
    round = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20)
    shows = ArrayField(models.CharField(max_length=40), default=list)
    panel = ArrayField(models.UUIDField())
    not_by = ArrayField(models.UUIDField(), default=list)
    reasons_sealed = models.BinaryField()
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="status_outcome_known",
                condition=Q(round="first", outcome__in=["granted", "refused", "more_evidence"])
                | Q(round="review", outcome__in=["upheld", "changed"]),
            ),
            models.CheckConstraint(name="somebody_sat", condition=~Q(panel=[])),
            models.CheckConstraint(name="others_sat_on_review", condition=~Q(panel__overlap=F("not_by"))),
            models.CheckConstraint(name="review_names_the_first", condition=Q(round="first") | ~Q(not_by=[])),
        ]


class Reflection(Record):
    """Time to recover and reflect: since when, until when, how the person was told. Whether they co-operate stands nowhere.

    `ends_at` None: the edition sets no length, and the person says when it is enough.
    """

    personal_data = "That somebody is presumed to have been harmed, and how long they have time, in codes."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reflections")
    because = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    ends_at = models.DateTimeField(null=True)
    basis = models.CharField(max_length=20, blank=True)
    noticed_at = models.DateTimeField()
    notice_language = models.CharField(max_length=10)
    notice_mode = models.CharField(max_length=10)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, blank=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at__isnull=True), name="one_open_reflection"),
            models.CheckConstraint(
                name="reflection_ends_so", condition=Q(ended_at__isnull=True) | Q(ended_how__in=["over", "person"])
            ),
            models.CheckConstraint(
                name="reflection_lasts_its_time",
                condition=Q(ended_how__in=["", "person"]) | Q(ends_at__isnull=True) | Q(ended_at__gte=F("ends_at")),
            ),
        ]


class Extension(Record):
    """More time, until when and why (sealed)."""

    personal_data = "Why somebody needs more time; sealed."
    retention = "With the case; the reason with the person's key."

    reflection = models.ForeignKey(Reflection, on_delete=models.PROTECT, related_name="extensions")
    case_id = models.UUIDField()
    until = models.DateTimeField()
    why_sealed = models.BinaryField()
    extended_at = models.DateTimeField()
    extended_by = models.UUIDField()

    class Meta:
        ordering = ["extended_at"]

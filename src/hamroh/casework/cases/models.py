from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from hamroh.foundation.permissions.models import Record
from hamroh.foundation.reference.models import Territory
from hamroh.mechanism.editions.models import Edition
from hamroh.mechanism.membership.models import Organisation


class Case(Record):
    """The row that lists need. `parties` are the keys that may see it: team members, and the supervising organisation.

    `barred`: who was recused. Under no key they hold is it there for them.

    The marks (`risk` and those below it) say in a word what lists and whoever supervises must know without opening the
    file: how high the risk is and when it is looked at again, since when a child is represented, when somebody was last in
    touch. Rooms set them (`actions.mark`); what they rest on stays inside the case.
    """

    personal_data = (
        "A code, a stage and clocks. No attribute of a person but adult or child, which decides the path, and in one word "
        "how high the risk is, for whoever works on the case."
    )
    retention = "By the mechanism's rule after closure."
    readable: frozenset[str] = frozenset()  # parts of its file that are open to whoever came through the door

    code = models.CharField(max_length=16, unique=True)
    person_id = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    parties = ArrayField(models.UUIDField())
    barred = ArrayField(models.UUIDField(), default=list)
    child = models.BooleanField(default=False)
    code_only = models.BooleanField(default=True)
    stage = models.CharField(max_length=40)
    status = models.CharField(max_length=20, default="Active")
    opened_at = models.DateTimeField()
    next_due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    origin_referral_id = models.UUIDField(null=True, unique=True)
    risk = models.CharField(max_length=20, blank=True)
    risk_review_at = models.DateTimeField(null=True)
    represented_at = models.DateTimeField(null=True)
    contacted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at"]
        indexes = [
            # Lists are of open cases; closed ones are two thirds of the keys, and are reached by code.
            GinIndex(fields=["parties"], name="case_parties", fastupdate=False, condition=Q(closed_at__isnull=True)),
            # A supervisor's list, in its order. There is no other index on the organisation on purpose: the policy makes
            # its work look so little that all of it would be gathered by that one and sorted.
            models.Index(
                fields=["organisation", "next_due_at", "id"],
                name="case_open_by_due",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(fields=["-opened_at", "-id"], name="case_by_opening"),
        ]


class TeamMember(Record):
    """`capacity`: which parts of the file are open to them, in the words of the case's edition; empty: that of their role.

    `reason`: why they joined, a code; what somebody wrote beside it is sealed.
    """

    personal_data = "Which colleague works on which case, and why; the words may tell a story and are sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    capacity = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    why_sealed = models.BinaryField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(until__isnull=True), name="one_open_membership"
            ),
        ]


class Recusal(Record):
    """Something ties a colleague to a case: they are barred from it until a supervisor lifts this. Codes, no story."""

    personal_data = "That a colleague is tied to a case, and how, as a code."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    organisation_id = models.UUIDField()
    user_id = models.UUIDField()
    since = models.DateTimeField()
    declared_by = models.UUIDField()
    reason = models.CharField(max_length=20)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_why = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user_id"], condition=Q(lifted_at__isnull=True), name="recused_once"
            ),
            models.CheckConstraint(
                name="not_lifted_by_oneself", condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=F("user_id"))
            ),
        ]


class Task(Record):
    """One thing that waits (FHIR Task in spirit): who may see it by party keys, since when, until when, done when."""

    personal_data = "A step's key and clocks; which case or referral by key."
    retention = "With the case."

    key = models.CharField(max_length=60)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="tasks", db_index=False)
    referral_id = models.UUIDField(null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    parties = ArrayField(models.UUIDField())
    barred = ArrayField(models.UUIDField(), default=list)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    basis = models.CharField(max_length=20)
    detail = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["due_at"]
        indexes = [
            GinIndex(fields=["parties"], name="task_parties", fastupdate=False, condition=Q(done_at__isnull=True)),
            models.Index(
                fields=["organisation", "due_at", "id"], name="task_open_by_due", condition=Q(done_at__isnull=True)
            ),
            models.Index(
                fields=["due_at", "id"],
                name="task_of_a_seat",
                condition=Q(done_at__isnull=True, case__isnull=True),
            ),
            models.Index(fields=["case"], name="task_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"], condition=Q(done_at__isnull=True), name="one_open_task_per_step"
            ),
        ]


class TimelineEntry(Record):
    """What happened, in codes; `by_person` puts it on the person's own strand."""

    personal_data = "Codes of acts in one case."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="timeline", db_index=False)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    by_person = models.BooleanField(default=False)
    organisation_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at", "-id"], name="timeline_of_case")]


class StageMove(Record):
    """From one stage of the procedure to another, with the decision that ended the first; why, sealed."""

    personal_data = "Codes of stages and decisions in one case; the reason may tell a story and is sealed."
    retention = "With the case; the reason with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves", db_index=False)
    at = models.DateTimeField()
    by = models.UUIDField()
    left = models.CharField(max_length=40)
    entered = models.CharField(max_length=40)
    decision = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    why_sealed = models.BinaryField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at", "-id"], name="moves_of_case")]


class NewStep(Record):
    """A step that a new edition put behind a case. It fires by itself never: the team does it now, or says why not."""

    personal_data = "Codes of steps in one case; the reason may tell a story and is sealed."
    retention = "With the case; the reason with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="new_steps", db_index=False)
    step = models.CharField(max_length=40)
    clock = models.CharField(max_length=40, blank=True)
    told_at = models.DateTimeField()
    answer = models.CharField(max_length=12, blank=True)
    why_sealed = models.BinaryField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["told_at", "id"]
        indexes = [models.Index(fields=["case", "told_at"], name="new_steps_of_case")]

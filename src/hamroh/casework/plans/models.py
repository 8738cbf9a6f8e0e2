from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.models import Revision


class Plan(Revision):
    """One version of the plan (`thing`), revision by revision of where it stands. `act` made this revision.

    `authors`: whoever wrote on what was agreed; `approvers`: who decided on it. Nobody is both, by a constraint.
    Sealed: the witness or representative, why it came back, what a review found.
    """

    personal_data = "Where a plan stands and how it was agreed, in codes and days; words sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20)
    act = models.CharField(max_length=20)
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True)
    authors = ArrayField(models.UUIDField(), default=list)
    approvers = ArrayField(models.UUIDField(), default=list)
    by = models.CharField(max_length=20, blank=True)
    how = models.CharField(max_length=20, blank=True)
    agreed_on = models.DateField(null=True)
    language = models.CharField(max_length=10, blank=True)
    assent = models.CharField(max_length=20, blank=True)
    in_force_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="plans_of_case")]
        constraints = [
            *Revision.Meta.constraints,
            models.UniqueConstraint(fields=["case", "version", "number"], name="plan_version_once"),
            models.CheckConstraint(name="plan_not_by_its_author", condition=~Q(authors__overlap=F("approvers"))),
            models.CheckConstraint(
                name="plan_in_force_was_approved",
                condition=~Q(state__in=["in_force", "replaced", "ended"])
                | (~Q(approvers=[]) & ~Q(authors=[]) & Q(agreed_on__isnull=False) & Q(in_force_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="plan_ends_after_its_start", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
        ]


class Goal(Revision):
    """What the person wants to reach, in their own words (sealed), with the need it answers. The same key in each version."""

    personal_data = "What a person wants to reach, sealed; the need as a code."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    plan = models.UUIDField()
    need = models.CharField(max_length=60)
    dropped = models.BooleanField(default=False)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "plan", "thing", "-number"], name="goals_of_plan")]


class Step(Revision):
    """What is done for a goal, by whom, until which day. The same key in each version."""

    personal_data = "What is done for a person, sealed; who takes it, by key."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    plan = models.UUIDField()
    goal = models.UUIDField()
    who = models.CharField(max_length=20)
    user_id = models.UUIDField(null=True)
    by_organisation = models.UUIDField(null=True)
    due = models.DateField()
    dropped = models.BooleanField(default=False)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "plan", "thing", "-number"], name="steps_of_plan")]


class Progress(Revision):
    """How far a goal is, or what became of a step (`thing`), since which day; in words, sealed."""

    personal_data = "How far a person's goal is, as a code; words sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    reached = models.CharField(max_length=20)
    on = models.DateField()

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="progress_of_case")]

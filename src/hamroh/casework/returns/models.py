from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.models import Revision

RETENTION = "With the case; what is sealed with the person's key."


class Return(Revision):
    """A journey to another country or from one: the wish, where it stands, and the days on which it went on.

    `state` and the days are of the same revision: nobody departs in one and stays in another.
    """

    personal_data = "That a person goes to another country, which, and when. Route and escort are sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=5)
    state = models.CharField(max_length=12)
    country = models.CharField(max_length=10)
    wished_on = models.DateField()
    alternatives_on = models.DateField()
    best_interests_on = models.DateField(null=True)
    represented = models.BooleanField(default=False)
    planned_on = models.DateField(null=True)
    departed_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True)
    arrived_how = models.CharField(max_length=10, blank=True)
    ended_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    stopped_why = models.CharField(max_length=20, blank=True)

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="departed_before_arrived",
                condition=Q(arrived_on__isnull=True) | Q(departed_on__isnull=False, arrived_on__gte=F("departed_on")),
            ),
            models.CheckConstraint(
                name="return_stands_by_its_days",
                condition=Q(state__in=["wished", "assessed", "prepared"], departed_on__isnull=True)
                | Q(state="departed", departed_on__isnull=False)
                | Q(state__in=["arrived", "monitored", "ended"], arrived_on__isnull=False)
                | Q(state="stopped", stopped_on__isnull=False),
            ),
            models.CheckConstraint(
                name="stopped_for_a_reason", condition=~Q(state="stopped") | ~Q(stopped_why="")
            ),
        ]  # fmt: skip


class Assessment(Revision):
    """How dangerous the return would be. Whoever wrote it (`authors`) neither decides nor speaks for it."""

    personal_data = "Dangers to a person, in codes; reasons sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    journey = models.UUIDField()
    assessed_on = models.DateField()
    dangers = ArrayField(models.CharField(max_length=40), default=list)
    level = models.CharField(max_length=10)
    authors = ArrayField(models.UUIDField())
    verdict = models.CharField(max_length=20, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    seconded_by = models.UUIDField(null=True)
    seconded_at = models.DateTimeField(null=True)

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="decided_by_somebody", condition=Q(verdict="") | Q(decided_by__isnull=False)
            ),
            models.CheckConstraint(
                name="seconded_by_a_third",
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("decided_by")),
            ),
        ]  # fmt: skip


class Partner(Revision):
    """Who receives, or sends, the person abroad; which organisation, and how to reach it, sealed."""

    personal_data = "In which country somebody helps the person; who, sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    journey = models.UUIDField()
    country = models.CharField(max_length=10)


class Agreement(Revision):
    """What the person lets a partner abroad know, until when, and how it can be proved."""

    personal_data = "What a person agreed to, in codes."
    retention = "With the case: it proves that sharing was lawful."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    journey = models.UUIDField()
    partner = models.UUIDField()
    groups = ArrayField(models.CharField(max_length=20))
    language = models.CharField(max_length=20)
    mode = models.CharField(max_length=20)
    proof = models.CharField(max_length=30)
    given_by = models.CharField(max_length=30)
    agreed_on = models.DateField()
    until_on = models.DateField()
    taken_back_on = models.DateField(null=True)

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(name="agreed_to_something", condition=~Q(groups=[])),
            models.CheckConstraint(name="agreement_lasts", condition=Q(until_on__gte=F("agreed_on"))),
        ]


class Paper(Revision):
    """A paper that the journey needs: kind and state, no number."""

    personal_data = "Which papers a person has, in codes."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    journey = models.UUIDField()
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    obtained_on = models.DateField(null=True)


class Visit(Revision):
    """How the person was after the return."""

    personal_data = "How a person is, in codes; a sealed note."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    journey = models.UUIDField()
    visited_on = models.DateField()
    outcome = models.CharField(max_length=20)
    next_on = models.DateField(null=True)

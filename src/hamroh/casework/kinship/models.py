from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.permissions.models import Record
from hamroh.foundation.revisions.models import Revision


class Guardian(Revision):
    """Who stands by a child, as guardian or as appointed representative. Name, contact, paper and fears are sealed."""

    personal_data = "Who cares for a child, in codes and days; names sealed under the child's key."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20)
    tie = models.CharField(max_length=20)
    appointed_by = models.CharField(max_length=20)
    paper = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)
    ended_because = models.CharField(max_length=20, blank=True)
    suspected = models.BooleanField(default=False)
    card = models.BooleanField(default=False)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="guardians_of_case")]
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="guardian_ends_later", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="suspected_gets_no_card", condition=~Q(suspected=True, card=True)),
        ]


class BestInterests(Revision):
    """One assessment of what is best for a child. What the child says stands in the child's words, sealed."""

    personal_data = "What was weighed for a child, in codes and days; the words sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    about = models.CharField(max_length=20)
    assent = models.CharField(max_length=20)
    took_part = ArrayField(models.CharField(max_length=20))
    decided_by = models.UUIDField()
    decided_on = models.DateField()
    review_on = models.DateField()

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="best_interests_of_case")]
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(name="reviewed_after_decided", condition=Q(review_on__gt=F("decided_on"))),
        ]


class Age(Revision):
    """How old somebody is, as told. One thing a case: its key is the case's.

    `turns_eighteen_in` is the first day of the month in which the person turns eighteen: enough to remind the team in
    time. The day itself would tell a birthday, so it stands sealed beside the birth date.
    """

    personal_data = "The month in which somebody turns eighteen; what was told of the age is sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    told_by = models.CharField(max_length=20)
    told_on = models.DateField()
    turns_eighteen_in = models.DateField(null=True)

    class Meta(Revision.Meta):
        indexes = [
            models.Index(fields=["case"], name="age_of_case"),
            models.Index(fields=["turns_eighteen_in"], name="turning_eighteen"),
        ]


class AgeAssessment(Revision):
    """An assessment of somebody's age: how, by whom, which range. It moves nothing by itself; a supervisor decides."""

    personal_data = "A range of ages and how it came about; reasons sealed."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    method = models.CharField(max_length=20)
    assessor = models.CharField(max_length=20)
    assessed_on = models.DateField()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=20)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="assessments_of_case")]
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(name="range_of_ages", condition=Q(high__gte=F("low"))),
            models.CheckConstraint(name="doubt_is_no_adult", condition=~Q(result="adult") | Q(low__gte=18)),
        ]


class Relative(Revision):
    """Somebody who belongs to the person and has no file. Name, contact and what matters are sealed."""

    personal_data = "That somebody has such a relative, in codes; names sealed under the person's key."
    retention = "With the case; the words with the person's key."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    relation = models.CharField(max_length=20)
    dependant = models.BooleanField(default=False)
    must_not_know = models.BooleanField(default=False)
    until = models.DateField(null=True)

    class Meta(Revision.Meta):
        indexes = [models.Index(fields=["case", "thing", "-number"], name="relatives_of_case")]


class CaseLink(Record):
    """Two people who belong together each have a file. `relation`: how the person of `other` is to that of `case`.

    `told`: the team of `other` agreed that the team of `case` learns of a related case although it may not open it;
    `other_told`: the same the other way round.
    """

    personal_data = "That two cases belong together, and how, as a code."
    retention = "With the cases."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    relation = models.CharField(max_length=20)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    told = models.BooleanField(default=False)
    other_told = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["written_at"]
        indexes = [
            models.Index(fields=["case"], name="links_of_case"),
            models.Index(fields=["other"], name="links_of_other"),
        ]
        constraints = [
            models.CheckConstraint(name="linked_to_another", condition=~Q(case=F("other"))),
            models.UniqueConstraint(fields=["case", "other"], condition=Q(ended_at__isnull=True), name="linked_once"),
        ]


class Group(Record):
    """Cases that share facts: one recruiter, thirty workers from one farm. What they share stands in `GroupFacts`."""

    personal_data = "That there is a group, by its code."
    retention = "With its last case."

    code = models.CharField(max_length=20, unique=True)
    organisation_id = models.UUIDField()
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()

    class Meta:
        ordering = ["begun_at"]


class GroupFacts(Revision):
    """What holds for all of a group, written once. Sealed under the group's own key: no one person's erasure ends it."""

    personal_data = "Kind of work, period and region of a group; name, place and recruiter sealed."
    retention = "With its last case."

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    work = models.CharField(max_length=20)
    territory_id = models.UUIDField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="group_ends_later",
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
            ),
        ]


class GroupMember(Record):
    """A case belongs to a group, from when until when. `danger`: who met the group saw that this person was in danger."""

    personal_data = "Which case belongs to which group."
    retention = "With the case."

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+", db_index=False)
    joined_at = models.DateTimeField()
    joined_by = models.UUIDField()
    danger = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True)
    left_because = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["joined_at", "id"]
        indexes = [
            models.Index(fields=["case"], name="groups_of_case"),
            models.Index(fields=["group", "joined_at", "id"], name="members_of_group"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "group"], condition=Q(left_at__isnull=True), name="member_once")
        ]

from django.db import models
from django.db.models import F, Q

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.editions.terms import DraftState, RunningCases


class Edition(Record):
    """A published state of the mechanism. `document` is the validated pack, `content_hash` its fingerprint.

    `running_cases`: whether cases that run under an earlier edition stay on theirs or move to this one; the job that moves
    them says when it was done, how many moved, and how many stayed because their stage no longer exists. `reason`: why it
    was published with warnings. `approvals`: who said yes: role, organisation, when; never a person.
    """

    personal_data = "None: offices and rules, never officials."
    retention = "Kept: running cases stand on it."

    mechanism = models.CharField(max_length=60)
    number = models.PositiveIntegerField(unique=True)
    content_hash = models.CharField(max_length=64)
    document = models.JSONField()
    published_at = models.DateTimeField()
    running_cases = models.CharField(max_length=10, default="stay", db_default="stay")
    moved_at = models.DateTimeField(null=True)
    moved = models.PositiveIntegerField(null=True)
    not_moved = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=1000, blank=True, default="", db_default="")
    approvals = models.JSONField(default=list, db_default=[])

    class Meta:
        ordering = ["number"]


class Draft(Record):
    """The next edition while it is written: a pack as data, which may still be wrong. `revision` counts changes.

    A proposal is bound to what was proposed by `proposed_hash`; any change takes it back.
    """

    personal_data = "Which colleague began and proposed it."
    retention = "Kept: how an edition came about."

    base = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    document = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default=DraftState.OPEN)
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    proposed_hash = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    running_cases = models.CharField(max_length=10, default=RunningCases.STAY)
    published_as = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-opened_at"]


class DraftChange(Record):
    """One change: at which place, what stood there and what stands there now. `undone_at` when it was taken back."""

    personal_data = "Which colleague changed what."
    retention = "Kept with the draft."

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    how = models.CharField(max_length=8)
    place = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.UUIDField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["draft", "revision"], name="one_change_a_revision")]


class DraftAnswer(Record):
    """A yes, or a no with what has to change, for one of the groups that approve; bound to what was proposed."""

    personal_data = "Which colleague approved, in which role."
    retention = "Kept with the draft."

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="answers")
    group = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    approved = models.BooleanField()
    reason = models.CharField(max_length=1000, blank=True)
    role = models.CharField(max_length=60)
    by = models.UUIDField()
    organisation_id = models.UUIDField()
    proposed_by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(name="approved_by_another", condition=Q(approved=False) | ~Q(by=F("proposed_by"))),
        ]

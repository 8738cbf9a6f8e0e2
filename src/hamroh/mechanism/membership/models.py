from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hamroh.foundation.permissions.models import Record
from hamroh.foundation.reference.models import Territory
from hamroh.mechanism.membership.terms import Standing


class Organisation(Record):
    """A member of the mechanism. `uniformed`: its staff may hold people, so nobody can consent freely before them.

    `status` repeats the newest row of its history, because every request and the directory ask for it. `group` stands for
    several organisations: nobody acts for it. `houses_people`: one of its services is a place where people live.
    """

    personal_data = "None: offices, not people."
    retention = "Kept: past members stay named in past cases."

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=40)
    names = models.JSONField()
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    uniformed = models.BooleanField(default=False)
    group = models.BooleanField(default=False, db_default=False)
    houses_people = models.BooleanField(default=False, db_default=False)
    status = models.CharField(max_length=12, default=Standing.ADMITTED, db_default=Standing.ADMITTED)
    basis = models.CharField(max_length=20)
    source = models.JSONField(default=list)

    class Meta:
        ordering = ["key"]


class MembershipStatus(Record):
    """One change of an organisation's standing. Whoever the pack names counts as admitted when it is loaded: no person
    decided that, and the paper is the edition.
    """

    personal_data = "Which colleague decided."
    retention = "Kept: who was a member when must be answerable for every past case."

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="history")
    status = models.CharField(max_length=12)
    since = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_for = models.UUIDField(null=True)
    paper = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                name="suspended_says_why", condition=~Q(status="suspended") | (~Q(reason="") & ~Q(paper=""))
            )
        ]


class Cascade(Record):
    """What a suspension or an end sets going in other rooms, carried out by the job `cascade`: referrals on their way go
    back, people who live in its care get the caretaker. `returned` counts referrals; nobody's is named.
    """

    personal_data = "None: counts and organisations."
    retention = "Kept with the decision."

    decision = models.OneToOneField(MembershipStatus, on_delete=models.PROTECT, related_name="cascade")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    caretaker = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    returned = models.PositiveIntegerField(null=True)


class Post(Record):
    """A person acts in a role for an organisation. Several roles are several posts; rights end with `until`.

    `deputy`: stands in for whoever holds the role, with the same rights.
    """

    personal_data = "Which colleague works where."
    retention = "Kept as long as acts of that time are kept."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=60)
    deputy = models.BooleanField(default=False, db_default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    given_by = models.UUIDField(null=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_start", condition=Q(until__isnull=True) | Q(until__gt=F("since"))
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(until__isnull=True), name="one_open_post"
            ),
        ]


class Agreement(Record):
    """A version of what members sign. It asks until signed; after `grace_days` the want of a signature is a finding."""

    personal_data = "None."
    retention = "Kept: what bound a member when."

    kind = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    grace_days = models.PositiveIntegerField()
    paper = models.CharField(max_length=200)

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="one_version")]


class Signature(Record):
    """Somebody signed a version for an organisation; the paper itself lies with the secretariat."""

    personal_data = "Who signed for an organisation."
    retention = "Kept with the agreement."

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.CharField(max_length=120)
    signed_on = models.DateField()
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_on"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="signed_once")]


class ResetRequest(Record):
    """A focal point asks that a colleague's second factor be forgotten; a second person grants it, or not."""

    personal_data = "Which colleague lost a telephone."
    retention = "As long as the record of acts."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                name="reset_by_two", condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by"))
            ),
        ]

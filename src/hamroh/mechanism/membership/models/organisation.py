from django.db import models
from django.db.models import Q

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


class Contact(Record):
    """How an organisation is reached when its office is shut; its own focal point keeps it."""

    personal_data = "A duty telephone of an office; which colleague wrote it."
    retention = "While it is a member; the newest only."

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="contact")
    phone = models.CharField(max_length=40)
    hours = models.CharField(max_length=120)
    written_by = models.UUIDField()
    written_at = models.DateTimeField()


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

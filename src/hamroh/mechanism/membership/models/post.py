from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hamroh.foundation.permissions.models import Record
from hamroh.mechanism.membership.models.finding import Nomination
from hamroh.mechanism.membership.models.organisation import Organisation
from hamroh.mechanism.membership.terms import LONGEST_STAND_IN


class Post(Record):
    """A person acts in a role for an organisation. Several roles are several posts; rights end with `until`.

    `deputy`: stands in for whoever holds the role, with the same rights. `delegated_for`: the post whose holder is absent;
    this one ends with it, whatever its own end says. `interim`: a vacant seat held until somebody is found. `nomination`:
    the act of appointment that it rests on. What is delegated or interim has an end from the first day.
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
    delegated_for = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="delegations")
    holder = models.UUIDField(null=True)
    interim = models.BooleanField(default=False, db_default=False)
    nomination = models.ForeignKey(Nomination, null=True, on_delete=models.PROTECT, related_name="posts")

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(  # equal: taken back before it began
                name="post_ends_after_start", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(until__isnull=True), name="one_open_post"
            ),
            models.CheckConstraint(
                name="delegated_by_its_holder",
                condition=Q(delegated_for__isnull=True, holder__isnull=True)
                | (Q(delegated_for__isnull=False, holder__isnull=False) & ~Q(holder=F("user_id"))),
            ),
            models.CheckConstraint(
                name="standing_in_has_an_end",
                condition=Q(delegated_for__isnull=True, interim=False)
                | Q(until__isnull=False, until__lte=F("since") + LONGEST_STAND_IN),
            ),
            models.CheckConstraint(
                name="a_post_has_one_reason",
                condition=Q(delegated_for__isnull=True, interim=False)
                | Q(delegated_for__isnull=True, nomination__isnull=True)
                | Q(interim=False, nomination__isnull=True),
            ),
        ]


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

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hamroh.foundation.permissions.models import Record
from hamroh.foundation.reference.models import Territory


class Organisation(Record):
    """A member of the mechanism. `uniformed`: its staff may hold people, so nobody can consent freely before them."""

    personal_data = "None: offices, not people."
    retention = "Kept: past members stay named in past cases."

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=40)
    names = models.JSONField()
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    uniformed = models.BooleanField(default=False)
    basis = models.CharField(max_length=20)
    source = models.JSONField(default=list)

    class Meta:
        ordering = ["key"]


class Post(Record):
    """A person acts in a role for an organisation. Several roles are several posts; rights end with `until`."""

    personal_data = "Which colleague works where."
    retention = "Kept as long as acts of that time are kept."

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=60)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

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

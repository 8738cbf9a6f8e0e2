from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hamroh.casework.cases.models import Case
from hamroh.foundation.revisions.models import Revision

RETENTION = "With the case; what is sealed with the person's key."


class Conference(Revision):
    """That colleagues and others sat together over a case, and what part the person had in it."""

    personal_data = "That a case was discussed, in codes; what the person was told, sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField()
    purpose = models.CharField(max_length=40)
    person_part = models.CharField(max_length=20)
    told_on = models.DateField(null=True)
    nobody_involved = models.BooleanField()

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(name="nobody_involved_sat", condition=Q(nobody_involved=True)),
        ]


class Participant(Revision):
    """Who sat: a colleague by account, somebody of another organisation by role, on a ground."""

    personal_data = "Who sat over a case; roles sealed."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.UUIDField()
    who = models.CharField(max_length=20)
    user_id = models.UUIDField(null=True)
    of_organisation = models.UUIDField(null=True)
    ground_id = models.UUIDField(null=True)

    class Meta(Revision.Meta):
        constraints = [
            *Revision.Meta.constraints,
            models.CheckConstraint(
                name="outside_on_a_ground",
                condition=~Q(who="outside") | Q(of_organisation__isnull=False, ground_id__isnull=False),
            ),
        ]


class Item(Revision):
    """A point of the agenda. `left`: participants who left the room; `left_users`: those of them who have an account here.

    The database shows no item to whoever left the room for it.
    """

    personal_data = "What was said about a person, sealed; which parts of the file it touched."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.UUIDField()
    groups = ArrayField(models.CharField(max_length=20))
    left = ArrayField(models.UUIDField(), default=list)
    left_users = ArrayField(models.UUIDField(), default=list)


class Action(Revision):
    """What was agreed to do: by whom (a participant, with their account where they have one), by when."""

    personal_data = "What somebody does for a person, sealed; days."
    retention = RETENTION

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.UUIDField()
    responsible = models.UUIDField()
    responsible_user = models.UUIDField(null=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

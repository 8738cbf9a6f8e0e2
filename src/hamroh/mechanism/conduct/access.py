"""The doors to a complaint: the handlers', and that of whoever holds its receipt.

The common record says nothing of either: its readers may be of the accused. Each look is written in the complaint itself.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hamroh.foundation.permissions.access import open_group, open_receipt, require
from hamroh.foundation.vault.access import keyed_mark
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import read_receipt
from hamroh.mechanism.conduct.models import Complaint
from hamroh.mechanism.membership.queries import open_posts

HANDLE = "complaint:handle"


def complaints_seen_by(actor: Actor, now: datetime) -> QuerySet[Complaint]:
    """Complaints that this handler may read: none about an organisation for which they act, here or elsewhere."""
    require(actor, HANDLE, "page")
    mine = [post.organisation_id for post in open_posts(actor.user_id, now)]
    return Complaint.objects.exclude(shut_to__overlap=[*mine, actor.organisation_id]).exclude(
        shut_to_people__contains=[actor.user_id]
    )


def open_complaint(actor: Actor, complaint_id: UUID, now: datetime) -> Complaint:
    """One complaint with what was written in it. NotFound, without a word of which, for whoever may not know of it."""
    found = complaints_seen_by(actor, now).filter(pk=complaint_id).select_related("organisation").first()
    if found is None:
        raise NotFound("page")
    open_group("complaint", found.pk)
    return found


def mark_of(code: str) -> str:
    """The keyed mark under which a receipt is kept."""
    return keyed_mark("complaint receipt", code)


def open_by_receipt(typed: str) -> Complaint | None:
    """The complaint whose receipt this is: its state and what was answered; None when there is none."""
    code = read_receipt(typed)
    if code is None:
        return None
    mark = mark_of(code)
    open_receipt(mark)
    found = Complaint.objects.filter(mark=mark).first()
    if found:
        open_group("complaint", found.pk)
    return found

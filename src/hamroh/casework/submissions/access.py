"""The doors: a telephone's, by its token; and a submission's, for whoever takes it in or settles it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hamroh.casework.submissions.models import Device, EncryptionKey, Submission
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import act_as, open_device, open_group, require
from hamroh.foundation.vault.access import keyed_mark
from hamroh.kernel.actor import Actor, System
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions.queries import actor_of

COLLECT = "form:fill"
SETTLE = "submission:settle"


class Closed(StrEnum):
    """Why a known telephone opens nothing today. An unknown token gets no reason."""

    REVOKED = "revoked"
    ENDED = "ended"
    OWNER = "owner"


class DeviceClosed(Exception):
    def __init__(self, why: Closed) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class OpenDevice:
    """A telephone whose owner may collect today; from now on the database knows that it is they who act."""

    id: UUID
    actor: Actor
    last_sent_at: datetime | None


def mark_of(token: str) -> str:
    """What is kept of a token. Finding it compares marks under a key of this installation, so no time tells a token."""
    return keyed_mark("device", token)


def open_by_token(token: str, *, now: datetime) -> OpenDevice:
    """Act as the owner of this telephone, for the organisation it was issued at.

    Raises NotFound for a token that was never issued, DeviceClosed for a telephone revoked or past its day, and for an
    owner who no longer acts there or may no longer fill forms. Rights are read anew each time.
    """
    mark = mark_of(token)
    open_device(mark)
    device = Device.objects.filter(mark=mark).first()
    if device is None:
        raise NotFound("device")
    if device.revoked_at:
        raise DeviceClosed(Closed.REVOKED)
    if device.until <= now:
        raise DeviceClosed(Closed.ENDED)
    actor = owner_at(device.user_id, device.organisation_id)
    if actor is None:
        raise DeviceClosed(Closed.OWNER)
    act_as(actor)
    return OpenDevice(device.pk, actor, device.last_sent_at)


def owner_at(user_id: UUID, organisation_id: UUID) -> Actor | None:
    """This colleague acting for this very organisation, if they may fill forms there today."""
    actor = actor_of(user_id, preferred=str(organisation_id))
    if actor is None or actor.organisation_id != organisation_id or not actor.may(COLLECT):
        return None
    return actor


def open_received(submission_id: UUID) -> None:
    """What this transaction itself received, or takes in as its collector: its contents may be written and read."""
    open_group("submission", submission_id)


def open_submission(actor: Actor, submission_id: UUID) -> Submission:
    """Open what a telephone of the own organisation sent, to settle it. Recorded as a look. Raises NotFound."""
    require(actor, SETTLE, "submission", submission_id)
    found = (
        Submission.objects.filter(pk=submission_id, organisation_id=actor.organisation_id)
        .select_related("version")
        .first()
    )
    if found is None:
        raise NotFound("submission", submission_id)
    open_group("submission", submission_id)
    record(actor, "submission.looked_at", resource="submission", resource_id=submission_id)
    return found


def take_in(actor: Actor | System, submission_id: UUID) -> Submission | None:
    """The submission that the machine takes in now, locked until the transaction ends; None when another has it."""
    open_group("submission", submission_id)
    waiting = Submission.objects.select_for_update(skip_locked=True, of=("self",))
    return waiting.select_related("version").filter(pk=submission_id).first()


def open_private_half(key: EncryptionKey) -> None:
    """The private half of a key that the platform keeps; only for opening what an open submission holds."""
    open_group("submission", key.pk)


def devices_seen_by(actor: Actor) -> list[Device]:
    """The actor's own telephones; for whoever issues them, all of the organisation."""
    found = Device.objects.filter(organisation_id=actor.organisation_id)
    return list(found if actor.may("device:issue") else found.filter(user_id=actor.user_id))

"""Taking what was filled in on a device: whole, or beside what others answered meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hamroh.casework.offline.access import open_by_secret
from hamroh.casework.offline.terms import PERMISSION
from hamroh.casework.responses.actions import save_answers
from hamroh.casework.responses.rules import Changed
from hamroh.casework.submissions.actions.from_browser import accept_from_browser
from hamroh.foundation.audit.actions import record
from hamroh.foundation.forms.rules import Fault
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.words import N_

NOT_THIS_DEVICE = Obstacle(
    N_("This device was set up by somebody else, or was ended. Sign in as whoever set it up, or set it up again.")
)
OTHER_ORGANISATION = Obstacle(
    N_("These forms were filled for another organisation. Act for that one, then send again."),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a device sends: answers by path. `revision` 0: begun on the device; else taken along from the server, as `seen`."""

    id: UUID
    version: UUID
    answers: Mapping[str, str]
    language: str
    collected_at: datetime
    revision: int = 0
    seen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """`changed`: others answered these otherwise; theirs stand until a person has chosen. `faults`: not written either."""

    revision: int
    changed: tuple[Changed, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.changed and not self.faults


def take_from_device(actor: Actor, *, secret: UUID, sent: Sent, now: datetime) -> Taken:
    """Take a form from the actor's own device. The same again changes nothing: two clicks make one record.

    A form begun on the device is taken whole, by the version it was given to, withdrawn or not, and goes on as a
    telephone's does: into the case whose code was typed, or among what was collected. `Faulty` refuses it with every fault.
    One that was taken along is saved question by question beside what others answered.
    """
    require(actor, PERMISSION, "response", sent.id)
    device = open_by_secret(secret)
    if device is None or device.ended_at or device.user_id != actor.user_id:
        raise Refused(NOT_THIS_DEVICE)
    if device.organisation_id != actor.organisation_id:  # what was told at one organisation is not another's to read
        raise Refused(OTHER_ORGANISATION)
    collected_at = min(sent.collected_at, now)  # a device's clock may be ahead; nothing was collected tomorrow
    if sent.revision == 0:
        accept_from_browser(
            actor,
            id=sent.id,
            version_id=sent.version,
            answers=sent.answers,
            language=sent.language,
            collected_at=collected_at,
            now=now,
        )
        taken = Taken(1)
    else:
        saved = save_answers(
            actor,
            response_id=sent.id,
            answers=sent.answers,
            seen=sent.seen,
            now=now,
            language=sent.language,
            elsewhere=True,
        )
        taken = Taken(saved.revision, saved.changed_meanwhile, saved.faults)
    record(
        *(actor, "offline.taken"),
        resource="response",
        resource_id=sent.id,
        at=now,
        conflicts=len(taken.changed),
        faults=len(taken.faults),
    )
    return taken

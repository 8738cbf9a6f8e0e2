"""Devices, and what may be taken along, shaped for pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.casework.offline.access import devices_seen_by
from hamroh.casework.offline.terms import PERMISSION
from hamroh.casework.responses.access import open_response
from hamroh.casework.responses.queries import given_in
from hamroh.casework.responses.rules import Changed
from hamroh.foundation.audit.actions import record
from hamroh.foundation.forms.models import Response
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound

MOST = 100


@dataclass(frozen=True, slots=True)
class DeviceShown:
    """`told_at`: when it was told to wipe itself; until then it may still hold drafts."""

    id: UUID
    user_id: UUID
    own: bool
    since: datetime
    contacted_at: datetime
    ended_at: datetime | None
    told_at: datetime | None


def devices(actor: Actor) -> list[DeviceShown]:
    """The newest first."""
    rows = devices_seen_by(actor).order_by("-since", "-pk")[:MOST]
    return [
        DeviceShown(d.pk, d.user_id, d.user_id == actor.user_id, d.since, d.contacted_at, d.ended_at, d.told_to_wipe_at)
        for d in rows
    ]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form of a case that somebody began and nobody finished: it may be taken along."""

    id: UUID
    version: UUID
    code: str
    saved_at: datetime


def unfinished(actor: Actor, versions: Collection[UUID]) -> list[Unfinished]:
    """Of the actor's own cases, in these versions of forms, the newest first."""
    rows = list(
        Response.objects.filter(finished_at=None, case_id__isnull=False, version_id__in=versions).order_by(
            "-saved_at", "-pk"
        )[:MOST]
    )
    open_cases = Case.objects.filter(pk__in={row.case_id for row in rows}, closed_at=None).order_by()
    codes = dict(open_cases.values_list("pk", "code"))
    return [Unfinished(r.pk, r.version_id, codes[r.case_id], r.saved_at) for r in rows if r.case_id in codes]


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """What a device takes along: the answers as they stand, to be compared with when it comes back."""

    id: UUID
    version: UUID
    code: str
    revision: int
    answers: dict[str, str]


def take_along(actor: Actor, response_id: UUID, versions: Collection[UUID], now: datetime) -> TakenAlong:
    """Open a form of a case to be filled on a device. NotFound for a form that may not leave, or that is finished.

    It is a look at the case, and recorded as one; that the answers went to a device is recorded beside it.
    """
    require(actor, PERMISSION, "response", response_id)
    opened = open_response(actor, response_id, writing=True)
    response, case = opened.response, opened.case
    if case is None or case.closed_at or response.finished_at or response.version_id not in versions:
        raise NotFound("response", response_id)
    record(actor, "offline.taken_along", resource="response", resource_id=response_id, case_id=case.pk, at=now)
    # A revision of 0 says "begun on a device": one that was begun here counts from 1.
    return TakenAlong(response.pk, response.version_id, case.code, response.revision + 1, given_in(opened).values)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two answers to one question: the device's, and the one that stands; who gave that, and when."""

    path: str
    yours: str
    theirs: str
    by: UUID | None
    at: str


def differences(actor: Actor, response_id: UUID, changed: Collection[Changed]) -> list[Difference]:
    """Who gave the answers that stand. The device's door has let this actor in already."""
    by = given_in(open_response(actor, response_id)).by
    return [Difference(c.path, c.ours, c.theirs, *_giver(by.get(c.path))) for c in changed]


def _giver(found: tuple[str, ...] | None) -> tuple[UUID | None, str]:
    return (UUID(found[0]), found[1]) if found else (None, "")

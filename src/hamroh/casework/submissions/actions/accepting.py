"""Accepting what a telephone sends: durable and light. The envelope is read, the rest is sealed as it came.

Nothing is judged here. A telephone that was answered with 201 deletes its copy, so everything it sent is committed, and
the key that opens it is on disk, before that answer leaves.
"""

import hashlib
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hamroh.casework.submissions.access import COLLECT, OpenDevice, open_received
from hamroh.casework.submissions.models import Device, Submission, SubmissionFile
from hamroh.casework.submissions.rules.envelope import Envelope
from hamroh.casework.submissions.terms import Medium, State
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import keyed_mark, seal_bytes
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import uuid7

PLACE = "submissions_submissionfile.sealed:{}"
NOTE_CONTACT_EVERY = timedelta(minutes=10)  # several threads of one telephone would wait for each other at its row


class Conflict(Exception):
    """Something else was received under this instance's name, or under a file's."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """`again`: it was here before, whole or in part; `files`: how many were new this time."""

    id: UUID
    again: bool
    files: int


def accept_submission(
    actor: Actor,
    *,
    envelope: Envelope,
    xml: bytes,
    files: Mapping[str, bytes],
    version_id: UUID | None,
    device: OpenDevice | None = None,
    medium: Medium = Medium.PHONE,
    language: str = "",
    now: datetime,
) -> Accepted:
    """Keep a filled form with its files, as its collector. The same again changes nothing, more files are added.

    Raises Conflict when other answers, or another file, were received under the same name: what came first stays.
    """
    require(actor, COLLECT, "submission")
    row = Submission(
        id=uuid7(),
        organisation_id=actor.organisation_id,
        collector_id=actor.user_id,
        device_id=device.id if device else None,
        medium=medium,
        instance_id=envelope.instance_id,
        deprecated_id=envelope.deprecated_id,
        form=envelope.form,
        version_id=version_id,
        language=language,
        sha=keyed_mark("submission", envelope.sha),
        encrypted=envelope.encrypted,
        expected=list(envelope.expected),
        received_at=now,
        collected_at=envelope.collected_at,
        state=State.RECEIVED,
    )
    # No savepoint and no waiting for an error: two statements, whether it is new or the hundredth resend.
    Submission.objects.bulk_create([row], ignore_conflicts=True)
    known = Submission.objects.filter(organisation_id=actor.organisation_id, instance_id=envelope.instance_id)
    found = known.filter(collector_id=actor.user_id).only("id", "sha", "state", "faults").first()
    if found is None or found.sha != row.sha:  # a colleague's instance is not this one
        raise Conflict
    again = found.pk != row.pk
    open_received(found.pk)
    sent = files if again else {"": xml, **files}
    with transaction.atomic() if again else nullcontext():  # a file that differs takes the others of this post with it
        added = _keep(actor, found.pk, sent, again=again, now=now)
    if again and added:
        _look_again(found)
    if added:
        verb = "submission.files_received" if again else "submission.received"
        record(actor, verb, resource="submission", resource_id=found.pk, at=now, form=envelope.form[:60], files=added)
    if device:
        _note_contact(device, now)
    return Accepted(found.pk, again, added)


def _keep(actor: Actor, id: UUID, sent: Mapping[str, bytes], *, again: bool, now: datetime) -> int:
    """Seal and write what is not here yet. Returns how many were new."""
    marks = {name: _mark(content) for name, content in sent.items()} if again else {}
    here = dict(_files(id).values_list("name", "sha")) if again and sent else {}
    if any(here[name] != mark for name, mark in marks.items() if name in here):
        raise Conflict
    rows = [sealed_file(actor, id, name, sent[name], now) for name in sent if name not in here]
    SubmissionFile.objects.bulk_create(rows, ignore_conflicts=again)
    if again and rows:  # the same files in two posts at once: the first stands
        written = dict(_files(id).values_list("name", "sha"))
        if any(written[row.name] != row.sha for row in rows):
            raise Conflict
    return len(rows)


def _files(id: UUID):  # type: ignore[no-untyped-def]  # a queryset of rows of this room
    return SubmissionFile.objects.filter(submission_id=id).order_by("name")


def _mark(content: bytes) -> str:
    return keyed_mark("submission", hashlib.sha256(content).hexdigest())


def sealed_file(actor: Actor, id: UUID, name: str, content: bytes, now: datetime) -> SubmissionFile:
    """One file of a submission, sealed under the submission's key, in the name of whoever brings it."""
    key = uuid7()
    return SubmissionFile(
        id=key,
        submission_id=id,
        collector_id=actor.user_id,
        organisation_id=actor.organisation_id,
        name=name,
        sha=_mark(content),
        size=len(content),
        sealed=seal_bytes(id, content, place=PLACE.format(key)),
        received_at=now,
    )


def _look_again(found: Submission) -> None:
    """The files that were missed have come: it waits for the machine again."""
    if found.state == State.QUARANTINED and any(fault["code"] == "files_missing" for fault in found.faults):
        found.state, found.faults = State.RECEIVED, []
        found.save(update_fields=["state", "faults"])


def _note_contact(device: OpenDevice, now: datetime) -> None:
    if device.last_sent_at is None or now - device.last_sent_at > NOTE_CONTACT_EVERY:
        Device.objects.filter(pk=device.id).update(last_sent_at=now)

"""Takes in what telephones sent: each as its collector, so that nothing is done that the collector may not do."""

import logging
from uuid import UUID

from django.db import transaction

from hamroh.casework.submissions.access import owner_at
from hamroh.casework.submissions.actions.taking_in import destroy_original, note_that_it_waits, take_in_as
from hamroh.casework.submissions.queries.waiting import originals_to_destroy, queue
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor

AT_ONCE = 200
_log = logging.getLogger(__name__)


def take_in_received(limit: int = AT_ONCE) -> int:
    """The oldest that wait. Runs as the system actor `submissions`, which sees states and no contents, and as each collector
    in turn. Returns how many were looked at.

    One that fails by a fault of the platform is told to a person and does not hold up the others.
    """
    system = system_actor("submissions")
    with transaction.atomic():
        act_as(system)
        waiting = queue(system, now=clock.now(), limit=limit)
    for submission_id, collector_id, organisation_id in waiting:
        try:
            code = _take_in(submission_id, collector_id, organisation_id)
        except Exception:
            _log.exception("a submission could not be taken in")  # types and lines only, see conf/logs.py
            code = "failed"
        if code:
            with transaction.atomic():
                act_as(system)
                note_that_it_waits(system, submission_id, code=code, now=clock.now())
    return len(waiting)


def _take_in(submission_id: UUID, collector_id: UUID, organisation_id: UUID) -> str:
    """Take it in as its collector; a code when the collector may not any more."""
    with transaction.atomic():
        act_as(None)
        collector = owner_at(collector_id, organisation_id)
        if collector is None:
            return "may_not"
        act_as(collector)
        take_in_as(collector, submission_id, now=clock.now())
        return ""


def destroy_originals(limit: int = AT_ONCE) -> int:
    """What was sent itself, a month after its answers stand in a case. As the system actor `submissions`; how many."""
    system = system_actor("submissions")
    with transaction.atomic():
        act_as(system)
        gone = originals_to_destroy(system, now=clock.now(), limit=limit)
        for submission_id in gone:
            destroy_original(system, submission_id, now=clock.now())
    return len(gone)

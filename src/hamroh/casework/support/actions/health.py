"""Writing the health note. The group must be open."""

from datetime import datetime

from django.db import transaction

from hamroh.casework.cases.models import Case
from hamroh.casework.support import events
from hamroh.casework.support.actions.writing import writes, written
from hamroh.casework.support.models import HealthNote
from hamroh.casework.support.queries import health_of
from hamroh.foundation.revisions.actions import revise
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.words import N_


def write_health_note(actor: Actor, *, case: Case, note: str, seen: int | None = None, now: datetime) -> None:
    """Health, in a sealed note of its own; what it said before stays in its history.

    `seen` is the revision that the writer had before them: raises Changed when somebody wrote since; None writes over
    whatever stands.
    """
    stands = health_of(case.pk, case.person_id)
    obstacles = writes(actor, case, erased=stands.erased)
    if not note.strip():
        obstacles = (*obstacles, Obstacle(N_("Nothing was written: write the note, or go back."), "note"))
    if obstacles:
        raise Refused(*obstacles)
    known = stands.number if seen is None else seen
    words, person = {"note": note.strip()}, case.person_id
    with transaction.atomic():
        revise(actor, HealthNote, thing=case.pk, seen=known, subject_id=person, words=words, now=now, case=case)
        written(actor, case, events.HEALTH_WRITTEN, now)

"""What happened in a case: told on its timeline, and answered by the clocks of its procedure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hamroh.casework.cases import terms
from hamroh.casework.cases.actions.clocks import review_clocks, run_clocks
from hamroh.casework.cases.actions.marks import in_touch, mark
from hamroh.casework.cases.models import Case, TimelineEntry
from hamroh.kernel.actor import Acting, Actor


def note(actor: Acting, case: Case, event: str, *, now: datetime, by_person: bool = False, **detail: Any) -> None:
    """Add to the timeline, and let the procedure of the case's own edition start and stop what this event starts and stops.

    `event` is one of `terms.EVENT_WORDS`; `detail` holds codes and ids only. The case must be open.
    """
    _tell(actor, case, event, now, by_person, detail)
    run_clocks(actor, case, terms.MEANS.get(event, event), now=now)


def note_and_set(
    actor: Actor, case: Case, event: str, *, now: datetime, by: Mapping[str, datetime], by_person: bool = False
) -> None:
    """The same, where whoever acted set an earlier day for clocks that begin by it."""
    _tell(actor, case, event, now, by_person, {})
    run_clocks(actor, case, terms.MEANS.get(event, event), now=now, sooner=by)


def _tell(actor: Acting, case: Case, event: str, now: datetime, by_person: bool, detail: dict[str, Any]) -> None:
    assert event in terms.EVENT_WORDS, event
    TimelineEntry(
        case=case, at=now, event=event, by_person=by_person, organisation_id=actor.organisation_id, detail=detail
    ).save(force_insert=True)
    if by_person or event in terms.IN_TOUCH:
        in_touch(case, now)
    if event in (terms.REPRESENTED, terms.UNREPRESENTED):
        mark(case, represented_at=now if event == terms.REPRESENTED else None)


def keep_names(case: Case) -> None:
    """The vault now holds a name for this case: it is no longer a code only."""
    if case.code_only:
        case.code_only = False
        case.save(update_fields=["code_only"])


def follow_path(actor: Actor, case: Case, *, child: bool, now: datetime) -> None:
    """Children take another path. Changing it is told on the timeline; staying on it changes nothing.

    Steps that are not for this person end; those that are, and whose moment has come, begin.
    """
    if case.child != child:
        case.child = child
        case.save(update_fields=["child"])
        note(actor, case, "path.child" if child else "path.adult", now=now)
        if child:
            note(actor, case, "representative.needed", now=now)
        review_clocks(actor, case, now=now)

"""What tests of conferences begin with: one that was held, with those who sat."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from hamroh.casework.conferences import actions
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

case, consent = given.case, given.consent
HELD_AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
HELD: dict[str, Any] = {
    "held_at": HELD_AT,
    "purpose": "first",
    "person_part": "present",
    "told_on": None,
    "told": "",
    "nobody_involved": True,
}
ITEM: dict[str, Any] = {
    "title": "Where to live",
    "groups": ["needs"],
    "said": "The room is too loud.",
    "decided": "Ask for another one.",
}
ACTION: dict[str, Any] = {"what": "Ask for a quiet room", "due_on": date(2026, 12, 1), "done_on": None}


def held(case_id: UUID, by: cast.Member = cast.nigora, **changes: Any) -> UUID:
    thing = uuid7()
    with acting(by) as actor:
        actions.hold_conference(actor, case_id=case_id, thing=thing, seen=0, said=HELD | changes, now=NOW)
    return thing


def seated(
    case_id: UUID, conference: UUID, who: str = "colleague", by: cast.Member = cast.nigora, role: str = "", **whom: Any
) -> UUID:
    thing = uuid7()
    with acting(by) as actor:
        said: dict[str, Any] = {"case_id": case_id, "conference": conference, "thing": thing, "seen": 0, "now": NOW}
        actions.seat_participant(actor, said={"who": who, "role": role}, **said, **whom)
    return thing


def guest(case_id: UUID, conference: UUID, ground_id: UUID | None) -> UUID:
    """The duty doctor of the clinic."""
    clinic = cast.organisation_id(cast.CLINIC)
    return seated(case_id, conference, "outside", role="Duty doctor", organisation=clinic, ground_id=ground_id)


def discussed(
    case_id: UUID,
    conference: UUID,
    *,
    left: frozenset[UUID] = frozenset(),
    by: cast.Member = cast.nigora,
    thing: UUID | None = None,
    seen: int = 0,
    **changes: Any,
) -> UUID:
    thing = thing or uuid7()
    with acting(by) as actor:
        said: dict[str, Any] = {"case_id": case_id, "conference": conference, "thing": thing, "seen": seen}
        actions.write_item(actor, said=ITEM | changes, left=left, now=NOW, **said)
    return thing


def agreed(
    case_id: UUID, conference: UUID, responsible: UUID, thing: UUID | None = None, seen: int = 0, **changes: Any
) -> UUID:
    thing = thing or uuid7()
    with acting(cast.nigora) as actor:
        said: dict[str, Any] = {"case_id": case_id, "conference": conference, "thing": thing, "seen": seen}
        actions.agree_action(actor, said=ACTION | changes, responsible=responsible, now=NOW, **said)
    return thing

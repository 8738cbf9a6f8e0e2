"""What tests of a person's own page begin with: the door weighed, a card given, somebody inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.survivor import actions
from hamroh.casework.survivor.access import OpenDoor, enter
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.cast import NOW, acting

PIN, SECOND = "5824", "7193"
SAFE = {"device_shared": "no", "card_found": "no", "pin_forced": "no"}


def weighed(case_id: UUID, *, by: cast.Member = cast.nigora, **changes: Any) -> None:
    """Nigora weighed the risk of the page with the person, and offered it."""
    said = {"seen": 0, "answers": SAFE, "decision": "offer", "holder": "self", "why": "", "now": NOW} | changes
    with acting(by) as actor:
        actions.assess_door(actor, case_id=case_id, **said)


def issuing(**changes: Any) -> dict[str, Any]:
    """What the form of a new card says; both PINs chosen on the screen."""
    pins = {"pin": PIN, "again": PIN, "second": SECOND, "second_again": SECOND}
    now: datetime = changes.get("now", NOW)
    return {
        "id": uuid7(),
        "seed": uuid7().hex,
        "language": "en",
        "until": day_of(now + timedelta(days=90)),
        "chosen_now": True,
        "pins": pins,
        "now": now,
    } | changes


def card(case_id: UUID, **changes: Any) -> str:
    """The code of a card that was given just now."""
    with acting(cast.nigora) as actor:
        return actions.issue_card(actor, case_id=case_id, **issuing(**changes))


def named(case_id: UUID, own: dict[str, str], harmless: tuple[str, ...] = (), seen: int = 0) -> None:
    """What the person calls organisations, by their keys in the pack."""
    keys = {key: str(cast.organisation_id(key)) for key in own}
    with acting(cast.nigora) as actor:
        actions.name_organisations(
            actor,
            case_id=case_id,
            seen=seen,
            own={keys[key]: name for key, name in own.items()},
            harmless=[keys[key] for key in harmless],
            now=NOW,
        )


def tried(code: str, pin: str = PIN, now: datetime = NOW) -> Any:
    """Somebody stands before the page."""
    with transaction.atomic():
        act_as(None)
        return actions.come_in(typed=code, pin=pin, now=now)


@contextmanager
def inside(visit: Any, now: datetime = NOW) -> Iterator[OpenDoor]:
    """`with inside(visit) as door:` — one request of a visit, committed at the end."""
    with transaction.atomic():
        act_as(None)
        yield enter(visit.card_id, visit.case_id, duress=visit.duress, now=now)

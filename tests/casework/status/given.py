"""What tests of formal status begin with: an agreement, an application with a row of evidence, on its way."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.status import actions
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

GROUPS = ("profile", "screening")
case = given.case


def agreement(case_id: UUID, groups: tuple[str, ...] = GROUPS, **changes: Any) -> UUID:
    """The person agrees to apply, and that the panel is told these groups."""
    return given.consent(case_id, to=cast.SECRETARIAT, groups=groups, **({"purpose": "status"} | changes))


def prepared(case_id: UUID, ground_id: UUID | None = None, now: datetime = NOW) -> UUID:
    """Nigora has begun an application and listed one row of evidence, a minute later."""
    ground_id = ground_id or agreement(case_id, now=now, expires_at=now + timedelta(days=200))
    with acting(cast.nigora) as actor:
        key = actions.begin_application(actor, id=uuid7(), case_id=case_id, ground_id=ground_id, now=now).pk
    evidence(case_id, key, now=now)
    return key


def evidence(case_id: UUID, application_id: UUID, **changes: Any) -> UUID:
    row: dict[str, Any] = {
        "id": uuid7(),
        "kind": "document",
        "shows": ["means"],
        "held_by": "team",
        "attached": True,
        "note": "Contract with two signatures.",
        "now": NOW,
    } | changes
    with acting(cast.nigora) as actor:
        return actions.list_evidence(actor, case_id=case_id, application_id=application_id, **row).pk


def sent(case_id: UUID, ground_id: UUID | None = None, now: datetime = NOW) -> UUID:
    key = prepared(case_id, ground_id, now)
    send(case_id, key, now)
    return key


def send(case_id: UUID, application_id: UUID, now: datetime = NOW) -> None:
    with acting(cast.nigora) as actor:
        actions.send_application(actor, case_id=case_id, application_id=application_id, wished=True, now=now)


def decided(
    application_id: UUID, outcome: str = "refused", by: cast.Member = cast.lola, now: datetime = NOW, **changes: Any
) -> UUID:
    with acting(by) as actor:
        said = {"reasons": "The list shows no means.", "shows": ["act"], "panel": []} | changes
        return actions.decide_status(
            actor, id=uuid7(), application_id=application_id, outcome=outcome, now=now, **said
        ).pk


def review_asked(case_id: UUID, application_id: UUID, now: datetime = NOW) -> None:
    with acting(cast.nigora) as actor:
        actions.ask_review(actor, case_id=case_id, application_id=application_id, wished=True, now=now)

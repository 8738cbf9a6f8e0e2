"""What tests of returns begin with: a wish, a partner abroad, an agreement, an assessed risk; one step after another."""

from datetime import date
from typing import Any
from uuid import UUID

from hamroh.casework.returns import actions
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

case = given.case

WISH: dict[str, Any] = {
    "country": "UZ",
    "wished_on": date(2026, 11, 16),
    "alternatives_on": date(2026, 11, 15),
    "best_interests_on": None,
    "represented": False,
    "planned_on": date(2026, 12, 1),
    "wish": "To be with my sister.",
    "route": "By the night train",
    "escort": "A colleague to the border",
}
PARTNER = {"country": "UZ", "organisation": "House of the road", "contact": "A letter to the office"}
AGREEMENT: dict[str, Any] = {
    "groups": ["profile", "needs"],
    "language": "tg",
    "mode": "written",
    "proof": "paper_kept",
    "given_by": "self",
    "agreed_on": date(2026, 11, 17),
    "until_on": date(2027, 3, 1),
    "taken_back_on": None,
}
ASSESSMENT: dict[str, Any] = {
    "assessed_on": date(2026, 11, 18),
    "dangers": ["debt", "family"],
    "level": "medium",
    "reasons": "A debt is still asked for.",
    "measures": "The partner speaks with the family first.",
}


def wished(case_id: UUID, thing: UUID | None = None, *, seen: int = 0, **changes: Any) -> UUID:
    thing, more = thing or uuid7(), {"direction": changes.pop("direction", "out")}
    with acting(cast.nigora) as actor:
        actions.wish_return(actor, case_id=case_id, thing=thing, seen=seen, said=WISH | changes, now=NOW, **more)
    return thing


def beside(
    case_id: UUID, journey: UUID, part: str, said: dict[str, Any], *, seen: int = 0, thing: UUID | None = None
) -> UUID:
    thing = thing or uuid7()
    with acting(cast.nigora) as actor:
        actions.write_beside(
            actor, case_id=case_id, journey=journey, part=part, thing=thing, seen=seen, said=said, now=NOW
        )
    return thing


def decided(case_id: UUID, journey: UUID, thing: UUID, verdict: str = "acceptable", by: Any = cast.malika) -> None:
    with acting(by) as actor:
        actions.decide_risk(actor, case_id=case_id, journey=journey, thing=thing, verdict=verdict, now=NOW)


def moved(case_id: UUID, journey: UUID, to: str, on: date | None = None, **said: Any) -> None:
    with acting(cast.nigora) as actor:
        actions.move_return(actor, case_id=case_id, journey=journey, to=to, on=on or NOW.date(), now=NOW, **said)


def ready(case_id: UUID, **changes: Any) -> UUID:
    """A return that may be prepared: partner, agreement, a risk that somebody else accepted."""
    journey = wished(case_id, **changes)
    partner = beside(case_id, journey, "partner", PARTNER)
    beside(case_id, journey, "agreement", AGREEMENT | {"partner": partner})
    assessment = beside(case_id, journey, "assessment", ASSESSMENT)
    decided(case_id, journey, assessment)
    return journey


def departed(case_id: UUID) -> UUID:
    journey = ready(case_id)
    moved(case_id, journey, "prepared", date(2026, 11, 19))
    moved(case_id, journey, "departed", date(2026, 11, 20))
    return journey

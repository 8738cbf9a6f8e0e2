"""What many tests of referrals begin with: a filled sheet, a case with a ground, a referral on its way."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.grounds.actions import record_ground
from hamroh.casework.referrals.actions import fill_sheet, send_referral
from hamroh.casework.referrals.rules import Meeting
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

SAFE = {"danger_now": "no", "needs_doctor": "no", "safe_to_talk": "yes"}
DANGER = SAFE | {"danger_now": "yes"}
SCRIPT = (
    *("free_to_stop", "help_unconditional", "named_organisation", "what_is_told", "free_to_refuse"),
    *("duty_in_danger", "no_promise"),
)
GROUPS = ("profile", "needs")


def service_id(key: str) -> UUID:
    from hamroh.mechanism.directory.models import Service

    return Service.objects.get(key=key).pk


def meeting(now: datetime) -> Meeting:
    return Meeting(mode="receiver_comes", where="Office 2 of the crossing point", when=now + timedelta(hours=2))


def sheet(**changes: Any) -> dict[str, Any]:
    """A sheet of an adult who agreed freely, ready to send to the shelter in Sughd."""
    return {
        "id": uuid7(),
        "observations": ["papers_held", "afraid"],
        "safety": SAFE,
        "told": SCRIPT,
        "agreement": "agreed",
        "held": False,
        "child": False,
        "service_id": service_id("shelter-sughd-stay"),
        "urgency": "urgent",
        "meeting": meeting(changes.get("now", NOW)),
        "now": NOW,
    } | changes


def handover(**changes: Any) -> UUID:
    """Rustam has handed somebody over to the shelter."""
    with acting(cast.rustam) as actor:
        filed = fill_sheet(actor, **sheet(**changes))
    assert filed.referral_id
    return filed.referral_id


def case(**changes: Any) -> UUID:
    """Nigora has opened a case."""
    with acting(cast.nigora) as actor:
        return open_new_case(actor, **({"id": uuid7(), "child": False, "code_only": True, "now": NOW} | changes)).pk


def consent(case_id: UUID, to: str = cast.CLINIC, groups: tuple[str, ...] = GROUPS, **changes: Any) -> UUID:
    """The person has agreed to share these groups with this organisation."""
    key = uuid7()
    with acting(cast.nigora) as actor:
        record_ground(
            actor,
            **(
                {
                    "id": key,
                    "case_id": case_id,
                    "kind": "consent",
                    "purpose": "services",
                    "recipient_organisation_id": cast.organisation_id(to),
                    "groups": groups,
                    "language": "tg",
                    "mode": "oral_witness",
                    "proof": "witness_noted",
                    "given_by": "self",
                    "expires_at": changes.get("now", NOW) + timedelta(days=90),
                    "now": NOW,
                }
                | changes
            ),
        )
    return key


def sending(case_id: UUID, ground_id: UUID | None, **changes: Any) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "case_id": case_id,
        "service_id": service_id("clinic-sughd-care"),
        "ground_id": ground_id,
        "groups": GROUPS,
        "urgency": "routine",
        "meeting": meeting(changes.get("now", NOW)),
        "note": "Asks for a woman doctor.",
        "now": NOW,
    } | changes


def referral(case_id: UUID, ground_id: UUID, **changes: Any) -> UUID:
    """Nigora has asked the clinic."""
    with acting(cast.nigora) as actor:
        return send_referral(actor, **sending(case_id, ground_id, **changes)).pk

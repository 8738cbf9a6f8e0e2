"""A lawyer on the shelter's cases: Daler, who has no post otherwise, holds one for the length of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team
from hamroh.casework.justice.actions import keep_justice
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import forget
from tests import cast
from tests.casework.referrals import given
from tests.cast import NOW, acting

case = given.case
lawyer = cast.daler

STATEMENT: dict[str, Any] = {
    "given_on": date(2026, 11, 20),
    "where": "Room 4",
    "body": "investigator",
    "whom": "Senior investigator",
    "asked_by": "prosecutor",
    "language": "tg",
    "interpreter": False,
    "lawyer_present": True,
    "minutes": 90,
    "breaks": 2,
    "note": "She asked to stop once.",
}
PROCEEDING: dict[str, Any] = {
    "body": "court",
    "reference": "1-204/26",
    "stage": "trial",
    "role": "injured",
    "began_on": date(2026, 11, 2),
    "next_at": datetime(2026, 12, 3, 5, 0, tzinfo=UTC),
    "ended_on": None,
    "note": "",
}
CLAIM: dict[str, Any] = {
    "body": "court",
    "claimed_on": date(2026, 11, 3),
    "claimed": 12000,
    "currency": "TJS",
    "decided_on": None,
    "awarded": None,
    "note": "",
}


@contextmanager
def holding(user: cast.Member, role: str, organisation: str = cast.SHELTER) -> Iterator[None]:
    """This account holds the role there; nothing of it is left behind."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id FROM membership_post")
        before = [key for (key,) in cursor.fetchall()]
    from django.db import transaction

    with transaction.atomic(using="owner"):
        _give(user, role, organisation)
    forget()
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM membership_post WHERE NOT (id = ANY (%s))", [before])
    forget()


def _give(user: cast.Member, role: str, organisation: str) -> None:
    from hamroh.mechanism.membership.models import Post

    Post(
        id=uuid7(),
        user_id=user.id,
        organisation_id=cast.organisation_id(organisation),
        role=role,
        since=cast.BEGAN,
    ).save(force_insert=True, using="owner")


def with_lawyer(case_id: UUID, now: datetime = NOW) -> None:
    """The lawyer joins the team of the case."""
    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, case_id), user_id=lawyer.id, role="lawyer", capacity="lawyer", now=now)


def closed(case_id: UUID, now: datetime = NOW) -> None:
    """The case has been closed: how, is another room's to say."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE cases_case SET closed_at = %s WHERE id = %s", [now, case_id])


def kept(
    case_id: UUID, kind: str, said: dict[str, Any], *, seen: int = 0, thing: UUID | None = None, **more: Any
) -> UUID:
    """The lawyer has kept this."""
    thing = thing or uuid7()
    with acting(lawyer) as actor:
        keep_justice(actor, case_id=case_id, kind=kind, thing=thing, seen=seen, said=said, **({"now": NOW} | more))
    return thing

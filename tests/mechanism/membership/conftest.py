"""What a test of membership changes in the fixed cast is put back after it: membership stays between tests."""

from collections.abc import Iterator

import pytest
from django.db import connections

from tests import cast

PEOPLE = tuple(str(member.id) for member in cast.EVERYBODY)


@pytest.fixture
def members(db: None) -> Iterator[None]:
    yield
    with connections["owner"].cursor() as cursor:
        for sql in UNDO:
            cursor.execute(sql, {"people": list(PEOPLE)})


UNDO = (
    "DELETE FROM membership_cascade",
    "DELETE FROM membership_signature",
    "DELETE FROM membership_agreement",
    "DELETE FROM membership_resetrequest",
    "DELETE FROM membership_contact",
    "DELETE FROM membership_membershipstatus WHERE decided_by IS NOT NULL",
    "DELETE FROM membership_post WHERE delegated_for_id IS NOT NULL",
    "DELETE FROM membership_post WHERE given_by IS NOT NULL OR NOT user_id = ANY (%(people)s::uuid[])",
    "UPDATE membership_post SET until = NULL",
    "DELETE FROM membership_findingstep",
    "DELETE FROM membership_nomination",
    "DELETE FROM membership_organisation WHERE basis = 'recorded'",
    "UPDATE membership_organisation SET status = 'admitted'",
    "DELETE FROM accounts_user WHERE NOT id = ANY (%(people)s::uuid[])",
)

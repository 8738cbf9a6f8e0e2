"""Help never waits for a status: nothing that seeks or gives help can read this room, and a refusal changes nothing."""

import ast
from pathlib import Path

import pytest

import hamroh
from hamroh.casework.referrals import actions
from tests import cast
from tests.casework.referrals import given as given_referral
from tests.casework.status import given
from tests.cast import NOW, acting

HELP = ("casework/referrals", "casework/support", "casework/grounds", "casework/cases", "casework/identification")


@pytest.mark.parametrize("room", HELP)
def test_no_room_that_helps_imports_status_or_reads_its_tables(room):
    for file in (Path(hamroh.__file__).parent / room).rglob("*.py"):
        source = file.read_text()
        assert "status_application" not in source and "status_decision" not in source.replace("clock", ""), file
        for node in ast.walk(ast.parse(source)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.startswith("hamroh.casework.status") for name in names), file


def test_after_a_refusal_a_referral_goes_and_is_accepted_all_the_same(db):
    case = given.case()
    given.decided(given.sent(case))
    referral = given_referral.referral(case, given_referral.consent(case))
    with acting(cast.farrukh) as actor:
        actions.accept_referral(actor, referral_id=referral, now=NOW)

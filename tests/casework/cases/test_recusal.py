"""Whom something ties to a case leaves it at once, and no key brings them back."""

from datetime import timedelta

import pytest
from django.db import connection

from hamroh.casework.cases.access import find_case, open_case
from hamroh.casework.cases.actions import join_team, leave_team, lift_recusal, recuse
from hamroh.casework.cases.models import Case, Recusal, Task, TimelineEntry
from hamroh.casework.cases.queries import recusals_of, tasks_for
from hamroh.casework.referrals.access import open_received, open_sent
from hamroh.casework.referrals.models import Referral
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting
from tests.mechanism.membership.conftest import members  # noqa: F401  (of that story)
from tests.web.test_access_matrix import asked, world  # noqa: F401  (a story with a hand-over, a case and a referral)


@pytest.fixture
def case(db):
    """Nigora and Sitora on a case, with a referral on its way."""
    now = clock.now()
    key = given.case(now=now)
    ground = given.consent(key, now=now, expires_at=now + timedelta(days=30))
    referral = given.referral(key, ground, now=now)
    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, key), user_id=cast.sitora.id, role="case-manager", now=now)
    return {"id": key, "referral": referral}


def leave(by, who, case, reason="kin"):
    with acting(by) as actor:
        recuse(actor, case_id=case["id"], user_id=who.id, reason=reason, now=clock.now())


def sees_nothing(member, case):
    with acting(member) as actor:
        with pytest.raises(NotFound):
            open_case(actor, case["id"])
        with pytest.raises(NotFound):
            open_sent(actor, case["referral"])
        assert not tasks_for(actor)
        assert not Case.objects.filter(pk=case["id"]).exists() and not Task.objects.filter(case_id=case["id"]).exists()
        assert not Referral.objects.filter(case_id=case["id"]).exists()


def test_whoever_declares_a_tie_is_out_at_once_and_the_others_learn_only_that_somebody_left(case):
    leave(cast.nigora, cast.nigora, case)
    sees_nothing(cast.nigora, case)
    with acting(cast.sitora) as actor:
        opened = open_case(actor, case["id"])
        assert not recusals_of(opened)
        assert TimelineEntry.objects.filter(case=opened, event="team.left").count() == 1
        assert not Entry.objects.filter(case_id=opened.pk, verb__startswith="recusal").exists()
        assert find_case(actor, opened.code)
    with acting(cast.malika) as actor:
        (row,) = recusals_of(open_case(actor, case["id"]))
        assert (row.user_id, row.reason) == (cast.nigora.id, "kin")


def test_a_supervisor_who_is_tied_is_barred_too_though_the_organisations_key_is_theirs(case):
    leave(cast.malika, cast.malika, case)
    sees_nothing(cast.malika, case)
    with acting(cast.malika):
        assert not Recusal.objects.exists(), "nobody reads their own"
    with acting(cast.nigora) as actor:
        assert open_case(actor, case["id"])


def test_nobody_brings_a_recused_colleague_back_but_the_supervisor_who_lifts_it(case):
    leave(cast.malika, cast.sitora, case, "work")
    sees_nothing(cast.sitora, case)
    with acting(cast.nigora) as actor, pytest.raises(Refused, match="cannot work on this case"):
        join_team(
            actor, case=open_case(actor, case["id"]), user_id=cast.sitora.id, role="case-manager", now=clock.now()
        )
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        lift_recusal(actor, recusal_id=_only(cast.malika, case), why="ended", now=clock.now())
    key = _only(cast.malika, case)
    with acting(cast.malika) as actor, pytest.raises(Refused):
        lift_recusal(actor, recusal_id=key, why="", now=clock.now())
    with acting(cast.malika) as actor:
        lift_recusal(actor, recusal_id=key, why="ended", now=clock.now())
    with acting(cast.nigora) as actor:
        join_team(
            actor, case=open_case(actor, case["id"]), user_id=cast.sitora.id, role="case-manager", now=clock.now()
        )
    with acting(cast.sitora) as actor:
        assert open_case(actor, case["id"])


def _only(member, case):
    with acting(member) as actor:
        return recusals_of(open_case(actor, case["id"]))[0].id


def test_when_the_last_one_leaves_the_supervisor_is_asked_for_somebody(case):
    with acting(cast.nigora) as actor:
        leave_team(actor, case=open_case(actor, case["id"]), user_id=cast.sitora.id, now=clock.now())
    leave(cast.nigora, cast.nigora, case)
    with acting(cast.malika) as actor:
        assert "staff_case" in {task.key for task in tasks_for(actor)}
        join_team(
            actor, case=open_case(actor, case["id"]), user_id=cast.sitora.id, role="case-manager", now=clock.now()
        )
        assert "staff_case" not in {task.key for task in tasks_for(actor)}


def test_what_is_begun_afterwards_is_barred_as_well(case):
    leave(cast.malika, cast.malika, case)
    now = clock.now()
    ground = given.consent(case["id"], now=now, expires_at=now + timedelta(days=30))
    given.referral(case["id"], ground, now=now)
    sees_nothing(cast.malika, case)


def test_the_hand_over_that_a_case_began_with_is_shut_to_whoever_is_recused(world):  # noqa: F811
    handover = world["things"]["handover"]["referral_id"]
    with acting(cast.nigora) as actor:
        assert open_received(actor, handover, clock.now())
    leave(cast.nigora, cast.nigora, {"id": world["case_id"]})
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        open_received(actor, handover, clock.now())
    with acting(cast.gulnora) as actor:
        assert open_received(actor, handover, clock.now()), "the inbox of the others is as before"


@pytest.mark.parametrize("who", [cast.anahita, cast.gulnora, cast.farrukh, cast.rustam, cast.sitora])
def test_a_stranger_recuses_nobody(db, who):
    key = given.case(now=clock.now())
    with acting(who) as actor, pytest.raises(NotFound):
        recuse(actor, case_id=key, user_id=cast.nigora.id, reason="kin", now=clock.now())


def test_a_colleague_on_the_team_recuses_only_themselves_and_names_a_reason(case):
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        recuse(actor, case_id=case["id"], user_id=cast.sitora.id, reason="kin", now=clock.now())
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        recuse(actor, case_id=case["id"], user_id=cast.nigora.id, reason="", now=clock.now())
    with acting(cast.malika) as actor, pytest.raises(NotFound):
        recuse(actor, case_id=case["id"], user_id=cast.anahita.id, reason="kin", now=clock.now())


def test_said_twice_it_counts_once(case):
    for _ in range(2):
        leave(cast.malika, cast.sitora, case)
    with acting(cast.malika) as actor:
        assert len(recusals_of(open_case(actor, case["id"]))) == 1


def test_whoever_is_barred_cannot_take_their_own_bar_away_by_sql(case):
    leave(cast.malika, cast.malika, case)
    with acting(cast.malika), connection.cursor() as cursor:
        for sql in ("UPDATE cases_case SET barred = '{}'", "UPDATE cases_recusal SET lifted_at = now()"):
            cursor.execute(sql)
            assert cursor.rowcount == 0

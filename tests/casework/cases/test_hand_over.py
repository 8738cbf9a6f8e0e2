"""The cases of a colleague are given to others: all or nothing, and whoever gives loses access."""

from datetime import timedelta
from uuid import UUID

import pytest

from hamroh.casework.cases import rules
from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import hand_over_cases, join_team, mark, recuse, start_task
from hamroh.casework.cases.models import Case, Task, TeamMember, TimelineEntry
from hamroh.casework.cases.queries import tasks_for
from hamroh.casework.cases.queries.load import Load, case_load, load_of
from hamroh.casework.referrals.access import open_sent
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting

TAKER, OTHER = UUID(int=1), UUID(int=2)


# The rule


def obstacles(**changed):
    facts = {"reason": "leaves", "gone": 0, "givers": [OTHER], "takers": {TAKER: "case-manager"}}
    facts |= {"gives": [("TJ-1", TAKER, [])]} | changed
    return [o.sentence for o in rules.obstacles_to_handing_over(**facts)]


def test_nothing_stands_in_the_way_of_an_ordinary_hand_over():
    assert not obstacles()


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"reason": "whim"}, "Choose from the list why"),
        ({"gives": []}, "Tick at least one case."),
        ({"gone": 1}, "The list has changed meanwhile"),
        ({"gives": [("TJ-1", OTHER, [])], "takers": {OTHER: "x"}}, "the cases are theirs already"),
        ({"takers": {}}, "holds no role"),
        ({"gives": [("TJ-1", TAKER, [TAKER])]}, "cannot work on it"),
    ],
)
def test_each_obstacle_has_its_sentence(changed, part):
    (sentence,) = obstacles(**changed)
    assert part in sentence


def test_every_barred_case_is_named():
    gives = [("TJ-1", TAKER, [TAKER]), ("TJ-2", TAKER, []), ("TJ-3", TAKER, [TAKER])]
    found = rules.obstacles_to_handing_over(
        reason="away", gone=0, givers=[OTHER], takers={TAKER: "case-manager"}, gives=gives
    )
    assert [o.params["code"] for o in found] == ["TJ-1", "TJ-3"]


# The act


@pytest.fixture
def load(db):
    """Nigora has three cases; one with a referral on its way."""
    now = clock.now()
    keys = [given.case(now=now) for _ in range(3)]
    ground = given.consent(keys[0], now=now, expires_at=now + timedelta(days=30))
    return {"keys": keys, "referral": given.referral(keys[0], ground, now=now)}


def hand_over(by, gives, *, of=cast.nigora, reason="leaves"):
    with acting(by) as actor:
        return hand_over_cases(actor, colleague=of and of.id, gives=gives, reason=reason, now=clock.now())


def test_whoever_takes_opens_the_cases_and_whoever_gave_finds_none(load):
    assert hand_over(cast.malika, dict.fromkeys(load["keys"], cast.sitora.id)) == 3
    with acting(cast.nigora) as actor:
        for case_id in load["keys"]:
            with pytest.raises(NotFound):
                open_case(actor, case_id)
        with pytest.raises(NotFound):
            open_sent(actor, load["referral"])
        assert not tasks_for(actor)
        assert not Case.objects.exists()
    with acting(cast.sitora) as actor:
        for case_id in load["keys"]:
            case = open_case(actor, case_id)
            assert TimelineEntry.objects.filter(case=case, event="team.handed_over").count() == 1
            assert [m.user_id for m in TeamMember.objects.filter(case=case, until__isnull=True)] == [cast.sitora.id]
        assert open_sent(actor, load["referral"])
        assert {task.case_id for task in tasks_for(actor)} == set(load["keys"])


def test_each_case_may_go_to_another_and_keeps_the_capacity(load):
    first, second, third = load["keys"]
    with acting(cast.nigora) as actor:
        join_team(
            actor,
            case=open_case(actor, second),
            user_id=cast.sitora.id,
            role="case-manager",
            capacity="lawyer",
            now=clock.now(),
        )
    with acting(cast.malika) as actor:
        hand_over_cases(
            actor,
            colleague=cast.nigora.id,
            gives={first: cast.sitora.id, second: cast.sitora.id, third: cast.malika.id},
            reason="load",
            now=clock.now(),
        )
        for case_id in load["keys"]:
            open_case(actor, case_id)
        members = TeamMember.objects.filter(until__isnull=True, case__in=load["keys"])
        kept = {m.case_id: (m.user_id, m.capacity) for m in members}
    assert kept == {
        first: (cast.sitora.id, "case-manager"),
        second: (cast.sitora.id, "lawyer"),  # was on it already
        third: (cast.malika.id, "case-manager"),
    }


def nothing_changed(load):
    with acting(cast.nigora) as actor:
        for case_id in load["keys"]:
            case = open_case(actor, case_id)
            assert not TimelineEntry.objects.filter(case=case, event="team.handed_over").exists()


def test_one_case_that_cannot_be_given_holds_all_back(load):
    with acting(cast.malika) as actor:
        recuse(actor, case_id=load["keys"][1], user_id=cast.sitora.id, reason="kin", now=clock.now())
    with pytest.raises(Refused, match="cannot work on it"):
        hand_over(cast.malika, dict.fromkeys(load["keys"], cast.sitora.id))
    nothing_changed(load)


@pytest.mark.parametrize("taker", [cast.gulnora, cast.farrukh, cast.anahita], ids=lambda m: m.username)
def test_nobody_without_such_a_role_here_takes_a_case(load, taker):
    with pytest.raises(Refused, match="holds no role"):
        hand_over(cast.malika, dict.fromkeys(load["keys"], taker.id))
    nothing_changed(load)


def test_a_case_that_has_gone_meanwhile_holds_all_back(load):
    first, second, _third = load["keys"]
    hand_over(cast.malika, {first: cast.sitora.id})
    with pytest.raises(Refused, match="changed meanwhile"):
        hand_over(cast.malika, {first: cast.sitora.id, second: cast.sitora.id})
    with acting(cast.nigora) as actor:
        assert open_case(actor, second)


@pytest.mark.parametrize("stranger", [cast.nigora, cast.sitora, cast.gulnora, cast.anahita, cast.zebo])
def test_only_who_supervises_hands_over(load, stranger):
    with pytest.raises(NotFound):
        hand_over(stranger, dict.fromkeys(load["keys"], cast.sitora.id))
    nothing_changed(load)


def test_a_case_of_another_organisation_is_not_there(load):
    from hamroh.casework.cases.actions import open_new_case

    with acting(cast.anahita) as actor:
        foreign = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now()).pk
    with pytest.raises(NotFound):
        hand_over(cast.malika, {load["keys"][0]: cast.sitora.id, foreign: cast.sitora.id})
    nothing_changed(load)


def test_what_was_handed_over_comes_back_by_another(load):
    hand_over(cast.malika, dict.fromkeys(load["keys"], cast.sitora.id))
    hand_over(cast.malika, dict.fromkeys(load["keys"], cast.nigora.id), of=cast.sitora, reason="returns")
    with acting(cast.nigora) as actor:
        case = open_case(actor, load["keys"][0])
        assert TeamMember.objects.filter(case=case, user_id=cast.nigora.id).count() == 2
        assert TeamMember.objects.filter(case=case, until__isnull=True).count() == 1


def test_cases_on_which_nobody_works_are_given_too_and_no_longer_wait_for_somebody(load):
    with acting(cast.nigora) as actor:
        recuse(actor, case_id=load["keys"][0], user_id=cast.nigora.id, reason="kin", now=clock.now())
    hand_over(cast.malika, {load["keys"][0]: cast.sitora.id}, of=None)
    with acting(cast.sitora) as actor:
        assert open_case(actor, load["keys"][0])
        assert not Task.objects.filter(key="staff_case", done_at__isnull=True).exists()


def test_the_record_says_who_gave_what_to_whom(load):
    hand_over(cast.malika, {load["keys"][0]: cast.sitora.id})
    entry = Entry.objects.using("owner").get(verb="team.handed_over")
    assert (entry.case_id, entry.actor_id) == (load["keys"][0], cast.malika.id)
    assert entry.detail == {"from": str(cast.nigora.id), "to": str(cast.sitora.id), "reason": "leaves"}


# The load


def loads(member=cast.malika):
    with acting(member) as actor:
        return {load.user_id: load for load in load_of(actor, clock.now())}


def test_the_load_counts_of_each_colleague_what_weighs(load):
    now = clock.now()
    first, second, third = load["keys"]
    with acting(cast.nigora) as actor:
        mark(open_case(actor, first), risk="high", risk_review_at=now - timedelta(days=1), contacted_at=now)
        mark(open_case(actor, second), risk="low", risk_review_at=now + timedelta(days=1), contacted_at=None)
        join_team(actor, case=open_case(actor, third), user_id=cast.sitora.id, role="case-manager", now=now)
        start_task(actor, open_case(actor, first), "late_one", clock="screening", now=now - timedelta(days=90))
    found = loads()
    assert found[cast.nigora.id].cases == 3
    assert (found[cast.nigora.id].high_risk, found[cast.nigora.id].reviews) == (1, 1)
    assert found[cast.nigora.id].late_tasks == 1
    assert found[cast.sitora.id] == Load(cast.sitora.id, cases=1, never=found[cast.sitora.id].never)
    assert None not in found


def test_a_child_counts_until_somebody_represents_it(db):
    case_id = given.case(child=True)
    assert loads()[cast.nigora.id].unrepresented == 1
    with acting(cast.nigora) as actor:
        mark(open_case(actor, case_id), represented_at=clock.now())
    assert loads()[cast.nigora.id].unrepresented == 0


def test_cases_on_which_nobody_works_stand_apart(load):
    with acting(cast.nigora) as actor:
        recuse(actor, case_id=load["keys"][0], user_id=cast.nigora.id, reason="kin", now=clock.now())
    assert loads()[None].cases == 1
    with acting(cast.malika) as actor:
        assert [row.id for row, _capacity in case_load(actor, None)] == [load["keys"][0]]


@pytest.mark.parametrize("stranger", [cast.nigora, cast.gulnora, cast.zebo])
def test_the_load_is_for_who_supervises(load, stranger):
    with pytest.raises(NotFound):
        loads(stranger)
    with acting(stranger) as actor, pytest.raises(NotFound):
        case_load(actor, cast.nigora.id)

"""The door is off until its risk was weighed; for a child the team decides, and a guardian who is feared gets no card."""

from datetime import timedelta

import pytest

from hamroh.casework.kinship.actions import decide_card
from hamroh.casework.survivor import actions, rules
from hamroh.casework.survivor.access import open_door_of
from hamroh.casework.survivor.models import Card, DoorAssessment
from hamroh.casework.survivor.queries import assessments_of, door_state, own_page
from hamroh.casework.survivor.terms import State
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.kinship import given as given_child
from tests.casework.plans import given as given_plan
from tests.casework.referrals import given as given_case
from tests.casework.survivor import given
from tests.casework.survivor.given import PIN, SAFE, SECOND, inside, tried
from tests.cast import NOW, acting

pytestmark = pytest.mark.usefixtures("db")


def state(case_id, by=cast.nigora, now=NOW):
    with acting(by) as actor:
        return door_state(open_door_of(actor, case_id), now)


def fields(refused):
    return {o.field for o in refused.value.obstacles}


def test_it_is_off_until_it_was_weighed_and_offered():
    case_id = given_case.case()
    assert state(case_id).state is State.NOT_ASSESSED
    with pytest.raises(Refused):
        given.card(case_id)
    given.weighed(case_id, decision="not_now")
    assert state(case_id).state is State.NOT_OFFERED
    with pytest.raises(Refused):
        given.card(case_id)
    given.weighed(case_id, seen=1)
    given.card(case_id)
    assert state(case_id).state is State.OPEN
    assert state(case_id, by=cast.malika).state is State.OPEN, "a supervisor sees it"


def test_every_risk_is_asked_and_an_offer_in_spite_of_one_says_why():
    case_id = given_case.case()
    with pytest.raises(Refused) as refused:
        given.weighed(case_id, answers={"card_found": "perhaps"})
    assert fields(refused) >= {"device_shared", "card_found", "pin_forced"}
    with pytest.raises(Refused) as refused:
        given.weighed(case_id, answers=SAFE | {"pin_forced": "not_known"})
    assert fields(refused) == {"why"}
    given.weighed(case_id, answers=SAFE | {"pin_forced": "not_known"}, why="Her aunt keeps the card.")
    row = DoorAssessment.objects.using("owner").get()
    assert b"aunt" not in bytes(row.sealed)


def test_the_second_of_two_who_weigh_is_told():
    case_id = given_case.case()
    given.weighed(case_id)
    with pytest.raises(Changed):
        given.weighed(case_id, decision="not_now")
    with acting(cast.nigora) as actor:
        assert len(assessments_of(open_door_of(actor, case_id))) == 1


@pytest.mark.parametrize("member", [cast.malika, cast.sitora, cast.farrukh, cast.zebo])
def test_only_a_case_manager_of_the_case_weighs_and_gives(member):
    case_id = given_case.case()
    with pytest.raises(NotFound):
        given.weighed(case_id, by=member)
    given.weighed(case_id)
    with pytest.raises(NotFound), acting(member) as actor:
        actions.issue_card(actor, case_id=case_id, **given.issuing())


def test_after_a_sign_of_danger_the_risk_is_weighed_again_before_a_new_card():
    case_id = given_case.case()
    given.weighed(case_id)
    tried(given.card(case_id), SECOND, NOW + timedelta(hours=1))
    with pytest.raises(Refused):
        given.card(case_id, now=NOW + timedelta(hours=2))
    given.weighed(case_id, seen=1, now=NOW + timedelta(hours=3))
    given.card(case_id, now=NOW + timedelta(hours=4))


def test_a_second_click_gives_the_same_code_and_nobody_finds_it_again_later():
    case_id = given_case.case()
    given.weighed(case_id)
    said = given.issuing()
    with acting(cast.nigora) as actor:
        first = actions.issue_card(actor, case_id=case_id, **said)
        assert actions.issue_card(actor, case_id=case_id, **said) == first
        with pytest.raises(NotFound):
            actions.issue_card(actor, case_id=case_id, **(said | {"seed": "another"}))
    assert Card.objects.using("owner").count() == 1


def test_the_persons_own_goals_stand_on_the_page_and_not_when_somebody_forces_it():
    case_id = given_case.case()
    given_plan.in_force(case_id)
    given.weighed(case_id)
    code = given.card(case_id)
    with inside(tried(code)) as door:
        assert [goal.words for goal in own_page(door, NOW).goals] == [given_plan.GOAL]
    with inside(tried(code, SECOND)) as door:
        assert own_page(door, NOW).goals == ()


class TestOfAChild:
    @pytest.fixture
    def case_id(self, db):
        return given_child.new_case()

    def test_the_team_decides_and_says_why(self, case_id):
        with pytest.raises(Refused) as refused:
            given.weighed(case_id)
        assert fields(refused) == {"team_decided"}
        with pytest.raises(Refused) as refused:
            given.weighed(case_id, team_decided=True)
        assert fields(refused) == {"why"}
        given.weighed(case_id, team_decided=True, why="She is sixteen and asked for it.")

    def test_somebody_beside_the_child_only_where_the_team_trusts_them_with_it(self, case_id):
        said = {"team_decided": True, "why": "They live together.", "holder": "representative"}
        with pytest.raises(Refused) as refused:
            given.weighed(case_id, **said)
        assert fields(refused) == {"holder"}
        key = given_child.write_guardian(case_id)
        with pytest.raises(Refused):
            given.weighed(case_id, **said)
        with acting(cast.nigora) as actor:
            decide_card(actor, case_id=case_id, guardian_id=key, seen=1, allowed=True, why="Agreed", now=NOW)
        given.weighed(case_id, **said)

    def test_the_card_of_a_guardian_ends_the_moment_they_are_feared(self, case_id):
        key = given_child.father(case_id)
        with acting(cast.nigora) as actor:
            decide_card(actor, case_id=case_id, guardian_id=key, seen=1, allowed=True, why="Agreed", now=NOW)
        given.weighed(case_id, team_decided=True, why="They live together.", holder="guardian")
        code = given.card(case_id)
        visit = tried(code)
        assert visit
        given_child.father(case_id, key=key, seen=2, suspected=True, suspected_why="She said so.")
        assert tried(code) is None
        with pytest.raises(NotFound), inside(visit):
            pass
        assert Card.objects.using("owner").get().ended_why == "unsafe"
        with pytest.raises(Refused):
            given.weighed(case_id, seen=1, team_decided=True, why="Again", holder="guardian")

    def test_a_card_lasts_no_longer_than_the_trust_in_who_holds_it(self, case_id):
        today = day_of(NOW)
        key = given_child.write_guardian(case_id)
        with acting(cast.nigora) as actor:
            decide_card(actor, case_id=case_id, guardian_id=key, seen=1, allowed=True, why="Agreed", now=NOW)
        given.weighed(case_id, team_decided=True, why="They live together.", holder="representative")
        code = given.card(case_id)
        last = today + timedelta(days=10)
        given_child.write_guardian(case_id, key=key, seen=2, until=last)
        with inside(tried(code)):
            pass
        over = NOW + timedelta(days=11)
        assert tried(code, now=over) is None
        with pytest.raises(Refused) as refused:
            given.card(case_id, until=last + timedelta(days=1))
        assert fields(refused) == {"until"}
        given.card(case_id, until=last)
        with pytest.raises(Refused):
            given.card(case_id, now=over, until=last + timedelta(days=5))

    def test_a_doubt_noted_with_an_agreement_keeps_a_guardians_card_shut_as_well(self, case_id):
        key = given_child.father(case_id)
        with acting(cast.nigora) as actor:
            decide_card(actor, case_id=case_id, guardian_id=key, seen=1, allowed=True, why="Agreed", now=NOW)
        given.weighed(case_id, team_decided=True, why="They live together.", holder="guardian")
        code = given.card(case_id)
        visit = tried(code)
        danger = {"kind": "child_in_danger", "why": "He was seen with them.", "guardian_suspected": True}
        given_case.consent(case_id, given_by="", language="", mode="", proof="", **danger)
        assert tried(code) is None
        with pytest.raises(NotFound), inside(visit):
            pass

    def test_an_agreement_of_somebody_else_is_asked_of_the_team_not_ended(self, case_id):
        from hamroh.casework.cases.models import Task
        from hamroh.casework.grounds.models import Ground

        given_child.write_guardian(case_id)
        ground = given_case.consent(
            case_id, given_by="representative", assent="agreed", best_interests="She needs a doctor."
        )
        given.weighed(case_id, team_decided=True, why="She asked for it.")
        with inside(tried(given.card(case_id))) as door:
            (agreed,) = own_page(door, NOW).agreed
            assert not agreed.ends_at_once
            actions.take_back(door, ground_id=ground, now=NOW)
        assert Ground.objects.using("owner").get().withdrawn_at is None
        assert Task.objects.using("owner").filter(key="card_withdrawn", done_at__isnull=True).exists()


@pytest.mark.parametrize(
    "pin", ["123", "123456789", "12a4", "1234", "4321", "0000", "1122", "1987", "2004", "", "٥٨٢٤"]
)
def test_a_pin_that_others_guess_is_refused(pin):
    assert rules.obstacles_to_pins(pin=pin, again=pin, second="", second_again="")


@pytest.mark.parametrize("second", ["5825", "4258", PIN, "1111"])
def test_a_second_pin_like_the_first_is_refused(second):
    found = rules.obstacles_to_pins(pin=PIN, again=PIN, second=second, second_again=second)
    assert {o.field for o in found} == {"second"}


def test_pins_that_differ_from_themselves_are_refused_each_at_its_field():
    found = rules.obstacles_to_pins(pin=PIN, again="5842", second=SECOND, second_again="")
    assert {o.field for o in found} == {"pin_again", "second_again"}
    assert not rules.obstacles_to_pins(pin=PIN, again=PIN, second=SECOND, second_again=SECOND)

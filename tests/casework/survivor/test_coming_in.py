"""Before the door: what opens, what waits, what is locked; and that nobody learns which."""

from datetime import timedelta

import pytest

from hamroh.casework.survivor import actions
from hamroh.casework.survivor.access import enter
from hamroh.casework.survivor.models import Card, CardLock, CardUse
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.errors import NotFound, Refused
from tests import cast
from tests.casework.referrals import given as given_case
from tests.casework.survivor import given
from tests.casework.survivor.given import PIN, SECOND, inside, tried
from tests.cast import NOW, acting

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def case_id(db):
    case_id = given_case.case()
    given.weighed(case_id)
    return case_id


@pytest.fixture
def code(case_id):
    return given.card(case_id)


def tasks(case_id):
    from hamroh.casework.cases.models import Task

    return set(Task.objects.using("owner").filter(case_id=case_id, done_at__isnull=True).values_list("key", flat=True))


def test_the_code_and_the_pin_open_one_persons_page(case_id, code):
    visit = tried(code)
    assert (visit.case_id, visit.duress, visit.to_choose) == (case_id, False, False)
    with inside(visit) as door:
        assert door.holder.case_id == case_id


def test_a_code_is_understood_however_it_is_typed(code):
    assert tried(code.lower().replace("-", " "))


@pytest.mark.parametrize("pin", ["", "5825", "58240", "7194", " "])
def test_a_wrong_pin_opens_nothing(code, pin):
    assert tried(code, pin) is None


def test_a_code_that_nobody_has_opens_nothing(case_id, code):
    assert tried("2222-2222-2222-2222") is None
    assert tried("nothing at all") is None
    assert tried("") is None


def test_wrong_tries_make_it_wait_then_lock_it_and_the_right_pin_opens_it_no_more(case_id, code):
    for _ in range(3):
        assert tried(code, "0000") is None
    assert tried(code, PIN) is None, "it waits: the right PIN does not open either"
    later = NOW + timedelta(minutes=2)
    assert tried(code, "0000", later) is None
    assert tried(code, PIN, later + timedelta(minutes=4)) is None
    much_later = later + timedelta(minutes=6)
    assert tried(code, "0000", much_later) is None
    assert tried(code, PIN, much_later + timedelta(days=3)) is None, "locked for good"
    assert tasks(case_id) >= {"card_locked"}
    assert Card.objects.using("owner").get(case_id=case_id).locked_at == much_later


def test_tries_while_it_waits_are_not_counted(case_id, code):
    for _ in range(9):
        tried(code, "0000")
    assert CardLock.objects.using("owner").get().wrong == 3
    assert tried(code, PIN, NOW + timedelta(minutes=2))
    assert CardLock.objects.using("owner").get().wrong == 0, "the right PIN forgets them"


def test_whoever_has_the_second_pin_does_not_guess_the_first_for_ever(case_id, code):
    for _ in range(4):
        assert tried(code, "0000") is None and tried(code, "0001") is None
        assert tried(code, SECOND).duress
    assert tried(code, "0000") is None and tried(code, "0001") is None
    assert tried(code, SECOND) is None and tried(code, PIN) is None, "ten wrong tries, and the first PIN never right"
    assert "card_locked" in tasks(case_id)


def test_the_first_pin_forgets_every_wrong_try(code):
    for _ in range(8):
        assert tried(code, "0000") is None and tried(code, "0001") is None
        assert tried(code) and not tried(code).duress


def test_the_second_pin_opens_and_the_team_is_told_at_once(case_id, code):
    visit = tried(code, SECOND)
    assert visit.duress
    assert "card_danger" in tasks(case_id)
    use = CardUse.objects.using("owner").get()
    assert (use.use, use.duress) == ("opened", True)


def test_a_card_ends_with_its_day(code):
    assert tried(code, now=NOW + timedelta(days=89))
    assert tried(code, now=NOW + timedelta(days=92)) is None


def test_a_new_card_kills_the_old_and_whoever_has_the_page_open_sees_it_no_more(case_id, code):
    visit = tried(code)
    second = given.card(case_id)
    assert tried(code) is None and tried(second)
    with pytest.raises(NotFound), inside(visit):
        pass


def test_a_lost_card_is_killed_with_one_press(case_id, code):
    visit = tried(code)
    with acting(cast.malika) as actor:
        actions.end_card(actor, case_id=case_id, why="lost", now=NOW)
    assert tried(code) is None
    with pytest.raises(NotFound), inside(visit):
        pass


def test_a_card_ends_with_its_case(case_id, code):
    from hamroh.casework.cases.access import open_case
    from hamroh.casework.cases.actions import close_case
    from hamroh.casework.cases.queries import closing_reasons

    with acting(cast.malika) as actor:
        reason = next(iter(closing_reasons(open_case(actor, case_id))))
        close_case(actor, case_id=case_id, reason=reason, why="Agreed with her.", now=NOW)
    assert tried(code) is None
    assert Card.objects.using("owner").get().ended_why == "case_closed"


def test_a_card_without_pins_shows_nothing_before_the_person_chose_them(case_id):
    code = given.card(case_id, chosen_now=False, pins={})
    assert tried(code, "1234") is None
    visit = tried(code, "")
    assert visit.to_choose and not CardUse.objects.using("owner").filter(use="opened").exists()
    chosen = {"pin": PIN, "again": PIN, "second": SECOND, "second_again": SECOND}
    with pytest.raises(Refused):
        choose(code, **{**chosen, "again": "5825"})
    assert choose(code, **chosen).case_id == case_id
    assert choose(code, **{**chosen, "pin": "9315", "again": "9315"}) is None, "chosen once"
    assert tried(code, "") is None and tried(code) and tried(code, SECOND).duress


def choose(code, **pins):
    from django.db import transaction

    with transaction.atomic():
        act_as(None)
        return actions.choose_pins(typed=code, **pins, now=NOW)


def test_every_try_is_recorded_without_anybodys_name(case_id, code):
    tried("2222-2222-2222-2222")
    tried(code, "0000")
    tried(code)
    told = Entry.objects.using("owner").filter(verb__startswith="card.").order_by("at", "id")
    assert [(e.verb, e.case_id, e.system, e.actor_id) for e in told if e.system] == [
        ("card.refused", None, "card", None),
        ("card.refused", case_id, "card", None),
        ("card.opened", case_id, "card", None),
    ]
    assert not [e for e in told if code in repr(e.detail) or PIN in repr(e.detail)]


def test_a_visit_opens_no_case_but_its_own(code, case_id):
    other = given_case.case()
    visit = tried(code)
    from django.db import transaction

    with pytest.raises(NotFound), transaction.atomic():
        enter(visit.card_id, other, duress=False, now=NOW)

"""No signs today, and still in need: another protection system is offered, in codes, to whoever may work on the case."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import close_case, open_new_case
from hamroh.casework.cases.queries import closing_reasons, timeline_of
from hamroh.casework.identification.actions.in_need import offer_neighbour
from hamroh.casework.identification.queries import offered_neighbours
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


def offer(case_id, person=cast.nigora, **changed):
    values = {"neighbour": "labour", "answer": "accepted", "now": LATER}
    with acting(person) as actor:
        offer_neighbour(actor, case_id=case_id, **(values | changed))


def told(case_id):
    with acting(cast.nigora) as actor:
        entries = timeline_of(open_case(actor, case_id))
        return [e.detail for e in entries if e.event == "neighbour.offered" and e.by_person]


def test_what_was_offered_and_what_was_said_stand_on_the_persons_strand(case_id):
    offer(case_id)
    offer(case_id, neighbour="asylum", answer="not_wanted")
    assert told(case_id) == [
        {"neighbour": "asylum", "answer": "not_wanted"},
        {"neighbour": "labour", "answer": "accepted"},
    ]


def test_the_same_answer_twice_is_written_once_and_a_second_thought_is_written_again(case_id):
    offer(case_id)
    offer(case_id)
    offer(case_id, answer="not_wanted", now=LATER + timedelta(hours=1))
    assert [d["answer"] for d in told(case_id)] == ["not_wanted", "accepted"]
    with acting(cast.nigora) as actor:
        assert offered_neighbours(open_case(actor, case_id))["labour"].answer == "not_wanted"


def test_an_answer_that_is_none_is_refused_and_an_unknown_system_is_not_there(case_id):
    with pytest.raises(Refused):
        offer(case_id, answer="perhaps")
    with pytest.raises(NotFound):
        offer(case_id, neighbour="no-such-system")
    assert told(case_id) == []


def test_a_closed_case_takes_no_more(case_id):
    with acting(cast.malika) as actor:
        reason = next(iter(closing_reasons(open_case(actor, case_id))))
        close_case(actor, case_id=case_id, reason=reason, why="Said goodbye.", now=LATER)
    with pytest.raises(Refused):
        offer(case_id)


@pytest.mark.parametrize("stranger", [cast.sitora, cast.anahita, cast.rustam, cast.gulnora, cast.zebo, cast.farrukh])
def test_strangers_offer_nothing(case_id, stranger):
    with pytest.raises(NotFound):
        offer(case_id, stranger)

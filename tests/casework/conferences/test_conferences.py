"""A conference: who sat on what ground, who heard what, and what each takes home."""

from datetime import timedelta

import pytest
from django.db import connection

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team
from hamroh.casework.cases.queries import timeline_of
from hamroh.casework.conferences.models import Conference, Item
from hamroh.casework.conferences.queries import (
    copy_for,
    history_of,
    open_conferences,
    points_of,
    seats_of,
    todos_for,
    todos_of,
)
from hamroh.casework.grounds.queries import disclosures_of
from hamroh.casework.referrals.actions import withdraw_ground
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.errors import NotFound, Refused
from tests import cast
from tests.casework.conferences import given
from tests.casework.justice import given as given_justice
from tests.cast import NOW, acting


@pytest.fixture
def case_id(db):
    key = given.case()
    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, key), user_id=cast.sitora.id, role="case-manager", now=NOW)
    return key


def sees(member, case_id, conference):
    with acting(member) as actor:
        case, opened = open_conferences(actor, case_id)
        return [point.title for point in points_of(case, conference, opened)]


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as found:
        act(*args, **kwargs)
    return {obstacle.field for obstacle in found.value.obstacles}


def test_a_guest_sits_on_a_ground_and_what_they_heard_left_the_file(case_id):
    conference = given.held(case_id)
    assert refused(given.guest, case_id, conference, None) == {"ground"}
    ground = given.consent(case_id)
    given.guest(case_id, conference, ground)
    given.discussed(case_id, conference)
    with acting(cast.nigora) as actor:
        (left,) = disclosures_of(open_case(actor, case_id))
    assert (left.ground_id, left.groups, left.at) == (ground, ["needs"], given.HELD_AT)


def test_nothing_is_said_before_a_guest_that_the_ground_does_not_cover(case_id):
    conference = given.held(case_id)
    doctor = given.guest(case_id, conference, given.consent(case_id))
    assert refused(given.discussed, case_id, conference, groups=["health"]) == {"groups"}
    given.discussed(case_id, conference, groups=["health"], left=frozenset({doctor}))
    with acting(cast.nigora) as actor:
        assert disclosures_of(open_case(actor, case_id)) == []


def test_danger_carries_a_guest_as_well(case_id):
    said = {"kind": "risk_to_life", "groups": ("profile", "needs"), "why": "She cannot breathe."}
    danger = given.consent(case_id, **(said | {"expires_at": NOW + timedelta(days=20)}))
    conference = given.held(case_id, held_at=NOW)
    given.guest(case_id, conference, danger)
    given.discussed(case_id, conference)


def test_whoever_left_the_room_finds_the_item_nowhere(case_id):
    conference = given.held(case_id)
    given.seated(case_id, conference, user_id=cast.nigora.id)
    sitora = given.seated(case_id, conference, user_id=cast.sitora.id)
    given.discussed(case_id, conference, title="For all")
    thing = given.discussed(case_id, conference, title="Without Sitora", left=frozenset({sitora}))
    assert sees(cast.nigora, case_id, conference) == ["For all", "Without Sitora"]
    assert sees(cast.sitora, case_id, conference) == ["For all"]
    with acting(cast.sitora) as actor:
        case, opened = open_conferences(actor, case_id)
        assert history_of(case, "item", thing, opened) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM conferences_item")
            assert cursor.fetchone() == (1,)
    with acting(cast.nigora) as actor:
        case, opened = open_conferences(actor, case_id)
        points, _todos = copy_for(case, conference, opened, sitora, NOW)
        assert [point.title for point in points] == ["For all"]


def test_a_guests_copy_holds_what_their_ground_covers_today_and_their_own_actions(case_id):
    conference, ground = given.held(case_id), given.consent(case_id)
    nigora = given.seated(case_id, conference, user_id=cast.nigora.id)
    guest = given.guest(case_id, conference, ground)
    given.discussed(case_id, conference, title="Where to live")
    for who in (nigora, guest):
        given.agreed(case_id, conference, who)

    def copy(participant, now=NOW):
        with acting(cast.nigora) as actor:
            case, opened = open_conferences(actor, case_id)
            points, todos = copy_for(case, conference, opened, participant, now)
            return [point.title for point in points], [todo.responsible for todo in todos]

    assert copy(guest) == (["Where to live"], [guest])
    assert copy(nigora)[1] == [nigora, guest] or copy(nigora)[1] == [guest, nigora]
    assert copy(guest, NOW + timedelta(days=91)) == ([], [guest]), "the ground has ended"
    with acting(cast.nigora) as actor:
        withdraw_ground(actor, case_id=case_id, ground_id=ground, how="not_asked", caretakers={}, now=NOW)
    assert copy(guest) == ([], [guest])
    assert copy(nigora)[0] == ["Where to live"]


def test_an_item_that_hides_something_is_not_uncovered_by_its_earlier_state(case_id):
    conference = given.held(case_id)
    sitora = given.seated(case_id, conference, user_id=cast.sitora.id)
    thing = given.discussed(case_id, conference)
    again = {"thing": thing, "seen": 1, "left": frozenset({sitora})}
    assert refused(given.discussed, case_id, conference, **again) == {"left"}


def test_what_is_kept_apart_is_discussed_among_those_who_keep_it(case_id):
    with given_justice.holding(given_justice.lawyer, "lawyer"):
        given_justice.with_lawyer(case_id)
        conference = given.held(case_id, by=given_justice.lawyer)
        assert refused(given.discussed, case_id, conference, groups=["justice"]) == {"groups"}
        thing = given.discussed(case_id, conference, by=given_justice.lawyer, groups=["justice"], title="The hearing")
        given.discussed(case_id, conference)
        assert sees(given_justice.lawyer, case_id, conference) == ["The hearing", "Where to live"]
        assert sees(cast.nigora, case_id, conference) == sees(cast.malika, case_id, conference) == ["Where to live"]
        with pytest.raises(NotFound):
            given.discussed(case_id, conference, thing=thing, seen=1)


def test_a_part_that_a_capacity_does_not_open_is_not_read_in_an_item(case_id):
    conference = given.held(case_id)
    given.discussed(case_id, conference, groups=["health"], title="Her lungs")
    with given_justice.holding(given_justice.lawyer, "lawyer"):
        given_justice.with_lawyer(case_id)  # a lawyer reads no health notes
        assert sees(given_justice.lawyer, case_id, conference) == []


def test_what_somebody_took_upon_themselves_is_among_their_work_until_it_is_done(case_id):
    conference = given.held(case_id)
    sitora = given.seated(case_id, conference, user_id=cast.sitora.id)
    thing = given.agreed(case_id, conference, sitora)
    with acting(cast.sitora) as actor:
        (todo,) = todos_for(actor)
        assert (todo.case_id, todo.due_on, todo.what) == (case_id, given.ACTION["due_on"], "")
    with acting(cast.nigora) as actor:
        assert todos_for(actor) == []
    given.agreed(case_id, conference, sitora, thing, seen=1, done_on=NOW.date())
    with acting(cast.sitora) as actor:
        assert todos_for(actor) == []
        case, _opened = open_conferences(actor, case_id)
        assert [todo.what for todo in todos_of(case, conference)] == ["Ask for a quiet room"]


def test_a_recused_colleague_does_not_sit(case_id):
    from hamroh.casework.cases.actions import recuse

    with acting(cast.malika) as actor:
        recuse(actor, case_id=case_id, user_id=cast.sitora.id, reason="kin", now=NOW)
    conference = given.held(case_id)
    assert refused(given.seated, case_id, conference, user_id=cast.sitora.id) == {"user_id"}


def test_nobody_of_another_organisation_is_written_down_by_name(case_id):
    conference = given.held(case_id)
    given.guest(case_id, conference, given.consent(case_id))
    with acting(cast.nigora) as actor:
        case, _opened = open_conferences(actor, case_id)
        (seat,) = seats_of(case, conference)
    assert (seat.name, seat.role) == ("", "Duty doctor") and seat.organisation["en"] == "Clinic, Sughd"


def test_that_it_was_held_stands_on_the_timeline_once(case_id):
    conference = given.held(case_id)
    given.discussed(case_id, conference)
    with acting(cast.nigora) as actor:
        events = [e.event for e in timeline_of(open_case(actor, case_id))]
    assert events.count("conference.held") == 1


def test_words_are_sealed(case_id):
    conference = given.held(case_id)
    given.seated(case_id, conference, "person")
    given.discussed(case_id, conference)
    with acting(cast.nigora) as actor:
        open_conferences(actor, case_id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(i)::text FROM conferences_item i")
            ((row,),) = cursor.fetchall()
    assert "needs" in row and "loud" not in row and "Where to live" not in row


def test_strangers_find_neither_conference_nor_item(case_id):
    conference = given.held(case_id)
    given.discussed(case_id, conference)
    for member in (cast.anahita, cast.rustam, cast.farrukh, cast.zebo):
        with acting(member) as actor:
            with pytest.raises(NotFound):
                open_conferences(actor, case_id)
            assert not Conference.objects.exists() and not Item.objects.exists()


def test_a_capacity_without_conferences_opens_none(case_id):
    other = given.case()
    given.held(other)
    with acting(cast.nigora) as actor:
        said = {"user_id": cast.sitora.id, "role": "case-manager", "capacity": "interpreter", "now": NOW}
        join_team(actor, case=open_case(actor, other), **said)
    with acting(cast.sitora) as actor:
        _case, opened = open_conferences(actor, other)
        assert FieldGroup.CONFERENCE not in opened and not Conference.objects.exists()

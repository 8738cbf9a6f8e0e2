"""A return from the wish to the visits after it, and what stops it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import timeline_of, values_of
from hamroh.casework.returns import actions
from hamroh.casework.returns.models import Assessment, Return
from hamroh.casework.returns.queries import beside, history_of, return_of, returns_of, wish_of
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.returns import given
from tests.cast import NOW, acting


@pytest.fixture
def case_id(db):
    return given.case()


def stands(case_id, journey):
    with acting(cast.nigora) as actor:
        return return_of(open_case(actor, case_id, FieldGroup.RETURN), journey)


def events(case_id):
    with acting(cast.nigora) as actor:
        found = timeline_of(open_case(actor, case_id))
        return [(e.event, e.by_person) for e in reversed(found) if e.event.startswith("return.")]


def test_a_return_goes_from_the_wish_to_the_visits(case_id):
    journey = given.departed(case_id)
    given.moved(case_id, journey, "arrived", date(2026, 11, 21), how="partner")
    given.beside(case_id, journey, "visit", {"visited_on": date(2026, 11, 22), "outcome": "well"})
    assert stands(case_id, journey).state == "monitored"
    given.moved(case_id, journey, "ended")
    assert stands(case_id, journey).over
    assert events(case_id) == [
        ("return.wished", True),
        ("return.agreed", True),
        ("return.assessed", False),
        ("return.decided", False),
        ("return.prepared", False),
        ("return.made", False),
        ("return.arrived", False),
        ("return.visited", False),
        ("return.ended", False),
    ]


def test_the_wish_is_taken_back_at_once_whatever_was_prepared(case_id):
    journey = given.ready(case_id)
    given.moved(case_id, journey, "prepared", date(2026, 11, 20))
    with acting(cast.nigora) as actor:
        actions.take_back_wish(actor, case_id=case_id, journey=journey, now=NOW)
        actions.take_back_wish(actor, case_id=case_id, journey=journey, now=NOW)
    shown = stands(case_id, journey)
    assert (shown.state, shown.stopped_why) == ("stopped", "wish_taken_back")
    assert events(case_id)[-1] == ("return.wish_taken_back", True)
    with pytest.raises(Refused):
        given.moved(case_id, journey, "departed")


def test_after_departure_there_is_nothing_to_take_back(case_id):
    journey = given.departed(case_id)
    with pytest.raises(Refused), acting(cast.nigora) as actor:
        actions.take_back_wish(actor, case_id=case_id, journey=journey, now=NOW)
    assert stands(case_id, journey).state == "departed"


def test_an_agreement_taken_back_keeps_the_person_here(case_id):
    journey = given.wished(case_id)
    partner = given.beside(case_id, journey, "partner", given.PARTNER)
    said = given.AGREEMENT | {"partner": partner}
    agreement = given.beside(case_id, journey, "agreement", said)
    given.decided(case_id, journey, given.beside(case_id, journey, "assessment", given.ASSESSMENT))
    given.moved(case_id, journey, "prepared")
    given.beside(case_id, journey, "agreement", said | {"taken_back_on": NOW.date()}, seen=1, thing=agreement)
    with pytest.raises(Refused) as refused:
        given.moved(case_id, journey, "departed")
    assert [o.sentence for o in refused.value.obstacles] == [
        "The person has not agreed that the partner abroad is told: ask first."
    ]
    assert ("return.agreement_taken_back", True) in events(case_id)


def test_whoever_assessed_does_not_decide_by_act_nor_by_database(case_id):
    journey = given.wished(case_id)
    thing = given.beside(case_id, journey, "assessment", given.ASSESSMENT)
    with pytest.raises(Refused):
        given.decided(case_id, journey, thing, by=cast.nigora)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.RETURN)
        row = Assessment.objects.get(thing=thing)
        stands = {f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name not in ("id", "case")}
        forged = Assessment(
            **stands | {"case": case, "number": 2, "verdict": "acceptable", "decided_by": actor.user_id}
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            forged.save(force_insert=True)


def test_a_high_risk_waits_for_a_third_persons_word(case_id):
    journey = given.wished(case_id)
    partner = given.beside(case_id, journey, "partner", given.PARTNER)
    given.beside(case_id, journey, "agreement", given.AGREEMENT | {"partner": partner})
    thing = given.beside(case_id, journey, "assessment", given.ASSESSMENT | {"level": "high"})
    given.decided(case_id, journey, thing)
    with pytest.raises(Refused):
        given.moved(case_id, journey, "prepared")
    for member in (cast.nigora, cast.malika):
        with pytest.raises(Refused), acting(member) as actor:
            actions.second_risk(actor, case_id=case_id, journey=journey, thing=thing, now=NOW)
    with acting(cast.nigora) as actor:
        from hamroh.casework.cases.actions import join_team

        join_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, role="case-manager", now=NOW)
    with acting(cast.sitora) as actor:
        actions.second_risk(actor, case_id=case_id, journey=journey, thing=thing, now=NOW)
    given.moved(case_id, journey, "prepared")
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.RETURN)
        assert [one.number for one in history_of(case, "assessment", thing)] == [3, 2, 1]
        (one,) = beside(case, journey)["assessment"]
        assert "A debt is still asked for." in dict(one.pairs).values()  # no word is lost on the way


def test_a_decided_assessment_is_not_changed_and_a_new_one_is_decided_anew(case_id):
    journey = given.wished(case_id)
    thing = given.beside(case_id, journey, "assessment", given.ASSESSMENT)
    given.decided(case_id, journey, thing, "not_acceptable")
    with pytest.raises(Refused):
        given.beside(case_id, journey, "assessment", given.ASSESSMENT | {"level": "low"}, seen=2, thing=thing)
    anew = given.beside(case_id, journey, "assessment", given.ASSESSMENT | {"level": "low"})
    given.decided(case_id, journey, anew)


def test_a_second_click_wishes_and_moves_once(case_id):
    journey = given.wished(case_id)
    assert given.wished(case_id, journey) == journey
    given.moved(case_id, journey, "stopped", why="other")
    given.moved(case_id, journey, "stopped", why="other")
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.RETURN)
        assert len(returns_of(case)) == 1 and Return.objects.count() == 2


def test_one_return_at_a_time(case_id):
    first = given.wished(case_id)
    with pytest.raises(Refused):
        given.wished(case_id)
    given.moved(case_id, first, "stopped", why="papers")
    given.wished(case_id)


def test_somebody_comes_back_from_abroad(case_id):
    journey = given.wished(case_id, direction="in")
    with pytest.raises(Refused):
        given.moved(case_id, journey, "prepared")
    given.beside(case_id, journey, "partner", given.PARTNER)
    given.moved(case_id, journey, "prepared", date(2026, 11, 18))
    given.moved(case_id, journey, "departed", date(2026, 11, 19))
    given.moved(case_id, journey, "arrived", date(2026, 11, 20), how="person")
    assert stands(case_id, journey).arrived_on == date(2026, 11, 20)


def test_a_child_stays_until_its_interests_are_assessed_and_somebody_represents_it(db):
    case_id = given.case(child=True)
    journey = given.wished(case_id)
    given.beside(case_id, journey, "partner", given.PARTNER)
    with pytest.raises(Refused) as refused:
        given.moved(case_id, journey, "stopped", why="")
    assert {o.field for o in refused.value.obstacles} == {"why"}
    given.decided(case_id, journey, given.beside(case_id, journey, "assessment", given.ASSESSMENT))
    with pytest.raises(Refused) as refused:
        given.moved(case_id, journey, "prepared")
    said = " ".join(o.sentence for o in refused.value.obstacles)
    assert "best interests" in said and "representative" in said
    with acting(cast.nigora) as actor:
        _wish, number = wish_of(open_case(actor, case_id, FieldGroup.RETURN), journey)
    given.wished(case_id, journey, seen=number, best_interests_on=date(2026, 11, 18), represented=True)
    with pytest.raises(Refused) as refused:
        given.moved(case_id, journey, "prepared")
    assert [o.sentence for o in refused.value.obstacles] == [
        "The person has not agreed that the partner abroad is told: ask first."
    ]


def test_the_wish_written_anew_goes_nowhere_by_itself(case_id):
    journey = given.ready(case_id)
    given.moved(case_id, journey, "prepared")
    with acting(cast.nigora) as actor:
        wish, number = wish_of(open_case(actor, case_id, FieldGroup.RETURN), journey)
    given.wished(case_id, journey, seen=number, planned_on=date(2026, 12, 5))
    assert stands(case_id, journey).state == "prepared"
    with pytest.raises(Changed):
        given.wished(case_id, journey, seen=number, planned_on=date(2026, 12, 6))
    assert wish["route"] == "By the night train"


def test_route_escort_and_partner_are_sealed(case_id):
    given.ready(case_id)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, FieldGroup.RETURN)
        with connection.cursor() as cursor:
            told = ""
            for table in ("return", "partner", "assessment"):
                cursor.execute(f"SELECT row_to_json(r)::text FROM returns_{table} r")
                told += " ".join(row for (row,) in cursor.fetchall())
    assert "UZ" in told
    for words in ("night train", "House of the road", "debt is still", "sister"):
        assert words not in told


def test_it_is_told_to_whoever_it_was_opened_for(case_id):
    given.departed(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.RETURN)
        told = {str(label): value for label, value in values_of(FieldGroup.RETURN, case.pk, case.person_id)}
    assert told["Country"]["en"] == "Uzbekistan" and str(told["Where it stands"]) == "On the way"
    assert told["Left on"] == date(2026, 11, 20)


def test_what_stands_beside_another_return_is_not_here(case_id):
    journey = given.wished(case_id)
    other = given.case()
    elsewhere = given.wished(other)
    thing = given.beside(other, elsewhere, "partner", given.PARTNER)
    with pytest.raises(NotFound):
        given.beside(case_id, journey, "partner", given.PARTNER, seen=1, thing=thing)
    with pytest.raises(NotFound):
        given.beside(case_id, elsewhere, "partner", given.PARTNER)
    with pytest.raises(NotFound):
        given.decided(case_id, journey, uuid7())


def test_a_stranger_finds_no_return(case_id):
    journey = given.wished(case_id)
    for member in (cast.sitora, cast.anahita, cast.rustam):
        with acting(member) as actor:
            with pytest.raises(NotFound):
                actions.move_return(
                    actor, case_id=case_id, journey=journey, to="stopped", on=NOW.date(), why="other", now=NOW
                )
            assert not Return.objects.exists()


def test_nobody_in_uniform_writes_down_a_wish(case_id):
    with pytest.raises(Refused), acting(cast.nigora) as actor:
        object.__setattr__(actor, "uniformed", True)
        actions.wish_return(actor, case_id=case_id, thing=uuid7(), seen=0, said=given.WISH, now=NOW)

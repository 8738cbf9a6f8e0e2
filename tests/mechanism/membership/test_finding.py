"""A coordinator is found: proposed by one, appointed on paper by another, and at work at the next click."""

from datetime import timedelta

import pytest
from django.db import connection

from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import actor_of, current, day_of, roles_given_by_members, vacant_seats, why_not
from hamroh.mechanism.membership import rules
from hamroh.mechanism.membership.actions import (
    acknowledge_terms,
    appoint,
    end_appointment,
    hand_over,
    nominate,
    withdraw_nomination,
)
from hamroh.mechanism.membership.models import Post
from hamroh.mechanism.membership.queries import search
from hamroh.mechanism.membership.terms import Step
from tests import cast
from tests.cast import acting
from tests.mechanism.membership.test_standing_in import meantime

pytestmark = pytest.mark.usefixtures("members")
SEAT = "national-coordinator"


def proposed(who=cast.gulnora, **changes):
    id, office = uuid7(), cast.organisation_id(cast.SECRETARIAT)
    said = {"organisation": office, "offered": [office], "office": "Head of a department", "paper": "Letter 4"}
    with acting(who) as actor:
        nominate(actor, id=id, role=SEAT, now=clock.now(), **said | changes)
    return id


def step(act, id, who=cast.zebo, **said):
    now = clock.now()
    usual = {"day": day_of(now), "today": day_of(now), "paper": "Order 9", "now": now}
    with acting(who) as actor:
        act(actor, nomination_id=id, **usual | said)


def on_terms(**changes):
    id = proposed(**changes)
    step(acknowledge_terms, id, document="terms", documents=["terms"], edition=1)
    return id


def appointed(to=cast.bahrom):
    id = on_terms()
    step(appoint, id, to=to.id, office="The Government")
    return id


def test_who_is_appointed_holds_the_seat_at_the_next_click_without_a_new_edition(db):
    edition = current().number
    assert SEAT in vacant_seats(clock.now())
    id = appointed()
    assert SEAT not in vacant_seats(clock.now())
    assert SEAT in [p.role for p in Post.objects.filter(user_id=cast.bahrom.id)]
    held = actor_of(cast.bahrom.id)
    assert SEAT in (*held.roles, *held.waiting)
    assert current().number == edition
    assert search(id).stands is Step.APPOINTED
    assert why_not(current().pack, SEAT, cast.SECRETARIAT) == ""
    assert SEAT not in roles_given_by_members([cast.SECRETARIAT])
    assert "seat.appointed" in Entry.objects.using("owner").values_list("verb", flat=True)


def test_the_appointment_ends_what_was_held_in_the_meantime(db):
    id = on_terms()
    meantime(to=cast.bahrom)
    assert actor_of(cast.bahrom.id).may("members:admit")
    with acting(cast.zebo) as actor:
        there = Post.objects.create(
            user_id=cast.daler.id,
            organisation_id=actor.organisation_id,
            role="focal-point",
            since=clock.now(),
            given_by=actor.user_id,
        )
    assert there
    step(appoint, id, to=cast.daler.id, office="The Government")
    assert not actor_of(cast.bahrom.id).may("members:admit")


def test_whoever_nominated_does_not_record_the_appointment(db):
    id = on_terms(who=cast.zebo)
    with pytest.raises(Refused, match="Whoever nominated"):
        step(appoint, id, to=cast.bahrom.id, office="The Government")


def test_every_obstacle_of_an_appointment_is_told(db):
    id = on_terms()
    with pytest.raises(Refused) as caught:
        step(appoint, id, to=cast.zarina.id, office=" ", day=day_of(clock.now()) + timedelta(days=2), paper="")
    assert [o.field for o in caught.value.obstacles] == ["to", "office", "day", "paper"]
    with pytest.raises(Refused, match="Nobody changes their own rights"):
        step(appoint, id, to=cast.zebo.id, office="The Government")


def test_steps_follow_each_other_and_each_is_taken_once(db):
    id = proposed()
    with pytest.raises(Refused, match="cannot follow"):
        step(appoint, id, to=cast.bahrom.id, office="The Government")
    step(withdraw_nomination, id)
    with pytest.raises(Refused, match="cannot follow"):
        step(acknowledge_terms, id, document="terms", documents=["terms"], edition=1)
    assert SEAT in vacant_seats(clock.now())


@pytest.mark.parametrize("who", [cast.gulnora, cast.nigora, cast.bahrom])
def test_only_who_admits_takes_steps_and_only_focal_points_propose(db, who):
    id = proposed()
    with pytest.raises(NotFound):
        step(acknowledge_terms, id, who=who, document="terms", documents=["terms"], edition=1)
    if who is not cast.gulnora:
        with pytest.raises(NotFound):
            proposed(who=who)


def test_a_seat_that_is_held_is_not_given_twice(db):
    other = on_terms()
    appointed()
    with pytest.raises(Refused, match="Somebody holds this seat"):
        step(appoint, other, to=cast.zebo.id, office="The Government")
    with pytest.raises(Refused, match="Somebody holds this seat"):
        proposed()


def test_it_is_handed_over_with_counts_and_ended_and_is_vacant_since_then(db):
    id = appointed()
    step(hand_over, id, counts={"members": 3})
    assert search(id).steps[-1].counts == {"members": 3}
    step(end_appointment, id)
    assert SEAT not in actor_of(cast.bahrom.id).roles
    assert vacant_seats(clock.now())[SEAT] is not None


def test_a_proposal_needs_an_office_an_organisation_of_the_edition_and_a_paper(db):
    with pytest.raises(Refused) as caught:
        proposed(organisation=cast.organisation_id(cast.CLINIC), office="", paper="")
    assert [o.field for o in caught.value.obstacles] == ["organisation", "office", "paper"]


def test_the_table_of_steps_has_every_step_and_leads_out_of_none_that_ends():
    assert set(rules.FOLLOWS) == set(Step)
    assert rules.FOLLOWS[Step.WITHDRAWN] == rules.FOLLOWS[Step.ENDED] == ()


def test_the_database_refuses_a_post_on_an_appointment_of_another_seat(db):
    id = proposed()
    values = [uuid7(), cast.bahrom.id, cast.organisation_id(cast.SECRETARIAT), "secretary", cast.zebo.id, id]
    with pytest.raises(Exception, match="appointed_as_nominated"), acting(cast.zebo), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_post (id, user_id, organisation_id, role, since, given_by, nomination_id)"
            " VALUES (%s, %s, %s, %s, now(), %s, %s)",
            values,
        )


def test_the_database_lets_no_focal_point_write_a_step(db):
    id = proposed()
    with pytest.raises(Exception, match="row-level security"), acting(cast.gulnora), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_findingstep (id, nomination_id, step, at, paper, office, document, counts,"
            " written_by, written_for) VALUES (%s, %s, 'terms', now(), 'x', '', '', '{}', %s, %s)",
            [uuid7(), id, cast.gulnora.id, cast.organisation_id(cast.SHELTER)],
        )

"""An absence has an end, a delegate has exactly one role more, and nobody hands on what is not their own."""

from datetime import timedelta

import pytest
from django.db import connection, connections

from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import actor_of, seats_of_the_mechanism, vacant_seats
from hamroh.mechanism.membership.actions import (
    delegate_post,
    end_post,
    hold_in_the_meantime,
    name_deputy,
    revoke_delegation,
)
from hamroh.mechanism.membership.models import Post
from hamroh.mechanism.membership.queries import holdings, lacking, vacancies
from tests import cast
from tests.cast import acting

pytestmark = pytest.mark.usefixtures("members")
A_WEEK = timedelta(days=7)


def post_of(member):
    return Post.objects.get(user_id=member.id, delegated_for__isnull=True).pk


def delegate(who=cast.malika, whose=cast.malika, to=cast.nigora, since=None, until=None, id=None):
    id, now = id or uuid7(), clock.now()
    with acting(who) as actor:
        said = {"since": since or now, "until": until or now + A_WEEK, "seats": seats_of_the_mechanism(), "now": now}
        delegate_post(actor, id=id, post_id=post_of(whose), to=to.id, **said)
    return id


def refused(**changes):
    with pytest.raises(Refused) as caught:
        delegate(**changes)
    return [o.field for o in caught.value.obstacles]


def turn_back(id, since, until):
    """As time passes: nobody of the application may move an end."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE membership_post SET since = %s, until = %s WHERE id = %s", [since, until, id])


def test_the_delegate_acts_with_exactly_that_role_and_it_ends_by_itself(db):
    before = actor_of(cast.nigora.id)
    id = delegate()
    actor = actor_of(cast.nigora.id)
    assert set(actor.roles) == {"case-manager", "supervisor"}
    assert actor.own_roles == ("case-manager",)
    assert [role for role, _ in actor.stands_in] == ["supervisor"]
    assert actor.may("case:supervise") and not before.may("case:supervise")
    turn_back(id, clock.now() - A_WEEK, clock.now() - timedelta(seconds=1))
    assert actor_of(cast.nigora.id) == before
    assert "post.delegated" in Entry.objects.using("owner").values_list("verb", flat=True)


def test_what_begins_next_week_gives_nothing_today_and_can_be_taken_back(db):
    id = delegate(since=clock.now() + A_WEEK, until=clock.now() + 2 * A_WEEK)
    assert not actor_of(cast.nigora.id).may("case:supervise")
    with acting(cast.malika) as actor:
        revoke_delegation(actor, post_id=id, now=clock.now())
    assert Post.objects.get(pk=id).since == Post.objects.get(pk=id).until


def test_nobody_delegates_more_than_they_hold_so_it_ends_with_the_post(db):
    delegate()
    with acting(cast.gulnora) as actor:
        end_post(actor, post_id=post_of(cast.malika), now=clock.now())
    assert not actor_of(cast.nigora.id).may("case:supervise")


def test_every_obstacle_is_told(db):
    now = clock.now()
    assert refused(to=cast.malika) == ["to", "to", ""]
    assert refused(to=cast.zarina) == ["to"]
    assert refused(until=now + timedelta(days=91)) == ["until"]
    assert refused(until=now - A_WEEK) == ["until"]
    assert refused(since=now - A_WEEK) == ["since"]
    assert refused(whose=cast.sitora, who=cast.sitora, to=cast.nigora) == ["to"]  # holds it already
    assert refused(who=cast.gulnora, to=cast.gulnora) == [""]  # not to oneself, though it is another's role


def test_a_delegate_does_not_hand_it_on(db):
    delegate(who=cast.gulnora, whose=cast.gulnora, to=cast.nigora)
    given = Post.objects.get(user_id=cast.nigora.id, role="focal-point").pk
    now = clock.now()
    with acting(cast.nigora) as actor, pytest.raises(Refused, match="hands this on to nobody"):
        said = {"since": now, "until": now + A_WEEK, "seats": (), "now": now}
        delegate_post(actor, id=uuid7(), post_id=given, to=cast.sitora.id, **said)
    with pytest.raises(NotFound):
        delegate(who=cast.nigora, whose=cast.gulnora, to=cast.sitora)


@pytest.mark.parametrize("who", [cast.sitora, cast.farrukh, cast.zebo, cast.rustam])
def test_who_has_no_say_finds_no_post_to_delegate(db, who):
    with pytest.raises(NotFound):
        delegate(who=who, to=cast.sitora)


def test_the_holder_the_focal_point_and_the_secretariat_end_it_early_and_the_delegate_does_not(db):
    for who in (cast.malika, cast.gulnora, cast.zebo):
        id = delegate()
        with acting(who) as actor:
            revoke_delegation(actor, post_id=id, now=clock.now())
        assert not actor_of(cast.nigora.id).may("case:supervise")
    id = delegate()
    for who in (cast.sitora, cast.nigora, cast.farrukh):
        with acting(who) as actor, pytest.raises((NotFound, Refused)):
            revoke_delegation(actor, post_id=id, now=clock.now())
    assert actor_of(cast.nigora.id).may("case:supervise")


def test_a_second_click_makes_no_second_delegation(db):
    id = delegate()
    delegate(id=id)
    assert Post.objects.filter(user_id=cast.nigora.id, role="supervisor").count() == 1


INSERT = (
    "INSERT INTO membership_post (id, user_id, organisation_id, role, since, until, given_by, delegated_for_id, holder)"
    " VALUES (%s, %s, %s, %s, now(), now() + interval '5 days', %s, %s, %s)"
)


@pytest.mark.parametrize(
    ("who", "whom", "organisation", "role", "whose"),
    [
        (cast.gulnora, cast.daler, cast.CLINIC, "provider-worker", cast.zarina),  # a focal point elsewhere
        (cast.nigora, cast.sitora, cast.SHELTER, "supervisor", cast.malika),  # not hers to delegate
        (cast.malika, cast.malika, cast.SHELTER, "supervisor", cast.malika),  # to herself
        (cast.malika, cast.nigora, cast.SHELTER, "focal-point", cast.malika),  # more than she holds
    ],
)
def test_the_database_refuses_a_delegation_that_is_not_ones_own(db, who, whom, organisation, role, whose):
    with pytest.raises(Exception, match="row-level security"), acting(who), connection.cursor() as cursor:
        values = [uuid7(), whom.id, cast.organisation_id(organisation), role, who.id, post_of(whose), whose.id]
        cursor.execute(INSERT, values)


@pytest.mark.parametrize("change", [{"role": "focal-point"}, {"whose": cast.nigora}])
def test_the_database_ties_a_delegation_to_the_post_as_it_is_held(db, change):
    said = {"role": "supervisor", "whose": cast.malika} | change
    with pytest.raises(Exception, match=r"delegated_as_held|row-level"), acting(cast.gulnora), connection.cursor() as c:
        holder = said["whose"].id
        shelter = cast.organisation_id(cast.SHELTER)
        c.execute(
            INSERT, [uuid7(), cast.sitora.id, shelter, said["role"], cast.gulnora.id, post_of(cast.malika), holder]
        )


def test_the_database_lets_no_delegate_extend_and_nobody_past_the_limit(db):
    id = delegate()
    with acting(cast.nigora), connection.cursor() as cursor:
        cursor.execute("UPDATE membership_post SET until = now() + interval '60 days' WHERE id = %s", [id])
        assert cursor.rowcount == 0
    with pytest.raises(Exception, match="standing_in_has_an_end"), acting(cast.gulnora), connection.cursor() as cursor:
        cursor.execute("UPDATE membership_post SET until = now() + interval '91 days' WHERE id = %s", [id])


def meantime(who=cast.zebo, to=cast.bahrom, role="national-coordinator", **changes):
    now, seat = clock.now(), seats_of_the_mechanism()[role]
    said = {"here": True, "until": now + A_WEEK, "needs": seat.permissions} | changes
    with acting(who) as actor:
        office = cast.organisation_id(cast.SECRETARIAT)
        hold_in_the_meantime(actor, id=uuid7(), role=role, to=to.id, organisation_id=office, now=now, **said)


def test_a_vacant_seat_is_held_in_the_meantime_and_stays_vacant(db):
    meantime()
    assert actor_of(cast.bahrom.id).may("members:admit")
    assert "national-coordinator" in vacant_seats(clock.now())
    with pytest.raises(Refused, match="Somebody holds this seat"):
        meantime()


def test_nobody_gives_in_the_meantime_what_they_do_not_hold_nor_to_themselves(db):
    with pytest.raises(Refused, match="Nobody gives more than they hold"):
        meantime(role="data-protection-lead")
    with pytest.raises(Refused, match="Nobody changes their own rights"):
        meantime(to=cast.zebo)
    with pytest.raises(NotFound):
        meantime(who=cast.gulnora)


def test_the_holder_names_a_deputy_who_has_the_same_rights(db):
    def name(who, to):
        with acting(who) as actor:
            name_deputy(actor, post_id=post_of(cast.gulnora), to=to.id, needs=["members:manage"], now=clock.now())

    with pytest.raises(NotFound):
        name(cast.nigora, cast.sitora)
    with pytest.raises(Refused):
        name(cast.gulnora, cast.zarina)
    name(cast.gulnora, cast.malika)
    assert actor_of(cast.malika.id).may("members:manage")
    assert Post.objects.get(user_id=cast.malika.id, role="focal-point").deputy


def test_vacancies_say_who_lacks_a_holder_or_a_deputy_and_since_when(db):
    now = clock.now()
    shelter = [v for v in vacancies(now) if v.key == cast.SHELTER]
    assert [v.deputy for v in shelter] == [True]
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE membership_post SET until = %s WHERE user_id = %s", [now, cast.gulnora.id])
    assert [(v.deputy, v.since == now) for v in vacancies(now) if v.key == cast.SHELTER] == [
        (False, True),
        (True, False),
    ]
    assert not [v for v in lacking("focal-point", now, deputy_required=False) if v.deputy]


def test_an_absence_leaves_no_seat_without_holder(db):
    delegate(who=cast.gulnora, whose=cast.gulnora, to=cast.nigora)
    assert [v.deputy for v in vacancies(clock.now()) if v.key == cast.SHELTER] == [True]
    hows = [h.how for h in holdings(["focal-point"], clock.now(), organisation_id=cast.organisation_id(cast.SHELTER))]
    assert hows == ["holder", "delegated"]


def test_open_posts_is_one_query(db, django_assert_num_queries):
    from hamroh.mechanism.membership.queries import open_posts

    delegate()
    with django_assert_num_queries(1):
        assert len(open_posts(cast.nigora.id, clock.now())) == 2

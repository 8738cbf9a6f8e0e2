"""A version is asked for gently, signed once for an organisation, and named as a finding when its time is over."""

from datetime import date, timedelta

import pytest
from django.db import connection

from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import actor_of
from hamroh.mechanism.membership.actions import issue_agreement, sign_agreement
from hamroh.mechanism.membership.queries import asked_to_sign, signatures_of, unsigned, versions
from hamroh.mechanism.membership.rules import sign_by
from tests import cast
from tests.cast import NOW, acting

pytestmark = pytest.mark.usefixtures("members")
TODAY = NOW.date()


def issue(who=cast.zebo, now=NOW, **changes):
    id = uuid7()
    said = {"kind": "code", "document": "", "documents": (), "edition": 1, "grace_days": 30, "paper": "Order 3"}
    with acting(who) as actor:
        issue_agreement(actor, id=id, now=now, **said | changes)
    return id


def sign(id, who=cast.gulnora, key=cast.SHELTER, on=TODAY, by="The director", **changes):
    with acting(who) as actor:
        said = {"agreement_id": id, "organisation_id": cast.organisation_id(key), "id": uuid7(), "now": NOW} | changes
        sign_agreement(actor, signed_by=by, signed_on=on, today=TODAY + timedelta(days=100), **said)


def asked(key=cast.SHELTER, today=TODAY):
    return [(a.kind, a.version, a.before, a.overdue) for a in asked_to_sign(today) if a.key == key]


def test_every_member_is_asked_until_it_signed_and_again_for_the_next_version(db):
    first = issue()
    assert asked() == asked(cast.CLINIC) == [("code", 1, 0, False)]
    sign(first)
    assert (asked(), asked(cast.CLINIC)) == ([], [("code", 1, 0, False)])
    issue(now=NOW + timedelta(days=1))
    assert asked() == [("code", 2, 1, False)]
    assert [(v.version, v.newest, v.signed) for v in versions()] == [(2, True, 0), (1, False, 1)]
    assert [s.version for s in signatures_of(cast.organisation_id(cast.SHELTER))] == [1]


def test_after_the_grace_it_is_a_finding_and_nobody_is_shut_out(db):
    issue(grace_days=10)
    assert unsigned(TODAY + timedelta(days=10)) == []
    late = TODAY + timedelta(days=11)
    assert {a.key for a in unsigned(late)} >= {cast.SHELTER, cast.CLINIC}
    assert actor_of(cast.nigora.id).may("case:open")


def test_who_is_admitted_later_has_the_whole_grace():
    assert sign_by(date(2026, 1, 1), date(2026, 3, 1), 30) == date(2026, 3, 31)
    assert sign_by(date(2026, 1, 1), None, 30) == date(2026, 1, 31)


def test_one_signature_counts_for_a_version_and_a_second_click_changes_nothing(db):
    id = issue()
    sign(id)
    sign(id, by="Somebody else")
    assert [s.signed_by for s in signatures_of(cast.organisation_id(cast.SHELTER))] == ["The director"]


def test_what_is_missing_or_cannot_be_is_told(db):
    id = issue()
    for changes, field in (
        ({"by": " "}, "signed_by"),
        ({"on": None}, "signed_on"),
        ({"on": TODAY - timedelta(days=3)}, "signed_on"),
        ({"on": TODAY + timedelta(days=101)}, "signed_on"),
    ):
        with pytest.raises(Refused) as caught:
            sign(id, **changes)
        assert [o.field for o in caught.value.obstacles] == [field]
    with pytest.raises(Refused) as caught:
        issue(kind="song", document="x", grace_days=0, paper="")
    assert [o.field for o in caught.value.obstacles] == ["kind", "document", "grace_days", "paper"]


def test_an_old_version_is_not_signed_any_more(db):
    old = issue()
    issue()
    with pytest.raises(Refused, match="newer version"):
        sign(old)


@pytest.mark.parametrize(
    ("who", "key"), [(cast.farrukh, cast.SHELTER), (cast.nigora, cast.SHELTER), (cast.bahrom, cast.SHELTER)]
)
def test_only_the_own_focal_point_or_the_secretariat_writes_a_signature(db, who, key):
    id = issue()
    with pytest.raises(NotFound):
        sign(id, who=who, key=key)
    with pytest.raises(NotFound):
        issue(who=who)
    sign(id, who=cast.zebo, key=key)
    assert asked(key) == []


def test_the_database_refuses_a_signature_for_another_organisation(db):
    id = issue()
    with pytest.raises(Exception, match="row-level security"), acting(cast.farrukh), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_signature (id, agreement_id, organisation_id, signed_by, signed_on, recorded_by,"
            " recorded_at) VALUES (%s, %s, %s, 'x', now(), %s, now())",
            [uuid7(), id, cast.organisation_id(cast.SHELTER), cast.farrukh.id],
        )

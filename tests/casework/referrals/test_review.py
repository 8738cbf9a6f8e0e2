"""An act in danger is looked at by a second person."""

from dataclasses import replace

import pytest

from hamroh.casework.referrals.access import open_received
from hamroh.casework.referrals.actions import review_emergency
from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.queries.reviews import review, reviews
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.errors import NotFound, Refused
from tests import cast
from tests.casework.referrals.given import DANGER, handover
from tests.cast import NOW, acting


@pytest.fixture
def danger(db):
    return handover(safety=DANGER, agreement="not_asked")


def task_id(member=cast.bahrom):
    with acting(member) as actor:
        return reviews(actor)[0].id


def test_a_reviewer_sees_what_was_answered_and_no_place(danger):
    with acting(cast.bahrom) as actor:
        [row] = reviews(actor)
        assert (row.kind, row.agreement, row.held) == ("risk_to_life", "not_asked", False)
        assert row.to["en"] == "Shelter, Sughd"
        assert ("danger_now", "yes") not in row.safety and "yes" in dict((w["en"], a) for w, a in row.safety).values()
        with pytest.raises(NotFound):
            open_received(actor, danger, NOW)


def test_right_keeps_it_open(danger):
    with acting(cast.bahrom) as actor:
        review_emergency(actor, task_id=task_id(), outcome="right", now=NOW)
        assert reviews(actor) == []
        assert Referral.objects.get().reviewed_at == NOW
    with acting(cast.gulnora) as actor:
        assert open_received(actor, danger, NOW.replace(year=2027)).shut is None


def test_not_right_ends_the_sharing(danger):
    key = task_id()
    for _ in range(2):
        with acting(cast.bahrom) as actor:
            review_emergency(actor, task_id=key, outcome="not_right", now=NOW)
    with acting(cast.gulnora) as actor:
        assert open_received(actor, danger, NOW).shut == "ended"


def test_a_second_reviewer_is_told(danger):
    key = task_id()
    with acting(cast.bahrom) as actor:
        review_emergency(actor, task_id=key, outcome="right", now=NOW)
    with acting(cast.bahrom) as actor:
        colleague = replace(actor, user_id=cast.zebo.id)  # holds the same seat
        act_as(colleague)
        with pytest.raises(Refused) as refused:
            review_emergency(colleague, task_id=key, outcome="not_right", now=NOW)
    assert "somebody else has just reviewed" in refused.value.obstacles[0].sentence


@pytest.mark.parametrize("stranger", [cast.rustam, cast.nigora, cast.gulnora, cast.zebo, cast.anahita])
def test_who_may_not_review_finds_nothing(danger, stranger):
    key = task_id()
    with acting(stranger) as actor:
        for door in (lambda: reviews(actor), lambda: review(actor, key)):
            with pytest.raises(NotFound):
                door()
        with pytest.raises(NotFound):
            review_emergency(actor, task_id=key, outcome="right", now=NOW)

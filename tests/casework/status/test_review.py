"""A refusal is reviewed if the person wishes, in time, by other people than those who refused."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import open_tasks_of, timeline_of
from hamroh.casework.grounds.actions import mark_withdrawn
from hamroh.casework.status import actions
from hamroh.casework.status.access import open_application
from hamroh.casework.status.models import Application
from hamroh.casework.status.queries import applications_for, not_waiting, waiting_for_decision
from hamroh.casework.status.terms import State
from hamroh.kernel.errors import NotFound, Refused
from tests import cast
from tests.casework.status import given
from tests.cast import NOW, acting

LATER = NOW + timedelta(days=2)


@pytest.fixture
def case_id(db):
    return given.case()


@pytest.fixture
def refused_key(case_id):
    key = given.sent(case_id)
    given.decided(key, panel=[cast.komil.id])
    return key


def shown(case_id):
    with acting(cast.nigora) as actor:
        return applications_for(open_case(actor, case_id))[0]


def clocks(case_id):
    with acting(cast.nigora) as actor:
        return [t.key for t in open_tasks_of(open_case(actor, case_id)) if t.key.startswith("status")]


def test_asking_stands_on_the_persons_strand_and_starts_a_clock_of_its_own(case_id, refused_key):
    given.review_asked(case_id, refused_key, LATER)
    given.review_asked(case_id, refused_key, LATER)
    assert clocks(case_id) == ["status_review"] and shown(case_id).state == State.REVIEW_ASKED
    with acting(cast.nigora) as actor:
        asked = [e for e in timeline_of(open_case(actor, case_id)) if e.event == "status.review_asked"]
    assert len(asked) == 1 and asked[0].by_person
    with acting(cast.shahlo) as actor:
        assert [row.id for row in waiting_for_decision(actor)] == [refused_key]
        assert open_application(actor, refused_key, LATER).groups == ("profile", "screening")


@pytest.mark.parametrize("member", [cast.lola, cast.komil])
def test_nobody_reviews_a_decision_on_which_they_sat(case_id, refused_key, member):
    given.review_asked(case_id, refused_key, LATER)
    with pytest.raises(Refused) as refused:
        given.decided(refused_key, "changed", by=member, now=LATER)
    assert any("other people" in o.sentence for o in refused.value.obstacles)


def test_nobody_takes_them_onto_the_review_either(case_id, refused_key):
    given.review_asked(case_id, refused_key, LATER)
    with pytest.raises(Refused) as refused:
        given.decided(refused_key, "upheld", by=cast.shahlo, panel=[cast.lola.id], now=LATER)
    assert {o.field for o in refused.value.obstacles} == {"panel"}


def test_others_change_it_and_the_person_has_the_status(case_id, refused_key):
    given.review_asked(case_id, refused_key, LATER)
    given.decided(refused_key, "changed", by=cast.shahlo, reasons="The contract shows it.", now=LATER)
    application = shown(case_id)
    assert application.state == State.REVIEWED and application.granted and clocks(case_id) == []
    assert [d.outcome for d in application.decisions] == ["changed", "refused"]
    with acting(cast.shahlo):
        row = Application.objects.get(pk=refused_key)
        assert row.first_panel == sorted([cast.lola.id, cast.komil.id]) and row.review_panel == [cast.shahlo.id]


def test_others_may_let_it_stand_and_then_it_is_not_reviewed_again(case_id, refused_key):
    given.review_asked(case_id, refused_key, LATER)
    given.decided(refused_key, "upheld", by=cast.shahlo, now=LATER)
    assert not shown(case_id).granted
    with pytest.raises(Refused):
        given.review_asked(case_id, refused_key, LATER)


def test_a_review_grants_nothing_in_the_words_of_the_first_round(case_id, refused_key):
    given.review_asked(case_id, refused_key, LATER)
    with pytest.raises(Refused) as refused:
        given.decided(refused_key, "granted", by=cast.shahlo, now=LATER)
    assert {o.field for o in refused.value.obstacles} == {"outcome"}


def test_after_the_time_of_the_edition_it_is_too_late(case_id, refused_key):
    with pytest.raises(Refused) as refused:
        given.review_asked(case_id, refused_key, NOW + timedelta(days=30, seconds=1))
    assert any("time to ask" in o.sentence for o in refused.value.obstacles)
    given.review_asked(case_id, refused_key, NOW + timedelta(days=30))


def test_without_the_persons_word_or_agreement_nothing_is_asked(case_id):
    ground = given.agreement(case_id)
    key = given.sent(case_id, ground)
    given.decided(key)
    with acting(cast.nigora) as actor, pytest.raises(Refused) as refused:
        actions.ask_review(actor, case_id=case_id, application_id=key, wished=False, now=LATER)
    assert [o.field for o in refused.value.obstacles] == ["wished"]
    with acting(cast.nigora) as actor:
        mark_withdrawn(actor, case=open_case(actor, case_id), ground_id=ground, how="not_asked", now=LATER)
    with pytest.raises(Refused):
        given.review_asked(case_id, key, LATER)


def test_a_grant_is_not_reviewed(case_id):
    key = given.sent(case_id)
    given.decided(key, "granted")
    with pytest.raises(Refused):
        given.review_asked(case_id, key, LATER)


def test_not_wanting_one_stops_the_asking_and_the_person_may_still_change_their_mind(case_id, refused_key):
    with acting(cast.nigora) as actor:
        actions.decline_review(actor, case_id=case_id, application_id=refused_key, now=LATER)
    assert clocks(case_id) == []
    given.review_asked(case_id, refused_key, LATER)
    assert shown(case_id).state == State.REVIEW_ASKED


def test_only_the_team_asks(case_id, refused_key):
    for member in (cast.lola, cast.sitora, cast.malika):
        with acting(member) as actor, pytest.raises(NotFound):
            actions.ask_review(actor, case_id=case_id, application_id=refused_key, wished=True, now=LATER)


def test_withdrawing_the_agreement_changes_no_decision_and_ends_the_asking(case_id):
    ground = given.agreement(case_id)
    key = given.sent(case_id, ground)
    given.decided(key)
    with acting(cast.nigora) as actor:
        mark_withdrawn(actor, case=open_case(actor, case_id), ground_id=ground, how="not_asked", now=LATER)
    assert shown(case_id).state == State.DECIDED and clocks(case_id) == []
    with acting(cast.shahlo) as actor:
        assert open_application(actor, key, LATER).groups == ()


def test_a_status_that_was_granted_is_not_taken_back_with_the_agreement(case_id):
    ground = given.agreement(case_id)
    given.decided(given.sent(case_id, ground), "granted")
    with acting(cast.nigora) as actor:
        mark_withdrawn(actor, case=open_case(actor, case_id), ground_id=ground, how="not_asked", now=LATER)
    assert shown(case_id).granted and shown(case_id).state == State.DECIDED


def test_a_review_waits_for_others_and_is_listed_for_whoever_sat(case_id, refused_key):
    given.review_asked(case_id, refused_key, LATER)
    for member, waits in ((cast.lola, False), (cast.komil, False), (cast.shahlo, True)):
        with acting(member) as actor:
            assert [row.id for row in waiting_for_decision(actor)] == [refused_key] * waits, member
            assert [row.id for row in not_waiting(actor)] == [refused_key] * (not waits), member

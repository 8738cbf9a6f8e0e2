"""Recording a ground, leaning on it, and withdrawing it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.models import Task
from hamroh.casework.cases.queries import tasks_for, timeline_of
from hamroh.casework.grounds.actions import mark_withdrawn, record_disclosure, record_ground, review_danger
from hamroh.casework.grounds.models import Disclosure, Ground, Reasons
from hamroh.casework.grounds.queries import disclosures_of, ground_in_force, grounds_of, grounds_to, sharing_facts
from hamroh.casework.grounds.rules import obstacles_to_sharing
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.kinship import given
from tests.cast import NOW, acting

LATER = NOW + timedelta(hours=1)


def open_one(child: bool = False):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=child, code_only=True, now=NOW).pk


@pytest.fixture
def case_id(db):
    return open_one()


@pytest.fixture
def child_id(db):
    case_id = open_one(child=True)
    given.write_guardian(case_id)
    return case_id


def consent(actor, case_id, **changed):
    values = {
        "id": uuid7(),
        "kind": "consent",
        "purpose": "services",
        "recipient_organisation_id": cast.organisation_id(cast.CLINIC),
        "groups": ["profile", "needs"],
        "language": "tg",
        "mode": "oral_witness",
        "proof": "witness_noted",
        "given_by": "self",
        "expires_at": NOW + timedelta(days=90),
        "now": NOW,
    }
    return record_ground(actor, case_id=case_id, **(values | changed))


def test_an_agreement_is_in_force_and_stands_on_the_persons_strand(case_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert ground_in_force(ground.pk, LATER) == ground
        entry = next(e for e in timeline_of(case) if e.event == "ground.consented")
        assert entry.by_person


def test_a_second_click_records_it_once(case_id):
    key = uuid7()
    for _ in range(2):
        with acting(cast.nigora) as actor:
            consent(actor, case_id, id=key)
    with acting(cast.nigora) as actor:
        assert len(grounds_of(open_case(actor, case_id))) == 1


@pytest.mark.parametrize("stranger", [cast.sitora, cast.anahita, cast.malika, cast.gulnora, cast.rustam, cast.farrukh])
def test_who_is_not_on_the_team_or_may_not_record_finds_no_case(case_id, stranger):
    with acting(stranger) as actor, pytest.raises(NotFound):
        consent(actor, case_id)


def test_a_key_of_another_case_is_not_here(case_id):
    with acting(cast.anahita) as actor:
        theirs = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk
        key = consent(actor, theirs).pk
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        consent(actor, case_id, id=key)


def test_an_unknown_organisation_is_not_here(case_id):
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        consent(actor, case_id, recipient_organisation_id=uuid7())


def test_nobody_in_uniform_records_consent(case_id):
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        consent(replace(actor, uniformed=True), case_id)


def test_what_was_agreed_before_they_wore_a_uniform_tells_them_no_more_where_the_person_stays(case_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, case_id, groups=["profile"])
        ground.groups = ["profile", "residence"]
        ground.recipient_organisation.uniformed = True
        case = open_case(actor, case_id)
        with pytest.raises(Refused) as refused:
            record_disclosure(actor, case=case, ground=ground, referral_id=None, groups=["residence"], now=LATER)
        assert [o.field for o in refused.value.obstacles] == ["groups"]
        record_disclosure(actor, case=case, ground=ground, referral_id=None, groups=["profile"], now=LATER)


def test_a_refusal_leaves_nothing_behind(case_id):
    with acting(cast.nigora) as actor:
        with pytest.raises(Refused) as refused:
            consent(actor, case_id, groups=["screening"], mode="shouted", given_by="guardian")
        assert {o.field for o in refused.value.obstacles} == {"groups", "mode", "given_by"}
        assert not Ground.objects.exists()


def test_a_newer_agreement_does_not_widen_an_older(case_id):
    with acting(cast.nigora) as actor:
        old = consent(actor, case_id, groups=["profile"])
        consent(actor, case_id, groups=["health"], now=LATER)
        case = open_case(actor, case_id)
        clinic = cast.organisation_id(cast.CLINIC)
        assert len(grounds_to(case, [clinic], LATER)) == 2
        obstacles = obstacles_to_sharing(**sharing_facts(old), to=clinic, wanted={"profile", "health"}, now=LATER)
        assert [o.field for o in obstacles] == ["groups"]
        with pytest.raises(Refused):
            record_disclosure(actor, case=case, ground=old, referral_id=None, groups=["health"], now=LATER)


def test_a_disclosure_is_written_and_cannot_be_changed(case_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, case_id)
        case = open_case(actor, case_id)
        record_disclosure(actor, case=case, ground=ground, referral_id=uuid7(), groups=["needs"], now=LATER)
        assert disclosures_of(case)[0].groups == ["needs"]
        with pytest.raises(DatabaseError), transaction.atomic():
            Disclosure.objects.update(groups=[])


def test_withdrawn_it_carries_nothing_from_that_moment(case_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, case_id)
    with acting(cast.malika) as actor:  # supervision may note a withdrawal, too: it must not wait for one colleague
        case = open_case(actor, case_id)
        mark_withdrawn(actor, case=case, ground_id=ground.pk, how="not_asked", now=LATER)
        again = mark_withdrawn(actor, case=case, ground_id=ground.pk, how="fear", now=LATER + timedelta(days=1))
        assert (again.withdrawn_at, again.withdrawn_how) == (LATER, "not_asked")
        assert ground_in_force(ground.pk, LATER) is None
        with pytest.raises(Refused):
            record_disclosure(actor, case=case, ground=again, referral_id=None, groups=["needs"], now=LATER)
        assert [e.event for e in timeline_of(case, only_person=True)] == ["ground.withdrawn", "ground.consented"]


def test_a_ground_of_another_case_cannot_be_withdrawn_through_this_one(case_id):
    other = open_one()
    with acting(cast.nigora) as actor:
        ground = consent(actor, other)
        case = open_case(actor, case_id)
        with pytest.raises(NotFound):
            mark_withdrawn(actor, case=case, ground_id=ground.pk, how="not_asked", now=LATER)
        with pytest.raises(NotFound):
            record_disclosure(actor, case=case, ground=ground, referral_id=None, groups=["needs"], now=LATER)


def test_a_withdrawal_knows_only_the_reasons_of_the_list(case_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, case_id)
        with pytest.raises(Refused):
            mark_withdrawn(actor, case=open_case(actor, case_id), ground_id=ground.pk, how="whim", now=LATER)


CHILD = {"given_by": "representative", "assent": "disagreed", "best_interests": "Needs a doctor today."}


def test_a_childs_path_keeps_what_the_child_said_and_seals_the_reason(child_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, child_id, **CHILD)
        assert (ground.assent, ground.best_interests) == ("disagreed", True)
        assert b"doctor" not in bytes(Reasons.objects.get(ground=ground).sealed)


def test_once_a_guardian_is_suspected_nobody_asks_that_guardian_again(child_id):
    with acting(cast.nigora) as actor:
        consent(actor, child_id, **CHILD, guardian_suspected=True)
        with pytest.raises(Refused) as refused:
            consent(actor, child_id, **CHILD | {"given_by": "guardian"})
        assert [o.field for o in refused.value.obstacles] == ["given_by"]


DANGER = {
    "kind": "risk_to_life",
    "why": "He waits at the gate.",
    "language": "",
    "mode": "",
    "proof": "",
    "given_by": "",
}


def test_danger_acts_at_once_and_asks_for_a_review(case_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, case_id, **DANGER)
        assert ground_in_force(ground.pk, LATER)
        assert not timeline_of(open_case(actor, case_id), only_person=True)
    with acting(cast.bahrom) as actor:
        assert [t.key for t in tasks_for(actor)] == ["emergency_review"]
        assert tasks_for(actor)[0].due_at == NOW + timedelta(hours=24)
        assert tasks_for(actor)[0].case_id is None
    with acting(cast.sitora) as actor:
        assert not Task.objects.exists()


def test_danger_that_nobody_approved_in_time_carries_nothing_more(case_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, case_id, **DANGER)
        assert ground_in_force(ground.pk, NOW + timedelta(hours=23, minutes=59))
        assert not ground_in_force(ground.pk, NOW + timedelta(hours=24))


def review(who, right, at=LATER):
    with acting(who) as actor:
        (task,) = Task.objects.filter(key="emergency_review")
        return review_danger(actor, task_id=task.pk, right=right, now=at)


def test_found_right_in_time_it_holds_until_its_own_end(case_id):
    with acting(cast.nigora) as actor:
        consent(actor, case_id, **DANGER)
    ground = review(cast.bahrom, right=True)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert ground_in_force(ground.pk, NOW + timedelta(days=80))
    with acting(cast.bahrom) as actor:
        assert not tasks_for(actor)


def test_found_not_right_it_ends_at_once_and_a_second_reviewer_is_told(case_id):
    with acting(cast.nigora) as actor:
        consent(actor, case_id, **DANGER)
    ground = review(cast.bahrom, right=False)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert not ground_in_force(ground.pk, LATER)
    assert review(cast.bahrom, right=False).withdrawn_at == LATER
    with acting(cast.bahrom) as actor:
        task = Task.objects.get(key="emergency_review")
        deputy = replace(actor, user_id=cast.zebo.id)
        act_as(deputy)
        with pytest.raises(Refused):
            review_danger(deputy, task_id=task.pk, right=True, now=LATER)


def test_nobody_reviews_what_they_did_themselves(case_id):
    with acting(cast.nigora) as actor:
        consent(actor, case_id, **DANGER)
    with acting(cast.bahrom) as actor:
        task = Task.objects.get(key="emergency_review")
        herself = replace(actor, user_id=cast.nigora.id)
        act_as(herself)
        with pytest.raises(Refused):
            review_danger(herself, task_id=task.pk, right=True, now=LATER)


def test_a_reviewer_sees_the_act_and_nothing_of_the_case(case_id):
    with acting(cast.nigora) as actor:
        consent(actor, case_id)
        danger = consent(actor, case_id, **DANGER)
    with acting(cast.bahrom):
        assert list(Ground.objects.values_list("pk", flat=True)) == [danger.pk]
        assert not Reasons.objects.exists()


def test_nobody_without_the_duty_reviews(case_id):
    with acting(cast.nigora) as actor:
        consent(actor, case_id, **DANGER)
        with pytest.raises(NotFound):
            review_danger(actor, task_id=uuid7(), right=True, now=LATER)


def test_a_demand_is_written_down_with_what_it_got_and_carries_no_referral(case_id):
    police = cast.organisation_id(cast.BORDER)
    demand = DANGER | {"kind": "authority_demand", "recipient_organisation_id": police, "expires_at": None}
    with acting(cast.nigora) as actor:
        refused = consent(actor, case_id, **demand, answer="refused")
        case = open_case(actor, case_id)
        assert not disclosures_of(case)
        given = consent(actor, case_id, **demand, answer="given")
        assert [d.ground_id for d in disclosures_of(case)] == [given.pk]
        assert not ground_in_force(refused.pk, NOW)
        assert not ground_in_force(given.pk, NOW)


def test_the_recipients_inbox_sees_the_ground_and_not_the_reason(child_id):
    with acting(cast.nigora) as actor:
        ground = consent(actor, child_id, **CHILD)
    with acting(cast.farrukh):
        assert ground_in_force(ground.pk, LATER)
        assert not Reasons.objects.exists()
        assert not Disclosure.objects.exists()
    with acting(cast.parviz):
        assert not Ground.objects.exists()

"""The authority decides, with reasons, by people whom nothing ties to the case; the case learns of it, they of no case."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case, Task, TimelineEntry
from hamroh.casework.cases.queries import open_tasks_of, timeline_of
from hamroh.casework.people.actions import write_profile
from hamroh.casework.status import actions
from hamroh.casework.status.access import open_application
from hamroh.casework.status.models import Application, Decision, Evidence
from hamroh.casework.status.queries import applications_for, received
from hamroh.casework.status.terms import State
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.vault.access import erase
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.status import given
from tests.cast import NOW, acting

LATER = NOW + timedelta(days=2)


@pytest.fixture
def case_id(db):
    return given.case()


def shown(case_id):
    with acting(cast.nigora) as actor:
        return applications_for(open_case(actor, case_id))[0]


def clocks(case_id):
    with acting(cast.nigora) as actor:
        return [t.key for t in open_tasks_of(open_case(actor, case_id)) if t.key.startswith("status")]


def test_a_decision_has_reasons_and_an_outcome_of_the_edition(case_id):
    key = given.sent(case_id)
    with pytest.raises(Refused) as refused:
        given.decided(key, "upheld", reasons=" ", shows=["fate"])
    assert {o.field for o in refused.value.obstacles} == {"outcome", "reasons", "shows"}
    assert shown(case_id).decisions == ()


def test_a_refusal_tells_the_case_and_starts_the_time_to_ask_for_a_review(case_id):
    key = given.sent(case_id)
    given.decided(key, now=LATER)
    application = shown(case_id)
    assert application.state == State.DECIDED and application.outcome == "refused" and not application.granted
    assert application.review_until == LATER + timedelta(days=30)
    assert application.decisions[0].reasons == "The list shows no means."
    assert clocks(case_id) == ["status_review_request"]
    with acting(cast.nigora) as actor:
        entries = [e for e in timeline_of(open_case(actor, case_id)) if e.event == "status.decided"]
    assert entries[0].organisation_id == cast.organisation_id(cast.SECRETARIAT)
    assert entries[0].detail == {"decision": "victim-status", "decided": "refused"}


def test_a_grant_leaves_no_clock(case_id):
    given.decided(given.sent(case_id), "granted", now=LATER)
    assert shown(case_id).granted and clocks(case_id) == []


def test_more_evidence_goes_back_to_the_team_and_then_to_the_authority_again(case_id):
    key = given.sent(case_id)
    given.decided(key, "more_evidence", reasons="A paper on the work.", now=LATER)
    application = shown(case_id)
    assert application.state == State.MORE_EVIDENCE and application.decisions[0].reasons == "A paper on the work."
    assert clocks(case_id) == ["status_evidence"] and application.due_at
    with pytest.raises(Refused):
        given.decided(key, "granted", now=LATER)
    extra = given.evidence(case_id, key, kind="medical", now=LATER + timedelta(hours=1))
    given.send(case_id, key, LATER + timedelta(days=1))
    assert clocks(case_id) == ["status_decision"]
    with acting(cast.komil) as actor:
        evidence = received(open_application(actor, key, LATER + timedelta(days=1))).evidence
    assert extra in {row.id for row in evidence} and len(evidence) == 2


def test_deciding_shows_nothing_of_the_case_to_whoever_decides(case_id):
    key = given.sent(case_id)
    with acting(cast.lola) as actor:
        actions.decide_status(
            actor, id=uuid7(), application_id=key, outcome="granted", reasons="Shown.", shows=["act"], now=LATER
        )
        for model in (Case, Task, TimelineEntry):
            assert not model.objects.exists(), model
        assert actor.organisation_id == cast.organisation_id(cast.SECRETARIAT)
        open_application(actor, key, LATER)
        assert Evidence.objects.exists()


def test_after_the_decision_the_groups_are_shut_and_the_list_stays(case_id):
    key = given.sent(case_id)
    given.decided(key, "granted", now=LATER)
    with acting(cast.lola) as actor:
        opened = open_application(actor, key, LATER)
        assert opened.groups == () and len(received(opened).evidence) == 1
        assert received(opened).decisions[0].panel == ("L. Ghafurova",)


def test_whoever_writes_the_decision_down_sat_on_it_and_the_others_may_decide(case_id):
    key = given.sent(case_id)
    with pytest.raises(Refused) as refused:
        given.decided(key, panel=[cast.zebo.id])
    assert {o.field for o in refused.value.obstacles} == {"panel"}
    given.decided(key, panel=[cast.komil.id])
    with acting(cast.lola):
        assert set(Application.objects.get(pk=key).first_panel) == {cast.lola.id, cast.komil.id}


def test_nobody_of_the_organisation_that_applied_sits(case_id):
    key, panel = given.sent(case_id), cast.organisation_id(cast.SECRETARIAT)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_post (id, user_id, organisation_id, role, since, interim)"
            " SELECT gen_random_uuid(), %s, %s, 'status-panel', now() - interval '1 year', false",
            [cast.gulnora.id, panel],
        )
    try:
        with pytest.raises(Refused) as refused:
            given.decided(key, panel=[cast.gulnora.id])
        assert any("tied" in o.sentence for o in refused.value.obstacles)
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "DELETE FROM membership_post WHERE user_id = %s AND role = 'status-panel'", [cast.gulnora.id]
            )


def test_a_second_click_decides_once(case_id):
    key, id = given.sent(case_id), uuid7()
    for _ in range(2):
        with acting(cast.lola) as actor:
            actions.decide_status(
                actor, id=id, application_id=key, outcome="granted", reasons="Shown.", shows=[], now=LATER
            )
    assert len(shown(case_id).decisions) == 1


def test_the_database_refuses_a_review_by_somebody_who_sat_before(case_id):
    key = given.sent(case_id)
    given.decided(key)
    with acting(cast.komil) as actor:
        open_application(actor, key, LATER)
        row = Application.objects.get(pk=key)
        row.review_panel, row.review_outcome, row.reviewed_at, row.state = [cast.lola.id], "upheld", LATER, "reviewed"
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(update_fields=["review_panel", "review_outcome", "reviewed_at", "state"])
        decision = Decision(
            application_id=key, case_id=case_id, round="review", outcome="upheld", panel=[cast.komil.id, cast.lola.id],
            not_by=[cast.lola.id], reasons_sealed=b"x", decided_at=LATER, decided_by=cast.komil.id,
        )  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            decision.save(force_insert=True)


def test_the_record_says_who_looked_and_who_decided(case_id):
    key = given.sent(case_id)
    given.decided(key)
    with acting(cast.bahrom):
        verbs = list(Entry.objects.filter(resource="application").order_by("at").values_list("verb", flat=True))
    assert {"status.begun", "status.applied", "status.looked_at", "status.decided"} <= set(verbs)


def test_reasons_go_with_the_persons_key(case_id):
    given.decided(given.sent(case_id))
    with acting(cast.nigora) as actor:
        erase(open_case(actor, case_id).person_id)
    (decision,) = shown(case_id).decisions
    assert decision.erased and decision.reasons == ""


def test_a_case_of_a_foreigner_is_told_the_same(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "profile")
        write_profile(actor, case=case, age_band="adult", sex="female", languages=["uz"], citizenship=["UZ"], now=NOW)
    given.decided(given.sent(case_id), "granted")
    assert shown(case_id).granted


def test_a_stranger_decides_nothing(case_id):
    key = given.sent(case_id)
    for member in (cast.nigora, cast.zebo, cast.farrukh):
        with pytest.raises(NotFound):
            given.decided(key, by=member)

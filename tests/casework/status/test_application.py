"""An application: at the person's wish alone, on an agreement of its own, seen by the authority and by nobody else."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import close_case, recuse
from hamroh.casework.cases.models import Case, Task, TeamMember, TimelineEntry
from hamroh.casework.cases.queries import open_tasks_of, timeline_of
from hamroh.casework.grounds.actions import mark_withdrawn
from hamroh.casework.grounds.models import Disclosure, Ground
from hamroh.casework.grounds.queries import disclosures_of, grounds_to
from hamroh.casework.identification.models import Screening
from hamroh.casework.people.models import Identity, Profile
from hamroh.casework.referrals.actions import send_referral
from hamroh.casework.status import actions
from hamroh.casework.status.access import open_application, received_by
from hamroh.casework.status.models import Application, Decision, Evidence
from hamroh.casework.status.queries import applications_for, received, waiting_for_decision
from hamroh.casework.status.terms import Shut, State
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given as given_referral
from tests.casework.status import given
from tests.cast import NOW, acting

LATER = NOW + timedelta(days=1)


@pytest.fixture
def case_id(db):
    return given.case()


def application_of(case_id, actor):
    return applications_for(open_case(actor, case_id))[0]


def test_without_an_agreement_of_its_own_nothing_begins(case_id):
    other = given_referral.consent(case_id)
    with acting(cast.nigora) as actor:
        for ground in (None, other, uuid7()):
            with pytest.raises(Refused) as refused:
                actions.begin_application(actor, id=uuid7(), case_id=case_id, ground_id=ground, now=NOW)
            assert refused.value.obstacles[0].field == "ground_id"


def test_the_agreement_names_whoever_decides_and_only_what_they_may_be_told(case_id):
    with pytest.raises(Refused) as refused:
        given.agreement(case_id, groups=("profile", "contact", "residence"))
    assert {o.params.get("group") for o in refused.value.obstacles} == {"Safe contact", "Where the person stays"}
    with pytest.raises(Refused) as refused:
        given_referral.consent(case_id, to=cast.CLINIC, groups=("profile",), purpose="status")
    assert {o.field for o in refused.value.obstacles} == {"recipient"}


def test_an_agreement_to_apply_carries_no_referral(case_id):
    ground = given.agreement(case_id)
    with acting(cast.nigora) as actor:
        assert grounds_to(open_case(actor, case_id), [cast.organisation_id(cast.SECRETARIAT)], NOW) == []
        with pytest.raises(Refused) as refused:
            send_referral(actor, **given_referral.sending(case_id, ground))
    assert any("something else" in o.sentence for o in refused.value.obstacles)


def test_it_goes_with_a_row_of_evidence_and_the_persons_word_today(case_id):
    ground = given.agreement(case_id)
    with acting(cast.nigora) as actor:
        key = actions.begin_application(actor, id=uuid7(), case_id=case_id, ground_id=ground, now=NOW).pk
        with pytest.raises(Refused) as refused:
            actions.send_application(actor, case_id=case_id, application_id=key, wished=False, now=NOW)
    assert len(refused.value.obstacles) == 2
    with acting(cast.lola) as actor:
        assert waiting_for_decision(actor) == []
        with pytest.raises(NotFound):
            open_application(actor, key, NOW)


def test_sending_starts_the_clock_and_is_written_down_as_told(case_id):
    key = given.sent(case_id)
    given.send(case_id, key, LATER)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        (told,) = disclosures_of(case)
        assert told.groups == ["profile", "screening"]
        assert [t.key for t in open_tasks_of(case) if t.key.startswith("status")] == ["status_decision"]
        applied = [e for e in timeline_of(case) if e.event == "status.applied"]
        assert len(applied) == 1 and applied[0].by_person
        shown = application_of(case_id, actor)
        assert shown.state == State.WAITING and shown.due_at is not None and shown.evidence[0].note


def test_the_authority_sees_the_list_and_what_was_agreed_and_nothing_else(case_id):
    key = given.sent(case_id)
    with acting(cast.lola) as actor:
        assert [row.id for row in waiting_for_decision(actor)] == [key]
        assert not Evidence.objects.exists()
        opened = open_application(actor, key, NOW)
        assert opened.groups == ("profile", "screening")
        assert received(opened).evidence[0].note == "Contract with two signatures."
        for model in (Case, TeamMember, Task, TimelineEntry, Disclosure, Identity):
            assert not model.objects.exists(), model
        Screening.objects.count(), Profile.objects.count()  # open, if anything is written there
        assert {g.purpose for g in Ground.objects.all()} == {"status"}


@pytest.mark.parametrize("member", [cast.zebo, cast.bahrom, cast.farrukh, cast.anahita, cast.gulnora, cast.rustam])
def test_to_everybody_else_it_is_not_there(case_id, member):
    key = given.sent(case_id)
    with acting(member) as actor:
        assert not Application.objects.exists()
        with pytest.raises(NotFound):
            open_application(actor, key, NOW)


def test_somebody_of_the_team_who_also_sits_on_the_panel_finds_nothing(case_id):
    key = given.sent(case_id)
    with acting(cast.nigora) as actor:
        object.__setattr__(actor, "organisation_id", cast.organisation_id(cast.SECRETARIAT))
        object.__setattr__(actor, "permissions", frozenset({"status:decide"}))
        act_as(actor)
        assert not received_by(actor).exists() and not Application.objects.exists()
        with pytest.raises(NotFound):
            open_application(actor, key, NOW)


def test_whoever_is_recused_does_not_find_it(case_id):
    key = given.sent(case_id)
    with acting(cast.malika) as actor:
        recuse(actor, case_id=case_id, user_id=cast.nigora.id, reason="kin", now=LATER)
    with acting(cast.nigora):
        assert not Application.objects.exists()
    with acting(cast.malika) as actor:
        assert application_of(case_id, actor).id == key


def test_withdrawing_the_agreement_takes_the_application_back_at_once(case_id):
    ground = given.agreement(case_id)
    key = given.sent(case_id, ground)
    with acting(cast.nigora) as actor:
        mark_withdrawn(actor, case=open_case(actor, case_id), ground_id=ground, how="not_asked", now=LATER)
    with acting(cast.nigora) as actor:
        assert application_of(case_id, actor).state == State.WITHDRAWN
        assert not [t for t in open_tasks_of(open_case(actor, case_id)) if t.key.startswith("status")]
    with acting(cast.lola) as actor:
        opened = open_application(actor, key, LATER)
        assert opened.shut is Shut.WITHDRAWN and opened.groups == ()
        assert not Evidence.objects.exists() and received(opened).evidence == ()
        with pytest.raises(NotFound):
            actions.decide_status(
                actor, id=uuid7(), application_id=key, outcome="granted", reasons="x", shows=[], now=LATER
            )


def test_an_agreement_that_has_ended_shuts_the_file_and_stops_the_decision(case_id):
    ground = given.agreement(case_id, expires_at=NOW + timedelta(days=2))
    key, after = given.sent(case_id, ground), NOW + timedelta(days=3)
    with acting(cast.lola) as actor:
        assert open_application(actor, key, after).shut is Shut.GROUND_ENDED
    with pytest.raises(Refused) as refused:
        given.decided(key, "granted", now=after)
    assert any("agreement has ended" in o.sentence for o in refused.value.obstacles)


def test_rows_come_off_the_list_only_before_they_were_sent(case_id):
    key = given.prepared(case_id)
    extra = given.evidence(case_id, key, kind="medical")
    with acting(cast.nigora) as actor:
        actions.drop_evidence(actor, case_id=case_id, application_id=key, evidence_id=extra, now=NOW)
        (kept,) = application_of(case_id, actor).evidence
        actions.send_application(actor, case_id=case_id, application_id=key, wished=True, now=NOW)
        actions.drop_evidence(actor, case_id=case_id, application_id=key, evidence_id=kept.id, now=LATER)
        assert len(application_of(case_id, actor).evidence) == 1
    with pytest.raises(Refused):
        given.evidence(case_id, key)


def test_a_row_is_written_in_codes_of_the_edition(case_id):
    key = given.prepared(case_id)
    with pytest.raises(Refused) as refused:
        given.evidence(case_id, key, kind="rumour", shows=[], held_by="nobody", note="x" * 601)
    assert {o.field for o in refused.value.obstacles} == {"kind", "shows", "held_by", "note"}


def test_one_application_at_a_time(case_id):
    given.sent(case_id)
    with pytest.raises(Refused) as refused:
        given.prepared(case_id)
    assert any("already" in o.sentence for o in refused.value.obstacles)


def test_a_second_click_begins_no_second_one(case_id):
    ground, key = given.agreement(case_id), uuid7()
    with acting(cast.nigora) as actor:
        for _ in range(2):
            actions.begin_application(actor, id=key, case_id=case_id, ground_id=ground, now=NOW)
        assert len(applications_for(open_case(actor, case_id))) == 1


def test_a_case_closes_while_the_application_goes_on(case_id):
    key = given.sent(case_id)
    with acting(cast.malika) as actor:
        close_case(actor, case_id=case_id, reason="goals_met", why="Done.", now=LATER)
    given.decided(key, "granted", now=LATER)
    with acting(cast.malika) as actor:
        assert application_of(case_id, actor).granted


def test_the_database_lets_the_authority_write_nothing_but_its_moves(case_id):
    key = given.sent(case_id)
    with acting(cast.lola) as actor:
        open_application(actor, key, NOW)
        for change in ("groups = '{identity}'", "person_id = id", "authority_organisation_id = sender_organisation_id"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE status_application SET {change}")
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE status_evidence SET dropped_at = now()")
            assert cursor.rowcount == 0, "nothing may change"
            raise DatabaseError
        assert not Decision.objects.exists()


def test_nothing_is_sent_on_an_agreement_that_has_ended_in_the_meantime(case_id):
    ground = given.agreement(case_id, expires_at=NOW + timedelta(days=2))
    key = given.prepared(case_id, ground)
    with pytest.raises(Refused) as refused:
        given.send(case_id, key, NOW + timedelta(days=3))
    assert "nothing goes" in refused.value.obstacles[0].sentence
    with acting(cast.nigora) as actor:
        assert disclosures_of(open_case(actor, case_id)) == []

"""Who stands by a child is written, barred, replaced; whoever is suspected is asked nothing anywhere."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team
from hamroh.casework.cases.models import Task
from hamroh.casework.cases.queries import timeline_of, values_of
from hamroh.casework.grounds.actions import record_ground
from hamroh.casework.grounds.models import Ground
from hamroh.casework.grounds.queries import guardian_suspected
from hamroh.casework.kinship import actions, queries
from hamroh.casework.kinship.models import Guardian
from hamroh.foundation.permissions.access import act_as
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.vault.access import erase
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.kinship import given
from tests.casework.kinship.given import TODAY, father, write_guardian
from tests.cast import NOW, acting

CLOCK = "appoint_representative"


@pytest.fixture
def case_id(db):
    return given.new_case()


def running(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        return set(Task.objects.filter(case=case, done_at__isnull=True).values_list("key", flat=True))


def opened(actor, case_id):
    return open_case(actor, case_id, FieldGroup.FAMILY)


def events(case_id):
    with acting(cast.nigora) as actor:
        return [entry.event for entry in timeline_of(open_case(actor, case_id))]


def consent(case_id, now=NOW, who=cast.nigora, **changed):
    values = {
        "kind": "consent",
        "purpose": "services",
        "recipient_organisation_id": cast.organisation_id(cast.CLINIC),
        "groups": ["profile", "needs"],
        "language": "tg",
        "mode": "oral_witness",
        "proof": "witness_noted",
        "given_by": "representative",
        "assent": "agreed",
        "best_interests": "A doctor.",
        "expires_at": NOW + timedelta(days=90),
    }
    with acting(who) as actor:
        return record_ground(actor, id=uuid7(), case_id=case_id, now=now, **(values | changed)).pk


def refusal(case_id, **changed):
    with pytest.raises(Refused) as refused:
        consent(case_id, **changed)
    return {obstacle.field for obstacle in refused.value.obstacles}


def test_a_childs_case_asks_for_a_representative_until_one_is_appointed(case_id):
    assert CLOCK in running(case_id)
    write_guardian(case_id)
    assert CLOCK not in running(case_id)
    assert "representative.appointed" in events(case_id)


def test_an_adults_case_asks_for_none(db):
    assert CLOCK not in running(given.new_case(child=False))


def test_the_clock_runs_again_when_the_representative_ends_or_is_barred(case_id):
    key = write_guardian(case_id)
    write_guardian(case_id, key=key, seen=1, until=TODAY, ended_because="resigned")
    assert CLOCK in running(case_id)
    other = write_guardian(case_id)
    assert CLOCK not in running(case_id)
    write_guardian(case_id, key=other, seen=1, suspected=True, suspected_why="Seen with the recruiter.")
    assert CLOCK in running(case_id)


def test_a_second_click_writes_nobody_twice_and_a_colleague_who_was_faster_is_seen(case_id):
    key = uuid7()
    for _ in range(2):
        write_guardian(case_id, key=key)
    with acting(cast.nigora) as actor:
        case = opened(actor, case_id)
        assert [w.number for w in queries.guardians_of(case.pk, case.person_id)] == [1]
    write_guardian(case_id, key=key, seen=1, name="M. Ismoilova")
    with pytest.raises(Changed):
        write_guardian(case_id, key=key, seen=1, name="Another")


def test_names_and_fears_are_sealed_and_gone_with_the_persons_key(case_id):
    key = father(case_id, suspected=True, suspected_why="He took her passport.")
    with acting(cast.nigora) as actor:
        case = opened(actor, case_id)
        row = Guardian.objects.get(thing=key)
        assert b"Karim" not in bytes(row.sealed)
        (shown,) = queries.guardians_of(case.pk, case.person_id)
        assert (shown["name"], shown["suspected_why"]) == ("Karim", "He took her passport.")
        erase(case.person_id)
        (shown,) = queries.guardians_of(case.pk, case.person_id)
        assert shown.erased
        assert shown["name"] == ""


def test_a_suspected_guardians_word_is_none_and_the_sentence_says_whom_to_ask(case_id):
    key = father(case_id, suspected=True, suspected_why="He took her passport.")
    assert "given_by" in refusal(case_id, given_by="guardian")
    assert refusal(case_id, given_by="guardian", agreed_by=key) == {"agreed_by"}
    with acting(cast.nigora) as actor:
        opened(actor, case_id)
        assert not Ground.objects.exists()


def test_no_other_guardian_is_asked_either_while_one_is_feared(case_id):
    mother = father(case_id, tie="mother", name="Oisha")
    consent(case_id, given_by="guardian", agreed_by=mother)
    father(case_id, suspected=True, suspected_why="He took her passport.")
    assert refusal(case_id, given_by="guardian", agreed_by=mother)


def test_a_representative_who_is_suspected_or_gone_does_not_agree(case_id):
    key = write_guardian(case_id)
    ground = consent(case_id)
    with acting(cast.nigora) as actor:
        opened(actor, case_id)
        assert Ground.objects.get(pk=ground).agreed_by == key
    write_guardian(case_id, key=key, seen=1, suspected=True, suspected_why="Seen with the recruiter.")
    assert refusal(case_id) == {"given_by"}
    assert refusal(case_id, agreed_by=key) == {"agreed_by"}


def test_nobody_written_down_means_that_nobody_agreed(case_id):
    assert refusal(case_id) == {"given_by"}
    assert refusal(case_id, given_by="guardian") == {"given_by"}


def test_who_may_not_read_the_family_is_refused_a_suspected_guardians_word_all_the_same(case_id):
    father(case_id, suspected=True, suspected_why="He took her passport.")
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", capacity="psychologist", now=NOW)
    with acting(cast.sitora) as actor, pytest.raises(NotFound):
        opened(actor, case_id)
    assert refusal(case_id, who=cast.sitora, given_by="guardian") == {"given_by"}


def test_the_suspicion_is_lifted_by_the_supervisor_alone_and_stays_in_the_history(case_id):
    key = father(case_id, suspected=True, suspected_why="He took her passport.")
    with pytest.raises(Refused):
        father(case_id, key=key, seen=1)
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        actions.lift_suspicion(actor, case_id=case_id, guardian_id=key, seen=1, why="Cleared.", now=NOW)
    with acting(cast.malika) as actor:
        actions.lift_suspicion(actor, case_id=case_id, guardian_id=key, seen=1, why="Cleared.", now=NOW)
    with acting(cast.nigora) as actor:
        case = opened(actor, case_id)
        assert [w["suspected"] for w in queries.guardian_history(case, key)] == [False, True]
    assert "guardian.cleared" in events(case_id)


def test_a_card_is_held_only_by_decision_and_a_suspicion_takes_it_at_once(case_id):
    key = write_guardian(case_id)

    def may(day=TODAY):
        with acting(cast.nigora) as actor:
            opened(actor, case_id)
            return queries.may_hold_card(case_id, key, day)

    assert not may()
    with acting(cast.nigora) as actor:
        actions.decide_card(actor, case_id=case_id, guardian_id=key, seen=1, allowed=True, why="She is blind.", now=NOW)
    assert may()
    write_guardian(case_id, key=key, seen=2, suspected=True, suspected_why="Seen with the recruiter.")
    assert not may()
    with acting(cast.nigora) as actor:
        opened(actor, case_id)
        assert not queries.may_receive(case_id, key)
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        actions.decide_card(actor, case_id=case_id, guardian_id=key, seen=3, allowed=True, why="Please.", now=NOW)


def test_without_the_group_nobody_holds_a_card(case_id):
    key = write_guardian(case_id)
    with acting(cast.nigora) as actor:
        actions.decide_card(actor, case_id=case_id, guardian_id=key, seen=1, allowed=True, why="She is blind.", now=NOW)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert not queries.may_hold_card(case_id, key, TODAY)


@pytest.mark.parametrize("stranger", [cast.sitora, cast.anahita, cast.gulnora, cast.rustam, cast.farrukh, cast.bahrom])
def test_strangers_find_nothing(case_id, stranger):
    with pytest.raises(NotFound):
        write_guardian(case_id, who=stranger)


def test_the_database_shows_a_guardian_to_nobody_without_the_group_and_changes_no_revision(case_id):
    write_guardian(case_id)
    with acting(cast.sitora):
        assert not Guardian.objects.exists()
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert not Guardian.objects.exists()
        opened(actor, case_id)
        assert Guardian.objects.count() == 1
        for forbidden in (lambda: Guardian.objects.update(suspected=True), lambda: Guardian.objects.all().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                forbidden()
    with acting(cast.malika):
        act_as(None)
        assert not Guardian.objects.exists()


def test_a_key_of_another_case_is_not_here(case_id):
    key = write_guardian(case_id)
    other = given.new_case()
    with pytest.raises((NotFound, Refused, Changed)):
        write_guardian(other, key=key, seen=1)
    with acting(cast.nigora) as actor:
        assert queries.guardian_of(opened(actor, other), key) is None


def test_what_goes_on_names_the_barred_and_never_why(case_id):
    father(case_id, suspected=True, suspected_why="He took her passport.")
    write_guardian(case_id)
    given.weigh(case_id)
    with acting(cast.nigora) as actor:
        case = opened(actor, case_id)
        told = str([(str(label), value) for label, value in values_of(FieldGroup.FAMILY, case.pk, case.person_id)])
    assert "Karim" in told
    assert "Barred" in told
    assert "Mahbuba" in told
    assert "I want to go to school." in told
    assert "passport" not in told


def test_best_interests_are_weighed_with_the_childs_words_and_without_a_feared_guardian(case_id):
    key = given.weigh(case_id)
    given.weigh(case_id, key=key, seen=1, conclusion="With the aunt.")
    father(case_id, suspected=True, suspected_why="He took her passport.")
    with pytest.raises(Refused) as refused:
        given.weigh(case_id, took_part=["child", "guardian"])
    assert {o.field for o in refused.value.obstacles} == {"took_part"}
    with pytest.raises(Refused):
        given.weigh(case_id, decided_by=cast.anahita.id)
    with acting(cast.nigora) as actor:
        case = opened(actor, case_id)
        assert [w["conclusion"] for w in queries.weighed_history(case, key)] == [
            "With the aunt.",
            "The shelter for now.",
        ]
        assert queries.weighed_of(case, key)["views"] == "I want to go to school."


def test_a_fear_written_under_child_is_known_wherever_a_guardian_could_be_asked(case_id):
    def feared():
        with acting(cast.nigora) as actor:
            return guardian_suspected(open_case(actor, case_id))

    write_guardian(case_id, suspected=True, suspected_why="Seen with the recruiter.")
    assert not feared()  # a representative's fear bars that representative
    key = father(case_id, suspected=True, suspected_why="He took her passport.")
    assert feared()
    with acting(cast.malika) as actor:
        actions.lift_suspicion(actor, case_id=case_id, guardian_id=key, seen=1, why="Cleared.", now=NOW)
    assert not feared()

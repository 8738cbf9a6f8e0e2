"""A case follows the child's path until shown otherwise; turning eighteen asks everything afresh."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.cases.queries import tasks_for, timeline_of
from hamroh.casework.grounds.models import Ground
from hamroh.casework.grounds.queries import agreed_among, grounds_to, holds, state
from hamroh.casework.grounds.terms import State
from hamroh.casework.kinship import actions, queries
from hamroh.casework.kinship.models import Age
from hamroh.casework.people.actions import write_identity, write_profile
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.errors import NotFound, Refused
from tests import cast
from tests.casework.kinship import given
from tests.casework.kinship.given import TODAY, as_job, assess, tell_age, write_guardian
from tests.casework.kinship.test_guardians import consent
from tests.cast import NOW, acting

BORN = date(2009, 3, 14)  # eighteen on 14 March 2027
BIRTHDAY = datetime(2027, 3, 14, 6, 0, tzinfo=UTC)
DAY_BEFORE = BIRTHDAY - timedelta(days=1)


@pytest.fixture
def case_id(db):
    return given.new_case()


def child(case_id):
    with acting(cast.nigora) as actor:
        return open_case(actor, case_id).child


def decide(case_id, assessment, who=cast.malika, seen=1, why="The school papers are clear."):
    with acting(who) as actor:
        actions.decide_adult(actor, case_id=case_id, assessment_id=assessment, seen=seen, why=why, now=NOW)


def confirm(case_id, now, who=cast.malika):
    with acting(who) as actor:
        actions.come_of_age(actor, case_id=case_id, now=now)


def test_an_adult_age_that_was_only_told_moves_no_childs_path(case_id):
    tell_age(case_id, years=23)
    with acting(cast.nigora) as actor:
        write_profile(actor, case=open_case(actor, case_id, FieldGroup.PROFILE), age_band="adult", now=NOW)
    assert child(case_id)


def test_an_age_under_eighteen_takes_the_childs_path_at_once(db):
    case_id = given.new_case(child=False)
    tell_age(case_id, years=16)
    assert child(case_id)
    with acting(cast.nigora) as actor:
        entries = [e.event for e in timeline_of(open_case(actor, case_id))]
    assert "representative.needed" in entries


def test_only_a_supervisor_with_an_adult_assessment_and_a_reason_ends_the_childs_path(case_id):
    doubtful, certain = assess(case_id, low=16), assess(case_id)
    assert child(case_id)
    for who, key, why in ((cast.malika, doubtful, "Clear."), (cast.malika, certain, " ")):
        with pytest.raises(Refused):
            decide(case_id, key, who=who, why=why)
    with pytest.raises(NotFound):
        decide(case_id, certain, who=cast.nigora)
    write_guardian(case_id)
    ground = consent(case_id)
    decide(case_id, certain)
    assert not child(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.FAMILY)
        assert queries.representative_of(case.pk, case.person_id, TODAY + timedelta(days=1)) is None
        assert state(Ground.objects.get(pk=ground), NOW) == State.ASK_AFRESH
        assert queries.assessment_of(case, certain)["decided_why"] == "The school papers are clear."


def test_a_later_assessment_that_doubts_stops_the_decision(case_id):
    certain = assess(case_id, assessed_on=TODAY - timedelta(days=3))
    assess(case_id, low=16)
    with pytest.raises(Refused):
        decide(case_id, certain)
    assert child(case_id)


def test_an_assessment_that_says_child_takes_the_childs_path(db):
    case_id = given.new_case(child=False)
    assess(case_id, low=14, high=17)
    assert child(case_id)


def test_the_birthday_is_sealed_and_openly_stands_only_its_month(case_id):
    tell_age(case_id, birth_date=BORN)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, FieldGroup.FAMILY)
        row = Age.objects.get(case_id=case_id)
        assert row.turns_eighteen_in == date(2027, 3, 1)
        assert b"03-14" not in bytes(row.sealed)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert not Age.objects.exists()


def test_a_birth_date_in_the_vault_is_known_here_as_well(case_id):
    with acting(cast.nigora) as actor:
        write_identity(
            actor, case=open_case(actor, case_id, FieldGroup.IDENTITY), given="Zulfiya", birth_date=BORN, now=NOW
        )
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.FAMILY)
        assert queries.age_of(case)["eighteen_on"] == "2027-03-14"


def test_what_a_representative_agreed_to_gives_nothing_new_from_the_birthday_on(case_id):
    write_guardian(case_id)
    ground_id = consent(case_id, expires_at=NOW + timedelta(days=300))
    tell_age(case_id, birth_date=BORN)
    clinic = cast.organisation_id(cast.CLINIC)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        ground = Ground.objects.get(pk=ground_id)
        assert grounds_to(case, [clinic], DAY_BEFORE) == [ground]
        assert grounds_to(case, [clinic], BIRTHDAY) == []
        assert holds(ground, BIRTHDAY)  # what began goes on: the bed does not end with a birthday
        assert agreed_among([case_id], DAY_BEFORE) == {case_id: 1}
        assert agreed_among([case_id], BIRTHDAY) == {}


def test_an_age_known_before_marks_agreements_that_come_later(case_id):
    tell_age(case_id, birth_date=BORN)
    write_guardian(case_id)
    ground_id = consent(case_id, expires_at=NOW + timedelta(days=300))
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert state(Ground.objects.get(pk=ground_id), BIRTHDAY) == State.ASK_AFRESH
        assert state(Ground.objects.get(pk=ground_id), DAY_BEFORE) == State.IN_FORCE


def test_nobody_agrees_in_the_persons_place_after_the_birthday(case_id):
    write_guardian(case_id)
    tell_age(case_id, birth_date=BORN)
    with pytest.raises(Refused) as refused:
        consent(case_id, now=BIRTHDAY, expires_at=BIRTHDAY + timedelta(days=30))
    assert {o.field for o in refused.value.obstacles} == {"given_by"}


def test_a_supervisor_confirms_it_once_the_day_has_come(case_id):
    write_guardian(case_id)
    tell_age(case_id, birth_date=BORN)
    with pytest.raises(Refused):
        confirm(case_id, DAY_BEFORE)
    with pytest.raises(NotFound):
        confirm(case_id, BIRTHDAY, who=cast.nigora)
    confirm(case_id, BIRTHDAY)
    assert not child(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, FieldGroup.FAMILY)
        (ended,) = queries.guardians_of(case.pk, case.person_id)
        assert ended["ended_because"] == "turned_eighteen"


def remind(now):
    with as_job() as actor:
        return actions.remind_of_birthdays(actor, now=now)


def test_the_team_is_reminded_in_the_month_and_once(case_id):
    tell_age(case_id, birth_date=BORN)
    assert remind(datetime(2027, 2, 27, tzinfo=UTC)) == 0
    assert remind(datetime(2027, 3, 1, 6, tzinfo=UTC)) == 1
    assert remind(datetime(2027, 3, 2, 6, tzinfo=UTC)) == 0
    with acting(cast.nigora) as actor:
        assert "turning_eighteen" in {task.key for task in tasks_for(actor)}
        open_case(actor, case_id)
        task = Task.objects.get(case_id=case_id, key="turning_eighteen")
        assert task.due_at == datetime(2027, 3, 31, 6, tzinfo=UTC)
    confirm(case_id, BIRTHDAY)
    with acting(cast.nigora) as actor:
        assert "turning_eighteen" not in {task.key for task in tasks_for(actor)}


def test_an_age_that_was_corrected_ends_the_reminder_and_begins_another_in_its_month(case_id):
    tell_age(case_id, birth_date=BORN)
    remind(datetime(2027, 3, 1, 6, tzinfo=UTC))
    tell_age(case_id, seen=1, birth_date=date(2010, 3, 14), now=datetime(2027, 3, 5, tzinfo=UTC))
    with acting(cast.nigora) as actor:
        assert "turning_eighteen" not in {task.key for task in tasks_for(actor)}
    assert remind(datetime(2027, 4, 1, tzinfo=UTC)) == 0
    assert remind(datetime(2028, 3, 1, 6, tzinfo=UTC)) == 1


def test_the_job_sees_months_and_no_words(case_id):
    tell_age(case_id, birth_date=BORN)
    with as_job():
        with pytest.raises(DatabaseError), transaction.atomic():
            list(Age.objects.all())
        assert Age.objects.values_list("turns_eighteen_in", flat=True).get() == date(2027, 3, 1)
    with as_job("figures"):
        assert not Case.objects.values_list("pk", flat=True).exists()
        assert not Age.objects.values_list("pk", flat=True).exists()

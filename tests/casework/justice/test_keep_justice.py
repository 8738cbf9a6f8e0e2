"""The justice part is kept by whoever may, revision by revision, and is there for nobody else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction

from hamroh.casework.cases.access import cases_seen_by, may_open, open_case, open_permitted
from hamroh.casework.cases.actions import join_team, leave_team
from hamroh.casework.cases.queries import last_events, open_tasks_of, tasks_for, timeline_of, values_of
from hamroh.casework.justice.models import Statement
from hamroh.casework.justice.queries import appointments_of, history_of, kept_of, said_of, sums_of
from hamroh.foundation.audit.queries import looks
from hamroh.foundation.permissions.access import open_groups
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.errors import Changed, NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.justice import given
from tests.casework.justice.given import CLAIM, PROCEEDING, STATEMENT
from tests.cast import NOW, acting

TABLES = ("statement", "proceeding", "protection", "nonpunishment", "compensation", "payment", "lawyer")


@pytest.fixture
def case_id(db):
    with given.holding(given.lawyer, "lawyer"):
        key = given.case()
        given.with_lawyer(key)
        yield key


def shown(case_id, kind):
    with acting(given.lawyer) as actor:
        case = open_case(actor, case_id, FieldGroup.JUSTICE)
        return [(one.number, {str(label): value for label, value in one.pairs}) for one in kept_of(case)[kind]]


def test_what_was_kept_stands_there_in_words_with_its_history(case_id):
    thing = given.kept(case_id, "statement", STATEMENT)
    given.kept(case_id, "statement", STATEMENT | {"minutes": 60}, seen=1, thing=thing)
    ((number, pairs),) = shown(case_id, "statement")
    assert (number, pairs["How long, in minutes"], pairs["Where"]) == (2, 60, "Room 4")
    assert pairs["Who asked for it"]["en"] == "Prosecutor"
    with acting(given.lawyer) as actor:
        case = open_case(actor, case_id, FieldGroup.JUSTICE)
        assert [one.number for one in history_of(case, "statement", thing)] == [2, 1]
        assert said_of(case, "statement", thing) == (STATEMENT | {"minutes": 60}, 2)


def test_whoever_writes_over_a_newer_one_is_told(case_id):
    thing = given.kept(case_id, "statement", STATEMENT)
    given.kept(case_id, "statement", STATEMENT | {"minutes": 60}, seen=1, thing=thing)
    with pytest.raises(Changed):
        given.kept(case_id, "statement", STATEMENT | {"minutes": 45}, seen=1, thing=thing)


def test_a_second_click_keeps_nothing_twice(case_id):
    thing = given.kept(case_id, "statement", STATEMENT)
    given.kept(case_id, "statement", STATEMENT, thing=thing)
    assert [number for number, _pairs in shown(case_id, "statement")] == [1]


def test_a_thing_of_another_case_is_not_there(case_id):
    other = given.case()
    given.with_lawyer(other)
    thing = given.kept(other, "statement", STATEMENT)
    with pytest.raises(NotFound):
        given.kept(case_id, "statement", STATEMENT, seen=1, thing=thing)


def test_what_tells_a_story_is_sealed(case_id):
    given.kept(case_id, "statement", STATEMENT)
    with acting(given.lawyer) as actor:
        open_case(actor, case_id, FieldGroup.JUSTICE)
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(s)::text FROM justice_statement s")
            ((row,),) = cursor.fetchall()
    assert "Room 4" not in row and "investigator" in row and "She asked" not in row


def test_payments_are_rows_under_a_claim(case_id):
    claim = given.kept(case_id, "compensation", CLAIM)
    given.kept(
        case_id, "compensation", CLAIM | {"awarded": Decimal(9000), "decided_on": NOW.date()}, seen=1, thing=claim
    )
    pay = {"paid_on": NOW.date(), "amount": Decimal(2500), "currency": "TJS", "claim": claim}
    given.kept(case_id, "payment", pay)
    given.kept(case_id, "payment", pay | {"amount": Decimal(500)})
    with acting(given.lawyer) as actor:
        (came,) = sums_of(open_case(actor, case_id, FieldGroup.JUSTICE))
    assert (came.claimed, came.awarded, came.paid, came.owed) == (12000, 9000, 3000, 6000)
    with pytest.raises(Refused):
        given.kept(case_id, "payment", pay | {"claim": uuid7()})


def test_a_closed_case_is_read_and_not_written(case_id):
    thing = given.kept(case_id, "statement", STATEMENT)
    given.closed(case_id)
    with pytest.raises(Refused):
        given.kept(case_id, "statement", STATEMENT, seen=1, thing=thing)
    assert shown(case_id, "statement")


def test_it_is_told_to_whoever_it_was_opened_for(case_id):
    given.kept(case_id, "statement", STATEMENT)
    with acting(given.lawyer) as actor:
        case = open_case(actor, case_id, FieldGroup.JUSTICE)
        ((label, value),) = values_of(FieldGroup.JUSTICE, case.pk, case.person_id)
    assert str(label) == "Statement" and STATEMENT["given_on"] in value


def test_next_dates_are_the_lawyers_and_stand_in_no_list_of_tasks(case_id):
    given.kept(case_id, "proceeding", PROCEEDING)
    with acting(given.lawyer) as actor:
        (coming,) = appointments_of(actor, NOW)
        assert (coming.case_id, coming.at) == (case_id, PROCEEDING["next_at"])
        assert not appointments_of(actor, NOW + timedelta(days=30))
    for member in (cast.nigora, cast.malika, given.lawyer):
        with acting(member) as actor:
            assert not [task for task in tasks_for(actor) if task.due_at == PROCEEDING["next_at"]]
            case = open_case(actor, case_id)
            assert not [task for task in open_tasks_of(case) if task.due_at == PROCEEDING["next_at"]]
            assert case.next_due_at != PROCEEDING["next_at"]
            if member != given.lawyer:
                assert appointments_of(actor, NOW) == []


def test_dates_are_gone_with_the_place_on_the_team(case_id):
    given.kept(case_id, "proceeding", PROCEEDING)
    with acting(cast.nigora) as actor:
        leave_team(actor, case=open_case(actor, case_id), user_id=given.lawyer.id, now=NOW)
    with acting(given.lawyer) as actor:
        assert appointments_of(actor, NOW) == []


# Who must not learn of it: the shelter's case manager and supervisor, a colleague of another case, another shelter.


def strangers():
    return [cast.nigora, cast.malika, cast.sitora, cast.anahita, cast.zebo]


def test_neither_rank_nor_the_team_opens_it(case_id):
    given.kept(case_id, "statement", STATEMENT)
    for member in strangers():
        with acting(member) as actor:
            with pytest.raises(NotFound):
                open_case(actor, case_id, FieldGroup.JUSTICE)
            for table in TABLES:
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT count(*) FROM justice_{table}")
                    assert cursor.fetchone() == (0,)


def test_a_lawyer_of_another_case_finds_nothing(case_id):
    given.kept(case_id, "statement", STATEMENT)
    other = given.case()
    with given.holding(cast.sitora, "lawyer"):
        with acting(cast.nigora) as actor:
            join_team(
                actor, case=open_case(actor, other), user_id=cast.sitora.id, role="lawyer", capacity="lawyer", now=NOW
            )
        with acting(cast.sitora) as actor:
            open_case(actor, other, FieldGroup.JUSTICE)
            assert not Statement.objects.exists()
            with pytest.raises(NotFound):
                open_case(actor, case_id, FieldGroup.JUSTICE)


def test_the_permission_without_the_capacity_opens_nothing(case_id):
    given.kept(case_id, "statement", STATEMENT)
    other = given.case()
    with acting(cast.nigora) as actor:
        case = open_case(actor, other)
        join_team(actor, case=case, user_id=given.lawyer.id, role="lawyer", capacity="social-worker", now=NOW)
    with acting(given.lawyer) as actor:
        case, opened = open_permitted(actor, other, FieldGroup.JUSTICE)
        assert not opened and not may_open(case, FieldGroup.JUSTICE)


def test_nothing_of_it_stands_on_the_timeline_nor_among_the_looks(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        before = last_events(case)
    given.kept(case_id, "statement", STATEMENT)
    given.kept(case_id, "proceeding", PROCEEDING)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert last_events(case) == before
        assert not [e for e in timeline_of(case) if "justice" in f"{e.event} {e.detail}"]
        assert not [e for e in looks(case.pk, 200) if "justice" in f"{e.verb} {e.resource} {e.detail}"]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM audit_entry WHERE resource = 'justice' OR detail::text LIKE '%justice%'"
            )
            assert cursor.fetchone() == (0,)


def test_whoever_keeps_it_sees_who_looked(case_id):
    given.kept(case_id, "statement", STATEMENT)
    with acting(given.lawyer) as actor:
        open_case(actor, case_id, FieldGroup.JUSTICE)
        with connection.cursor() as cursor:
            cursor.execute("SELECT verb FROM audit_entry WHERE resource = 'justice' ORDER BY id")
            verbs = [verb for (verb,) in cursor.fetchall()]
    assert verbs == ["justice.looked_at", "justice.written", "justice.looked_at"]


def test_the_database_writes_nothing_there_that_a_door_did_not_open(case_id):
    thing = given.kept(case_id, "statement", STATEMENT)
    with acting(given.lawyer) as actor:
        open_case(actor, case_id)
        assert not Statement.objects.exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            _again(actor, case_id, thing)
    with acting(given.lawyer) as actor:
        case = open_case(actor, case_id, FieldGroup.JUSTICE)
        for sql in ("UPDATE justice_statement SET minutes = 1", "DELETE FROM justice_statement"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
        assert Statement.objects.filter(case=case).count() == 1


def _again(actor, case_id, thing):
    Statement(
        thing=thing,
        number=2,
        written_at=NOW,
        written_by=actor.user_id,
        case_id=case_id,
        given_on=date(2026, 11, 1),
        body="court",
        asked_by="court",
        language="tg",
    ).save(force_insert=True)


def test_a_reader_to_whom_it_was_sent_finds_no_record_of_looks(case_id):
    given.kept(case_id, "statement", STATEMENT)
    with acting(cast.farrukh):
        open_groups(["justice"], case_id)  # as the door of a referral does, on a ground
        assert Statement.objects.count() == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_entry WHERE resource = 'justice'")
            assert cursor.fetchone() == (0,)


def test_the_list_of_cases_is_the_same_whether_or_not_it_is_kept(case_id):
    def rows():
        with acting(cast.malika) as actor:
            return list(cases_seen_by(actor).values("stage", "status", "next_due_at"))

    before = rows()
    given.kept(case_id, "proceeding", PROCEEDING)
    assert rows() == before

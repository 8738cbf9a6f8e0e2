"""A form filled in for a case: begun, saved, finished; what of it the database shows, and to whom."""

from datetime import timedelta

import pytest
from django.db import connections

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, leave_team, open_new_case, recuse
from hamroh.casework.cases.models import TimelineEntry
from hamroh.casework.responses.access import open_response
from hamroh.casework.responses.actions import (
    Faulty,
    finish_response,
    save_answers,
    start_response,
    take_response,
)
from hamroh.casework.responses.queries import answers_of, given_in, responses_of
from hamroh.foundation.forms.models import Response, ResponsePart
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.responses.forms import in_every_edition, kept
from tests.cast import NOW, acting

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def talk(db):
    version = kept()
    with in_every_edition(version):
        yield version


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


@pytest.fixture
def begun(case_id, talk):
    with acting(cast.nigora) as actor:
        return start_response(actor, id=uuid7(), case_id=case_id, form="talk", language="ru", medium="web", now=NOW).pk


def save(member, response_id, answers, seen=None, **more):
    with acting(member) as actor:
        return save_answers(actor, response_id=response_id, answers=answers, seen=seen, now=LATER, **more)


def answers(member, response_id):
    with acting(member) as actor:
        return answers_of(open_response(actor, response_id))


def with_colleague(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=NOW)


EVERYTHING = {
    "given": "Zulfiya", "age": "17", "school": "No. 3", "paid": "no", "story": "A long road.",
    "journey": [{"country": "RU", "work": "field house"}, {"country": "KZ"}],
}  # fmt: skip


def test_answers_come_back_as_they_were_given_and_calculations_are_filled_in(begun):
    assert not save(cast.nigora, begun, EVERYTHING).faults
    assert answers(cast.nigora, begun) == {**EVERYTHING, "child": "yes"}


def test_two_clicks_begin_one_form(case_id, talk):
    id = uuid7()
    for _ in range(2):
        with acting(cast.nigora) as actor:
            start_response(actor, id=id, case_id=case_id, form="talk", language="ru", medium="web", now=NOW)
    with acting(cast.nigora) as actor:
        assert [row.id for row in responses_of(open_case(actor, case_id))] == [id]
        assert TimelineEntry.objects.filter(event="form.started").count() == 1


@pytest.mark.parametrize("stranger", [cast.sitora, cast.anahita, cast.gulnora, cast.zebo, cast.rustam, cast.bahrom])
def test_a_stranger_finds_neither_the_form_nor_an_answer(begun, stranger):
    save(cast.nigora, begun, EVERYTHING)
    with acting(stranger) as actor:
        with pytest.raises(NotFound):
            open_response(actor, begun)
        with pytest.raises(NotFound):
            save_answers(actor, response_id=begun, answers={"age": "20"}, now=LATER)
        assert not Response.objects.exists()
        assert not ResponsePart.objects.exists()


def test_inside_nothing_is_visible_before_the_door_opened(begun):
    save(cast.nigora, begun, EVERYTHING)
    with acting(cast.nigora) as actor:
        assert Response.objects.exists()
        assert not ResponsePart.objects.exists()
        open_response(actor, begun)
        assert set(ResponsePart.objects.values_list("field_group", flat=True)) == {
            "core", "identity", "profile", "screening", "narrative",
        }  # fmt: skip


def test_a_group_that_was_not_opened_stays_shut_in_the_database(begun, case_id):
    save(cast.nigora, begun, EVERYTHING)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id, FieldGroup.PROFILE)
        assert set(ResponsePart.objects.values_list("field_group", flat=True)) == {"core", "profile"}


def test_who_may_not_read_names_is_not_asked_them_and_cannot_finish(begun, case_id):
    save(cast.nigora, begun, EVERYTHING)
    with acting(cast.nigora) as actor:
        fewer = Actor(
            actor.user_id, actor.organisation_id, actor.permissions - {"identity:read", "identity:write"}, actor.roles
        )
        opened = open_response(fewer, begun, writing=True)
        assert opened.closed == {"identity"}
        assert "given" not in answers_of(opened)
        assert "given" not in {question.name for question in opened.definition.questions()}
        with pytest.raises(Refused, match="not open to you"):
            finish_response(fewer, response_id=begun, now=LATER)
        saved = save_answers(fewer, response_id=begun, answers={"given": "Somebody", "age": "16"}, now=LATER)
        assert [fault.path for fault in saved.faults] == ["given"]
    assert answers(cast.nigora, begun) == {**EVERYTHING, "child": "yes", "age": "16"}


def test_words_and_sensitive_groups_are_not_readable_in_the_table(begun):
    save(cast.nigora, begun, EVERYTHING)
    with connections["owner"].cursor() as cursor:
        cursor.execute('SELECT "values"::text || answered_by::text, sealed FROM forms_responsepart')
        rows = cursor.fetchall()
    plain = " ".join(text for text, _ in rows)
    assert '"paid": "no"' in plain
    for word in ("Zulfiya", "No. 3", "A long road", "RU"):
        assert word not in plain
        assert all(word.encode() not in bytes(sealed or b"") for _, sealed in rows)


def test_a_telephone_number_typed_as_a_text_is_not_readable_in_the_table(begun):
    save(cast.nigora, begun, {"age": "17", "school": "992-44-600.12.34"})
    with connections["owner"].cursor() as cursor:
        cursor.execute('SELECT "values"::text FROM forms_responsepart')
        plain = " ".join(text for (text,) in cursor.fetchall())
    assert '"age": "17"' in plain and "600.12.34" not in plain
    assert answers(cast.nigora, begun)["school"] == "992-44-600.12.34"


def test_each_answer_knows_who_gave_it(begun, case_id):
    with_colleague(case_id)
    save(cast.nigora, begun, {"age": "17", "paid": "no"})
    save(cast.sitora, begun, {"paid": "yes"}, seen={"age": "17", "paid": "no"})
    with acting(cast.nigora) as actor:
        by = given_in(open_response(actor, begun)).by
    assert (by["age"][0], by["paid"][0]) == (str(cast.nigora.id), str(cast.sitora.id))


def test_what_a_colleague_answered_meanwhile_stands_and_both_are_shown(begun, case_id):
    with_colleague(case_id)
    save(cast.sitora, begun, {"age": "16", "paid": "no"})
    saved = save(cast.nigora, begun, {"age": "17", "paid": "", "story": "So."}, seen={})
    assert [(c.path, c.theirs, c.ours) for c in saved.changed_meanwhile] == [("age", "16", "17")]
    stands = answers(cast.nigora, begun)
    assert (stands["age"], stands["paid"], stands["story"]) == ("16", "no", "So.")
    again = save(cast.nigora, begun, {"age": "17"}, seen={"age": "16"})
    assert not again.changed_meanwhile
    assert answers(cast.nigora, begun)["age"] == "17"


def test_saving_again_from_the_same_page_is_no_conflict_with_oneself(begun):
    save(cast.nigora, begun, {"age": "17"}, seen={})
    assert not save(cast.nigora, begun, {"age": "18"}, seen={}).changed_meanwhile
    assert not save(cast.nigora, begun, {"age": ""}, seen={}).changed_meanwhile
    assert answers(cast.nigora, begun).get("age", "") == ""


def test_from_elsewhere_also_ones_own_later_answer_stands(begun):
    save(cast.nigora, begun, {"age": "17"}, seen={})
    saved = save(cast.nigora, begun, {"age": "18"}, seen={}, elsewhere=True)
    assert [c.theirs for c in saved.changed_meanwhile] == ["17"]
    assert answers(cast.nigora, begun)["age"] == "17"


def test_an_answer_that_cannot_be_so_is_named_and_the_others_are_kept(begun):
    saved = save(cast.nigora, begun, {"age": "200", "paid": "perhaps", "story": "Yes."})
    assert {fault.path for fault in saved.faults} == {"age", "paid"}
    assert answers(cast.nigora, begun) == {"story": "Yes.", "child": "no"}


def test_sending_the_same_twice_changes_nothing(begun):
    first = save(cast.nigora, begun, EVERYTHING).revision
    assert save(cast.nigora, begun, EVERYTHING).revision == first


def test_a_row_that_is_taken_away_is_gone(begun):
    save(cast.nigora, begun, EVERYTHING)
    save(cast.nigora, begun, {"journey": [{"country": "KZ"}]}, seen=EVERYTHING)
    assert answers(cast.nigora, begun)["journey"] == [{"country": "KZ", "work": ""}]


def test_finishing_names_every_obstacle_in_the_language_of_the_answers(begun):
    save(cast.nigora, begun, {"story": "So."})
    with acting(cast.nigora) as actor, pytest.raises(Faulty) as refused:
        finish_response(actor, response_id=begun, now=LATER)
    assert [o.field for o in refused.value.obstacles] == ["age"]


def test_a_hidden_answer_never_reaches_a_finished_form(begun):
    save(cast.nigora, begun, EVERYTHING)
    save(cast.nigora, begun, {"age": "30"}, seen=EVERYTHING)
    assert answers(cast.nigora, begun)["school"] == "No. 3"
    with acting(cast.nigora) as actor:
        finish_response(actor, response_id=begun, now=LATER)
    done = answers(cast.nigora, begun)
    assert "school" not in done
    assert done["age"] == "30"


def test_a_finished_form_takes_no_more_answers_and_is_told_once(begun):
    save(cast.nigora, begun, {"age": "30"})
    for _ in range(2):
        with acting(cast.nigora) as actor:
            finish_response(actor, response_id=begun, now=LATER)
    with acting(cast.nigora) as actor:
        with pytest.raises(Refused, match="finished"):
            save_answers(actor, response_id=begun, answers={"age": "31"}, now=LATER)
        told = TimelineEntry.objects.filter(event="form.finished")
        assert [entry.detail for entry in told] == [{"form": "talk"}]


def test_who_left_the_team_finds_no_form_of_it(begun, case_id):
    with_colleague(case_id)
    save(cast.sitora, begun, {"age": "16"})
    with acting(cast.nigora) as actor:
        leave_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, now=LATER)
    with acting(cast.sitora):
        assert not Response.objects.exists()


def test_who_was_recused_finds_no_form_under_any_key(begun, case_id):
    with acting(cast.malika) as actor:
        open_case(actor, case_id)
        assert Response.objects.exists()
        recuse(actor, case_id=case_id, user_id=cast.malika.id, reason="kin", now=LATER)
    with acting(cast.malika):
        assert not Response.objects.exists()


def take(member, talk, case_id, id, **changes):
    with acting(member) as actor:
        return take_response(
            actor, id=id, case_id=case_id, version_id=talk.pk, answers={**EVERYTHING, **changes}, medium="phone",
            language="ru", collected_at=NOW, now=LATER,
        )  # fmt: skip


def test_a_whole_form_from_elsewhere_is_taken_once(case_id, talk):
    id = uuid7()
    for _ in range(2):
        response = take(cast.nigora, talk, case_id, id)
        assert (response.medium, response.collected_at) == ("phone", NOW)
    assert answers(cast.nigora, id) == {**EVERYTHING, "child": "yes"}
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        assert TimelineEntry.objects.filter(event="form.finished").count() == 1


def test_a_whole_form_with_a_fault_leaves_nothing(case_id, talk):
    id = uuid7()
    with pytest.raises(Faulty) as refused:
        take(cast.nigora, talk, case_id, id, age="200", paid="perhaps")
    assert {o.field for o in refused.value.obstacles} == {"age", "paid"}
    assert "Столько не живут." in [o.params.get("message") for o in refused.value.obstacles]
    with acting(cast.nigora):
        assert not Response.objects.exists()


def test_a_form_without_a_case_is_its_authors_and_of_whoever_settles(db, talk):
    id = uuid7()
    take(cast.rustam, talk, None, id)
    assert answers(cast.rustam, id) == {**EVERYTHING, "child": "yes"}
    for other in (cast.jamshed, cast.nigora, cast.gulnora):  # the focal point of another organisation as well
        with acting(other):
            assert not Response.objects.exists()
            assert not ResponsePart.objects.exists()


def test_without_a_case_whoever_settles_reads_no_more_than_in_one(db, talk):
    id = uuid7()
    take(cast.nigora, talk, None, id)
    assert "given" in answers(cast.sitora, id)  # another case manager, who may read names
    assert "given" not in (read := answers(cast.malika, id)) and "paid" in read
    with pytest.raises(NotFound):
        answers(cast.gulnora, id)
    for member in (cast.malika, cast.gulnora):  # before the door the database itself shows no answer
        with acting(member):
            assert not ResponsePart.objects.exists()


def test_the_key_of_somebody_elses_form_is_taken(case_id, talk):
    id = uuid7()
    take(cast.rustam, talk, None, id)
    with pytest.raises(NotFound):
        take(cast.nigora, talk, case_id, id)

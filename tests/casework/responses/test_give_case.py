"""What a finished form gives the file: what it lacks at once, what it says otherwise only when somebody chose so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.models import TimelineEntry
from hamroh.casework.cases.queries import open_tasks_of
from hamroh.casework.people.actions import write_identity, write_profile
from hamroh.casework.people.queries import identity_of, profile_of
from hamroh.casework.responses.access import open_response
from hamroh.casework.responses.actions import (
    finish_response,
    give_case,
    save_answers,
    start_response,
    take_response,
)
from hamroh.casework.responses.queries import given_in, told_before
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.responses.forms import AGAIN, PERSON, in_every_edition, kept
from tests.cast import NOW, acting

LATER = NOW + timedelta(hours=1)
ALL = {"given": "Zulfiya", "born": "1996-03-05", "gender": "Feminine", "land": "TJ"}


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW).pk


@pytest.fixture
def person(db):
    version, again = kept(PERSON, "person"), kept(AGAIN, "again")
    with in_every_edition(version, again):
        yield version


def finished(case_id, version, **answers):
    with acting(cast.nigora) as actor:
        return take_response(
            actor, id=uuid7(), case_id=case_id, version_id=version.pk, answers={**ALL, **answers}, medium="web",
            language="en", collected_at=NOW, now=NOW,
        ).pk  # fmt: skip


def give(response_id, *take):
    with acting(cast.nigora) as actor:
        return give_case(actor, response_id=response_id, take=take, now=LATER)


def known(case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "identity", "profile")
        return identity_of(case.person_id).names, profile_of(case.person_id)


def write(case_id, **profile):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "identity", "profile")
        write_profile(actor, case=case, now=NOW, **profile)
        write_identity(actor, case=case, given="Anor", now=NOW)


def test_an_empty_file_takes_everything_the_form_says(case_id, person):
    given = give(finished(case_id, person))
    assert set(given.written) == {"given", "birth_date", "age_band", "sex", "citizenship"}
    names, profile = known(case_id)
    assert (names.given, names.birth_date) == ("Zulfiya", date(1996, 3, 5))
    assert (profile.age_band, profile.sex, profile.citizenship) == ("adult", "female", ("TJ",))
    assert not give(finished(case_id, person)).written  # a second time there is nothing to take


def test_what_stands_in_the_file_is_not_replaced_and_both_are_told(case_id, person):
    write(case_id, sex="male", citizenship=["KZ"])
    response = finished(case_id, person)
    given = give(response)
    assert given.differing == {
        "given": ("Zulfiya", "Anor"), "sex": ("female", "male"), "citizenship": (["TJ"], ["KZ"]),
    }  # fmt: skip
    names, profile = known(case_id)
    assert (names.given, profile.sex, profile.citizenship) == ("Anor", "male", ("KZ",))
    assert names.birth_date == date(1996, 3, 5)


def test_only_what_somebody_chose_is_taken_over(case_id, person):
    write(case_id, sex="male", citizenship=["KZ"])
    response = finished(case_id, person)
    give(response)
    assert set(give(response, "sex").differing) == {"given", "citizenship"}
    names, profile = known(case_id)
    assert (names.given, profile.sex) == ("Anor", "female")


def test_a_child_does_not_leave_the_childrens_path_by_a_form(db, person):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=True, code_only=True, now=NOW).pk
    give(finished(case, person))
    with acting(cast.nigora) as actor:
        assert open_case(actor, case).child


def test_who_may_not_write_names_gives_none(case_id, person):
    response = finished(case_id, person)
    with acting(cast.nigora) as actor:
        fewer = Actor(actor.user_id, actor.organisation_id, actor.permissions - {"identity:write"}, actor.roles)
        assert "given" not in give_case(fewer, response_id=response, now=LATER).written
    assert known(case_id)[0].given == ""


def test_a_draft_gives_nothing(case_id, person):
    with acting(cast.nigora) as actor:
        response = start_response(
            actor, id=uuid7(), case_id=case_id, form="person", language="en", medium="web", now=NOW
        ).pk
        save_answers(actor, response_id=response, answers=ALL, now=NOW)
    assert give(response).written == ()


def begin_again(case_id):
    with acting(cast.nigora) as actor:
        return start_response(
            actor, id=uuid7(), case_id=case_id, form="again", language="en", medium="web", now=LATER
        ).pk


def test_an_answer_is_offered_where_it_is_asked_again_with_where_it_was_told(case_id, person):
    first = finished(case_id, person)
    with acting(cast.nigora) as actor:
        opened = open_response(actor, begin_again(case_id))
        offers = told_before(opened, opened.definition.questions())
    assert {name: (offer.value, offer.source) for name, offer in offers.items()} == {
        "sex": ("Feminine", first), "name": ("Zulfiya", first),
    }  # fmt: skip


def test_an_answer_that_is_not_on_the_list_any_more_is_not_offered(case_id, person):
    finished(case_id, person, gender="Masculine")
    with acting(cast.nigora) as actor:
        opened = open_response(actor, begin_again(case_id))
        assert set(told_before(opened, opened.definition.questions())) == {"name"}


def test_an_answer_taken_over_knows_where_it_was_told(case_id, person):
    first, again = finished(case_id, person), begin_again(case_id)
    with acting(cast.nigora) as actor:
        save_answers(actor, response_id=again, answers={"sex": "Feminine"}, now=LATER, told_in={"sex": first})
    with acting(cast.nigora) as actor:
        assert given_in(open_response(actor, again)).by["sex"] == (
            str(cast.nigora.id), LATER.isoformat(timespec="seconds"), str(first),
        )  # fmt: skip


def test_what_the_file_knows_is_offered_where_a_form_asks_it(case_id, person):
    write(case_id, sex="female", citizenship=["KZ"])
    with acting(cast.nigora) as actor:
        id = start_response(actor, id=uuid7(), case_id=case_id, form="person", language="en", medium="web", now=NOW).pk
        opened = open_response(actor, id)
        offers = told_before(opened, opened.definition.questions())
        assert {name: (offer.value, offer.source) for name, offer in offers.items()} == {
            "given": ("Anor", None), "gender": ("Feminine", None), "land": ("KZ", None),
        }  # fmt: skip
        save_answers(actor, response_id=id, answers={"land": "KZ"}, now=LATER, told_in={"land": None})
        assert given_in(open_response(actor, id)).by["land"][2] == "file"


def test_a_name_is_not_offered_to_who_may_not_read_names(case_id, person):
    write(case_id, sex="female")
    with acting(cast.nigora) as actor:
        id = start_response(actor, id=uuid7(), case_id=case_id, form="person", language="en", medium="web", now=NOW).pk
    with acting(cast.nigora) as actor:
        fewer = Actor(
            actor.user_id, actor.organisation_id, actor.permissions - {"identity:read", "identity:write"}, actor.roles
        )
        opened = open_response(fewer, id, writing=True)
        assert set(told_before(opened, opened.definition.questions())) == {"gender"}


@pytest.mark.parametrize("form", ["again", "person"])
def test_a_name_is_not_offered_for_a_part_of_the_file_that_others_read(case_id, person, form):
    write(case_id, sex="female")
    if form == "again":
        finished(case_id, person)
    with acting(cast.nigora) as actor:
        id = start_response(actor, id=uuid7(), case_id=case_id, form=form, language="en", medium="web", now=LATER).pk
        opened = open_response(actor, id)
        astray = [replace(question, field_group="needs") for question in opened.definition.questions()]
        assert set(told_before(opened, astray)) == {"sex" if form == "again" else "gender"}


def test_a_step_that_names_a_form_is_done_when_all_its_forms_are(case_id, db):
    risk, plan = kept(AGAIN, "risk-rapid"), kept(AGAIN, "safety-plan")
    with in_every_edition(risk, plan), acting(cast.nigora) as actor:
        for form in ("risk-rapid", "safety-plan"):
            case = open_case(actor, case_id)
            assert "risk_assessment" in {task.key for task in open_tasks_of(case)}
            id = start_response(actor, id=uuid7(), case_id=case_id, form=form, language="en", medium="web", now=NOW).pk
            finish_response(actor, response_id=id, now=LATER)
        assert "risk_assessment" not in {task.key for task in open_tasks_of(case)}
        assert TimelineEntry.objects.filter(event="risk.assessed").count() == 1

"""Time to recover and reflect: no condition, the edition's length at least, ended by its end or the person's word."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.queries import open_tasks_of, timeline_of
from hamroh.casework.status import actions
from hamroh.casework.status.models import Extension, Reflection
from hamroh.casework.status.queries import newest_reflection, reflections_of
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.status import given
from tests.cast import NOW, acting

LATER, AFTER = NOW + timedelta(days=10), NOW + timedelta(days=31)


@pytest.fixture
def case_id(db):
    return given.case()


def began(case_id, **changes):
    said = {"id": uuid7(), "because": "signs", "language": "tg", "mode": "aloud", "now": NOW} | changes
    with acting(cast.nigora) as actor:
        return actions.begin_reflection(actor, case_id=case_id, **said).pk


def end(case_id, key, how, now, uniformed=False):
    with acting(cast.nigora) as actor:
        object.__setattr__(actor, "uniformed", uniformed)
        actions.end_reflection(actor, case_id=case_id, reflection_id=key, how=how, now=now)


def extend(case_id, key, now=LATER, why="Is in hospital.", id=None):
    with acting(cast.nigora) as actor:
        actions.extend_reflection(actor, id=id or uuid7(), case_id=case_id, reflection_id=key, why=why, now=now)


def due(case_id):
    with acting(cast.nigora) as actor:
        return [t.due_at for t in open_tasks_of(open_case(actor, case_id)) if t.key == "reflection"]


def test_it_begins_on_signs_alone_before_anything_is_decided(case_id):
    began(case_id)
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        shown = newest_reflection(case)
        assert shown.ends_at == NOW + timedelta(days=30) and shown.basis == "sourced_model"
        assert timeline_of(case)[0].event == "reflection.started"
    assert due(case_id) == [NOW + timedelta(days=30)]


def test_it_is_said_how_the_person_was_told(case_id):
    with pytest.raises(Refused) as refused:
        began(case_id, because="co-operates", language="xx", mode="by post")
    assert {o.field for o in refused.value.obstacles} == {"because", "language", "mode"}


def test_nothing_about_co_operation_is_kept():
    names = {field.name for model in (Reflection, Extension) for field in model._meta.fields}
    assert not [name for name in names if "cooper" in name or "police" in name or "condition" in name]


def test_one_at_a_time_and_a_second_click_begins_no_second(case_id):
    key = began(case_id)
    assert began(case_id, id=key) == key
    with pytest.raises(Refused):
        began(case_id)


def test_before_its_end_only_the_persons_word_ends_it(case_id):
    key = began(case_id)
    with pytest.raises(Refused) as refused:
        end(case_id, key, "over", LATER)
    assert [o.field for o in refused.value.obstacles] == ["how"]
    end(case_id, key, "person", LATER)
    with acting(cast.nigora) as actor:
        entry = timeline_of(open_case(actor, case_id))[0]
    assert entry.event == "reflection.ended" and entry.by_person and due(case_id) == []


def test_after_its_end_it_is_over(case_id):
    key = began(case_id)
    end(case_id, key, "over", AFTER)
    with acting(cast.nigora) as actor:
        assert not timeline_of(open_case(actor, case_id))[0].by_person


@pytest.mark.parametrize(("how", "now"), [("person", LATER), ("over", AFTER)])
def test_nobody_in_uniform_ends_it(case_id, how, now):
    key = began(case_id)
    with pytest.raises(Refused) as refused:
        end(case_id, key, how, now, uniformed=True)
    assert "uniform" in refused.value.obstacles[0].sentence


def test_more_time_has_a_reason_and_its_clock_follows(case_id):
    key = began(case_id)
    with pytest.raises(Refused) as refused:
        extend(case_id, key, why=" ")
    assert [o.field for o in refused.value.obstacles] == ["why"]
    click = uuid7()
    for _ in range(2):
        extend(case_id, key, id=click)
    with acting(cast.nigora) as actor:
        shown = newest_reflection(open_case(actor, case_id))
    assert shown.ends_at == LATER + timedelta(days=30) and [e.why for e in shown.extensions] == ["Is in hospital."]
    assert due(case_id) == [LATER + timedelta(days=30)]


def test_it_may_be_made_longer_after_its_end_while_nobody_said_that_it_is_over(case_id):
    key = began(case_id)
    extend(case_id, key, now=AFTER)
    assert due(case_id) == [AFTER + timedelta(days=30)]


def test_it_is_never_made_shorter(case_id):
    key = began(case_id)
    with pytest.raises(Refused):
        extend(case_id, key, now=NOW)


def test_what_has_ended_may_begin_again(case_id):
    end(case_id, began(case_id), "person", LATER)
    began(case_id, now=AFTER)
    with acting(cast.nigora) as actor:
        assert len(reflections_of(open_case(actor, case_id))) == 2
    assert due(case_id) == [AFTER + timedelta(days=30)]


def test_the_database_lets_nobody_end_it_early_as_over(case_id):
    key = began(case_id)
    with acting(cast.nigora) as actor:
        open_case(actor, case_id)
        with pytest.raises(IntegrityError), transaction.atomic():
            Reflection.objects.filter(pk=key).update(ended_at=LATER, ended_how="over")
        with pytest.raises(IntegrityError), transaction.atomic():
            Reflection.objects.filter(pk=key).update(ended_at=LATER, ended_how="expelled")


def test_only_the_team_sees_it(case_id):
    key = began(case_id)
    for member in (cast.sitora, cast.lola, cast.farrukh, cast.rustam):
        with acting(member) as actor:
            assert not Reflection.objects.exists()
            with pytest.raises(NotFound):
                actions.end_reflection(actor, case_id=case_id, reflection_id=key, how="person", now=LATER)

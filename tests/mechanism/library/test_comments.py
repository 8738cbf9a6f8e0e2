"""Members' comments on drafts: who says what, who answers, and what the database itself refuses."""

import pytest
from django.db import DatabaseError

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.library import actions, queries
from hamroh.mechanism.library.models import Comment
from hamroh.mechanism.library.terms import CommentState
from tests import cast
from tests.cast import acting

SAID = {"document": "sop", "clause": "purpose", "clauses": ["purpose"], "draft": True, "edition": 1}


def say(member, text="Say *within* three days.", **said):
    id = uuid7()
    with acting(member) as actor:
        actions.comment_on_clause(actor, id=id, text=text, now=clock.now(), **(SAID | said))
    return id


def test_a_comment_is_read_by_all_members_under_the_name_of_the_organisation(db):
    say(cast.farrukh)
    with acting(cast.nigora) as actor:
        (remark,) = queries.comments_on(actor, "sop")["purpose"]
    assert remark.organisation["en"] and not remark.own and remark.state is CommentState.OPEN


def test_a_second_click_says_it_once(db):
    id = say(cast.farrukh)
    with acting(cast.farrukh) as actor:
        actions.comment_on_clause(actor, id=id, text="again", now=clock.now(), **SAID)
        assert len(queries.comments_on(actor, "sop")["purpose"]) == 1


@pytest.mark.parametrize("said", [{"draft": False}, {"clause": "gone"}, {"text": "  "}, {"text": "x" * 2001}])
def test_what_is_no_draft_not_there_or_empty_is_refused(db, said):
    with pytest.raises(Refused):
        say(cast.farrukh, **said)
    with acting(cast.farrukh) as actor:
        assert queries.comments_on(actor, "sop") == {}


def test_only_readers_of_the_mechanism_comment(db):
    with pytest.raises(NotFound):
        say(cast.tahmina)


def test_the_team_answers_once_and_says_why(db):
    id = say(cast.farrukh)
    with acting(cast.zebo) as actor:
        assert queries.comments_waiting() == 1
        with pytest.raises(Refused):
            actions.answer_comment(actor, id=id, answer="taken_up", reply=" ", now=clock.now())
        actions.answer_comment(actor, id=id, answer="taken_up", reply="In the next edition.", now=clock.now())
    with acting(cast.farrukh) as actor:
        assert queries.comment(actor, id).reply == "In the next edition."
        with pytest.raises(Refused):
            actions.withdraw_comment(actor, id=id, now=clock.now())
    with acting(cast.zebo) as actor, pytest.raises(Refused):
        actions.answer_comment(actor, id=id, answer="not_taken_up", reply="No.", now=clock.now())


def test_whoever_does_not_draft_answers_nothing(db):
    id = say(cast.farrukh)
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        actions.answer_comment(actor, id=id, answer="taken_up", reply="Yes.", now=clock.now())


def test_the_own_comment_is_taken_back_and_another_is_not_found(db):
    id = say(cast.farrukh)
    with acting(cast.zarina) as actor, pytest.raises(NotFound):
        actions.withdraw_comment(actor, id=id, now=clock.now())
    with acting(cast.farrukh) as actor:
        actions.withdraw_comment(actor, id=id, now=clock.now())
        assert queries.comments_on(actor, "sop") == {} and queries.comments_waiting() == 0


FORGED = [
    {"user_id": cast.nigora.id},
    {"organisation_id": cast.SHELTER},
    {"state": "taken_up", "reply": "We agree."},
]


@pytest.mark.parametrize("forged", FORGED)
def test_the_database_takes_no_comment_in_anothers_name_or_answered_beforehand(db, forged):
    own = {"user_id": cast.farrukh.id, "organisation_id": cast.CLINIC} | forged
    own["organisation_id"] = cast.organisation_id(own["organisation_id"])
    row = Comment(id=uuid7(), document="sop", clause="purpose", edition=1, text="x", at=clock.now(), **own)
    with pytest.raises(DatabaseError), acting(cast.farrukh):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("member", "change"),
    [
        (cast.nigora, {"state": "withdrawn"}),  # not hers
        (cast.farrukh, {"state": "taken_up", "answered_by": cast.farrukh.id}),  # his, and not for him to answer
        (cast.zebo, {"state": "withdrawn"}),  # she answers, and takes nothing back for others
        (cast.zebo, {"state": "taken_up", "answered_by": cast.farrukh.id}),  # in another's name
        (cast.zebo, {"text": "Something else was said."}),
    ],
)
def test_the_database_changes_a_comment_only_for_whom_it_is(db, member, change):
    id = say(cast.farrukh)
    try:
        with acting(member):
            Comment.objects.filter(pk=id).update(**change)
    except DatabaseError:
        pass
    with acting(cast.nigora) as actor:
        remark = queries.comment(actor, id)
    assert remark.state is CommentState.OPEN and remark.text.startswith("Say")

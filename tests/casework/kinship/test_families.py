"""Relatives, related cases and groups: what is shared is shared with those who may, and nobody's own word is copied."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team
from hamroh.casework.cases.models import Case, Task
from hamroh.casework.cases.queries import timeline_of, values_of
from hamroh.casework.grounds.models import Ground
from hamroh.casework.kinship import actions, queries
from hamroh.casework.kinship.access import open_group_of, open_members
from hamroh.casework.kinship.models import CaseLink, Group, GroupFacts, GroupMember, Relative
from hamroh.casework.kinship.rules.families import Line
from hamroh.casework.people.queries import identity_of, profile_of
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.kinship import given
from tests.casework.kinship.given import TODAY
from tests.cast import NOW, acting

FACTS = {
    "name": "Cotton",
    "work": "farm",
    "place": "By the canal",
    "recruiter": "Ustod",
    "since": TODAY - timedelta(days=90),
}


def code_of(case_id, who=cast.nigora):
    with acting(who) as actor:
        return open_case(actor, case_id).code


def opened(actor, case_id):
    return open_case(actor, case_id, FieldGroup.FAMILY)


def link(case_id, other, who=cast.nigora, id=None, relation="sibling", code=None):
    with acting(who) as actor:
        actions.link_cases(
            actor, id=id or uuid7(), case_id=case_id, code=code or code_of_any(other), relation=relation, now=NOW
        )


def code_of_any(case_id):
    return Case.objects.using("owner").get(pk=case_id).code


def links(case_id, who=cast.nigora):
    with acting(who) as actor:
        return queries.links_of(actor, opened(actor, case_id))


@pytest.fixture
def two(db):
    """A case of Nigora's, and one of Sitora's that Nigora worked on as well when she linked them."""
    mine, theirs = given.new_case(child=False), given.new_case(child=False, who=cast.sitora)
    with acting(cast.sitora) as actor:
        case = open_case(actor, theirs)
        join_team(actor, case=case, user_id=cast.nigora.id, role="case-manager", now=NOW)
    link(mine, theirs, relation="parent")
    return mine, theirs


def leave(case_id, who=cast.nigora):
    from hamroh.casework.cases.actions import leave_team

    with acting(who) as actor:
        leave_team(actor, case=open_case(actor, case_id), user_id=who.id, now=NOW)


def test_a_relative_without_a_file_is_sealed_and_goes_on_with_what_must_be_heeded(db):
    case_id, key = given.new_case(child=False), uuid7()
    said = {"relation": "spouse", "name": "Davron", "note": "Looks for her.", "must_not_know": True}
    for _ in range(2):
        with acting(cast.nigora) as actor:
            actions.write_relative(actor, case_id=case_id, relative_id=key, seen=0, now=NOW, **said)
    with acting(cast.nigora) as actor:
        case = opened(actor, case_id)
        assert b"Davron" not in bytes(Relative.objects.get(thing=key).sealed)
        told = str([value for _label, value in values_of(FieldGroup.FAMILY, case.pk, case.person_id)])
        assert "Davron" in told
        assert "Must not know" in told


def test_both_sides_see_each_others_code_and_the_relation_the_right_way_round(two):
    mine, theirs = two
    (here,), (there,) = links(mine), links(theirs)
    assert (here.code, here.relation) == (code_of_any(theirs), "parent")
    assert (there.code, there.relation) == (code_of_any(mine), "child")


def test_who_may_not_open_the_other_case_learns_nothing_unless_its_team_agreed(two):
    mine, theirs = two
    leave(theirs)
    assert links(mine) == []
    (seen,) = links(theirs, who=cast.sitora) or [None]
    assert seen is None or not seen.code
    with acting(cast.sitora) as actor:
        opened(actor, theirs)
        key = CaseLink.objects.get().pk
        actions.tell_of_link(actor, case_id=theirs, link_id=key, tell=True, now=NOW)
    (told,) = links(mine)
    assert (told.code, told.case_id, told.relation) == ("", None, "")
    with acting(cast.sitora) as actor:
        actions.tell_of_link(actor, case_id=theirs, link_id=key, tell=False, now=NOW)
    assert links(mine) == []


def test_whoever_supervises_both_sees_both(two):
    mine, _theirs = two
    (seen,) = links(mine, who=cast.malika)
    assert seen.code


def test_a_case_of_somebody_else_is_the_same_as_none(db):
    mine, theirs = given.new_case(child=False), given.new_case(child=False, who=cast.anahita)
    for code in (code_of_any(theirs), None, code_of_any(mine)):
        with pytest.raises(Refused) as refused, acting(cast.nigora) as actor:
            actions.link_cases(actor, id=uuid7(), case_id=mine, code=code, relation="sibling", now=NOW)
        assert {o.field for o in refused.value.obstacles} == {"code"}


def test_a_link_is_made_once_and_ended_not_deleted(two):
    mine, theirs = two
    with pytest.raises(Refused):
        link(mine, theirs)
    with acting(cast.nigora) as actor:
        opened(actor, mine)
        key = CaseLink.objects.get().pk
        actions.end_link(actor, case_id=mine, link_id=key, now=NOW)
    assert links(mine) == links(theirs) == []
    with acting(cast.nigora) as actor:
        opened(actor, mine)
        assert CaseLink.objects.get().ended_by == cast.nigora.id


def people(count, **changed):
    return [(uuid7(), Line(**({"age_band": "adult", "sex": "male", "language": "tg"} | changed))) for _ in range(count)]


def enter(lines, id=None, who=cast.nigora, facts=FACTS):
    with acting(who) as actor:
        return actions.enter_group(actor, id=id or uuid7(), facts=facts, lines=lines, now=NOW)


def test_a_group_is_entered_at_once_each_with_a_file_and_clocks_of_its_own(db):
    lines = [
        *people(2),
        (uuid7(), Line("unsure", "female", "uz", danger=True)),
        (uuid7(), Line("child", "", "", name="Zulfiya")),
    ]
    assert enter(lines) == [key for key, _line in lines]
    with acting(cast.nigora) as actor:
        cases = [open_case(actor, key, "profile", "identity", "family") for key, _line in lines]
        assert [case.child for case in cases] == [False, False, True, True]
        assert [profile_of(case.person_id).age_band for case in cases] == ["adult", "adult", "unsure", "child"]
        assert [identity_of(case.person_id).names.given for case in cases] == ["", "", "", "Zulfiya"]
        assert all(Task.objects.filter(case=case, key="screening", done_at__isnull=True).exists() for case in cases)
        assert [any(e.event == "danger.seen" for e in timeline_of(case)) for case in cases] == [
            False,
            False,
            True,
            False,
        ]
        assert not Ground.objects.exists()
        (group,) = queries.groups_of(cases[0])
        assert group.facts["recruiter"] == "Ustod"
        assert group.code.startswith("TJ-G-")
        assert b"Ustod" not in bytes(GroupFacts.objects.get().sealed)


def test_a_second_click_opens_nobody_twice(db):
    lines, key = people(3), uuid7()
    assert enter(lines, id=key) == enter(lines, id=key)
    with acting(cast.nigora) as actor:
        opened(actor, lines[0][0])
        assert GroupMember.objects.filter(case_id=lines[0][0]).count() == 1
    assert Case.objects.using("owner").count() == 3


def test_one_fault_anywhere_opens_nothing_and_names_its_line(db):
    lines = [*people(2), *people(1, age_band=""), *people(1, sex="x")]
    with pytest.raises(Refused) as refused:
        enter(lines, facts=FACTS | {"name": ""})
    assert {o.field for o in refused.value.obstacles} == {"name", "2-age_band", "3-sex"}
    assert not Case.objects.using("owner").exists()
    assert not Group.objects.using("owner").exists()


def test_a_fault_of_the_database_half_way_leaves_nothing(db, monkeypatch):
    def fails(*_args, **_said):
        raise RuntimeError

    monkeypatch.setattr("hamroh.casework.kinship.actions.entering.told", fails)
    with pytest.raises(RuntimeError):
        enter([*people(2), *people(1, danger=True)])
    assert not Case.objects.using("owner").exists()


@pytest.mark.parametrize("stranger", [cast.malika, cast.gulnora, cast.rustam, cast.farrukh])
def test_who_opens_no_cases_enters_no_group(db, stranger):
    with pytest.raises(NotFound):
        enter(people(2), who=stranger)


def seen_in(case_id, group_id, who):
    with acting(who) as actor:
        _case, group = open_group_of(actor, case_id, group_id)
        return [row.case_id for row in queries.followed(group, open_members(actor, group))]


def test_the_list_of_a_group_shows_each_reader_their_own_cases_and_records_each_look(db):
    lines = people(3)
    keys = enter(lines)
    with acting(cast.nigora) as actor:
        (group,) = queries.groups_of(opened(actor, keys[0]))
        case = open_case(actor, keys[1])
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=NOW)
    assert seen_in(keys[0], group.id, cast.nigora) == keys
    assert seen_in(keys[1], group.id, cast.sitora) == [keys[1]]
    assert seen_in(keys[2], group.id, cast.malika) == keys
    with pytest.raises(NotFound):
        seen_in(keys[0], group.id, cast.sitora)
    looks = Entry.objects.using("owner").filter(verb="case.looked_at", actor_id=cast.sitora.id)
    assert set(looks.values_list("case_id", flat=True)) == {keys[1]}


def test_a_group_of_another_case_is_not_reached_through_ones_own(db):
    keys, mine = enter(people(2), who=cast.sitora), given.new_case(child=False)
    with acting(cast.sitora) as actor:
        (group,) = queries.groups_of(opened(actor, keys[0]))
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        open_group_of(actor, mine, group.id)
    with acting(cast.nigora) as actor:
        opened(actor, mine)
        assert not Group.objects.exists()
        assert not GroupFacts.objects.exists()
        assert not GroupMember.objects.exists()


def join(case_id, other, who=cast.nigora, name="Cotton"):
    with acting(who) as actor:
        return actions.join_group_of(
            actor, group_id=uuid7(), case_id=case_id, code=code_of_any(other), name=name, now=NOW
        )


def test_two_cases_begin_a_group_and_a_third_joins_it_by_either_code(db):
    one, two, three = (given.new_case(child=False) for _ in range(3))
    group = join(one, two)
    assert join(three, one) == group
    with pytest.raises(Refused):
        join(three, one)
    assert set(seen_in(one, group, cast.nigora)) == {one, two, three}


def test_a_group_cannot_be_joined_by_a_code_that_is_not_yours(db):
    theirs, mine = enter(people(2), who=cast.anahita), given.new_case(child=False)
    with pytest.raises(Refused):
        join(mine, theirs[0])


def test_who_leaves_a_group_is_not_in_its_list_and_what_is_shared_stays(db):
    keys = enter(people(3))
    with acting(cast.nigora) as actor:
        (group,) = queries.groups_of(opened(actor, keys[0]))
        with pytest.raises(Refused):
            actions.leave_group(actor, case_id=keys[0], group_id=group.id, why="whim", now=NOW)
        actions.leave_group(actor, case_id=keys[0], group_id=group.id, why="wish", now=NOW)
    assert seen_in(keys[1], group.id, cast.nigora) == keys[1:]
    with acting(cast.nigora) as actor:
        assert queries.groups_of(opened(actor, keys[0])) == []
    with pytest.raises(NotFound):
        seen_in(keys[0], group.id, cast.nigora)


def test_what_holds_for_all_is_changed_once_for_all(db):
    keys = enter(people(2))
    with acting(cast.nigora) as actor:
        (group,) = queries.groups_of(opened(actor, keys[0]))
        said = {"name": "Cotton", "work": "farm", "recruiter": "Another"}
        actions.write_group_facts(actor, case_id=keys[0], group_id=group.id, seen=1, now=NOW, **said)
    with acting(cast.nigora) as actor:
        (group,) = queries.groups_of(opened(actor, keys[1]))
        assert group.facts["recruiter"] == "Another"
        assert len(queries.facts_history(group.id)) == 2


def test_as_many_questions_to_the_database_for_three_people_as_for_nine(db, django_assert_max_num_queries):
    asked = []
    for count in (3, 9):
        keys = enter(people(count))
        with acting(cast.nigora) as actor:
            (group,) = queries.groups_of(opened(actor, keys[0]))
        with acting(cast.nigora) as actor, django_assert_max_num_queries(100) as captured:
            _case, opened_group = open_group_of(actor, keys[0], group.id)
            queries.followed(opened_group, open_members(actor, opened_group))
        asked.append(len(captured))
    assert asked[0] == asked[1]

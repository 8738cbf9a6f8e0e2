"""The life of a plan as one table, and what keeps a plan from being agreed, approved and ended."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamroh.casework.plans import rules
from hamroh.casework.plans.terms import MOVES, OPEN, WRITABLE, Act, Done, Ended, Reached, State

TODAY = date(2026, 11, 23)
ME, OTHER = uuid4(), uuid4()
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
acts = st.lists(st.sampled_from(list(Act)), max_size=40)


def walk(path):
    """States of a version while these acts are tried on it, refused ones changing nothing."""
    state, seen = State.DRAFT, [(State.DRAFT, None)]
    for act in path:
        if (after := rules.after(state, act)) is not None:
            state = after
            seen.append((state, act))
    return seen


@given(acts)
def test_nothing_is_in_force_that_was_not_agreed_and_then_approved(path):
    told = walk(path)
    for at, (state, act) in enumerate(told):
        if state is State.IN_FORCE and act is not None and told[at - 1][0] is not State.IN_FORCE:
            assert act is Act.APPROVE and told[at - 1] == (State.AGREED, Act.AGREE)


@given(acts)
def test_what_was_agreed_is_written_only_after_it_came_back(path):
    told = walk(path)
    for at, (_state, act) in enumerate(told):
        if act is Act.WRITE:
            assert told[at - 1][0] in (State.DRAFT, State.RETURNED)


@given(acts)
def test_what_ended_stays_ended(path):
    told = walk(path)
    ends = [at for at, (state, _act) in enumerate(told) if state in (State.ENDED, State.REPLACED, State.DROPPED)]
    assert not ends or ends == [len(told) - 1]


def test_every_state_can_be_reached_and_left_or_is_an_end():
    reached, way = {State.DRAFT}, {State.DRAFT}
    while way:
        way = {after for (state, _act), after in MOVES.items() if state in way} - reached
        reached |= way
    assert reached == set(State)
    assert {state for state, _act in MOVES} == {*OPEN, State.IN_FORCE}
    assert set(WRITABLE) == {State.DRAFT, State.RETURNED}


@given(st.sampled_from(list(State)), st.sampled_from(list(Act)))
def test_what_the_table_does_not_know_is_refused_with_a_sentence(state, act):
    refused = rules.obstacles_to(act, state, closed=False)
    assert bool(refused) is ((state, act) not in MOVES)
    assert all(o.sentence.strip() for o in refused)
    assert len(rules.obstacles_to(act, state, closed=True)) == len(refused) + 1


@given(st.lists(st.sampled_from(list(State)), max_size=6))
def test_one_version_at_a_time_is_on_its_way(states):
    refused = rules.obstacles_to_beginning(states, closed=False)
    assert bool(refused) is bool(set(states) & {*OPEN, State.IN_FORCE})


@given(days, days, st.none() | days)
def test_a_frame_that_is_taken_is_in_order(starts, review, ends):
    if not rules.obstacles_to_frame(rules.Frame(starts, review, ends), today=TODAY):
        assert review >= TODAY and review >= starts and (ends is None or ends >= starts)


def test_an_end_before_the_start_is_told_at_its_field():
    frame = rules.Frame(TODAY, TODAY, TODAY - timedelta(days=1))
    assert [o.field for o in rules.obstacles_to_frame(frame, today=TODAY)] == ["ends_on"]


def test_a_frame_without_days_says_all_of_it_at_once():
    assert [o.field for o in rules.obstacles_to_frame(rules.Frame(None, None), today=TODAY)] == [
        "starts_on",
        "review_on",
    ]


@pytest.mark.parametrize("words", ["", "  ", "\n\t"])
def test_a_goal_that_is_left_empty_is_no_goal(words):
    assert [o.field for o in rules.obstacles_to_goal(words=words, need="housing", needs=["housing"])] == ["words"]


@given(days, st.text(max_size=5), st.sampled_from(["person", "colleague", "organisation", "nobody"]))
def test_a_step_that_is_taken_has_words_somebody_and_a_day_to_come(due, what, who):
    step = rules.Step(what=what, who=who, due=due, user_id=ME, organisation_id=OTHER)
    refused = rules.obstacles_to_step(step, today=TODAY, team=[ME], organisations=[OTHER])
    assert bool(refused) is (due < TODAY or not what.strip() or who == "nobody")


def test_only_who_is_on_the_team_takes_a_step():
    step = rules.Step(what="…", who="colleague", due=TODAY, user_id=OTHER)
    refused = rules.obstacles_to_step(step, today=TODAY, team=[ME], organisations=[])
    assert [o.field for o in refused] == ["user_id"]


WHOLE = rules.Whole(goals=["To live with my daughter."], steps_of_goals=[1], dues=[TODAY])
YES = {"by": "person", "how": "signature", "on": TODAY, "language": "tg", "who": "", "assent": ""}


def against(whole=WHOLE, child=False, uniformed=False, **said):
    return rules.obstacles_to_agreeing(
        whole,
        rules.Agreement(**(YES | said)),
        today=TODAY,
        opened_on=TODAY - timedelta(days=30),
        child=child,
        languages=["tg", "ru"],
        uniformed=uniformed,
    )


def test_an_agreement_of_an_adult_to_a_whole_plan_stands():
    assert against() == ()


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (rules.Whole([], [], []), "no goal"),
        (rules.Whole([" "], [1], []), "empty"),
        (rules.Whole(["To learn."], [0], []), "no step"),
        (rules.Whole(["To learn."], [1], [TODAY - timedelta(days=1)]), "passed"),
    ],
)
def test_a_plan_that_is_not_whole_is_not_agreed(whole, part):
    refused = against(whole)
    assert len(refused) == 1 and part in refused[0].sentence


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": TODAY - timedelta(days=31)}, "on"),
        ({"on": None}, "on"),
        ({"language": "xx"}, "language"),
        ({"how": "nod"}, "how"),
        ({"how": "oral_witness"}, "who"),
        ({"by": "husband"}, "by"),
        ({"by": "representative", "who": "R."}, "by"),
    ],
)
def test_what_is_wrong_with_an_agreement_is_told_at_its_field(said, field):
    assert [o.field for o in against(**said)] == [field]


def test_a_child_is_asked_and_may_be_represented():
    assert [o.field for o in against(child=True)] == ["assent"]
    assert against(child=True, by="representative", who="R.", assent="too_young") == ()
    assert [o.field for o in against(child=True, by="representative", assent="agreed")] == ["who"]


def test_nobody_agrees_before_a_uniform():
    assert "uniform" in against(uniformed=True)[0].sentence


@given(st.lists(st.uuids(), max_size=5), st.booleans())
def test_nobody_approves_what_they_wrote(authors, also_me):
    everybody: list[UUID] = [*authors, ME] if also_me else authors
    refused = rules.obstacles_to_deciding(approves=True, reasons="", by=ME, authors=everybody)
    assert bool(refused) is also_me


def test_whoever_sends_it_back_says_why():
    refused = rules.obstacles_to_deciding(approves=False, reasons=" ", by=ME, authors=[OTHER])
    assert [o.field for o in refused] == ["reasons"]
    assert [o.field for o in rules.obstacles_to_deciding(approves=None, reasons="", by=ME, authors=[OTHER])] == [
        "decision"
    ]


@settings(max_examples=200)
@given(days, days, st.sampled_from([*Ended, "tired"]), st.sampled_from(["", "Why."]))
def test_a_plan_ends_with_a_reason_on_a_day_that_has_come_and_after_its_start(on, since, reason, words):
    refused = rules.obstacles_to_ending(reason=reason, on=on, words=words, today=TODAY, since=since)
    good = reason in set(Ended) and since <= on <= TODAY and (reason != Ended.OTHER or words)
    assert bool(refused) is not bool(good)


def test_a_review_says_what_was_found_and_when_the_next_one_is():
    refused = rules.obstacles_to_reviewing(on=None, next_on=None, words="", today=TODAY, since=TODAY)
    assert [o.field for o in refused] == ["on", "words", "next_on"]


@given(st.sampled_from([*Reached, "lost"]), days, st.sampled_from(["", "She said so."]))
def test_a_goal_is_given_up_in_the_persons_words_only(reached, on, words):
    refused = rules.obstacles_to_progress(reached=reached, on=on, words=words, today=TODAY, opened_on=date(2021, 1, 1))
    own = reached in (Reached.GIVEN_UP, Reached.CHANGED)
    good = reached in set(Reached) and date(2021, 1, 1) <= on <= TODAY and (words or not own)
    assert bool(refused) is not bool(good)


def test_what_became_of_a_step_is_one_of_two_things():
    told = {"on": TODAY, "words": "", "today": TODAY, "opened_on": TODAY}
    assert not any(rules.obstacles_to_finishing(done=done, **told) for done in Done)
    assert [o.field for o in rules.obstacles_to_finishing(done="maybe", **told)] == ["done"]


@pytest.mark.parametrize("field", ["words", "what", "reasons"])
def test_words_have_a_length(field):
    assert [o.field for o in rules.too_long(field, "a" * 2001)] == [field]

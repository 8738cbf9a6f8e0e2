"""A referral moves as the published diagram says, and by the hand it names."""

import json
from importlib.resources import files
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.referrals.rules import is_open, is_terminal, may_move, next_states, terminal_states
from hamroh.casework.referrals.terms import NEEDS_REASON, SIDE_WORDING, STATUS_WORDING, Side, Status

PUBLISHED = json.loads(
    (files("hamroh.foundation.reference") / "data" / "fhir_referral.json").read_text(encoding="utf-8")
)
SET_BY = {row["code"]: row["set_by"] for row in PUBLISHED["task_status"]}
DRAWN = {(old, new) for old, new in PUBLISHED["transitions"] if old != "*"}


def test_the_states_are_exactly_those_of_the_published_list() -> None:
    assert {str(s) for s in Status} == set(SET_BY)
    assert set(STATUS_WORDING) == set(Status) and set(SIDE_WORDING) == set(Side)


@pytest.mark.parametrize(("old", "new", "by"), list(product(Status, Status, Side)))
def test_a_move_is_allowed_exactly_when_it_is_drawn_and_the_side_sets_that_state(
    old: Status, new: Status, by: Side
) -> None:
    in_error = new == "entered-in-error" and old != new
    expected = ((old, new) in DRAWN or in_error) and by in SET_BY[new]
    assert may_move(old, new, by) is expected


@given(st.lists(st.tuples(st.sampled_from(Status), st.sampled_from(Side)), max_size=12))
def test_after_a_terminal_state_a_referral_can_only_be_marked_as_entered_in_error(
    attempts: list[tuple[Status, Side]],
) -> None:
    state, ended = Status.DRAFT, False
    for wanted, side in attempts:
        if may_move(state, wanted, side):
            assert not ended or wanted is Status.ENTERED_IN_ERROR
            state = wanted
        ended = ended or is_terminal(state)


@pytest.mark.parametrize("state", Status)
def test_only_the_requester_marks_anything_as_entered_in_error(state: Status) -> None:
    assert may_move(state, Status.ENTERED_IN_ERROR, Side.REQUESTER) is (state is not Status.ENTERED_IN_ERROR)
    assert not may_move(state, Status.ENTERED_IN_ERROR, Side.TARGET)


def test_nothing_follows_entered_in_error() -> None:
    assert [next_states(Status.ENTERED_IN_ERROR, side) for side in Side] == [(), ()]


def test_the_receiver_answers_a_request_and_the_sender_may_withdraw_it() -> None:
    assert next_states(Status.REQUESTED, Side.TARGET) == (Status.ACCEPTED, Status.REJECTED, Status.CANCELLED)
    assert next_states(Status.REQUESTED, Side.REQUESTER) == (Status.CANCELLED, Status.ENTERED_IN_ERROR)


def test_every_state_is_reached_from_a_draft() -> None:
    reached, frontier = {Status.DRAFT}, [Status.DRAFT]
    while frontier:
        here = frontier.pop()
        new = {s for side in Side for s in next_states(here, side)} - reached
        reached |= new
        frontier += new
    assert reached == set(Status)


def test_what_is_open_is_what_was_sent_and_has_not_ended() -> None:
    assert {s for s in Status if is_open(s)} == {
        Status.REQUESTED,
        Status.ACCEPTED,
        Status.IN_PROGRESS,
        Status.ON_HOLD,
    }
    assert terminal_states() == {
        Status.REJECTED,
        Status.CANCELLED,
        Status.FAILED,
        Status.COMPLETED,
        Status.ENTERED_IN_ERROR,
    }


def test_the_states_that_need_a_reason_are_those_the_guide_names() -> None:
    assert all(str(s) in PUBLISHED["profiles"]["Task"]["statusReason.text"] for s in NEEDS_REASON)
    assert len(NEEDS_REASON) == 4

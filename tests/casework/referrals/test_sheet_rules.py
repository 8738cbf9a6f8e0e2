"""On what a person may be handed over, and what goes along. Without a database."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.referrals.rules import (
    Lists,
    Sheet,
    author_sees,
    ground_for,
    in_danger,
    obstacles_to_sheet,
    passes_observations,
    priority_of,
    why_shut,
)
from hamroh.casework.referrals.terms import IN_DANGER, OPEN, Agreement, HandoverGround, SafetyAnswer, Seen, Status

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
DANGER_IF = {"danger_now": "yes", "needs_doctor": "yes", "safe_to_talk": "no"}
LISTS = Lists(
    observations={"afraid": None, "child_without_family": "children"},
    danger_if=DANGER_IF,
    script=frozenset({"free_to_stop", "free_to_refuse"}),
    urgencies=frozenset({"urgent", "routine"}),
    modes=frozenset({"receiver_comes"}),
)
sheets = st.builds(
    Sheet,
    observations=st.lists(st.sampled_from(["afraid", "child_without_family", "nonsense"]), max_size=3).map(tuple),
    safety=st.fixed_dictionaries({q: st.sampled_from([*SafetyAnswer, ""]) for q in DANGER_IF}),
    told=st.frozensets(st.sampled_from(["free_to_stop", "free_to_refuse"])),
    unsaid=st.frozensets(st.sampled_from(["free_to_stop", "free_to_refuse"])),
    agreement=st.sampled_from([*Agreement, ""]),
    held=st.booleans(),
    child=st.booleans(),
)


@given(sheets)
def test_no_adult_goes_anywhere_who_neither_agreed_nor_is_in_danger(sheet):
    ground = ground_for(sheet, DANGER_IF)
    if not sheet.child and not in_danger(sheet.safety, DANGER_IF) and sheet.agreement != "agreed":
        assert ground is None
    else:
        assert ground is not None


@given(sheets)
def test_what_is_said_while_held_is_never_consent(sheet):
    ground = ground_for(sheet, DANGER_IF)
    if sheet.held:
        assert ground != HandoverGround.CONSENT
    if ground == HandoverGround.CONSENT:
        assert sheet.agreement == "agreed" and not sheet.held


@given(sheets)
def test_what_was_seen_of_an_adult_goes_along_only_with_a_free_yes(sheet):
    ground = ground_for(sheet, DANGER_IF)
    if ground and not sheet.child and passes_observations(ground, sheet):
        assert sheet.agreement == "agreed" and not sheet.held


@given(sheets, st.sampled_from(["urgent", "routine"]))
def test_danger_is_an_emergency_whatever_was_chosen(sheet, chosen):
    ground = ground_for(sheet, DANGER_IF)
    if ground:
        assert (priority_of(ground, chosen) == "emergency") is in_danger(sheet.safety, DANGER_IF)
        assert (ground in IN_DANGER) is in_danger(sheet.safety, DANGER_IF)


@given(sheets)
def test_a_sheet_that_passes_has_every_answer_and_every_line_accounted_for(sheet):
    if not obstacles_to_sheet(sheet, LISTS):
        assert all(answer in set(SafetyAnswer) for answer in sheet.safety.values())
        assert sheet.told | sheet.unsaid == LISTS.script and not sheet.told & sheet.unsaid
        assert set(sheet.observations) <= set(LISTS.observations)
        if sheet.agreement == "not_asked":
            assert sheet.child or in_danger(sheet.safety, DANGER_IF)


@given(st.sampled_from(Status))
def test_an_author_sees_arrived_or_not_arrived_and_nothing_else(status):
    assert author_sees(status) in set(Seen)
    assert (author_sees(status) == Seen.ARRIVED) is (status == Status.COMPLETED)


@given(st.sampled_from(Status), st.booleans(), st.booleans(), st.integers(-48, 48))
def test_nothing_is_shared_after_the_end_nor_without_a_ground_nor_unreviewed(status, holds, reviewed, hours):
    shut = why_shut(
        status,
        ground_holds=holds,
        review_by=NOW,
        reviewed_at=NOW if reviewed else None,
        now=NOW + timedelta(hours=hours),
    )
    may = status in OPEN and holds and (reviewed or hours < 0)
    assert (shut is None) is may

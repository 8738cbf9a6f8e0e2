"""Who may decide what, and when: no set of values lets a decision through that the rules forbid."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamroh.casework.status import rules
from hamroh.casework.status.rules import Sitting
from hamroh.casework.status.terms import AT_AUTHORITY, OFFERED, UNDER_WAY, Ended, Outcome, Shut, State
from tests.cast import NOW

STATES, BOOLS = st.sampled_from([*State, "lost"]), st.booleans()
# A busy machine draws slowly; that says nothing of the rules.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PEOPLE = st.builds(Sitting, st.sampled_from([UUID(int=1), UUID(int=2)]), BOOLS, BOOLS, BOOLS)


@patiently
@given(
    state=STATES,
    outcome=st.sampled_from([*Outcome, ""]),
    reasons=st.sampled_from(["", "  ", "Shown.", "x" * 4001]),
    shows=st.frozensets(st.sampled_from(["act", "means", "fate"])),
    panel=st.lists(PEOPLE, max_size=3),
    holds=BOOLS,
)
def test_a_decision_stands_only_with_all_that_makes_it_one(state, outcome, reasons, shows, panel, holds):
    obstacles = rules.obstacles_to_deciding(
        state=state,
        outcome=outcome,
        reasons=reasons,
        shows=shows,
        elements={"act", "means"},
        panel=panel,
        ground_holds=holds,
    )
    may = (
        state in AT_AUTHORITY
        and outcome in OFFERED[rules.round_of(state)]
        and 0 < len(reasons.strip()) <= 4000
        and shows <= {"act", "means"}
        and holds
        and bool(panel)
        and all(one.of_the_panel and not one.tied and not one.sat_before for one in panel)
    )
    assert (not obstacles) == may


@patiently
@given(state=STATES, holds=BOOLS)
def test_the_authority_looks_while_it_is_under_way_and_agreed(state, holds):
    shut = rules.why_shut(state, ground_holds=holds)
    assert (shut is None) == (state != State.WITHDRAWN and (holds or state not in UNDER_WAY))
    assert shut is not Shut.WITHDRAWN or state == State.WITHDRAWN


@patiently
@given(state=STATES, outcome=st.sampled_from([*Outcome, ""]), days=st.integers(-40, 40), wished=BOOLS, holds=BOOLS)
def test_a_review_is_asked_for_of_a_refusal_in_time_with_the_persons_word(state, outcome, days, wished, holds):
    until = NOW + timedelta(days=days)
    obstacles = rules.obstacles_to_review(
        state=state, outcome=outcome, until=until, wished=wished, ground_holds=holds, now=NOW
    )
    may = state == State.DECIDED and outcome == Outcome.REFUSED and until >= NOW and wished and holds
    assert (not obstacles) == may


@patiently
@given(how=st.sampled_from([*Ended, "", "police"]), over=BOOLS, uniformed=BOOLS)
def test_the_time_to_reflect_ends_in_two_ways_only_and_never_by_a_uniform(how, over, uniformed):
    obstacles = rules.obstacles_to_ending(how=how, over=over, uniformed=uniformed)
    assert (not obstacles) == (not uniformed and (how == Ended.PERSON or (how == Ended.OVER and over)))


@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.parametrize("uniformed", [True, False])
def test_an_application_begins_with_an_agreement_and_out_of_uniform(agreed, uniformed):
    obstacles = rules.obstacles_to_beginning(agreed=agreed, open_already=False, closed=False, uniformed=uniformed)
    assert (not obstacles) == (agreed and not uniformed)

"""A person decides, with a reason; the rule's view is kept beside it and decides nothing."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, open_new_case
from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import open_tasks_of, timeline_of
from hamroh.casework.grounds.actions import record_ground
from hamroh.casework.identification.access import open_screening
from hamroh.casework.identification.actions.decision import decide
from hamroh.casework.identification.actions.screening import finish_screening, save_answers, start_screening
from hamroh.casework.identification.models import Decision
from hamroh.casework.identification.queries import decisions_of, reason_of
from hamroh.casework.identification.rules import pre_interview_checklist
from hamroh.casework.identification.terms import HumanDecision
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

LATER = NOW + timedelta(hours=2)
WHY = "Papers are with the foreman, the family was called."


def screened(answers, finished=True):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW)
        join_team(actor, case=case, user_id=cast.sitora.id, role="case-manager", now=NOW)
        start_screening(
            actor,
            id=uuid7(),
            case_id=case.pk,
            confirmed=[i.id for i in pre_interview_checklist()],
            language="tg",
            interpreter=False,
            now=NOW,
        )
        save_answers(actor, case_id=case.pk, answers=answers, now=NOW)
        if finished:
            finish_screening(actor, case_id=case.pk, now=NOW)
        return case.pk


@pytest.fixture
def case_id(db):
    return screened({"D1.01": "yes", "D1.02": "yes"})


def test_presumed_moves_the_case_on_and_keeps_what_the_rule_showed(case_id):
    with acting(cast.nigora) as actor:
        decide(actor, case_id=case_id, outcome="presumed", reason=WHY, now=LATER)
    with acting(cast.nigora) as actor:
        case = open_screening(actor, case_id, "screening:decide")
        (decision,) = decisions_of(case)
        assert case.stage == "urgent-protection"
        assert {t.key for t in open_tasks_of(case)} == {"risk_assessment", "safe_place"}
        assert decision.shown["dimensions"]["deceptive_recruitment"] == {
            "positive": True,
            "because": ["D1.01", "D1.02"],
        }
        assert b"foreman" not in bytes(decision.reason_sealed)
        assert reason_of(decision, case) == WHY
        assert {e.event for e in timeline_of(case)[:2]} == {"screening.decided", "stage.moved"}


def test_not_enough_known_opens_the_screening_again_under_its_clock(case_id):
    with acting(cast.nigora) as actor:
        decide(actor, case_id=case_id, outcome="insufficient", reason=WHY, now=LATER)
        case = open_case(actor, case_id)
        assert case.stage == "screening"
        assert {t.key for t in open_tasks_of(case)} == {"risk_assessment", "safe_place", "screening"}


def test_no_signs_now_ends_nothing_and_blocks_no_help(case_id):
    with acting(cast.nigora) as actor:
        decide(actor, case_id=case_id, outcome="not_indicated", reason=WHY, now=LATER)
        assert Case.objects.get(pk=case_id).closed_at is None
        ground = record_ground(
            actor,
            id=uuid7(),
            case_id=case_id,
            kind="consent",
            purpose="services",
            recipient_organisation_id=cast.organisation_id(cast.CLINIC),
            groups=["needs"],
            language="tg",
            mode="written",
            proof="paper_kept",
            given_by="self",
            expires_at=LATER + timedelta(days=30),
            now=LATER,
        )
        assert ground.pk


def test_people_may_decide_against_what_the_rule_shows(db):
    nothing_shown = screened({})
    with acting(cast.nigora) as actor:
        assert decide(actor, case_id=nothing_shown, outcome="presumed", reason=WHY, now=LATER).outcome == "presumed"


@pytest.mark.parametrize("outcome", ["not_a_victim", "", "victim", "no"])
def test_there_is_no_word_for_not_a_victim(case_id, outcome):
    with acting(cast.nigora) as actor:
        with pytest.raises(Refused) as refused:
            decide(actor, case_id=case_id, outcome=outcome, reason="  ", now=LATER)
        assert [o.field for o in refused.value.obstacles] == ["outcome", "reason"]
    assert not any("victim" in outcome for outcome in HumanDecision)


def test_an_unfinished_screening_cannot_be_decided(db):
    running = screened({"D1.01": "yes"}, finished=False)
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        decide(actor, case_id=running, outcome="presumed", reason=WHY, now=LATER)


def test_a_second_click_is_one_decision_and_a_colleague_is_told(case_id):
    for _ in range(2):
        with acting(cast.nigora) as actor:
            decide(actor, case_id=case_id, outcome="presumed", reason=WHY, now=LATER)
    with acting(cast.sitora) as actor:
        with pytest.raises(Refused):
            decide(actor, case_id=case_id, outcome="not_indicated", reason=WHY, now=LATER)
        open_screening(actor, case_id, "screening:decide")
        assert Decision.objects.count() == 1


def test_supervision_may_decide_and_strangers_find_nothing(case_id):
    for stranger in (cast.anahita, cast.gulnora, cast.rustam, cast.bahrom, cast.zebo):
        with acting(stranger) as actor, pytest.raises(NotFound):
            decide(actor, case_id=case_id, outcome="presumed", reason=WHY, now=LATER)
    with acting(cast.malika) as actor:
        assert decide(actor, case_id=case_id, outcome="presumed", reason=WHY, now=LATER)

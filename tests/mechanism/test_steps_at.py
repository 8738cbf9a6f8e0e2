"""At which steps an act is done, as the pack says."""

from datetime import date
from pathlib import Path

from hamroh.mechanism.editions.pack import Pack, read_pack

PACK: Pack = read_pack(Path("mechanisms/tajikistan"), date(2026, 11, 24))[0]
SMALL: Pack = read_pack(Path("mechanisms/example"), date(2026, 11, 24))[0]


def at(pack: Pack, *events: str) -> list[str]:
    return [step.id for step in pack.steps_at(*events)]


def test_an_act_stands_at_the_steps_that_it_ends():
    assert at(PACK, "screening.finished") == ["hold-screening"]
    assert at(PACK, "handover.offered") == ["write-contact", "offer-handover"]


def test_what_ends_a_step_may_be_said_without_a_clock():
    (step,) = PACK.steps_at("ground.consented")
    assert step.clock is None and "sop/informed-consent" in step.clauses


def test_an_act_that_ends_nothing_stands_at_the_steps_that_it_begins():
    assert at(PACK, "ground.recorded") == ["review-emergency"]
    assert at(PACK, "referral.sent") == ["acknowledge-referral", "answer-referral"]


def test_another_country_has_other_steps():
    assert at(SMALL, "screening.decided") and at(SMALL, "screening.decided") != at(PACK, "screening.decided")

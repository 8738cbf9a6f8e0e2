"""What may be kept in the justice part."""

from datetime import date
from decimal import Decimal

import pytest

from hamroh.casework.justice import rules
from hamroh.casework.justice.terms import FIELDS, KIND_LEADS, KIND_WORDS, PART_WORDS, Kind
from tests.casework.justice.given import CLAIM, PROCEEDING, STATEMENT

TODAY = date(2026, 11, 23)
CODES = {
    "justice_body": {"investigator", "prosecutor", "court"},
    "proceeding_stage": {"trial"},
    "protection_measure": {"escort"},
    "language": {"tg"},
    "currency": {"TJS", "USD"},
}
PAYMENT = {"paid_on": date(2026, 11, 20), "amount": Decimal(100), "currency": "TJS"}


def refused(kind, said, *, closed=False, claim=None):
    found = rules.obstacles_to_keeping(kind, said, codes=CODES, today=TODAY, closed=closed, claim=claim)
    return {obstacle.field for obstacle in found}


def test_every_kind_has_its_fields_and_its_words():
    assert set(FIELDS) == set(KIND_WORDS) == set(PART_WORDS) == set(KIND_LEADS) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "said"), [("statement", STATEMENT), ("proceeding", PROCEEDING), ("compensation", CLAIM)]
)
def test_what_is_whole_may_be_kept_while_the_case_is_open(kind, said):
    assert refused(kind, said) == set()
    assert refused(kind, said, closed=True) == {""}


def test_a_statement_is_logged_and_not_written_down():
    names = {asked.name for asked in FIELDS[Kind.STATEMENT]}
    assert not names & {"statement", "text", "content", "said", "story"}


def test_breaks_without_a_length_are_asked_about():
    assert refused("statement", STATEMENT | {"minutes": None}) == {"minutes"}


def test_a_statement_is_not_of_tomorrow():
    assert refused("statement", STATEMENT | {"given_on": date(2026, 11, 24)}) == {"given_on"}


def test_what_has_ended_has_no_next_date():
    assert refused("proceeding", PROCEEDING | {"ended_on": TODAY}) == {"next_at"}


def test_a_measure_that_was_granted_says_from_when_and_one_that_ended_until_when():
    asked = {"measure": "escort", "body": "court", "state": "granted", "asked_on": TODAY}
    assert refused("protection", asked) == {"from_on"}
    assert refused("protection", asked | {"state": "ended", "from_on": TODAY}) == {"until_on"}
    assert refused("protection", asked | {"from_on": TODAY, "until_on": date(2026, 11, 22)}) == {"until_on"}
    assert refused("protection", asked | {"from_on": TODAY, "until_on": TODAY}) == set()


def test_an_answer_has_its_day_and_a_day_its_answer():
    asked = {"asked_on": date(2026, 11, 1), "body": "prosecutor", "answer": "refused"}
    assert refused("non-punishment", asked) == {"answered_on"}
    assert refused("non-punishment", asked | {"answer": "waits", "answered_on": TODAY}) == {"answer"}
    assert refused("non-punishment", asked | {"answered_on": date(2026, 10, 1)}) == {"answered_on"}
    assert refused("non-punishment", asked | {"answered_on": TODAY}) == set()


def test_a_payment_belongs_to_a_claim_in_its_currency_and_not_before_it():
    claim = {"claimed_on": date(2026, 11, 3), "currency": "TJS"}
    assert refused("payment", PAYMENT) == {""}
    assert refused("payment", PAYMENT, claim=claim) == set()
    assert refused("payment", PAYMENT | {"currency": "USD"}, claim=claim) == {"currency"}
    assert refused("payment", PAYMENT | {"paid_on": date(2026, 11, 2)}, claim=claim) == {"paid_on"}
    assert refused("payment", PAYMENT | {"amount": Decimal(-5)}, claim=claim) == {"amount"}


@pytest.mark.parametrize(("awarded", "paid", "owed"), [(None, 0, 0), (100, 40, 60), (100, 140, 0), (None, 40, 0)])
def test_what_is_owed_is_what_was_awarded_and_not_paid(awarded, paid, owed):
    assert rules.still_owed(Decimal(awarded) if awarded else None, Decimal(paid)) == owed

"""Limits in words: what differs is said, what is the same is said once."""

from pathlib import Path

from django.utils import translation

from hamroh.mechanism.editions.pack import Pack, editing, read_pack
from hamroh.web.shell.wording import limits_in_words

PACK = read_pack(Path(__file__).parents[2] / "mechanisms" / "tajikistan")[0]


def told(clock: str, **change: object) -> str:
    """The limits of a clock, after the first limit of the referral stage was changed so or stands there once more."""
    document = editing.plain_of(PACK)
    if change:
        limits = document["stages"][3]["limits"]
        limits.append(next(limit for limit in limits if limit["clock"] == clock) | change)
    with translation.override("en"):
        return limits_in_words(Pack.model_validate(document), clock)


def test_one_limit_is_said_once() -> None:
    assert told("screening") == "within 72 hours"


def test_urgencies_that_differ_are_named() -> None:
    assert told("answer") == "Emergency: within 4 hours, Urgent: within 24 hours, Routine: within 72 hours"


def test_a_limit_of_one_territory_is_not_taken_for_that_of_the_country() -> None:
    assert told("feedback", territories=["TJ-SU"], time="48h") == "within 7 days, within 48 hours (Sughd Region)"


def test_a_step_without_a_clock_has_no_limit() -> None:
    assert told("") == ""

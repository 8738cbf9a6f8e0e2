"""Fields of a section: one table from which rule, form and words are made."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, strategies

from hamroh.foundation.revisions.rules import obstacles_to_fields
from hamroh.foundation.revisions.terms import Asked, Kind, open_columns, sealed_words

TODAY = date(2026, 11, 23)
FIELDS = (
    Asked("on", "On", Kind.DAY, required=True, happened=True),
    Asked("until", "Until", Kind.DAY, after="on"),
    Asked("next_at", "Next", Kind.MOMENT, after="on"),
    Asked("body", "Body", Kind.CODE, of="bodies"),
    Asked("dangers", "Dangers", Kind.CODES, of="dangers"),
    Asked("state", "State", Kind.CHOICE, choices={"asked": "Asked"}),
    Asked("amount", "Amount", Kind.MONEY),
    Asked("breaks", "Breaks", Kind.NUMBER),
    Asked("note", "Note", Kind.WORDS),
)
CODES = {"bodies": {"court"}, "dangers": {"debt", "family"}}


def refused(**said):
    return {o.field for o in obstacles_to_fields(FIELDS, {"on": TODAY} | said, codes=CODES, today=TODAY)}


def test_what_is_complete_and_known_has_no_obstacle():
    whole = {
        "until": TODAY,
        "body": "court",
        "dangers": ["debt"],
        "state": "asked",
        "amount": Decimal("0.01"),
        "breaks": 0,
    }
    assert refused(**whole, note="In the morning") == set()


def test_what_is_missing_is_named_and_what_is_optional_is_not():
    (found,) = obstacles_to_fields(FIELDS, {}, codes=CODES, today=TODAY)
    assert (found.field, found.params) == ("on", {"field": "On"})


def test_white_space_is_nothing():
    fields = (Asked("note", "Note", Kind.WORDS, required=True),)
    assert obstacles_to_fields(fields, {"note": " \n"}, codes={}, today=TODAY)


def test_an_unknown_code_is_refused_in_each_kind_of_list():
    assert refused(body="market", dangers=["debt", "weather"], state="lost") == {"body", "dangers", "state"}


def test_a_list_that_the_edition_lacks_offers_nothing():
    assert obstacles_to_fields(FIELDS, {"on": TODAY, "body": "court"}, codes={}, today=TODAY)


def test_an_amount_is_above_zero_and_a_number_not_below_it():
    assert refused(amount=Decimal(0), breaks=-1) == {"amount", "breaks"}


@given(strategies.dates(date(2020, 1, 1), date(2033, 1, 1)), strategies.dates(date(2020, 1, 1), date(2033, 1, 1)))
def test_days_stand_in_order_and_what_happened_is_not_to_come(on, until):
    found = refused(on=on, until=until)
    assert ("on" in found) is (on > TODAY)
    assert ("until" in found) is (until < on)


def test_an_hour_is_compared_by_its_day():
    assert refused(next_at=datetime(2026, 11, 23, 23, 0, tzinfo=UTC)) == set()
    assert refused(next_at=datetime(2026, 11, 22, 23, 0, tzinfo=UTC)) == {"next_at"}


def test_too_long_is_said_with_how_much_fits():
    (found,) = obstacles_to_fields(FIELDS, {"on": TODAY, "note": "a" * 301}, codes=CODES, today=TODAY)
    assert found.params == {"most": 300}


def test_words_are_sealed_and_everything_else_stands_open():
    said = {"on": TODAY, "body": "court", "note": " She was tired. ", "another": "x"}
    assert open_columns(FIELDS, said) == {"on": TODAY, "body": "court"}
    assert sealed_words(FIELDS, said) == {"note": "She was tired."}

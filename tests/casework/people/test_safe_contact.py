"""Hours and language of a safe contact: what is refused, and when it is the wrong hour."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.people.actions import agree_safe_contact
from hamroh.casework.people.queries import contact_of, group_values
from hamroh.casework.people.rules import obstacles_to_contact
from hamroh.casework.people.rules.contact import hour_of, outside_window
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9:30", time(9, 30)),
        ("09.30", time(9, 30)),
        (" 23:59 ", time(23, 59)),
        ("24:00", None),
        ("noon", None),
        ("", None),
    ],
)
def test_an_hour_is_written_as_people_write_it(written, meant):
    assert hour_of(written) == meant


@pytest.mark.parametrize(
    ("window", "fields"),
    [
        (("", ""), []),
        (("10:00", "12:00"), []),
        (("22:00", "2:00"), []),
        (("10:00", ""), ["call_until"]),
        (("", "12:00"), ["call_from"]),
        (("10:00", "10.00"), ["call_until"]),
        (("ten", "12:00"), ["call_from"]),
        (("ten", "eleven"), ["call_from", "call_until"]),
    ],
)
def test_hours_have_two_ends_or_none(window, fields):
    found = obstacles_to_contact("by message", "the course", call_from=window[0], call_until=window[1])
    assert [o.field for o in found] == fields


def test_a_language_is_one_of_the_list():
    languages = {"tg"}
    assert not obstacles_to_contact("by message", "the course", language="tg", languages=languages)
    (found,) = obstacles_to_contact("by message", "the course", language="xx", languages=languages)
    assert found.field == "language"


MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(MINUTES, MINUTES, MINUTES)
def test_every_minute_is_inside_a_window_or_inside_its_complement_and_never_in_both(begins, ends, at):
    window = (f"{begins:%H:%M}", f"{ends:%H:%M}")
    if begins == ends:
        return
    assert outside_window(*window, at) != outside_window(*reversed(window), at)
    assert not outside_window(*window, begins)
    assert outside_window(*window, ends), "the last minute is no longer agreed"


def test_where_no_hours_were_agreed_no_hour_is_wrong():
    assert not outside_window("", "", time(3))


def test_hours_and_language_are_kept_sealed_and_told_on_paper(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=NOW)
        case = open_case(actor, case.pk, "contact")
        said = {"how": "Call", "say": "the course", "call_from": "10:00", "call_until": "12:30"}
        with pytest.raises(Refused):
            agree_safe_contact(actor, case=case, now=NOW, language="klingon", **said)
        agree_safe_contact(actor, case=case, now=NOW, language="tg", **said)
        contact = contact_of(case.person_id)
        assert (contact.call_from, contact.call_until, contact.language) == ("10:00", "12:30", "tg")
        told = {str(label): value for label, value in group_values("contact", case.person_id)}
        assert told["Between which hours"] == "10:00 – 12:30"
        assert told["In which language"]["en"] == "Tajik"

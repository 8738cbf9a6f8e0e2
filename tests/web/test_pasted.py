"""What comes out of a clipboard: signs that nobody sees do no harm, figures of another keyboard are figures."""

import re
from datetime import date

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.people.queries import contact_of, identity_of, profile_of
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=False, now=clock.now())


def write(browser, case, group, **typed):
    answer = browser.post(f"/cases/{case.pk}/part/{group}/write/", typed)
    assert answer.status_code == 302, re.findall(r"govuk-error-message.*?</p>", answer.content.decode(), re.DOTALL)


def names(case):
    with acting(cast.nigora) as actor:
        return identity_of(open_case(actor, case.pk, "identity").person_id).names


def test_a_name_is_kept_as_it_is_seen(sign_in, case):
    write(
        sign_in(cast.nigora), case, "identity", given="\u202eСитора\u202c\u200b", surname="Раҳ\u00adмонова\u00a0\u200f"
    )
    assert (names(case).given, names(case).surname) == ("Ситора", "Раҳмонова")


def test_a_persian_name_keeps_its_joiner(sign_in, case):
    write(sign_in(cast.nigora), case, "identity", given="نسیم\u200cناز")
    assert names(case).given == "نسیم\u200cناز"


def test_dates_and_numbers_may_be_typed_in_figures_of_another_keyboard(sign_in, case):
    browser = sign_in(cast.nigora)
    day = {"birth_date_day": "۳", "birth_date_month": "٠٤", "birth_date_year": "۱۹۹۸"}
    write(browser, case, "identity", given="Ситора", phone="+۹۹۲ ۰۰۰ ۱۱ ۲۲", **day)
    assert names(case).birth_date == date(1998, 4, 3)
    assert names(case).phone == "+992 000 11 22"
    write(browser, case, "profile", children_along="٢")
    with acting(cast.nigora) as actor:
        assert profile_of(open_case(actor, case.pk, "profile").person_id).children_along == 2


def test_a_word_of_ten_thousand_signs_is_refused_in_words_and_stays_on_the_page(sign_in, case):
    answer = sign_in(cast.nigora).post(f"/cases/{case.pk}/part/identity/write/", {"given": "Ф" * 10_000})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "There is a problem" in page and "Ф" * 10_000 in page


def test_controls_and_nothing_else_are_nothing(sign_in, case):
    answer = sign_in(cast.nigora).post(
        f"/cases/{case.pk}/part/contact/write/", {"how": "\x00\u200b\u202e", "say": "\u2060"}
    )
    assert answer.status_code == 200 and "There is a problem" in answer.content.decode()
    with acting(cast.nigora) as actor:
        assert not contact_of(open_case(actor, case.pk, "contact").person_id).how

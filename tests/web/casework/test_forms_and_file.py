"""Pages on which a form meets what is known already: offered before, compared afterwards."""

import pytest

from hamroh.casework.responses.access import open_response
from hamroh.casework.responses.actions import save_answers, start_response
from hamroh.casework.responses.queries import given_in
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.responses.test_give_case import (  # noqa: F401  (fixtures among them)
    ALL,
    begin_again,
    case_id,
    finished,
    known,
    person,
    write,
)
from tests.cast import NOW, acting

pytestmark = pytest.mark.usefixtures("db")


def test_pages_offer_it_and_never_fill_it_in_by_themselves(case_id, person, sign_in):  # noqa: F811
    first, again = finished(case_id, person), begin_again(case_id)
    browser, address = sign_in(cast.nigora), f"/cases/{case_id}/forms/{again}/?at=sex"
    page = browser.get(address).content.decode()
    assert "From “Person”, 23 November 2026: Feminine." in page
    assert "checked" not in page.split("hm-read")[1]
    assert "Zulfiya" not in browser.get(address.replace("at=sex", "at=name")).content.decode()
    browser.post(address, {"act": "keep:sex", "seen": "{}"})
    with acting(cast.nigora) as actor:
        given = given_in(open_response(actor, again))
    assert (given.values["sex"], given.by["sex"][2]) == ("Feminine", str(first))
    assert "From “Person”" not in browser.get(address).content.decode()


def test_after_finishing_both_values_stand_beside_each_other_and_somebody_chooses(case_id, person, sign_in):  # noqa: F811
    write(case_id, sex="male", citizenship=["KZ"])
    with acting(cast.nigora) as actor:
        response = start_response(
            actor, id=uuid7(), case_id=case_id, form="person", language="en", medium="web", now=NOW
        ).pk
        save_answers(actor, response_id=response, answers=ALL, now=NOW)
    browser, address = sign_in(cast.nigora), f"/cases/{case_id}/forms/{response}/check/"
    page = browser.post(address).content.decode()
    assert "Sex: Female" in page
    assert "The file says: Male" in page
    assert "checked" not in page
    assert browser.post(address, {"act": "take", "take": ["sex"]}).url == f"/cases/{case_id}/"
    assert known(case_id)[1].sex == "female"
    assert known(case_id)[1].citizenship == ("KZ",)

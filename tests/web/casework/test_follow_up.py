"""Follow-up through its pages: attempts with the safe contact above, visits by area, history, and two editors."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.people.actions import agree_safe_contact
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.follow_up import given
from tests.cast import acting


@pytest.fixture
def case_id(db):
    return given.case(now=clock.now())


def text(response):
    return response.content.decode()


def day(n=0):
    return (day_of(clock.now()) + timedelta(days=n)).isoformat()


def answers(**changes):
    return {f"area_{area}": "well" for area in given.AREAS} | {"met": "call", "on": day()} | changes


def test_attempts_are_made_under_the_safe_contact(sign_in, case_id):
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id, "contact")
        said = {"how": "Only by message", "hours": "", "say": "the sewing course", "must_not_know": "the neighbour"}
        agree_safe_contact(actor, case=case, now=clock.now(), **said)
    browser, base = sign_in(cast.nigora), f"/cases/{case_id}/follow-up/"
    assert "No visit yet" in text(browser.get(base))
    assert "Only by message" in text(browser.get(f"{base}tried/"))
    refused = text(browser.post(f"{base}tried/", {"id": uuid7(), "on": day(1), "words": "kept as typed"}))
    assert "Choose how you tried." in refused and "still to come" in refused and "kept as typed" in refused
    tried = {"id": uuid7(), "on": day(), "way": "call", "result": "no_answer"}
    for _ in range(2):
        page = text(browser.post(f"{base}tried/", tried, follow=True))
    assert page.count("By telephone: No answer") == 1
    assert "after 90 days and attempts on 3 different days" in page


def test_a_visit_asks_every_area_and_keeps_its_history(sign_in, case_id):
    browser, base = sign_in(cast.nigora), f"/cases/{case_id}/follow-up/"
    assert f'value="{day(30)}"' in text(browser.get(f"{base}visit/"))
    refused = text(browser.post(f"{base}visit/", {"seen": 0, "id": uuid7(), "own": given.OWN}))
    assert "not wanting to say is one" in refused and given.OWN in refused
    first = answers(seen=0, id=uuid7(), own=given.OWN, next_on=day(30), satisfaction=5)
    page = text(browser.post(f"{base}visit/", first, follow=True))
    assert given.OWN in page and "Helped very much" in page
    (visit,) = given.visits(case_id)
    again = answers(seen=1, own="Mine.", no_next="on", area_safety="not_well")
    assert "Not well" in text(browser.post(f"{base}visit/{visit.id}/", again, follow=True))
    conflict = text(browser.post(f"{base}visit/{visit.id}/", again | {"own": "Another."}))
    assert "Mine." in conflict and "Another." in conflict
    history = text(browser.get(f"{base}visit/{visit.id}/history/"))
    assert given.OWN in history and "Mine." in history
    assert browser.get(f"{base}visit/{uuid7()}/history/").status_code == 404


def test_everything_against_a_closing_stands_on_one_page(sign_in, db):
    child = given.case(child=True, now=clock.now())
    browser = sign_in(cast.nigora)
    said = {"id": uuid7(), "reason": "not_contactable", "why": "Not reached."}
    page = text(browser.post(f"/cases/{child}/close/ask/", said))
    assert "a child is never just left" in page and "0 attempts on different days" in page


def test_a_wish_is_taken_back_with_one_press(sign_in, case_id):
    key, browser = given.ask(case_id, clock.now()), sign_in(cast.nigora)
    page = text(browser.post(f"/cases/{case_id}/close/{key}/back/", {"seen": 1}, follow=True))
    assert "Taken back. The case stays open." in page


@pytest.mark.parametrize("path", ["follow-up/", "follow-up/visit/", "close/ask/", "open-again/"])
def test_the_pages_are_not_there_for_strangers(sign_in, case_id, path):
    for stranger in (cast.sitora, cast.gulnora, cast.farrukh):
        assert sign_in(stranger).get(f"/cases/{case_id}/{path}").status_code == 404

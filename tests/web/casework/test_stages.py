"""The pages on which a case goes on, and ends."""

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import enter_stage, open_new_case
from hamroh.casework.cases.queries import open_tasks_of
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        opened = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        enter_stage(actor, opened, "status", now=clock.now())
        return opened.pk


def text(response):
    return response.content.decode()


def test_the_case_says_where_it_may_go_and_goes_there(sign_in, case):
    browser = sign_in(cast.nigora)
    assert f"/cases/{case}/stage/" in text(browser.get(f"/cases/{case}/"))
    asked = text(browser.get(f"/cases/{case}/stage/"))
    assert "Assessment and plan" in asked and "Decision on formal status" in asked and "Closure" not in asked
    refused = browser.post(f"/cases/{case}/stage/", {"id": uuid7(), "to": "assessment-plan", "why": "typed before"})
    assert "Choose what was decided" in text(refused) and "typed before" in text(refused)
    answer = browser.post(
        f"/cases/{case}/stage/", {"id": uuid7(), "to": "assessment-plan", "outcome": "granted", "why": "By letter."}
    )
    assert answer.status_code == 302
    page = text(browser.get(f"/cases/{case}/"))
    assert "The case came to another stage" in page and "Granted" in page and "By letter." not in page
    assert "By letter." in text(browser.get(f"/cases/{case}/stage/"))


def test_the_supervisor_closes_with_the_words_of_the_pack(sign_in, case):
    browser = sign_in(cast.malika)
    asked = text(browser.get(f"/cases/{case}/close/"))
    assert "Goals of the plan met" in asked
    refused = browser.post(f"/cases/{case}/close/", {"reason": "", "why": "kept"})
    assert "Choose from the list why the case is closed." in text(refused) and "kept" in text(refused)
    assert browser.post(f"/cases/{case}/close/", {"reason": "goals_met", "why": "Done."}).status_code == 302
    page = text(browser.get(f"/cases/{case}/"))
    assert f"/cases/{case}/close/" not in page and f"/cases/{case}/stage/" not in page


def test_what_happened_elsewhere_starts_the_clock_that_waits_for_it(sign_in, case):
    browser = sign_in(cast.nigora)
    assert "Formal status was applied for" in text(browser.get(f"/cases/{case}/"))
    browser.post(f"/cases/{case}/happened/", {"event": "status.applied"})
    page = text(browser.get(f"/cases/{case}/"))
    assert "Decide on formal status" in page
    browser.post(f"/cases/{case}/task/status_decision/done/")
    with acting(cast.nigora) as actor:
        assert {"status_review_request"} <= {t.key for t in open_tasks_of(open_case(actor, case))}
    assert "Choose from the list what happened." in text(
        browser.post(f"/cases/{case}/happened/", {"event": "x"}, follow=True)
    )

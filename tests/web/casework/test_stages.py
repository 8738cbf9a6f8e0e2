"""The pages on which a case goes on, and ends."""

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import enter_stage, open_new_case
from hamroh.casework.cases.queries import open_tasks_of
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.plans import given as given_plan
from tests.cast import acting


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        opened = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        enter_stage(actor, opened, "assessment-plan", now=clock.now())
        return opened.pk


def text(response):
    return response.content.decode()


def test_the_case_says_where_it_may_go_and_goes_there(sign_in, case):
    browser = sign_in(cast.nigora)
    assert f"/cases/{case}/stage/" in text(browser.get(f"/cases/{case}/"))
    asked = text(browser.get(f"/cases/{case}/stage/"))
    assert "Services" in asked and "Approval of the assistance plan" in asked and "Closure" not in asked
    refused = browser.post(f"/cases/{case}/stage/", {"id": uuid7(), "to": "services", "why": "typed before"})
    assert "Choose what was decided" in text(refused) and "typed before" in text(refused)
    answer = browser.post(
        f"/cases/{case}/stage/", {"id": uuid7(), "to": "services", "outcome": "approved", "why": "By letter."}
    )
    assert answer.status_code == 302
    page = text(browser.get(f"/cases/{case}/"))
    assert "The case came to another stage" in page and "Approved" in page and "By letter." not in page
    assert "By letter." in text(browser.get(f"/cases/{case}/stage/"))


def test_one_asks_for_the_closing_with_the_words_of_the_pack_and_another_closes(sign_in, case):
    browser = sign_in(cast.nigora)
    assert "Ask for the closing" in text(browser.get(f"/cases/{case}/"))
    asked = text(browser.get(f"/cases/{case}/close/ask/"))
    assert "Goals of the plan met" in asked
    refused = browser.post(f"/cases/{case}/close/ask/", {"id": uuid7(), "reason": "", "why": "kept"})
    assert "Choose from the list why the case is closed." in text(refused) and "kept" in text(refused)
    said = {"id": uuid7(), "reason": "goals_met", "why": "Done."}
    assert browser.post(f"/cases/{case}/close/ask/", said).status_code == 302
    assert "The closing waits for approval" in text(browser.get(f"/cases/{case}/"))
    assert browser.get(f"/cases/{case}/close/").status_code == 404
    other = sign_in(cast.malika)
    assert "Decide on the closing" in text(other.get(f"/cases/{case}/")) and "Done." in text(
        other.get(f"/cases/{case}/close/")
    )
    other.post(f"/cases/{case}/close/", {"seen": 1, "decision": "approved"})
    page = text(other.get(f"/cases/{case}/"))
    assert f"/cases/{case}/close/" not in page and f"/cases/{case}/stage/" not in page
    assert "Open the case again" in page
    refused = text(other.post(f"/cases/{case}/open-again/", {"reason": "", "why": "typed"}))
    assert "Choose why it is opened again." in refused and "typed" in refused
    other.post(f"/cases/{case}/open-again/", {"reason": "danger", "why": "He is back in town."})
    assert "The case was opened again: say that the team goes on with it" in text(browser.get(f"/cases/{case}/"))


def test_what_happened_elsewhere_starts_the_clock_that_waits_for_it(sign_in, case):
    browser = sign_in(cast.nigora)
    assert "The plan was approved" not in text(browser.get(f"/cases/{case}/"))
    given_plan.in_force(case, clock.now())
    page = text(browser.get(f"/cases/{case}/"))
    assert "Hold a case conference" in page
    browser.post(f"/cases/{case}/task/case_conference/done/")
    with acting(cast.nigora) as actor:
        assert {"case_conference"} <= {t.key for t in open_tasks_of(open_case(actor, case))}
    assert "Choose from the list what happened." in text(
        browser.post(f"/cases/{case}/happened/", {"event": "x"}, follow=True)
    )


def test_where_somebody_decides_on_status_its_words_are_not_written_by_hand(sign_in, case):
    browser = sign_in(cast.nigora)
    assert "Formal status was applied for" not in text(browser.get(f"/cases/{case}/"))
    refused = browser.post(f"/cases/{case}/happened/", {"event": "status.decided"}, follow=True)
    assert "Choose from the list what happened." in text(refused)


def test_where_nobody_decides_on_the_platform_the_team_writes_down_what_it_hears(db, monkeypatch):
    from hamroh.mechanism.editions.queries import current, in_force

    pack = current().pack
    without = [
        role.model_copy(update={"permissions": tuple(p for p in role.permissions if p != "status:decide")})
        for role in pack.roles
    ]
    elsewhere = in_force.InForce(
        current().id, 1, current().published_at, pack.model_copy(update={"roles": tuple(without)})
    )
    monkeypatch.setattr(in_force, "current", lambda: elsewhere)
    assert "status.applied" in elsewhere.written_by_hand() and elsewhere.done_by_hand("status_review")

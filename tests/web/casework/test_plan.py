"""The assistance plan through its pages: from the first goal to a new version, with two editors and on paper."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.plans import given

NOW = clock.now()


@pytest.fixture
def case_id(db):
    return given.given.case(now=clock.now())


def text(response):
    return response.content.decode()


def day(n=0):
    return (day_of(clock.now()) + timedelta(days=n)).isoformat()


def test_a_plan_is_written_agreed_and_approved_by_somebody_else(sign_in, case_id):
    browser, base = sign_in(cast.nigora), f"/cases/{case_id}/plan/"
    assert "Assistance plan" in text(browser.get(f"/cases/{case_id}/"))
    assert "No plan yet" in text(browser.get(base))
    refused = text(browser.post(f"{base}write/", {"seen": 0, "id": uuid7()}))
    assert "Write the day from which the plan runs." in refused
    page = browser.post(
        f"{base}write/", {"seen": 0, "id": uuid7(), "starts_on": day(), "review_on": day(60)}, follow=True
    )
    assert "No goal yet." in text(page)
    plan = given.plans(case_id)[0]
    empty = text(browser.post(f"{base}{plan.id}/goal/", {"seen": 0, "id": uuid7(), "words": " ", "need": "work"}))
    assert "in the person’s own words" in empty and 'value="work" selected' in empty
    goal = {"seen": 0, "id": uuid7(), "words": given.GOAL, "need": "work"}
    for _ in range(2):  # a second click
        assert given.GOAL in text(browser.post(f"{base}{plan.id}/goal/", goal, follow=True))
    assert len(given.plan(case_id, plan.id).goals) == 1
    step_url = f"{base}{plan.id}/goal/{goal['id']}/step/"
    late = {"seen": 0, "id": uuid7(), "what": given.STEP, "who": "person", "due": day(-1)}
    assert "This day has passed" in text(browser.post(step_url, late))
    assert given.STEP in text(browser.post(step_url, late | {"due": day(5)}, follow=True))
    number = given.plan(case_id, plan.id).number
    yes = {"seen": number, "how": "signature", "language": "tg", "on": day(1)}
    assert "still to come" in text(browser.post(f"{base}{plan.id}/agree/", yes))
    assert "waits for approval" in text(browser.post(f"{base}{plan.id}/agree/", yes | {"on": day()}, follow=True))
    assert browser.get(f"{base}{plan.id}/decide/").status_code == 404
    other = sign_in(cast.malika)
    assert "Approve or send back" in text(other.get(base))
    assert given.GOAL in text(other.get(f"{base}{plan.id}/decide/"))
    number = given.plan(case_id, plan.id).number
    page = text(other.post(f"{base}{plan.id}/decide/", {"seen": number, "decision": "approved"}, follow=True))
    assert "In force" in page and "Begin a change" not in page  # a supervisor writes nothing
    assert "A step of the assistance plan" in text(browser.get(f"/cases/{case_id}/"))


def test_sent_back_the_reason_stands_on_the_plan(sign_in, case_id):
    key, browser = given.agreed(case_id, NOW), sign_in(cast.malika)
    number = given.plan(case_id, key).number
    url = f"/cases/{case_id}/plan/{key}/decide/"
    assert "what is to change" in text(browser.post(url, {"seen": number, "decision": "returned", "reasons": ""}))
    browser.post(url, {"seen": number, "decision": "returned", "reasons": "Who pays the rent?"})
    assert "Who pays the rent?" in text(sign_in(cast.nigora).get(f"/cases/{case_id}/plan/"))


def test_the_second_of_two_editors_sees_both_and_chooses(sign_in, case_id):
    key = given.drafted(case_id, NOW)
    goal = given.first_goal(case_id, key)
    url = f"/cases/{case_id}/plan/{key}/goal/{goal.id}/"
    browser = sign_in(cast.nigora)
    typed = {"seen": goal.number, "words": "Mine.", "need": "work"}
    given.goal(case_id, key, NOW, goal_id=goal.id, seen=goal.number, words="Theirs.", need="housing")
    page = text(browser.post(url, typed))
    assert "Mine." in page and "Theirs." in page and "take-words" in page
    page = browser.post(url, typed | {"seen": goal.number + 1, "take-words": "on"}, follow=True)
    stands = given.first_goal(case_id, key)
    assert (stands.words, stands.need) == ("Theirs.", "work")


def test_one_press_takes_off_changes_and_takes_back(sign_in, case_id):
    browser, key = sign_in(cast.nigora), given.drafted(case_id, NOW)
    do = f"/cases/{case_id}/plan/{key}/do/"
    goal = given.first_goal(case_id, key)
    step = goal.steps[0]
    browser.post(do, {"act": "drop_step", "step": step.id, "seen": step.number})
    assert "No step yet." in text(browser.get(f"/cases/{case_id}/plan/"))
    page = text(browser.post(do, {"act": "drop_goal", "goal": goal.id, "seen": 0}, follow=True))
    assert "Somebody wrote meanwhile." in page
    browser.post(do, {"act": "drop_goal", "goal": goal.id, "seen": goal.number})
    assert given.plan(case_id, key).goals == ()
    assert browser.post(do, {"act": "burn"}).status_code == 404
    browser.post(do, {"act": "drop", "plan": key, "seen": 1})
    assert "Given up before it was in force" in text(browser.get(f"/cases/{case_id}/plan/"))


def test_in_force_it_is_reviewed_moved_on_changed_and_ended(sign_in, case_id):
    browser, key = sign_in(cast.nigora), given.in_force(case_id, NOW)
    base = f"/cases/{case_id}/plan/"
    goal = given.first_goal(case_id, key)
    refused = text(browser.post(f"{base}goal/{goal.id}/", {"seen": 0, "reached": "given_up", "on": day()}))
    assert "Write what the person said" in refused
    said = {"seen": 0, "reached": "under_way", "on": day(), "words": "Two flats seen."}
    assert "Two flats seen." in text(browser.post(f"{base}goal/{goal.id}/", said, follow=True))
    step = f"{base}step/{goal.steps[0].id}/"
    assert "Done" in text(browser.post(step, {"seen": 0, "done": "done", "on": day()}, follow=True))
    number = given.plan(case_id, key).number
    found = {"seen": number, "on": day(), "next_on": day(30), "words": "It goes well."}
    browser.post(f"{base}{key}/review/", found)
    new = uuid7()
    for _ in range(2):
        page = text(browser.post(f"{base}{key}/do/", {"act": "change", "id": new}, follow=True))
    assert "Version 2" in page and "Version 1" in page
    number = given.plan(case_id, key).number
    early = {"seen": number, "reason": "reached", "on": day(-5)}
    assert "The end stands before the start" in text(browser.post(f"{base}{key}/end/", early))
    browser.post(f"{base}{key}/end/", early | {"on": day()})
    history = text(browser.get(f"{base}history/"))
    assert "It goes well." in history and "Its goals were reached" in history and "N. Saidova" in history
    assert browser.get(f"{base}{key}/end/").status_code == 404


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_on_paper_it_is_neutral_outside_and_has_room_to_sign(sign_in, case_id, language):
    key, browser = given.in_force(case_id, NOW), sign_in(cast.nigora)
    response = browser.get(f"/cases/{case_id}/plan/{key}/paper/?language={language}")
    paper = PdfReader(io.BytesIO(response.content))
    outside, inside = (" ".join(sheet.extract_text().split()) for sheet in paper.pages[:2])
    assert paper.trailer["/Root"]["/Lang"] == language and "letter-" in response["Content-Disposition"]
    for word in ("plan", "goal", "нақша", "план", "Суғд", "Sughd", "Согд", "victim"):
        assert word not in outside.lower().replace("plan-", "")
    assert "зиндагӣ" in inside
    if language == "en":
        assert "Signature or thumb print" in inside and "the help that you get does not depend on it" in inside


@pytest.mark.parametrize("path", ["", "history/", "write/"])
def test_the_pages_are_not_there_for_strangers(sign_in, case_id, path):
    given.in_force(case_id, NOW)
    for stranger in (cast.sitora, cast.gulnora, cast.farrukh):
        assert sign_in(stranger).get(f"/cases/{case_id}/plan/{path}").status_code == 404


def test_no_goal_stands_in_a_title_or_an_address(sign_in, case_id):
    given.in_force(case_id, NOW)
    page = text(sign_in(cast.nigora).get(f"/cases/{case_id}/plan/"))
    title = page[page.index("<title>") : page.index("</title>")]
    assert "зиндагӣ" not in title and "TJ-" in title

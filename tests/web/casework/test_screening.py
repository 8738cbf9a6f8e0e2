"""The pages of a screening through HTTP: prepare, ask, stop, decide."""

import json
import re

import pytest
from django.utils.html import escape

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.identification.access import open_screening
from hamroh.casework.identification.actions.screening import finish_screening, save_answers, start_screening
from hamroh.casework.identification.queries import decisions_of, newest_screening
from hamroh.casework.identification.rules import pre_interview_checklist
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting

ALL = [item.id for item in pre_interview_checklist()]
LANGUAGES = ["tg", "en"]


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now()).pk


@pytest.fixture
def begun(case_id):
    with acting(cast.nigora) as actor:
        start_screening(
            actor, id=uuid7(), case_id=case_id, confirmed=ALL, language="tg", interpreter=False, now=clock.now()
        )
    return case_id


def url(case_id, more=""):
    return f"/cases/{case_id}/screening/{more}"


def answers(case_id):
    with acting(cast.nigora) as actor:
        screening = newest_screening(open_screening(actor, case_id, "screening:fill"))
        return screening.answers if screening else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_stands_before_the_first_question(case_id, sign_in, language):
    browser = sign_in(cast.nigora, language)
    page = browser.get(url(case_id)).content.decode()
    assert f'lang="{language}"' in page
    assert all(escape(item.text[language]) in page for item in pre_interview_checklist())
    sent = {"id": uuid7(), "confirmed": ALL, "language": "tg"}
    assert browser.post(url(case_id), sent).status_code == 302
    assert 'name="q.D1.01"' in browser.get(url(case_id)).content.decode()


def asked(browser, case_id, **changed):
    sent = {"id": uuid7(), "confirmed": ALL, "language": "tg", "indicator_set": "ilo-adult-labour"}
    return browser.post(url(case_id), sent | changed)


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_lists_and_prompts_are_offered_with_the_published_list_chosen(case_id, sign_in, language):
    page = sign_in(cast.nigora, language).get(url(case_id)).content.decode()
    lists = re.findall(r'name="indicator_set" value="([a-z-]+)"', page)
    assert lists == ["ilo-adult-labour", "ilo-adult-sexual"]
    assert re.search(r'value="ilo-adult-labour"[^>]* checked', page)
    prompts = re.findall(r'name="context_sets" value="([a-z-]+)"', page)
    assert prompts == ["general-prompts", "returned-migrants", "cotton-harvest", "border"]
    assert not re.search(r'name="context_sets"[^>]* checked', page)


def test_prompts_are_asked_after_the_list_and_count_in_nothing(case_id, sign_in):
    browser = sign_in(cast.nigora)
    asked(browser, case_id, context_sets=["border", "returned-migrants"])
    assert "Part 1 of 8" in browser.get(url(case_id)).content.decode()
    page = browser.get(url(case_id, "?step=7")).content.decode()
    assert "Returned migrants" in page and "they count in nothing" in page and "Ask in your own words" in page
    every = {f"q.rm-{n:02}": "yes" for n in range(1, 13)}
    assert browser.post(url(case_id, "?step=7"), every | {"seen": "{}"}).url.endswith("?step=8")
    browser.post(url(case_id, "?step=8"), {"q.br-01": "no", "seen": "{}", "act": "finish"})
    page = browser.get(f"/cases/{case_id}/decision/").content.decode()
    assert "No dimension positive on what was answered" in page
    assert "Heard, not counted" in page and "Did somebody else arrange your journey or your work?" in page
    assert "At the border" not in page.split("Heard, not counted")[1].split("</ul>")[1].split("<form")[0]


def test_a_draft_is_asked_as_prompts_and_its_decision_page_shows_nothing(case_id, sign_in):
    browser = sign_in(cast.nigora)
    asked(browser, case_id, indicator_set="ilo-adult-sexual")
    page = browser.get(url(case_id)).content.decode()
    assert "Part 1 of 1" in page and 'name="q.D5.51"' in page and "weights are not set" in page
    browser.post(url(case_id, "?step=1"), {"q.D5.51": "yes", "seen": "{}", "act": "finish"})
    page = browser.get(f"/cases/{case_id}/decision/").content.decode()
    assert "Weights are not set: this list shows nothing. Decide by what you hear." in page
    assert "heard, not counted" in page and "How a dimension is counted" not in page
    assert page.count('name="outcome"') == 3


def test_a_list_for_somebody_else_is_refused_at_its_field(case_id, sign_in):
    page = asked(sign_in(cast.nigora), case_id, indicator_set="ilo-child-labour").content.decode()
    assert "govuk-error-summary" in page
    assert answers(case_id) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_screens_a_child_reads_the_rule_of_a_suspected_guardian(db, sign_in, language):
    with acting(cast.nigora) as actor:
        child = open_new_case(actor, id=uuid7(), child=True, code_only=True, now=clock.now()).pk
    browser = sign_in(cast.nigora, language)
    rule = {"en": "is never asked and never told", "tg": "ҳеҷ гоҳ пурсида намешавад"}[language]
    assert rule in browser.get(url(child)).content.decode()
    asked(browser, child, indicator_set="ilo-child-labour")
    assert rule in browser.get(url(child)).content.decode()


def test_the_decision_says_by_which_rule_a_dimension_is_shown(begun, sign_in):
    browser = sign_in(cast.nigora)
    browser.post(url(begun), {"q.D5.46": "yes", "q.D5.47": "yes", "seen": "{}", "act": "finish"})
    page = browser.get(f"/cases/{begun}/decision/").content.decode()
    assert "2 strong: Confiscation of documents; Debt bondage" in page
    assert "By the rule: 2 strong." in page
    assert "at least: 2 strong; or 1 strong, 1 of any weight; or 3 medium; or 2 medium, 1 weak." in page


def test_what_is_not_confirmed_is_said_and_what_was_ticked_stays(case_id, sign_in):
    page = sign_in(cast.nigora).post(url(case_id), {"id": uuid7(), "confirmed": ["harm"], "language": "ru"})
    text = page.content.decode()
    assert "govuk-error-summary" in text
    assert 'value="harm" id="id_confirmed_0" checked' in text or 'id="id_confirmed_0" checked' in text
    assert '<option value="ru" selected>' in text
    assert answers(case_id) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_asks_one_dimension_and_goes_on(begun, sign_in, language):
    browser = sign_in(cast.nigora, language)
    page = browser.get(url(begun, "?step=1")).content.decode()
    assert "q.D1.01" in page
    assert "q.D2.11" not in page
    answer = browser.post(url(begun, "?step=1"), {"q.D1.01": "yes", "q.D1.02": "not_said", "seen": "{}", "act": "next"})
    assert answer.url.endswith("?step=2")
    assert answers(begun) == {"D1.01": "yes", "D1.02": "not_said"}


def test_what_is_answered_is_shown_again(begun, sign_in):
    browser = sign_in(cast.nigora)
    browser.post(url(begun, "?step=1"), {"q.D1.01": "yes", "seen": "{}", "act": "next"})
    page = browser.get(url(begun, "?step=1")).content.decode()
    assert 'name="q.D1.01" id="id_q.D1.01_0" value="yes" checked' in page


def test_saving_as_it_is_typed_answers_with_a_sentence(begun, sign_in):
    answer = sign_in(cast.nigora).post(url(begun, "?step=1&quiet=1"), {"q.D1.03": "no", "seen": "{}"})
    assert answer.status_code == 200
    assert answer.content.decode().startswith("Saved at ")
    assert answers(begun) == {"D1.03": "no"}


@pytest.mark.parametrize("typed", [{"q.D9.99": "yes"}, {"q.D1.01": "perhaps"}])
def test_a_forged_sign_or_answer_is_refused_and_nothing_is_kept(begun, sign_in, typed):
    page = sign_in(cast.nigora).post(url(begun, "?step=1"), typed | {"q.D1.02": "no", "seen": "{}"})
    assert "govuk-error-summary" in page.content.decode()
    assert 'name="q.D1.02" id="id_q.D1.02_1" value="no" checked' in page.content.decode()
    assert answers(begun) == {}


def test_a_colleagues_answer_is_told_and_not_lost(begun, sign_in):
    from hamroh.casework.cases.access import open_case
    from hamroh.casework.cases.actions import join_team

    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, begun), user_id=cast.sitora.id, role="case-manager", now=clock.now())
    sign_in(cast.sitora).post(url(begun, "?step=1"), {"q.D1.01": "no", "q.D1.04": "yes", "seen": "{}"})
    sent = {"q.D1.01": "yes", "q.D1.02": "no", "seen": json.dumps({})}
    page = sign_in(cast.nigora).post(url(begun, "?step=1"), sent, follow=True)
    assert "A colleague had answered 1 of these signs" in page.content.decode()
    assert answers(begun) == {"D1.01": "yes", "D1.02": "no", "D1.04": "yes"}


def test_stopping_keeps_everything_and_leads_away(begun, sign_in):
    answer = sign_in(cast.nigora).post(url(begun, "?step=1"), {"q.D1.01": "yes", "seen": "{}", "act": "stop"})
    assert answer.url == f"/cases/{begun}/"
    assert answers(begun) == {"D1.01": "yes"}


def finished(case_id):
    with acting(cast.nigora) as actor:
        save_answers(actor, case_id=case_id, answers={"D1.01": "yes", "D1.02": "yes", "D2.13": "yes"}, now=clock.now())
        finish_screening(actor, case_id=case_id, now=clock.now())


def test_enough_leads_to_the_decision(begun, sign_in):
    browser = sign_in(cast.nigora)
    answer = browser.post(url(begun, "?step=2"), {"seen": "{}", "act": "finish"})
    assert answer.url == f"/cases/{begun}/decision/"
    assert browser.get(url(begun)).url == answer.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_decision_page_says_why_and_preselects_nothing(begun, sign_in, language):
    finished(begun)
    page = sign_in(cast.nigora, language).get(f"/cases/{begun}/decision/").content.decode()
    assert page.count('name="outcome"') == 3
    assert " checked" not in page
    said = re.sub(
        r'<details class="govuk-details hm-clauses.*?</details>', "", page, flags=re.S
    )  # a clause forbids the words
    assert "not a victim" not in said.lower()


def test_a_decision_without_a_reason_says_so_and_keeps_the_choice(begun, sign_in):
    finished(begun)
    page = sign_in(cast.nigora).post(f"/cases/{begun}/decision/", {"outcome": "insufficient", "reason": " "})
    text = page.content.decode()
    assert "Write why." in text
    assert 'value="insufficient" checked' in text


def test_the_reason_typed_stays_when_nothing_was_chosen(begun, sign_in):
    finished(begun)
    page = sign_in(cast.nigora).post(f"/cases/{begun}/decision/", {"reason": "Afraid to go back."})
    assert "Choose what you decide." in page.content.decode()
    assert "Afraid to go back." in page.content.decode()


def test_deciding_writes_one_decision_and_the_page_shows_it(begun, sign_in):
    finished(begun)
    browser = sign_in(cast.nigora)
    for _ in range(2):
        answer = browser.post(f"/cases/{begun}/decision/", {"outcome": "presumed", "reason": "Afraid to go back."})
        assert answer.status_code == 302
    with acting(cast.nigora) as actor:
        assert len(decisions_of(open_screening(actor, begun, "screening:decide"))) == 1
    assert "Afraid to go back." in browser.get(f"/cases/{begun}/decision/").content.decode()


@pytest.mark.parametrize("stranger", [cast.anahita, cast.sitora, cast.rustam, cast.gulnora, cast.zebo, cast.farrukh])
@pytest.mark.parametrize("page", ["screening", "decision"])
def test_strangers_find_no_page(begun, sign_in, stranger, page):
    browser = sign_in(stranger)
    assert browser.get(f"/cases/{begun}/{page}/").status_code == 404
    assert browser.post(f"/cases/{begun}/{page}/", {"q.D1.01": "yes"}).status_code == 404
    assert answers(begun) == {}


def test_a_forged_case_is_not_here(begun, sign_in):
    browser = sign_in(cast.nigora)
    assert browser.get(url(uuid7())).status_code == 404
    assert browser.get(f"/cases/{uuid7()}/decision/").status_code == 404


def test_supervision_decides_and_does_not_fill(begun, sign_in):
    finished(begun)
    browser = sign_in(cast.malika)
    assert browser.get(url(begun)).status_code == 404
    assert browser.get(f"/cases/{begun}/decision/").status_code == 200

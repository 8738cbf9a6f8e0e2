"""Families and groups through HTTP: thirty people in one act, a line each; links that say nothing to others."""

import re

import pytest

from hamroh.casework.cases.models import Case
from hamroh.casework.kinship import queries
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.kinship import given
from tests.casework.kinship.test_families import code_of_any, opened
from tests.cast import acting

LANGUAGES = ["tg", "en"]


@pytest.fixture
def case_id(db):
    return given.new_case(child=False, now=clock.now())


def all_of(page):
    """What a page would send: hidden keys and counts."""
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def filled(page, people, **changed):
    values = all_of(page) | {"all-name": "Cotton", "all-work": "farm", "all-place": "By the canal"}
    for place in range(people):
        values |= {f"person-{place}-age_band": "adult", f"person-{place}-sex": "male", f"person-{place}-language": "tg"}
    return values | changed


@pytest.mark.parametrize("language", LANGUAGES)
def test_thirty_people_are_entered_in_one_act_and_followed_in_one_list(db, sign_in, language):
    browser = sign_in(cast.nigora, language)
    page = browser.get("/cases/group/?people=30").content.decode()
    sent = filled(page, 28, **{"person-3-danger": "on", "person-5-age_band": "child"})
    for _ in range(2):
        answer = browser.post("/cases/group/?people=30", sent)
        assert answer.status_code == 302
    assert Case.objects.using("owner").count() == 28
    shown = browser.get(answer.url).content.decode()
    assert "Cotton" in shown
    assert shown.count("<tr>") == 29
    assert "By the canal" in shown
    title = re.search(r"<title>(.*?)</title>", shown, re.S).group(1)
    assert "Cotton" not in title


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_in_one_line_opens_nothing_and_keeps_what_was_typed(db, sign_in, language):
    browser = sign_in(cast.nigora, language)
    page = browser.get("/cases/group/").content.decode()
    sent = filled(page, 3, **{"person-1-age_band": "", "person-1-name": "Зулфия", "all-name": ""})
    refused = browser.post("/cases/group/", sent).content.decode()
    assert 'href="#id_person-1-age_band"' in refused
    assert 'href="#id_all-name"' in refused
    assert 'value="Зулфия"' in refused
    assert "By the canal" in refused
    assert not Case.objects.using("owner").exists()


def test_more_lines_keep_what_was_typed_and_call_nothing_wrong(db, sign_in):
    browser = sign_in(cast.nigora)
    sent = filled(browser.get("/cases/group/").content.decode(), 2, more="1", how_many="7")
    page = browser.post("/cases/group/", sent).content.decode()
    assert 'name="person-11-age_band"' in page
    assert 'name="person-12-age_band"' not in page
    assert 'value="Cotton"' in page
    assert "govuk-error-summary" not in page
    keys = all_of(page)
    assert keys["person-0-id"] == sent["person-0-id"]
    assert keys["group"] == sent["group"]


def test_nobody_is_no_group_and_one_person_is_a_case(db, sign_in):
    browser = sign_in(cast.nigora)
    page = browser.get("/cases/group/?people=999999").content.decode()
    assert 'name="person-59-age_band"' not in page or 'name="person-60-age_band"' not in page
    for people in (0, 1):
        assert browser.post("/cases/group/", filled(page, people)).status_code == 200
    assert not Case.objects.using("owner").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_relatives_links_and_groups_stand_on_one_page(case_id, sign_in, language):
    browser, other = sign_in(cast.nigora, language), given.new_case(child=False, now=clock.now())
    family = f"/cases/{case_id}/family/"
    assert f'href="{family}relative/"' in browser.get(family).content.decode()
    said = {"id": uuid7(), "seen": 0, "relation": "spouse", "name": "Davron", "must_not_know": "on"}
    assert browser.post(f"{family}relative/", said | {"relation": ""}).status_code == 200
    assert browser.post(f"{family}relative/", said).status_code == 302
    linked = {"id": uuid7(), "code": code_of_any(other), "relation": "sibling"}
    assert browser.post(f"{family}link/", linked | {"code": "nonsense"}).status_code == 200
    assert browser.post(f"{family}link/", linked).status_code == 302
    grouped = {"id": uuid7(), "code": code_of_any(other), "name": "Cotton"}
    assert browser.post(f"{family}group/", grouped | {"name": ""}).status_code == 200
    answer = browser.post(f"{family}group/", grouped)
    assert answer.status_code == 302
    page = browser.get(family).content.decode()
    for words in ("Davron", code_of_any(other), "Cotton"):
        assert words in page
    assert answer.url in page


def test_what_holds_for_all_is_changed_and_the_case_leaves(case_id, sign_in):
    browser, other = sign_in(cast.nigora), given.new_case(child=False, now=clock.now())
    group = browser.post(
        f"/cases/{case_id}/family/group/", {"id": uuid7(), "code": code_of_any(other), "name": "Cotton"}
    ).url
    facts = {"seen": 1, "name": "Cotton", "work": "farm", "recruiter": "Ustod", "since": "2026-01-05"}
    assert browser.post(f"{group}facts/", facts | {"until": "2025-01-01"}).status_code == 200
    assert browser.post(f"{group}facts/", facts).status_code == 302
    assert "Ustod" in browser.get(group).content.decode()
    assert "Ustod" in browser.get(f"{group}history/").content.decode()
    assert browser.post(f"{group}leave/", {"why": ""}).status_code == 200
    assert browser.post(f"{group}leave/", {"why": "wish"}).status_code == 302
    assert browser.get(group).status_code == 404


def test_the_other_team_learns_of_a_link_only_when_this_one_lets_it(case_id, sign_in):
    browser, other = sign_in(cast.nigora), given.new_case(child=False, now=clock.now())
    browser.post(f"/cases/{case_id}/family/link/", {"id": uuid7(), "code": code_of_any(other), "relation": "sibling"})
    with acting(cast.nigora) as actor:
        (link,) = queries.links_of(actor, opened(actor, case_id))
    here = f"/cases/{case_id}/family/link/{link.id}/"
    assert browser.post(f"{here}tell/", {"tell": "yes"}).status_code == 302
    with acting(cast.nigora) as actor:
        assert queries.links_of(actor, opened(actor, case_id))[0].tells
    assert browser.get(f"{here}tell/").status_code == 405
    assert browser.post(f"{here}end/").status_code == 302
    assert code_of_any(other) not in browser.get(f"/cases/{case_id}/family/").content.decode()

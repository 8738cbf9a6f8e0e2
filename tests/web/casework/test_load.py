"""Load and risk, and the hand-over of a load, through HTTP."""

import re

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import mark, recuse
from hamroh.kernel import clock
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting
from tests.web.casework.test_cases import queries_of


@pytest.fixture
def cases(db):
    return [given.case(now=clock.now()) for _ in range(2)]


def code_of(case_id):
    with acting(cast.malika) as actor:
        return open_case(actor, case_id).code


def test_each_number_leads_to_its_cases(sign_in, cases):
    with acting(cast.nigora) as actor:
        mark(open_case(actor, cases[0]), risk="high")
    browser = sign_in(cast.malika)
    page = browser.get("/load/").content.decode()
    assert cast.nigora.short_name in page
    assert cast.sitora.short_name in page  # has none, and could take some
    high = re.search(r'href="(/cases/\?show=high[^"]+)"', page)[1].replace("&amp;", "&")
    listed = browser.get(high).content.decode()
    assert code_of(cases[0]) in listed
    assert code_of(cases[1]) not in listed


@pytest.mark.parametrize("language", ["tg", "en"])
def test_a_colleague_who_left_is_told_apart(sign_in, cases, language):
    from hamroh.mechanism.membership.models import Post

    held = Post.objects.using("owner").filter(user_id=cast.nigora.id)
    held.update(until=clock.now())
    try:
        page = sign_in(cast.malika, language).get("/load/").content.decode()
        assert 'class="hm-load__gone"' in page
        listed = sign_in(cast.malika).get(f"/load/{cast.nigora.id}/").content.decode()
        assert "works here no more" in listed
    finally:
        held.update(until=None)


def test_more_cases_cost_no_more_queries(sign_in, cases):
    browser = sign_in(cast.malika)
    few = {address: len(queries_of(browser, address)) for address in ("/load/", f"/load/{cast.nigora.id}/")}
    for _ in range(15):
        given.case(now=clock.now())
    assert {address: len(queries_of(browser, address)) for address in few} == few


def test_a_load_is_looked_at_and_then_given(sign_in, cases):
    browser, address = sign_in(cast.malika), f"/load/{cast.nigora.id}/"
    first = browser.get(address).content.decode()
    assert first.count(" checked") == 2
    sent = {"to": str(cast.sitora.id), "reason": "leaves", "cases": [str(id) for id in cases]}
    shown = browser.post(address, sent | {"act": "look"}).content.decode()
    assert "This will happen" in shown
    assert "gets 2 cases:" in shown
    assert sign_in(cast.nigora).get(f"/cases/{cases[0]}/").status_code == 200
    done = browser.post(address, sent | {"act": "give"}, follow=True).content.decode()
    assert "2 cases are handed over." in done
    assert sign_in(cast.nigora).get(f"/cases/{cases[0]}/").status_code == 404
    assert sign_in(cast.sitora).get(f"/cases/{cases[0]}/").status_code == 200
    story = sign_in(cast.sitora).get(f"/cases/{cases[0]}/").content.decode()
    assert "The case was handed over to a colleague" in story
    assert "The colleague leaves the organisation" in story


def test_one_case_goes_to_somebody_else(sign_in, cases):
    browser, address = sign_in(cast.malika), f"/load/{cast.nigora.id}/"
    sent = {"to": str(cast.sitora.id), "reason": "load", "cases": [str(id) for id in cases]}
    browser.post(address, sent | {"act": "give", f"to-{cases[1]}": str(cast.malika.id)})
    assert sign_in(cast.sitora).get(f"/cases/{cases[0]}/").status_code == 200
    assert sign_in(cast.sitora).get(f"/cases/{cases[1]}/").status_code == 404


def test_what_stands_in_the_way_is_said_and_what_was_chosen_stays(sign_in, cases):
    with acting(cast.malika) as actor:
        recuse(actor, case_id=cases[1], user_id=cast.sitora.id, reason="kin", now=clock.now())
    browser, address = sign_in(cast.malika), f"/load/{cast.nigora.id}/"
    sent = {"to": str(cast.sitora.id), "reason": "leaves", "cases": [str(cases[1])], "act": "give"}
    page = browser.post(address, sent).content.decode()
    assert "this colleague cannot work on it. Give it to another." in page
    assert page.count(" checked") == 2  # the reason, and the one case
    nothing = browser.post(address, {"act": "look"}).content.decode()
    assert "Tick at least one case." in nothing


@pytest.mark.parametrize("near_miss", [cast.nigora, cast.gulnora, cast.anahita, cast.zebo])
def test_nobody_else_sees_the_load(sign_in, cases, near_miss):
    assert sign_in(near_miss).get("/load/").status_code == 404
    assert sign_in(near_miss).get(f"/load/{cast.nigora.id}/").status_code == 404


@pytest.mark.parametrize("stranger", [cast.anahita, cast.sitora, cast.rustam])
def test_of_who_has_no_case_here_there_is_no_load(sign_in, cases, stranger):
    assert sign_in(cast.malika).get(f"/load/{stranger.id}/").status_code == 404

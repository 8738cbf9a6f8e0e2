"""The timeline of a long case through HTTP."""

import re

import pytest

from tests import cast
from tests.casework.cases.long_file import lengthen
from tests.casework.referrals import given
from tests.web.casework.test_cases import queries_of


@pytest.fixture
def case_id(db):
    return given.case()


def entries_on(page):
    return page.count("<li><time") + page.count('<li class="is-person"')


def test_a_long_case_shows_its_newest_entries_and_the_way_to_the_older(sign_in, case_id):
    lengthen(case_id, 500)
    page = sign_in(cast.nigora).get(f"/cases/{case_id}/").content.decode()
    assert entries_on(page) == 12
    assert f'href="/cases/{case_id}/timeline/"' in page


def test_older_entries_are_reached_page_by_page(sign_in, case_id):
    lengthen(case_id, 60)
    browser, address = sign_in(cast.nigora), f"/cases/{case_id}/timeline/"
    first = browser.get(address).content.decode()
    older = re.search(r'rel="next" href="(\?before=[^"]+)"', first)[1]
    second = browser.get(address + older).content.decode()
    assert entries_on(first) == 40
    assert entries_on(second) >= 20
    assert 'rel="next"' not in second


def test_a_kind_is_kept_from_page_to_page(sign_in, case_id):
    lengthen(case_id, 300)
    browser, address = sign_in(cast.nigora), f"/cases/{case_id}/timeline/"
    page = browser.get(f"{address}?kind=person").content.decode()
    older = re.search(r'rel="next" href="\?(kind=person&amp;before=[^"]+)"', page)[1].replace("&amp;", "&")
    second = browser.get(f"{address}?{older}").content.decode()
    assert entries_on(second) == second.count('class="is-person"') == 10


@pytest.mark.parametrize("address", ["?kind=story", "?before=yesterday_1", "?before=2026-01-01_1"])
def test_an_address_nobody_of_ours_wrote_leads_nowhere(sign_in, case_id, address):
    assert sign_in(cast.nigora).get(f"/cases/{case_id}/timeline/{address}").status_code == 404


@pytest.mark.parametrize("page", ["", "timeline/", "timeline/?kind=sharing", "print/"])
def test_a_case_of_many_years_costs_no_more_queries(sign_in, case_id, page):
    browser, address = sign_in(cast.nigora), f"/cases/{case_id}/{page}"
    lengthen(case_id, 20)
    few = queries_of(browser, address)
    lengthen(case_id, 400)
    assert len(queries_of(browser, address)) == len(few)

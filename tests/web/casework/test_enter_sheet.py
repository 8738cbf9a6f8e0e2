"""A filled sheet is typed in: by the code that it bears, into the case it names, in the order of the paper."""

from datetime import timedelta

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case, recuse
from hamroh.casework.responses.access import open_response
from hamroh.casework.responses.queries import responses_of
from hamroh.foundation.forms.definition.numbers import numbers_of
from hamroh.foundation.forms.queries import definition_of
from hamroh.foundation.forms.rules import without
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from hamroh.web.casework.form_page import page_of
from hamroh.web.shell.paper.codes import paper_code
from tests import cast
from tests.casework.responses.forms import TALK, in_every_edition, kept
from tests.cast import acting

ADDRESS = "/cases/sheet/"


@pytest.fixture
def talk(db):
    version = kept()
    with in_every_edition(version):
        yield version


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())


def typed(version, case, **more):
    on = day_of(clock.now()) - timedelta(days=2)
    sheet = {"id": str(uuid7()), "sheet": paper_code(definition_of(version), "ru", 2), "case": case.code}
    return sheet | {"filled_on": on.isoformat()} | more


def of_case(case):
    with acting(cast.nigora) as actor:
        return responses_of(open_case(actor, case.pk))


def opened_of(case):
    with acting(cast.nigora) as actor:
        return [open_response(actor, row.id).response for row in responses_of(open_case(actor, case.pk))]


def test_the_sheet_opens_as_one_page_with_the_numbers_of_the_paper(sign_in, talk, case):
    browser = sign_in(cast.nigora, "en")
    answer = browser.post(ADDRESS, typed(talk, case), follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200 and "?at=all" in answer.redirect_chain[-1][0]
    numbers = numbers_of(definition_of(talk))
    shown = [page.index(f">{numbers[name]}") for name in ("given", "age", "paid", "story")]
    assert shown == sorted(shown)
    [response] = opened_of(case)
    assert (response.medium, response.language) == ("paper", "ru")
    assert response.collected_at < clock.now() - timedelta(days=1)


def test_a_second_click_begins_no_second_form(sign_in, talk, case):
    browser, sent = sign_in(cast.nigora), typed(talk, case)
    assert browser.post(ADDRESS, sent).url == browser.post(ADDRESS, sent).url
    assert len(of_case(case)) == 1


def test_a_code_that_no_sheet_bears_is_said_where_it_was_typed(sign_in, talk, case):
    answer = sign_in(cast.nigora, "en").post(ADDRESS, typed(talk, case, sheet="talk/999-aaaa/ru"))
    page = answer.content.decode()
    assert (
        answer.status_code == 200
        and "There is no such sheet here." in page
        and "talk/999-aaaa/ru" in page
        and case.code in page
    )
    assert not of_case(case)


def test_a_case_one_is_barred_from_is_as_if_there_were_none(sign_in, talk, case):
    with acting(cast.nigora) as actor:
        recuse(actor, case_id=case.pk, user_id=cast.nigora.id, reason="kin", now=clock.now())
    page = sign_in(cast.nigora, "en").post(ADDRESS, typed(talk, case)).content.decode()
    assert "No case of yours has this code." in page


def test_a_day_that_has_not_come_is_refused(sign_in, talk, case):
    ahead = (day_of(clock.now()) + timedelta(days=3)).isoformat()
    page = sign_in(cast.nigora, "en").post(ADDRESS, typed(talk, case, filled_on=ahead)).content.decode()
    assert "The day has not come yet" in page and not of_case(case)


def test_an_older_sheet_is_typed_in_by_the_version_it_was_printed_from(sign_in, case):
    old = kept()
    new = kept(TALK | {"settings": [{"form_title": "Newer", "version": "77"}]})
    with in_every_edition(new):
        sign_in(cast.nigora).post(ADDRESS, typed(old, case))
        [response] = opened_of(case)
        assert response.version_id == old.pk != new.pk


def test_the_numbers_are_those_of_the_paper_for_whoever_may_not_open_a_part(talk):
    whole = definition_of(talk)
    seen = without(whole, frozenset({"identity"}))
    page = page_of(seen, {}, "en", "paper", now=clock.now(), whole=whole)
    numbers = numbers_of(whole)
    shown = {one.path: one.number for one in page.asked()}
    assert "story" in shown and all(numbers[path] == number for path, number in shown.items())
    assert numbers_of(seen)["story"] != numbers["story"]

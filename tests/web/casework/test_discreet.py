"""Before a text is kept that others will read, the page asks when it seems to tell who it is."""

import re

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.people.actions import write_identity
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting

ASKED = "seems to contain"


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        write_identity(actor, case=open_case(actor, case.pk, "identity"), given="Зарина", now=clock.now())
    return case


def pages(case) -> dict[str, tuple[str, dict[str, str]]]:
    """By section the address and a form in which one text tells the name."""
    with acting(cast.nigora) as actor:
        from hamroh.casework.support.queries import need_words, risk_words

        need, risk = next(iter(need_words(case.edition_id))), next(iter(risk_words(case.edition_id)))
        assert open_case(actor, case.pk)
    return {
        "need": (
            f"/cases/{case.pk}/needs/{need}/",
            {"present": "yes", "wanted": "yes", "state": "not_met", "note": "Zarina needs a coat."},
        ),
        "risk": (
            f"/cases/{case.pk}/risk/assess/",
            {f"level_{risk}": "high", f"reason_{risk}": "They look for Zarina."},
        ),
        "ground": (f"/cases/{case.pk}/consent/?kind=risk_to_life", {"why": "Zarina was followed home."}),
    }


def answer_to(browser, case, section, **more):
    address, typed = pages(case)[section]
    return browser.post(address, typed | more).content.decode()


@pytest.mark.parametrize("section", ["need", "risk", "ground"])
def test_the_page_asks_and_keeps_what_was_typed(sign_in, case, section):
    page = answer_to(sign_in(cast.nigora), case, section)
    assert ASKED in page and "Zarina" in page
    assert re.search(r'name="anyway"', page)


def test_words_that_the_writer_keeps_are_kept_and_that_is_recorded(sign_in, case):
    browser = sign_in(cast.nigora)
    page = answer_to(browser, case, "need")
    anyway = re.search(r'name="anyway" value="(\w+)"|value="(\w+)"[^>]*name="anyway"', page)
    address, typed = pages(case)["need"]
    tick = anyway.group(1) or anyway.group(2)
    assert browser.post(address, typed | {"anyway": tick}).status_code == 302
    assert Entry.objects.using("owner").filter(verb="text.kept_anyway", case_id=case.pk).count() == 1


def test_an_ordinary_text_is_not_asked_about(sign_in, case):
    address, typed = pages(case)["need"]
    assert sign_in(cast.nigora).post(address, typed | {"note": "A warm coat."}).status_code == 302

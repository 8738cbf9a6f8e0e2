"""A form in a real browser: the published form of the case data standard, two languages, conditions with the script."""

import pytest
from django.conf import settings
from django.db import connections

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.responses.access import open_response
from hamroh.casework.responses.queries import answers_of
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.responses.forms import PAPERS, TALK, in_every_edition, kept
from tests.cast import acting
from tests.walks.steps import here
from tests.walks.walker import Walker


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=False, now=clock.now()).pk


def answers(walker):
    response = here(walker).split("/")[4]
    with acting(cast.nigora) as actor:
        return answers_of(open_response(actor, response))


def begun(walker, case_id, form, language):
    """From the list, if the edition itself asks it; the forms of tests are in no edition."""
    if form == "htcds":
        walker.go(f"/cases/{case_id}/forms/").press(f"main a[href$='/forms/{form}/new/']")
    else:
        walker.go(f"/cases/{case_id}/forms/{form}/new/")
    return walker.choose(language=language).press("main button.govuk-button")


def press(walker, act):
    return walker.press(f"main button[name=act][value='{act}']:not(.hm-vh)")


def path_of(walker):
    return walker.page.get_attribute("[data-q][data-widget]:not([hidden])", "data-q")


@pytest.mark.walk
def test_the_form_of_the_standard_is_filled_in_two_languages_and_stands_in_the_case(chromium, address, shots, case_id):
    manager = Walker(chromium, address, cast.nigora, language="ru", shots=shots)
    begun(manager, case_id, "htcds", "ru")
    assert path_of(manager) == "con_Consent"
    press(manager, "next")
    press(manager, "next")
    manager.write(prs_First_Name="Зулфия")
    press(manager, "language:tg")
    assert manager.page.locator("#main label").first.inner_text() == "Ном"
    assert manager.page.input_value("[name=prs_First_Name]") == "Зулфия"
    press(manager, "stop")
    press(
        manager.go(f"/cases/{case_id}/forms/").press("main a[href^='/cases/'][href*='/forms/']:not([href$='new/'])"),
        "next",
    )
    manager.write(prs_Second_Name="Раҳимова")
    press(manager, "next")
    manager.write(**{"prs_Birthdate.d": "5", "prs_Birthdate.m": "3", "prs_Birthdate.y": "1996"})
    press(manager, "next")
    manager.choose(prs_Gender="Feminine")
    press(manager, "next")
    manager.pick(prs_Citizenship="TJ")
    manager.page.wait_for_function("document.querySelector('[data-saved]').textContent.match(/\\d\\d:\\d\\d/)")
    press(manager, "check")
    response = here(manager)
    assert "Зулфия" not in manager.everything()
    manager.press("main form[method=post] button.govuk-button")
    manager.go(response)
    assert "Тоҷикистон" in manager.everything()
    with acting(cast.nigora) as actor:
        kept_answers = answers_of(open_response(actor, response.split("/")[4]))
    assert kept_answers["prs_First_Name"] == "Зулфия"
    assert kept_answers["prs_Birthdate"] == "1996-03-05"
    assert not manager.complaints


@pytest.mark.walk
def test_with_the_script_a_condition_follows_what_is_ticked_and_nothing_typed_is_lost(
    chromium, address, shots, case_id
):
    with in_every_edition(kept(TALK), kept(PAPERS, "papers")):
        manager = Walker(chromium, address, cast.nigora, language="en", shots=shots)
        begun(manager, case_id, "papers", "en")
        press(manager, "next")
        holds = manager.page.locator("[name=who_holds]")
        assert not holds.is_visible()
        manager.choose(taken="yes")
        assert holds.is_visible()
        assert manager.page.locator("output[data-ref=taken]").inner_text() == "Yes"
        manager.look("form-page", phone=True)
        manager.choose(taken="no")
        assert not holds.is_visible()
        manager.choose(taken="yes").write(who_holds="The driver")
        manager.page.wait_for_timeout(600)  # until it is sealed on the device
        kept_here = manager.page.evaluate("JSON.stringify({...sessionStorage})")
        assert "hamroh-form:" in kept_here
        assert "driver" not in kept_here
        manager.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        press(manager, "next")  # signed out meanwhile: led to sign in
        assert "/sign-in/" in manager.page.url
        with connections["owner"].cursor() as cursor:  # a code works once
            cursor.execute("UPDATE mfa_authenticator SET data = jsonb_set(data::jsonb, '{last_step}', '0')")
        manager.sign_in(cast.nigora)
        manager.go(f"/cases/{case_id}/forms/").press("main a[href^='/cases/'][href*='/forms/']:not([href$='new/'])")
        press(manager, "next")
        manager.page.wait_for_function("document.querySelector('[name=who_holds]').value === 'The driver'")
        assert "typed here before" in manager.text()
        press(manager, "check")
        assert answers(manager)["who_holds"] == "The driver"
        manager.look("form-check", phone=True)
        manager.go(f"/cases/{case_id}/forms/").look("form-list", phone=True)


@pytest.mark.walk
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_of_a_form_are_judged_without_script_in_another_language(chromium, address, shots, case_id, width):
    with in_every_edition(kept(TALK), kept(PAPERS, "papers")):
        manager = Walker(chromium, address, cast.nigora, language="tg", script=False, width=width, shots=shots)
        begun(manager, case_id, "talk", "ru")
        manager.read(f"form-one-question-{width}")
        manager.write(given="Зулфия")
        press(manager, "next")
        manager.write(age="200")
        press(manager, "next")
        assert "Столько не живут." in manager.text()
        manager.read(f"form-fault-{width}")
        manager.write(age="17")
        press(manager, "next")
        manager.go(f"{here(manager)}?at=journey")
        press(manager, "add:journey")
        manager.write(**{"journey/0/country": "KZ"})
        press(manager, "next")
        manager.read(f"form-rows-{width}")
        manager.go(f"{here(manager)}?at=all").read(f"form-all-{width}")
        manager.go(f"{here(manager)}check/").read(f"form-check-{width}")
        manager.context.close()

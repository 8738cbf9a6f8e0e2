"""The pages of the contact log through HTTP: danger first, the emergency route, the log of the own organisation."""

import re

import pytest

from hamroh.casework.identification.queries import contacts
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import current
from tests import cast
from tests.cast import acting

SAFE = {"safety_danger_now": "no", "safety_needs_doctor": "no", "safety_safe_to_talk": "yes"}
DANGER = SAFE | {"safety_danger_now": "yes"}
NEW = "/contacts/new/"


def whole(**changed):
    asked = {
        "id": str(uuid7()),
        "at": "2026-11-20T10:00",
        "channel": "border",
        "age": "adult",
        "wants": "help",
        "language": "tg",
        "territory": "",
        "outcome": "informed",
        "act": "write",
    }
    return asked | SAFE | changed


def logged(person=cast.rustam):
    with acting(person) as actor:
        return contacts(actor, clock.now())


@pytest.fixture(autouse=True)
def soon_after(monkeypatch):
    """The hour that the form is filled with lies some days before."""
    from datetime import UTC, datetime

    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_danger_is_asked_before_anything_else(db, sign_in, language):
    page = sign_in(cast.rustam, language).get(NEW).content.decode()
    for question in current().words("safety_question").values():
        assert question[language] in page
    assert 'name="channel"' not in page
    assert " checked" not in page


def test_an_unanswered_danger_question_is_asked_again_and_the_others_stay(db, sign_in):
    sent = {k: v for k, v in DANGER.items() if k != "safety_needs_doctor"}
    page = sign_in(cast.rustam).post(NEW, sent | {"id": uuid7()}).content.decode()
    assert "govuk-error-summary" in page
    assert 'name="channel"' not in page
    assert page.count(" checked") == 2


@pytest.mark.parametrize("language", ["tg", "en"])
def test_danger_brings_the_emergency_route_with_what_was_answered(db, sign_in, language):
    page = sign_in(cast.rustam, language).post(NEW, DANGER | {"id": uuid7()}).content.decode()
    alarm = page[page.index('class="hm-alarm"') : page.index("</section>")]
    for number in current().codes("emergency_number"):
        assert number.id in alarm and number.name[language] in alarm
    assert 'action="/sheet/"' in alarm
    assert 'name="safety_danger_now" value="yes"' in alarm
    assert 'name="channel"' in page


def test_without_danger_there_is_no_alarm(db, sign_in):
    page = sign_in(cast.rustam).post(NEW, SAFE | {"id": uuid7()}).content.decode()
    assert "hm-alarm" not in page
    assert 'name="channel"' in page


def test_the_sheet_opens_with_what_was_answered_and_nothing_is_sent(db, sign_in):
    answer = sign_in(cast.rustam).post("/sheet/", DANGER | {"carried": "1", "age": "child"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "govuk-error-summary" not in page
    checked = re.findall(r'name="([a-z_]+)"[^>]*value="([a-z_]+)"[^>]* checked', page)
    assert {("safety_danger_now", "yes"), ("safety_safe_to_talk", "yes"), ("age", "child")} <= set(checked)
    assert re.search(r'name="id" value="[0-9a-f-]{36}"', page)


def test_what_is_written_stands_in_the_log_in_codes(db, sign_in):
    browser = sign_in(cast.rustam)
    answer = browser.post(NEW, whole())
    assert answer.url == "/contacts/"
    page = browser.get("/contacts/").content.decode()
    assert "Border" in page and "Information was given" in page and "Tajik" in page
    assert len(logged()) == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(db, sign_in):
    page = sign_in(cast.rustam).post(NEW, whole(outcome="", age="", at="nonsense", **DANGER)).content.decode()
    assert "govuk-error-summary" in page
    assert "Choose what came of it." in page and "Choose adult or child." in page
    assert 'value="border" id="id_channel_1" checked' in page or 'id="id_channel_1" checked' in page
    assert "hm-alarm" in page
    assert logged() == []


def test_a_case_is_opened_next_by_whoever_may(db, sign_in):
    browser = sign_in(cast.nigora)
    page = browser.post(NEW, whole(outcome="screening", age="unsure")).content.decode()
    assert 'action="/cases/new/"' in page and 'name="child" value="yes"' in page
    proposed = browser.post("/cases/new/", {"carried": "1", "child": "yes", "territory": ""}).content.decode()
    assert "govuk-error-summary" not in proposed
    assert re.search(r'name="child" value="yes"[^>]* checked', proposed)
    assert "screening" not in re.findall(
        r'name="outcome" value="([a-z]+)"', sign_in(cast.rustam).post(NEW, SAFE).content.decode()
    )


def test_a_hand_over_goes_on_to_the_sheet_with_the_answers(db, sign_in):
    page = sign_in(cast.rustam).post(NEW, whole(outcome="handover", age="child")).content.decode()
    assert 'action="/sheet/"' in page and 'name="safety_safe_to_talk" value="yes"' in page
    assert 'name="age" value="child"' in page
    assert len(logged()) == 1


def test_the_log_is_empty_in_words(db, sign_in):
    page = sign_in(cast.rustam).get("/contacts/").content.decode()
    assert "Nobody wrote down a contact in the last 30 days." in page


def test_colleagues_read_it_and_others_do_not(db, sign_in):
    sign_in(cast.rustam).post(NEW, whole())
    assert "Border" in sign_in(cast.jamshed).get("/contacts/").content.decode()
    assert "Nobody wrote down" in sign_in(cast.nigora).get("/contacts/").content.decode()
    assert sign_in(cast.gulnora).get("/contacts/").status_code == 404


def test_two_clicks_write_one(db, sign_in):
    browser, sent = sign_in(cast.rustam), whole()
    for _ in range(2):
        browser.post(NEW, sent)
    assert len(logged()) == 1


def test_the_first_page_of_the_first_line_leads_there(db, sign_in):
    assert f'href="{NEW}"' in sign_in(cast.rustam).get("/home/").content.decode()

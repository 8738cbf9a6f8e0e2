"""A person's own page as their team sees it."""

import io
import re
from datetime import timedelta

import pytest
from pypdf import PdfReader

from hamroh.casework.survivor.models import Card, Correction, OwnNames
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given as given_case
from tests.casework.survivor import given
from tests.casework.survivor.given import PIN, SECOND, inside, tried

WEIGHED = {"device_shared": "no", "card_found": "no", "pin_forced": "no", "decision": "offer", "seen": "0"}


@pytest.fixture
def case_id(db):
    case_id = given_case.case(now=clock.now())
    given_case.consent(case_id, now=clock.now())
    return case_id


def text(response):
    return response.content.decode()


def making(**changed):
    until = day_of(clock.now() + timedelta(days=30)).isoformat()
    pins = {"pin": PIN, "pin_again": PIN, "second": SECOND, "second_again": SECOND}
    return {"id": uuid7(), "seed": "5f" * 32, "language": "tg", "until": until, "chosen_now": "now", **pins} | changed


def made(browser, case_id, **changed):
    page = text(browser.post(f"/cases/{case_id}/own-page/card/", making(**changed)))
    return page, re.search(r'name="code" value="([^"]+)"', page), re.search(r"/card/([0-9a-f-]{36})/print/", page)


def test_the_case_says_how_the_door_stands_and_leads_to_it(sign_in, case_id):
    browser = sign_in(cast.nigora)
    assert f"/cases/{case_id}/own-page/" in text(browser.get(f"/cases/{case_id}/"))
    page = text(browser.get(f"/cases/{case_id}/own-page/"))
    assert "Off: its risk was not weighed yet" in page and "Make a card" not in page
    browser.post(f"/cases/{case_id}/own-page/weigh/", WEIGHED)
    page = text(browser.get(f"/cases/{case_id}/own-page/"))
    assert "May be set up: no card yet" in page and "Make a card" in page


def test_what_was_not_asked_is_told_at_its_field_and_nothing_typed_is_lost(sign_in, case_id):
    said = {**WEIGHED, "device_shared": "yes", "card_found": "", "why": ""}
    page = text(sign_in(cast.nigora).post(f"/cases/{case_id}/own-page/weigh/", said))
    assert "Say yes, no or not known." in page and "write how it is met" in page
    assert re.search(r'name="device_shared" value="yes"[^>]* checked', page)


def test_two_who_weigh_at_once_see_both(sign_in, case_id):
    browser = sign_in(cast.nigora)
    browser.post(f"/cases/{case_id}/own-page/weigh/", WEIGHED)
    page = text(browser.post(f"/cases/{case_id}/own-page/weigh/", {**WEIGHED, "decision": "not_now"}))
    assert "Nothing of yours is lost" in page and 'name="take-decision"' in page


def test_the_code_is_shown_once_and_printed_on_a_card_that_says_nothing(sign_in, case_id):
    given.weighed(case_id, now=clock.now())
    browser = sign_in(cast.nigora)
    page, code, card_id = made(browser, case_id)
    assert code and card_id and "Its code is shown only now" in page
    answer = browser.post(f"/cases/{case_id}/own-page/card/{card_id[1]}/print/", {"code": code[1]})
    assert answer["Content-Type"] == "application/pdf" and 'filename="card.pdf"' in answer["Content-Disposition"]
    printed = PdfReader(io.BytesIO(answer.content))
    said = " ".join(sheet.extract_text() for sheet in printed.pages)
    assert "Вохӯриҳои ман" in said and "/s/" in said and all(group in said for group in code[1].split("-"))
    meta = repr(printed.metadata).lower() + said.lower()
    assert not [word for word in ("hamroh", "ҳамроҳ", "қурбон", "victim", "traffick", "shelter") if word in meta]
    assert code[1] not in text(browser.get(f"/cases/{case_id}/own-page/"))


def test_only_this_cards_code_is_printed(sign_in, case_id):
    given.weighed(case_id, now=clock.now())
    browser = sign_in(cast.nigora)
    _page, code, card_id = made(browser, case_id)
    other = given_case.case(now=clock.now())
    given.weighed(other, now=clock.now())
    for where, said in (
        (f"/cases/{case_id}/own-page/card/{card_id[1]}/print/", "2222-2222-2222-2222"),
        (f"/cases/{other}/own-page/card/{card_id[1]}/print/", code[1]),
        (f"/cases/{case_id}/own-page/card/{uuid7()}/print/", code[1]),
    ):
        assert browser.post(where, {"code": said}).status_code == 404


def test_pins_are_refused_at_their_fields_and_never_written_back(sign_in, case_id):
    given.weighed(case_id, now=clock.now())
    page, code, _card = made(sign_in(cast.nigora), case_id, pin="1234", pin_again="1234")
    assert code is None and "Others guess this one first" in page
    assert 'value="1234"' not in page and SECOND not in page
    assert not Card.objects.using("owner").exists()


def test_a_card_is_ended_with_one_press(sign_in, case_id):
    given.weighed(case_id, now=clock.now())
    given.card(case_id, now=clock.now())
    browser = sign_in(cast.malika)
    assert "The card was lost" in text(browser.get(f"/cases/{case_id}/own-page/"))
    browser.post(f"/cases/{case_id}/own-page/end/", {"why": "lost"})
    assert Card.objects.using("owner").get().ended_why == "lost"
    assert "The last card has ended" in text(browser.get(f"/cases/{case_id}/own-page/"))
    page = text(browser.post(f"/cases/{case_id}/own-page/end/", {"why": "replaced"}, follow=True))
    assert "Choose from the list why the card ends." in page


def test_names_of_their_own_are_sealed_and_a_tick_needs_a_name(sign_in, case_id):
    browser, clinic = sign_in(cast.nigora), str(cast.organisation_id(cast.CLINIC))
    assert "Clinic" in text(browser.get(f"/cases/{case_id}/own-page/names/"))
    said = {"seen": "0", clinic: "Dentist", f"harmless-{clinic}": "on"}
    assert browser.post(f"/cases/{case_id}/own-page/names/", said).status_code == 302
    assert "1 of 1 organisations" in text(browser.get(f"/cases/{case_id}/own-page/"))
    assert b"Dentist" not in bytes(OwnNames.objects.using("owner").get().sealed)
    page = text(browser.post(f"/cases/{case_id}/own-page/names/", {"seen": "1", clinic: "x" * 60}))
    assert "Shorten this to 40 signs." in page
    assert "Nothing of yours is lost" in text(browser.post(f"/cases/{case_id}/own-page/names/", said))


def test_a_sign_of_danger_stands_first_until_it_was_looked_after(sign_in, case_id):
    given.weighed(case_id, now=clock.now())
    tried(given.card(case_id, now=clock.now()), SECOND, clock.now())
    browser = sign_in(cast.nigora)
    page = text(browser.get(f"/cases/{case_id}/own-page/"))
    assert "reach them in the agreed way only" in page and "PIN for danger" in page
    assert "Weigh the risk again before a new card" in page
    assert "reach them in the agreed way only" in text(browser.get("/home/"))
    url = f"/cases/{case_id}/own-page/signs/card_danger/"
    assert "Choose from the list what became of it." in text(browser.post(url, {"how": ""}, follow=True))
    browser.post(url, {"how": "reached"})
    assert "What became of it?" not in text(browser.get(f"/cases/{case_id}/own-page/"))
    assert browser.post(f"/cases/{case_id}/own-page/signs/screening/", {"how": "reached"}).status_code == 404


def test_what_is_not_right_is_answered_and_the_answer_stands(sign_in, case_id):
    given.weighed(case_id, now=clock.now())
    from hamroh.casework.survivor.actions import ask_correction

    with inside(tried(given.card(case_id, now=clock.now()), now=clock.now()), clock.now()) as door:
        ask_correction(door, id=uuid7(), text="I have two daughters.", now=clock.now())
    browser, key = sign_in(cast.nigora), Correction.objects.using("owner").get().pk
    assert "I have two daughters." in text(browser.get(f"/cases/{case_id}/own-page/"))
    url = f"/cases/{case_id}/own-page/corrections/{key}/"
    assert "Write what was changed" in text(browser.post(url, {"text": ""}, follow=True))
    assert "It says two now." in text(browser.post(url, {"text": "It says two now."}, follow=True))


def test_it_was_written_down_how_the_risk_stood_each_time(sign_in, case_id):
    given.weighed(case_id, now=clock.now())
    given.weighed(case_id, seen=1, decision="not_now", why="He found her diary.", now=clock.now())
    page = text(sign_in(cast.malika).get(f"/cases/{case_id}/own-page/history/"))
    assert "He found her diary." in page and "N. Saidova" in page and page.count("hm-card") >= 2


def test_a_supervisor_looks_and_ends_but_gives_no_card(sign_in, case_id):
    given.weighed(case_id, now=clock.now())
    browser = sign_in(cast.malika)
    page = text(browser.get(f"/cases/{case_id}/own-page/"))
    assert "Make a card" not in page and "Weigh it again" not in page
    assert browser.get(f"/cases/{case_id}/own-page/card/").status_code == 404

"""The public page of complaints: without account, name, cookie or script; the answer with a code."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from hamroh.kernel.ids import uuid7
from hamroh.web.shell import pace
from tests import cast

WORDS = "He asked for money"


@pytest.fixture(autouse=True)
def calm(db):
    pace.forget()
    yield
    pace.forget()


def browser(language="en"):
    client = Client(enforce_csrf_checks=True)
    client.cookies["language"] = language
    return client


def sent(client, **said):
    page = client.post(reverse("complain"), {"id": uuid7(), "about": "unknown", "text": WORDS} | said)
    return page.content.decode()


def code_in(page):
    return re.search(r"<bdi>([0-9A-Z-]{19})</bdi>", page)[1]


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_somebody_without_cookies_complains_and_reads_the_answer(sign_in, language):
    code = code_in(sent(browser(language)))
    handler = sign_in(cast.zebo, language)
    listed = handler.get(reverse("complaint_list")).content.decode()
    url = re.search(r'href="(/complaints/[0-9a-f-]+/)"', listed)[1]
    assert WORDS in handler.get(url).content.decode()
    handler.post(url, {"act": "take"})
    handler.post(url, {"act": "reply", "reply-text": "Come on Monday"})
    page = browser(language).post(reverse("read_answer"), {"code": code.lower().replace("-", " ")}).content.decode()
    assert "Come on Monday" in page and WORDS not in page
    more = {"code": code, "text": "They threaten me", "retaliation": "on"}
    assert "They threaten me" in browser(language).post(reverse("read_answer"), more).content.decode()
    assert "They threaten me" in handler.get(url).content.decode()


def test_nothing_is_set_and_the_page_is_not_kept(db):
    page = Client().post(reverse("complain"), {"id": uuid7(), "about": "unknown", "text": WORDS})
    assert "sessionid" not in page.cookies and "s" not in page.cookies
    assert "no-store" in page["Cache-Control"]
    assert page["Content-Security-Policy"]


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(db):
    page = sent(browser(), text="")
    assert "Say what happened" in page
    assert WORDS in sent(browser(), about="nobody")


def test_places_where_people_live_are_not_named(db):
    page = browser().get(reverse("complain")).content.decode()
    assert str(cast.organisation_id(cast.CLINIC)) in page
    assert str(cast.organisation_id(cast.SHELTER)) not in page
    assert "Choose from the list" in sent(browser(), about=str(cast.organisation_id(cast.SHELTER)))


def test_a_wrong_code_says_nothing_more(db):
    for typed in ("2222-2222-2222-2222", "hello", ""):
        page = browser().post(reverse("read_answer"), {"code": typed}).content.decode()
        assert "Nothing is kept under this code" in page


def test_too_many_at_once_wait(db):
    from hamroh.web.public.complaints import MOST

    pages = [sent(browser(), text=f"{WORDS} {n}") for n in range(MOST + 1)]
    assert "Too much is being sent" in pages[-1] and f"{WORDS} {MOST}" in pages[-1]
    assert "Too much is being sent" not in pages[-2]


def test_offices_outside_are_named(db):
    assert "Ombudsman" in browser().get(reverse("complain")).content.decode()


@pytest.mark.parametrize("language", ["tg", "en"])
def test_a_member_complains_about_their_own_focal_point_who_finds_nothing(sign_in, language):
    worker = sign_in(cast.nigora, language)
    own = str(cast.organisation_id(cast.SHELTER))
    form = {"id": uuid7(), "about": own, "text": "She sells places"}
    assert code_in(worker.post(reverse("complain_as_member"), form).content.decode())
    assert sign_in(cast.gulnora).get(reverse("complaint_list")).status_code == 404
    assert "She sells places" not in sign_in(cast.gulnora).get(reverse("my_organisation")).content.decode()
    assert sign_in(cast.zebo).get(reverse("complaint_list")).content.decode().count("/complaints/") >= 1


def test_on_behalf_of_somebody_only_when_they_agree(sign_in):
    form = {"id": uuid7(), "about": "place", "text": WORDS, "on_behalf": "on"}
    page = sign_in(cast.nigora).post(reverse("complain_as_member"), form).content.decode()
    assert "Ask first" in page
    page = sign_in(cast.nigora).post(reverse("complain_as_member"), form | {"agreed": "on"}).content.decode()
    assert code_in(page)


def test_handling_over_http_to_the_end(sign_in):
    sent(browser(), about=str(cast.organisation_id(cast.CLINIC)))
    handler = sign_in(cast.zebo)
    url = re.search(r'href="(/complaints/[0-9a-f-]+/)"', handler.get(reverse("complaint_list")).content.decode())[1]
    assert "Say what happened" in handler.post(url, {"act": "note", "note-text": ""}).content.decode()
    assert handler.post(url, {"act": "nonsense"}).status_code == 404
    handler.post(url, {"act": "take"})
    decision = {
        "act": "decide",
        "decide-outcome": "upheld",
        "decide-sanction": "member_suspended",
        "decide-text": "True",
    }
    assert handler.post(url, decision).status_code == 302
    page = handler.get(url).content.decode()
    assert (
        "It is true" in page and reverse("change_member", args=[cast.organisation_id(cast.CLINIC), "suspend"]) in page
    )
    handler.post(url, {"act": "shut", "shut-person": str(cast.ravshan.id)})
    assert sign_in(cast.ravshan).get(url).status_code == 404


def test_a_handler_who_holds_a_receipt_reads_on_the_public_page_no_more_than_anybody(sign_in):
    handler = sign_in(cast.zebo)
    code = code_in(sent(browser()))
    url = re.search(r'href="(/complaints/[0-9a-f-]+/)"', handler.get(reverse("complaint_list")).content.decode())[1]
    handler.post(url, {"act": "note", "note-text": "For us only"})
    assert "For us only" in handler.get(url).content.decode()
    page = handler.post(reverse("read_answer"), {"code": code}).content.decode()
    assert "Nothing was answered yet" in page and "For us only" not in page

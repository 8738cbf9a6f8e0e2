"""Pages of a return: from the wish to the road, in two languages."""

import re
from datetime import date

import pytest
from django.urls import reverse

from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.returns import given


@pytest.fixture
def case_id(db):
    return given.case()


WISH = {
    "seen": "0",
    "country": "UZ",
    "wished_on": "2026-11-16",
    "alternatives_on": "2026-11-15",
    "route": "By the night train",
}


def test_a_wish_is_written_down_and_stands_on_its_road(case_id, sign_in):
    client = sign_in(cast.nigora)
    listed = client.get(reverse("return_list", args=[case_id])).content.decode()
    assert "It begins when the person wishes it." in listed
    page = client.post(reverse("wish_return", args=[case_id]), WISH | {"id": str(uuid7())}, follow=True)
    assert "Saved." in page.content.decode() and "Uzbekistan" in page.content.decode()
    found = re.search(r"/return/([0-9a-f-]{36})/", page.content.decode())
    shown = client.get(reverse("show_return", args=[case_id, found[1]])).content.decode()
    assert "Assess the risk first." in shown and "By the night train" in shown


def test_somebody_comes_from_abroad(case_id, sign_in):
    client = sign_in(cast.nigora)
    page = client.post(reverse("wish_return", args=[case_id]) + "?from=in", WISH | {"id": str(uuid7())}, follow=True)
    assert "From another country to here: Uzbekistan" in page.content.decode()


def test_what_is_missing_is_said_before_and_at_the_button(case_id, sign_in):
    journey = given.wished(case_id)
    given.beside(case_id, journey, "assessment", given.ASSESSMENT)
    client, act = sign_in(cast.nigora), reverse("act_on_return", args=[case_id, journey])
    page = client.post(act, {"act": "prepared", "prepared-on": "2026-11-23"}).content.decode()
    assert page.count("which partner abroad receives, or sends, the person.") == 2
    assert "Somebody else than who assessed must first decide" in page


def test_the_risk_is_decided_by_the_supervisor_and_not_by_whoever_assessed(case_id, sign_in):
    journey = given.wished(case_id)
    thing = given.beside(case_id, journey, "assessment", given.ASSESSMENT)
    act, press = reverse("act_on_return", args=[case_id, journey]), {"act": "acceptable", "thing": str(thing)}
    assert "You assessed it yourself" in sign_in(cast.nigora).post(act, press).content.decode()
    page = sign_in(cast.malika).post(act, press, follow=True).content.decode()
    assert "The risk can be accepted, with what is planned (M. Karimova)" in page


def test_it_goes_on_and_the_wish_may_be_taken_back_until_departure(case_id, sign_in):
    journey = given.ready(case_id)
    client, act = sign_in(cast.nigora), reverse("act_on_return", args=[case_id, journey])
    page = client.post(act, {"act": "prepared", "prepared-on": "2026-11-20"}, follow=True).content.decode()
    assert "The person has left" in page and "The person no longer wishes it" in page
    page = client.post(act, {"act": "take_back"}, follow=True).content.decode()
    assert "Stopped" in page and "The person no longer wishes it" in page and 'value="take_back"' not in page


def test_an_arrival_asks_whose_word_it_is(case_id, sign_in):
    journey = given.departed(case_id)
    client, act = sign_in(cast.nigora), reverse("act_on_return", args=[case_id, journey])
    typed = {"act": "arrived", "arrived-on": "2026-11-22"}
    assert "Say who confirmed the arrival." in client.post(act, typed).content.decode()
    client.post(act, typed | {"arrived-how": "partner"})
    write = reverse("write_return", args=[case_id, journey, "visit"])
    typed = {"seen": "0", "id": str(uuid7()), "visited_on": "2026-11-23", "outcome": "well"}
    assert "Followed afterwards" in client.post(write, typed, follow=True).content.decode()


def test_a_partner_and_what_it_may_be_told_are_written(case_id, sign_in):
    journey = given.wished(case_id)
    partner = given.beside(case_id, journey, "partner", given.PARTNER)
    write = reverse("write_return", args=[case_id, journey, "agreement"])
    client = sign_in(cast.nigora)
    form = client.get(write).content.decode()
    assert "House of the road" in form and 'value="justice"' not in form
    typed = {
        "seen": "0",
        "id": str(uuid7()),
        "partner": str(partner),
        "groups": ["profile", "needs"],
        "language": "tg",
        "mode": "written",
        "proof": "paper_kept",
        "given_by": "self",
        "agreed_on": "2026-11-20",
        "until_on": "2027-02-01",
    }
    page = client.post(write, typed, follow=True).content.decode()
    assert "Saved." in page and "Age, sex, language, Needs and urgency" in page


@pytest.mark.parametrize("language", ["tg", "ru"])
def test_it_is_read_in_another_language(case_id, sign_in, language):
    journey = given.departed(case_id)
    page = sign_in(cast.nigora, language).get(reverse("show_return", args=[case_id, journey]))
    assert page.status_code == 200
    words = {"tg": ("Қарз", "Синну сол, ҷинс, забон"), "ru": ("Долг", "Возраст, пол, язык")}[language]
    assert all(word in page.content.decode() for word in words)


def test_history_shows_how_it_stood_and_who_wrote_it(case_id, sign_in):
    journey = given.departed(case_id)
    page = sign_in(cast.nigora).get(reverse("return_history", args=[case_id, journey, "journey", journey]))
    told = page.content.decode()
    assert told.index("On the way") < told.index("Prepared") < told.index("Wished for") and "N. Saidova" in told


def test_a_part_that_does_not_exist_is_not_here(case_id, sign_in):
    journey = given.wished(case_id)
    client = sign_in(cast.nigora)
    assert client.get(reverse("write_return", args=[case_id, journey, "gossip"])).status_code == 404
    assert client.get(reverse("show_return", args=[case_id, uuid7()])).status_code == 404
    act = reverse("act_on_return", args=[case_id, journey])
    assert client.post(act, {"act": "fly"}).status_code == 404
    assert client.post(act, {"act": "acceptable", "thing": "x"}).status_code == 404


def test_a_stopped_return_is_read_and_another_may_begin(case_id, sign_in):
    journey = given.wished(case_id)
    given.moved(case_id, journey, "stopped", date(2026, 11, 20), why="papers")
    client = sign_in(cast.nigora)
    listed = client.get(reverse("return_list", args=[case_id])).content.decode()
    assert "The papers cannot be had" in listed and "The person wishes to return" in listed
    shown = client.get(reverse("show_return", args=[case_id, journey])).content.decode()
    assert "Write down" not in shown

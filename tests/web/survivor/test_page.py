"""The screens of a person's own page."""

import re

import pytest
from django.test import Client

from hamroh.casework.grounds.models import Ground
from hamroh.casework.survivor.models import CardUse, Correction, Rating
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.survivor import given
from tests.casework.survivor.given import PIN, SECOND

SCREENS = ("appointments", "agreed", "given", "plan", "correct", "complain", "rate", "opened", "answer")


def token(client: Client) -> str:
    found = re.search(r'name="t" value="(\w+)"', client.get("/s/").content.decode())
    assert found
    return found[1]


def show(client: Client, screen: str, **said: object) -> str:
    answer = client.post("/s/", {"t": token(client), "show": screen, **said})
    assert answer.status_code == 200
    return answer.content.decode()


def body(page: str) -> str:
    """What is read, without the noise that fills the page up."""
    return re.sub(r"\s+", " ", re.sub(r"<!--.*?-->|<[^>]+>", " ", page))


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_every_screen_is_there_in_each_language(story, visitor, language):
    client = visitor(story["code"], language=language)
    first = client.get("/s/").content.decode()
    assert f'<html lang="{language}"' in first
    for screen in SCREENS:
        page = show(client, screen)
        assert "<h1" in page and f'lang="{language}"' in page


def test_the_name_of_the_page_is_the_mechanisms_and_the_same_on_every_screen(story, visitor):
    client = visitor(story["code"])
    titles = {re.search("<title>(.*?)</title>", show(client, screen))[1] for screen in SCREENS}
    assert titles == {"My appointments"}


def test_what_was_agreed_stands_there_under_the_name_that_the_person_gave(story, visitor):
    page = body(show(visitor(story["code"]), "agreed"))
    assert "Dentist" in page and "your age and your language" in page and "what you need" in page
    assert "Clinic" not in page


def test_an_organisation_without_a_name_of_its_own_is_a_number(story, visitor):
    given.named(story["case"], {cast.CLINIC: ""}, seen=1)
    page = body(show(visitor(story["code"]), "given"))
    assert "Office 1" in page and "Clinic" not in page


def test_an_appointment_has_a_moment_and_no_place(story, visitor):
    page = body(show(visitor(story["code"]), "appointments"))
    assert "Dentist" in page and "Office 2 of the crossing point" not in page and "woman doctor" not in page


def test_taking_back_asks_once_and_is_done(story, visitor):
    client = visitor(story["code"])
    asked = show(client, "stop", ground=story["ground"])
    assert "Tell Dentist nothing more?" in asked and "goes on: your bed" in asked
    assert Ground.objects.using("owner").get().withdrawn_at is None
    assert "Stopped. From now on" in show(client, "stop", ground=story["ground"], sure="1")
    assert Ground.objects.using("owner").get().withdrawn_at
    assert "I no longer want this" not in show(client, "agreed")


def test_a_forged_agreement_leads_back_to_the_list(story, visitor):
    client = visitor(story["code"])
    for forged in (uuid7(), "nothing", ""):
        assert "Stopped" not in show(client, "stop", ground=forged, sure="1")
    assert Ground.objects.using("owner").get().withdrawn_at is None


def test_a_press_without_the_visits_token_does_nothing(story, visitor):
    client = visitor(story["code"])
    for forged in ({}, {"t": "0" * 32}):
        answer = client.post("/s/", {"show": "stop", "ground": story["ground"], "sure": "1", **forged})
        assert "What would you like to see?" in answer.content.decode()
    assert Ground.objects.using("owner").get().withdrawn_at is None


def test_what_is_not_right_is_refused_empty_and_then_waits_for_an_answer(story, visitor):
    client = visitor(story["code"])
    assert "Write what is not right" in show(client, "correct", text="  ", id=uuid7())
    page = show(client, "correct", text="My name is <b>not</b> that.", id=uuid7())
    assert "It has arrived" in page and "&lt;b&gt;not" in page and "Not answered yet" in page
    assert Correction.objects.using("owner").count() == 1


def test_how_it_was_needs_a_number_and_keeps_the_words(story, visitor):
    client = visitor(story["code"])
    refused = show(client, "rate", text="Kind people", id=uuid7())
    assert "Choose one of the five" in refused and "Kind people" in refused
    assert "Thank you" in show(client, "rate", text="Kind people", scale="5", id=uuid7())
    assert Rating.objects.using("owner").get().scale == 5


def test_the_language_changes_and_the_visit_goes_on(story, visitor):
    client = visitor(story["code"])
    assert client.post("/s/", {"language": "ru"})["Location"] == "/s/"
    assert '<html lang="ru"' in client.get("/s/").content.decode()
    assert "code" not in client.get("/s/").context


def test_a_card_speaks_its_own_language_unless_another_was_chosen(story):
    from hamroh.kernel import clock

    code = given.card(story["case"], language="ru", now=clock.now())
    client = Client()
    client.post("/s/", {"code": code, "pin": PIN})
    assert '<html lang="ru"' in client.get("/s/").content.decode()
    client = Client()
    client.cookies["language"] = "tg"
    client.post("/s/", {"code": code, "pin": PIN})
    assert '<html lang="tg"' in client.get("/s/").content.decode()


def test_the_page_tells_when_it_was_opened(story, visitor):
    visitor(story["code"], pin=SECOND)
    page = show(visitor(story["code"]), "opened")
    assert page.count("<li>") == 2, "both openings, nothing says with which PIN"


def test_leaving_ends_the_visit_and_leads_elsewhere(story, visitor):
    client = visitor(story["code"])
    answer = client.get("/s/away/")
    assert answer.status_code == 302 and answer["Location"].startswith("https://")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Open my page" in client.get("/s/").content.decode()


def test_a_first_opening_chooses_the_pins(story, visitor):
    from hamroh.kernel import clock

    code = given.card(story["case"], chosen_now=False, pins={}, now=clock.now())
    client = visitor()
    assert "Choose what to remember" in client.post("/s/", {"code": code, "pin": ""}).content.decode()
    chosen = {"code": code, "choose": "1", "pin": "1234", "again": "1234", "second": "", "second_again": ""}
    assert "Others guess this one first" in client.post("/s/", chosen).content.decode()
    assert client.post("/s/", {**chosen, "pin": PIN, "again": PIN}).status_code == 302
    assert "What would you like to see?" in client.get("/s/").content.decode()
    assert "This did not open" in visitor().post("/s/", {"code": code, "pin": ""}).content.decode()


def test_ten_idle_minutes_close_it(story, visitor):
    from datetime import timedelta

    from hamroh.kernel import clock

    client = visitor(story["code"])
    now = clock.now()
    with clock.standing_at(now + timedelta(minutes=9)):
        assert "What would you like" in client.get("/s/").content.decode()
    with clock.standing_at(now + timedelta(minutes=18)):
        assert "What would you like" in client.get("/s/").content.decode(), "each look counts"
    with clock.standing_at(now + timedelta(minutes=29)):
        answer = client.post("/s/", {"t": "x", "show": "agreed"})
        assert "The page had closed by itself" in answer.content.decode()
        assert "Open my page" in client.get("/s/").content.decode()


class TestComplaining:
    def complaint(self, client: Client, **said: object) -> str:
        return show(client, "complain", **({"about": "unknown", "text": "They shouted.", "id": uuid7()} | said))

    def test_it_is_taken_as_one_from_the_public_page_and_leaves_no_trace_in_the_file(self, story, visitor):
        from hamroh.foundation.audit.models import Entry
        from hamroh.mechanism.conduct.models import Complaint

        client = visitor(story["code"])
        before = Entry.objects.using("owner").count(), CardUse.objects.using("owner").count()
        page = self.complaint(client)
        assert "With this code you read the answer" in page
        row = Complaint.objects.using("owner").get()
        assert (row.channel, row.complainant_id) == ("public", None)
        assert cast.organisation_id(cast.SHELTER) in row.shut_to, "the team's own organisation does not see it"
        assert (Entry.objects.using("owner").count(), CardUse.objects.using("owner").count()) == before

    def test_about_those_who_help_it_is_shut_to_them(self, story, visitor):
        from hamroh.mechanism.conduct.models import Complaint

        shelter = cast.organisation_id(cast.SHELTER)
        self.complaint(visitor(story["code"]), about=str(shelter))
        row = Complaint.objects.using("owner").get()
        assert row.organisation_id == shelter and shelter in row.shut_to

    def test_the_answer_is_read_with_its_code(self, story, visitor):
        client = visitor(story["code"])
        code = re.search(r'class="code"><bdi>([^<]+)', self.complaint(client))[1]
        assert "Received, not yet read" in show(client, "answer", receipt=code)
        assert "Nothing is kept under this code" in show(client, "answer", receipt="2222-2222-2222-2222")

    def test_an_empty_one_is_refused_and_a_forged_organisation_is_not_taken(self, story, visitor):
        client = visitor(story["code"])
        assert "Say what happened" in self.complaint(client, text=" ")
        assert "Choose from the list" in self.complaint(client, about=str(uuid7()))

"""Pages of a conference: who sat, what each sees, and the minutes of each."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.conferences import given
from tests.cast import NOW, acting


@pytest.fixture
def case_id(db):
    key = given.case()
    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, key), user_id=cast.sitora.id, role="case-manager", now=NOW)
    return key


def test_a_conference_is_written_down_piece_by_piece(case_id, sign_in):
    client = sign_in(cast.nigora)
    assert "No conference was written down." in client.get(reverse("conference_list", args=[case_id])).content.decode()
    typed = {"seen": "0", "id": str(uuid7()), "held_at": "2026-11-23T09:00", "purpose": "first"}
    new = reverse("hold_conference", args=[case_id])
    page = client.post(new, typed | {"person_part": "present"}).content.decode()
    assert "nobody who may have done harm sits in a conference" in page
    page = client.post(new, typed | {"person_part": "present", "nobody_involved": "on"}, follow=True).content.decode()
    conference = re.search(r"/conferences/([0-9a-f-]{36})/", page)[1]
    seat = reverse("write_conference", args=[case_id, conference, "participant"])
    form = {"seen": "0", "id": str(uuid7()), "who": "colleague", "user_id": str(cast.sitora.id)}
    page = client.post(seat, form, follow=True).content.decode()
    assert "S. Yusufova" in page
    item = reverse("write_conference", args=[case_id, conference, "item"])
    said = {"seen": "0", "id": str(uuid7()), "title": "Where to live", "groups": ["needs"], "decided": "A quiet room."}
    assert "A quiet room." in client.post(item, said, follow=True).content.decode()
    action = reverse("write_conference", args=[case_id, conference, "action"])
    said = {"seen": "0", "id": str(uuid7()), "what": "Ask for it", "due_on": "2026-12-01"}
    page = client.post(action, said | {"responsible": form["id"]}, follow=True).content.decode()
    assert "Ask for it" in page and "by 1 Dec" in page


def test_a_guest_without_a_ground_is_refused_with_what_to_do(case_id, sign_in):
    conference = given.held(case_id)
    seat = reverse("write_conference", args=[case_id, conference, "participant"])
    typed = {"seen": "0", "id": str(uuid7()), "who": "outside", "role": "Duty doctor"}
    page = sign_in(cast.nigora).post(seat, typed).content.decode()
    assert "sits without a ground: ask the person" in page and "Duty doctor" in page


def test_what_the_ground_does_not_cover_is_refused_at_the_item(case_id, sign_in):
    conference = given.held(case_id)
    given.guest(case_id, conference, given.consent(case_id))
    item = reverse("write_conference", args=[case_id, conference, "item"])
    typed = {"seen": "0", "id": str(uuid7()), "title": "Her lungs", "groups": ["health"]}
    page = sign_in(cast.nigora).post(item, typed).content.decode()
    assert "The agreement does not cover “Health notes”" in page


def test_whoever_left_the_room_finds_the_item_on_no_page(case_id, sign_in):
    conference = given.held(case_id)
    sitora = given.seated(case_id, conference, user_id=cast.sitora.id)
    thing = given.discussed(case_id, conference, title="Without her", left=frozenset({sitora}))
    address = reverse("show_conference", args=[case_id, conference])
    assert "Left the room: S. Yusufova" in sign_in(cast.nigora).get(address).content.decode()
    theirs = sign_in(cast.sitora)
    assert "Without her" not in theirs.get(address).content.decode()
    for name in ("write_conference", "conference_history"):
        assert theirs.get(reverse(name, args=[case_id, conference, "item", thing])).status_code == 404


def test_minutes_hold_what_their_reader_heard_and_no_name_of_the_person(case_id, sign_in):
    conference = given.held(case_id)
    nigora = given.seated(case_id, conference, user_id=cast.nigora.id)
    sitora = given.seated(case_id, conference, user_id=cast.sitora.id)
    given.discussed(case_id, conference, title="For all")
    given.discussed(case_id, conference, title="Without her", left=frozenset({sitora}))
    client = sign_in(cast.nigora)
    hers, theirs = (read(client.get(minutes(case_id, conference, key))) for key in (nigora, sitora))
    assert "For all" in hers and "Without her" in hers
    assert "For all" in theirs and "Without her" not in theirs
    assert "Minutes TJ-" in theirs and "Copy for: S. Yusufova" in theirs


def minutes(case_id, conference, participant):
    return reverse("conference_minutes", args=[case_id, conference, participant])


def read(response):
    """The words of a PDF that is tagged for whoever has it read aloud."""
    assert response["Content-Type"] == "application/pdf"
    paper = PdfReader(BytesIO(response.content))
    assert paper.root_object["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_a_reader_who_left_takes_no_copy_of_it_for_another(case_id, sign_in):
    conference = given.held(case_id)
    nigora = given.seated(case_id, conference, user_id=cast.nigora.id)
    sitora = given.seated(case_id, conference, user_id=cast.sitora.id)
    given.discussed(case_id, conference, title="Without her", left=frozenset({sitora}))
    told = read(sign_in(cast.sitora).get(minutes(case_id, conference, nigora)))
    assert "Who sat" in told and "Without her" not in told


@pytest.mark.parametrize("language", ["tg", "ru"])
def test_it_is_read_in_another_language(case_id, sign_in, language):
    conference = given.held(case_id)
    given.guest(case_id, conference, given.consent(case_id))
    page = sign_in(cast.nigora, language).get(reverse("show_conference", args=[case_id, conference]))
    assert page.status_code == 200 and {"tg": "Нақшаи аввал", "ru": "Первый план"}[language] in page.content.decode()


def test_what_was_agreed_is_among_ones_own_work(case_id, sign_in):
    conference = given.held(case_id)
    given.agreed(case_id, conference, given.seated(case_id, conference, user_id=cast.sitora.id))
    page = sign_in(cast.sitora).get(reverse("home")).content.decode()
    assert "Agreed in a conference" in page and "Ask for a quiet room" not in page
    assert "Agreed in a conference" not in sign_in(cast.nigora).get(reverse("home")).content.decode()

"""Pages that a device keeps, and what it asks of the server, through HTTP."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.responses.queries import responses_of
from hamroh.casework.submissions.access import open_received
from hamroh.casework.submissions.models import Submission
from hamroh.casework.submissions.queries.reading import filled
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.offline.given import TITLE, marked

NOW_MS = 1_764_000_000_000


@pytest.fixture
def form(db: None) -> Iterator[UUID]:
    with marked() as version:
        yield version


@pytest.fixture
def form_with_code(db: None) -> Iterator[UUID]:
    with marked(
        "without_names", {"type": "text", "name": "case_code", "label::en": "Code", "label::tg": "Рамз"}
    ) as version:
        yield version


def set_up(browser: Client, forms: tuple[str, ...] = ("screening",)) -> tuple[str, dict[str, Any]]:
    secret = str(uuid4())
    body = {"id": str(uuid4()), "secret": secret, "forms": list(forms)}
    answer = browser.post("/offline/keep/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return secret, answer.json()


def sent(version: UUID, secret: str, **changes: Any) -> dict[str, Any]:
    answers = {
        "kind": "other",
        "place": "Бозор",
        "age": "17",
        "signs": "papers",
        "journey": "1",
        "journey/0/country": "RU",
    }
    whole = {
        "id": str(uuid4()),
        "version": str(version),
        "secret": secret,
        "answers": answers,
        "seen": {},
        "revision": 0,
    }
    return whole | {"language": "tg", "begun": NOW_MS} | changes


def send(browser: Client, body: dict[str, Any]) -> Any:
    return browser.post("/offline/send/", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_a_kept_page_is_in_the_language_of_its_address_and_says_nothing_of_its_reader(sign_in, form, language):
    browser = sign_in(cast.nigora, "en")
    for path in (f"/offline/{language}/", f"/offline/{language}/limits/", f"/offline/form/{form}/{language}/"):
        answer = browser.get(path)
        text = answer.content.decode()
        assert f'<html lang="{language}"' in text and answer["Content-Language"] == language
        for word in ("Saidova", "Паноҳгоҳ", "Приют", "Shelter", "csrfmiddlewaretoken", str(cast.nigora.id)):
            assert word not in text, (path, word)
        assert text == sign_in(cast.anahita, "ru").get(path).content.decode(), "the same for everybody"
    assert TITLE[language] in browser.get(f"/offline/{language}/").content.decode()
    assert browser.get("/offline/fr/").status_code == 404


def test_what_a_device_keeps_holds_nothing_but_forms(sign_in, form):
    _, told = set_up(sign_in(cast.nigora))
    assert [one["form"] for one in told["forms"]] == ["screening"]
    assert f"/offline/form/{form}/tg/" in told["keep"] and "/offline/tg/limits/" in told["keep"]
    for path in told["keep"]:
        assert path.startswith(("/offline/tg/", "/offline/ru/", "/offline/en/", "/offline/form/", "/static/")), path


def test_the_worker_is_the_same_for_everybody_under_a_policy_of_its_own(client, db):
    answer = client.get("/offline/worker.js")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/javascript")
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; connect-src 'self'; script-src 'self'; frame-ancestors 'none'"
    )


def test_a_form_that_asks_for_a_name_is_not_offered_unless_the_edition_says_so(sign_in, db):
    name = {"type": "text", "name": "given", "label::en": "Given name", "label::tg": "Ном", "field_group": "identity"}
    with marked("without_names", name):
        text = sign_in(cast.nigora).get("/offline/en/").content.decode()
        assert "data-pick-form" not in text and "Forms that are not offered" in text
        _, told = set_up(sign_in(cast.nigora))
        assert told["forms"] == []
    with marked("with_names", name):
        text = sign_in(cast.nigora).get("/offline/en/").content.decode()
        assert "data-pick-form" in text and "Asks for names or a story" in text


def test_contact_without_a_session_says_keep_or_sign_in_and_gives_no_token(client, sign_in, form):
    secret, _ = set_up(sign_in(cast.nigora))
    kept = client.post("/offline/contact/", {"secret": secret})
    assert kept.status_code == 200 and kept.json()["say"] == "keep"
    assert not kept.json()["signed"] and "token" not in kept.json()
    assert client.post("/offline/contact/", {"secret": str(uuid4())}).status_code == 401
    assert client.post("/offline/contact/", {"secret": "x"}).status_code == 401
    assert sign_in(cast.nigora).post("/offline/contact/", {"secret": secret}).json()["token"]


def test_a_form_is_taken_once_as_it_was_typed(sign_in, form):
    browser = sign_in(cast.nigora)
    secret, _ = set_up(browser)
    body = sent(form, secret)
    for _ in range(2):
        answer = send(browser, body)
        assert answer.status_code == 200 and answer.json()["taken"] == body["id"], answer.content
    with cast.acting(cast.nigora):
        (one,) = Submission.objects.all()
        assert (one.medium, one.language, one.instance_id) == ("offline", "tg", f"uuid:{body['id']}")
        assert one.state == "collected"
        open_received(one.pk)
        assert filled(one).answers["kind"] == "other"


def test_other_answers_under_the_same_number_do_not_replace_what_was_taken(sign_in, form):
    browser = sign_in(cast.nigora)
    secret, _ = set_up(browser)
    body = sent(form, secret)
    assert send(browser, body).status_code == 200
    other = send(browser, body | {"answers": body["answers"] | {"age": "40"}, "language": "en"})
    assert other.status_code == 422 and "Those stand" in other.json()["faults"][0]["sentence"]
    with cast.acting(cast.nigora):
        assert Submission.objects.count() == 1


def test_what_names_a_case_of_the_authors_is_taken_into_it(sign_in, form_with_code):
    with cast.acting(cast.nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
    browser = sign_in(cast.nigora)
    secret, _ = set_up(browser)
    assert (
        send(browser, sent(form_with_code, secret, answers={"case_code": case.code, "kind": "border"})).status_code
        == 200
    )
    with cast.acting(cast.nigora) as actor:
        (row,) = responses_of(open_case(actor, case.pk))
        assert row.medium == "offline" and row.finished_at
        assert Submission.objects.get().state == "taken"


def test_what_cannot_be_so_is_told_in_the_language_of_the_form_and_nothing_is_kept(sign_in, form):
    browser = sign_in(cast.nigora)
    secret, _ = set_up(browser)
    answer = send(browser, sent(form, secret, answers={"kind": "other", "age": "130"}, language="en"))
    assert answer.status_code == 422
    assert {fault["path"] for fault in answer.json()["faults"]} == {"place", "age"}
    with cast.acting(cast.nigora):
        assert not Submission.objects.exists()


def test_somebody_elses_device_and_an_ended_one_send_nothing(sign_in, form):
    secret, _ = set_up(sign_in(cast.nigora))
    answer = send(sign_in(cast.sitora), sent(form, secret, language="en"))
    assert answer.status_code == 422 and "set up by somebody else" in answer.json()["faults"][0]["sentence"]


@pytest.mark.parametrize(
    "broken",
    [{"answers": {"kind": 3}}, {"answers": []}, {"begun": "x"}, {"version": ""}, {"revision": None}, {"seen": None}],
)
def test_what_has_not_the_shape_of_a_form_is_refused_with_a_sentence(sign_in, form, broken):
    browser = sign_in(cast.nigora)
    secret, _ = set_up(browser)
    answer = send(browser, sent(form, secret) | broken)
    assert answer.status_code == 422 and answer.json()["faults"][0]["sentence"]

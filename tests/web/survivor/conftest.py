"""Before the page: a browser, and no waiting but where a test is about that."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from hamroh.kernel import clock
from hamroh.web.shell import pace
from hamroh.web.survivor import sizes
from tests import cast

PIN = "5824"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sizes, "AT_LEAST", 0.0)
    pace.forget()
    yield
    pace.forget()


@pytest.fixture
def story(db: None) -> dict[str, object]:
    """A case with an agreement with the clinic and a referral to it, and a card; at this moment, not at another."""
    from tests.casework.referrals import given as given_case
    from tests.casework.survivor import given

    now = clock.now()
    case_id = given_case.case(now=now)
    ground = given_case.consent(case_id, now=now)
    referral = given_case.referral(case_id, ground, now=now)
    given.weighed(case_id, now=now)
    given.named(case_id, {cast.CLINIC: "Dentist"}, harmless=(cast.CLINIC,))
    return {"case": case_id, "ground": ground, "referral": referral, "code": given.card(case_id, now=now)}


@pytest.fixture
def visitor() -> Callable[..., Client]:
    """A browser before the page; with a code it goes in."""

    def come(code: str = "", pin: str = PIN, language: str = "en") -> Client:
        client = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE=language)
        client.raise_request_exception = False
        client.cookies["language"] = language
        if code:
            answer = client.post("/s/", {"code": code, "pin": pin})
            assert answer.status_code == 302, answer.content.decode()
            client.cookies["language"] = language
        return client

    return come

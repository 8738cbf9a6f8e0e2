"""The directory, and how old the figure of free places is."""

import pytest

from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals.given import service_id


@pytest.fixture
def ours(db):
    from hamroh.mechanism.directory.models import Service

    key = service_id("shelter-sughd-stay")
    yield key
    Service.objects.using("owner").filter(pk=key).update(free=None, confirmed_at=None)


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
@pytest.mark.parametrize("reader", [cast.rustam, cast.nigora, cast.farrukh, cast.zebo])
def test_everybody_of_the_mechanism_reads_it(sign_in, reader, language):
    text = sign_in(reader, language).get("/services/").content.decode()
    assert {"tg": "Паноҳгоҳ, Суғд", "ru": "Приют, Согд", "en": "Shelter, Sughd"}[language] in text


def test_one_kind_alone(sign_in):
    text = sign_in(cast.rustam).get("/services/?kind=medical").content.decode()
    assert "Clinic, Sughd" in text and "Shelter, Sughd" not in text
    assert sign_in(cast.rustam).get("/services/?kind=nonsense").status_code == 404


def test_one_press_confirms_and_leads_back(sign_in, ours):
    browser = sign_in(cast.gulnora)
    answer = browser.post(f"/services/{ours}/capacity/", {"free": "3", "next": "/inbox/"})
    assert (answer.status_code, answer.url) == (302, "/inbox/")
    assert "confirmed within the hour" in browser.get("/inbox/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(sign_in, ours, elsewhere):
    answer = sign_in(cast.gulnora).post(f"/services/{ours}/capacity/", {"free": "3", "next": elsewhere})
    assert answer.url == "/services/"


@pytest.mark.parametrize("free", ["13", "-1", "", "many"])
def test_more_than_there_are_is_refused_and_stays_typed(sign_in, ours, free):
    answer = sign_in(cast.gulnora).post(f"/services/{ours}/capacity/", {"free": free})
    assert answer.status_code == 200 and 'href="#id_free"' in answer.content.decode()
    assert f'value="{free}"' in answer.content.decode() or not free


@pytest.mark.parametrize("stranger", [cast.nigora, cast.farrukh, cast.parviz, cast.rustam, cast.zebo])
def test_only_its_own_organisation_confirms(sign_in, ours, stranger):
    assert sign_in(stranger).get(f"/services/{ours}/capacity/").status_code == 404
    assert sign_in(stranger).post(f"/services/{ours}/capacity/", {"free": "1"}).status_code == 404


def test_a_forged_service_is_not_there(sign_in, db):
    assert sign_in(cast.gulnora).get(f"/services/{uuid7()}/capacity/").status_code == 404

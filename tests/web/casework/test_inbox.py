"""The inbox through HTTP: what is late comes first, nothing about a person, pages by key."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamroh.kernel import clock
from tests import cast
from tests.casework.referrals.given import handover

READERS = [cast.gulnora, cast.nigora, cast.malika, cast.farrukh, cast.zarina, cast.parviz, cast.anahita]


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_late_stands_before_later_and_the_row_has_one_verb(sign_in, language):
    now = clock.now()
    later, late = handover(now=now, urgency="routine"), handover(now=now - timedelta(days=3))
    text = sign_in(cast.gulnora, language).get("/inbox/").content.decode()
    assert text.index(str(late)) < text.index(str(later))
    assert text.count("hm-work__act") == 2
    assert "hm-work__late" in text
    assert "Office 2" not in text


@pytest.mark.parametrize("reader", READERS)
def test_each_organisation_reads_its_own(sign_in, reader):
    key = handover(now=clock.now())
    text = sign_in(reader).get("/inbox/").content.decode()
    assert (str(key) in text) is (reader.organisation == cast.SHELTER)


@pytest.mark.parametrize("stranger", [cast.rustam, cast.zebo, cast.bahrom, cast.tahmina, cast.daler])
@pytest.mark.parametrize("page", ["/inbox/", "/inbox/answered/"])
def test_who_has_no_inbox_finds_none(sign_in, stranger, page):
    assert sign_in(stranger).get(page).status_code == 404


def test_a_long_inbox_goes_on_by_key_and_shows_each_row_once(sign_in):
    now = clock.now()
    keys = {str(handover(now=now - timedelta(minutes=n))) for n in range(27)}
    browser = sign_in(cast.gulnora)
    first = browser.get("/inbox/")
    second = browser.get("/inbox/" + first.context["next_page"])
    shown = [{k for k in keys if f"/inbox/{k}/" in page.content.decode()} for page in (first, second)]
    assert [len(s) for s in shown] == [25, 2] and shown[0] | shown[1] == keys
    assert not second.context["next_page"]


@pytest.mark.parametrize("after", ["nonsense", "2026-01-01", "2026-13-01T00:00_x"])
def test_an_address_that_nobody_wrote_is_not_there(sign_in, after):
    assert sign_in(cast.gulnora).get("/inbox/", {"after": after}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(sign_in):
    browser = sign_in(cast.gulnora)
    counts = []
    for _ in range(2):
        handover(now=clock.now())
        browser.get("/inbox/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/inbox/")
        counts.append(len(queries))
        for _ in range(4):
            handover(now=clock.now())
    assert counts[0] == counts[1]

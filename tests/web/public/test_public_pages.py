"""What anybody sees: a person in need, a relative, somebody who looks over a shoulder."""

import pytest
from django.test import Client, override_settings

ADDRESSES = ("/", "/rights/", "/regions/TJ-SU/", "/is-it-happening/", "/private-visit/", "/accessibility/")


@pytest.fixture
def visitor(db):
    return Client()


@pytest.mark.parametrize("language", ["en", "tg", "ru"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_the_quick_way_out_and_no_word_for_the_crime_in_its_title(visitor, address, language):
    visitor.cookies["language"] = language
    page = visitor.get(address)
    html = page.content.decode()
    assert page.status_code == 200
    assert 'class="hm-exit"' in html
    assert "no-store" in page.headers["Cache-Control"]
    title = html[html.index("<title>") : html.index("</title>")].lower()
    assert not any(word in title for word in ("traffick", "victim", "савдо", "қурбон", "торговл", "жертв"))


def test_a_visit_opens_no_session(visitor):
    for address in ADDRESSES:
        visitor.get(address)
    assert "s" not in visitor.cookies


def test_answers_are_neither_kept_nor_in_an_address(visitor):
    page = visitor.post("/is-it-happening/", {"sign": ["debt", "threats", "forged"]})
    assert page.status_code == 200
    assert "You ticked 2 signs" in page.content.decode()
    assert "s" not in visitor.cookies
    assert "debt" not in page.request["PATH_INFO"]
    assert "does not mean that all is well" in visitor.post("/is-it-happening/").content.decode()


def test_nobody_is_sent_to_an_invented_door(visitor):
    """The pack's services are invented: outside a demonstration real offices are named instead."""
    page = visitor.get("/regions/TJ-SU/").content.decode()
    assert "Vocational courses, Sughd" not in page
    assert "Ministry of Health and Social Protection" in page
    assert "Border" not in page and "Prosecutor" not in page
    assert "services" not in visitor.get("/").content.decode()


def test_a_shelter_is_named_by_its_kind_only(visitor):
    with override_settings(HAMROH_DEMO=True):
        page = visitor.get("/regions/TJ-SU/").content.decode()
    assert "A safe place to stay." in page
    assert "Vocational courses, Sughd" in page
    for hidden in ("Stay, shelter in Sughd", "Shelter, Sughd", "Children's shelter"):
        assert hidden not in page


def test_a_region_lists_its_districts_and_the_whole_country(visitor):
    with override_settings(HAMROH_DEMO=True):
        sughd, khatlon = (visitor.get(f"/regions/{key}/").content.decode() for key in ("TJ-SU", "TJ-KT"))
    assert "Social assistance, Isfara" in sughd
    assert "Social assistance, Isfara" not in khatlon
    assert "Advice by hotline" in sughd and "Advice by hotline" in khatlon


@pytest.mark.parametrize("address", ["/regions/TJ-XX/", "/regions/../", "/rights/x/"])
def test_what_is_not_there_is_said_in_the_same_words(visitor, address):
    page = visitor.get(address)
    assert page.status_code == 404
    assert "This page is not here." in page.content.decode()


def test_health_says_yes_and_nothing_else(visitor):
    page = visitor.get("/healthz")
    assert (page.status_code, page.content) == (200, b"yes\n")


def test_what_helps_may_be_found_by_search_and_nothing_else(visitor):
    assert 'content="noindex"' not in visitor.get("/rights/").content.decode()
    assert 'content="noindex"' in visitor.get("/sign-in/").content.decode()
    assert visitor.get("/robots.txt").content.decode().endswith("Disallow: /\n")
    assert visitor.get("/favicon.ico").status_code == 302


def test_a_failure_of_ours_is_told_without_the_database(visitor, monkeypatch):
    from hamroh.web.public import places

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(places, "regions", broken)
    visitor.raise_request_exception = False
    page = visitor.get("/")
    assert page.status_code == 500
    assert "Something went wrong on our side." in page.content.decode()

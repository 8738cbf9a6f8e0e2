"""The library through HTTP: the shelf, a text clause by clause, finding, earlier texts."""

import hashlib

import pytest
from django.urls import reverse

from hamroh.mechanism.editions import queries as editions
from tests import cast


@pytest.mark.parametrize("language", ["en", "tg"])
def test_the_shelf_shows_every_text_with_how_far_it_has_come(sign_in, language):
    page = sign_in(cast.zebo, language).get(reverse("library")).content.decode()
    for document in editions.current().pack.documents:
        assert reverse("library_document", args=[document.id]) in page
        assert document.name[language] in page.replace("&#x27;", "'")


def test_a_clause_stands_with_its_anchor_and_the_steps_that_rest_on_it(sign_in):
    page = sign_in(cast.nigora).get(reverse("library_document", args=["sop"])).content.decode()
    assert 'id="screening-decision"' in page
    assert f"{reverse('picture')}#step-decide-screening" in page
    assert "draft, not adopted" in page and "Contents" in page


def test_only_what_a_national_source_says_is_shown_as_law(sign_in):
    browser = sign_in(cast.nigora)
    assert "National law" in browser.get(reverse("library_document", args=["law-1096"])).content.decode()
    remembered = browser.get(reverse("library_document", args=["resolution-327"])).content.decode()
    assert "National law" not in remembered and "Not shown as national law" in remembered
    plan = browser.get(reverse("library_document", args=["national-plan"])).content.decode()
    assert "National law" not in plan and "read in a national source" in plan
    assert "National law" not in browser.get(reverse("library_document", args=["sop"])).content.decode()


def test_the_text_is_read_in_another_language_than_the_page(sign_in):
    page = sign_in(cast.nigora, "en").get(reverse("library_document", args=["sop"]), {"text": "tg"}).content.decode()
    clause = editions.current().pack.clause("sop/purpose")[1]
    assert clause.text["tg"].split(";")[0] in page and clause.text["en"][:40] not in page
    assert 'lang="tg"' in page and "Language of the text" in page


def test_words_are_found_in_whichever_language_they_were_typed(sign_in):
    browser = sign_in(cast.nigora, "en")
    found = browser.get(reverse("library"), {"find": "розигии огоҳона"}).content.decode()
    assert f"{reverse('library_document', args=['who-principles'])}#consent" in found
    assert "No text holds" in browser.get(reverse("library"), {"find": "zzzzqq"}).content.decode()


def test_a_text_or_edition_that_is_not_there_is_not_found(sign_in):
    browser = sign_in(cast.nigora)
    assert browser.get(reverse("library_document", args=["nothing"])).status_code == 404
    assert browser.get(reverse("library_text", args=["sop", 99])).status_code == 404


@pytest.mark.parametrize("language", ["en", "tg"])
def test_neighbouring_systems_say_where_the_line_is_and_who_leads(sign_in, language):
    page = sign_in(cast.nigora, language).get(reverse("neighbour_list")).content.decode().replace("&#x27;", "'")
    pack = editions.current().pack
    for neighbour in pack.neighbours:
        assert neighbour.boundary[language] in page and neighbour.passing[language] in page
    assert f"{reverse('library_document', args=['sop'])}#child-path" in page


def test_the_whole_file_of_members_has_the_fingerprint_of_the_edition(sign_in):
    browser = sign_in(cast.nigora)
    edition = editions.published()
    file = browser.get(reverse("edition_file", args=[edition.number])).content
    assert hashlib.sha256(file).hexdigest() == edition.content_hash
    assert edition.content_hash in browser.get(reverse("library")).content.decode()

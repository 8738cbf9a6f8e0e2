"""The published mechanism: for anybody, without cookies and without persons; for machines; on paper."""

import hashlib
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from hamroh.foundation.accounts.models import User
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.models import Edition
from hamroh.mechanism.editions.pack import houses_people

LANGUAGES = ["tg", "ru", "en"]


def page(language: str = "en") -> str:
    response = Client().get(reverse("published_edition", args=[1, language]))
    assert response.status_code == 200 and not response.cookies
    return response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_recorded_is_read_by_anybody_in_each_language(db, language):
    shown, pack = page(language), editions.current().pack
    assert f'<html lang="{language}"' in shown and 'content="noindex"' not in shown
    assert pack.mechanism.name[language] in shown and pack.mechanism.banner[language] in shown
    for stage, step in pack.steps:
        assert stage.name[language] in shown and step.name[language] in shown
    for document in pack.documents:
        assert document.name[language] in shown
    for neighbour in pack.neighbours:
        assert neighbour.passing[language] in shown
    assert 'class="hm-exit"' in shown and reverse("rights") in shown


def test_the_address_without_a_number_leads_to_the_edition_in_force_in_the_readers_language(db):
    response = Client(HTTP_ACCEPT_LANGUAGE="ru").get(reverse("published"))
    assert response["Location"] == reverse("published_edition", args=[editions.current().number, "ru"])
    response = Client(HTTP_ACCEPT_LANGUAGE="de").get(reverse("published_number", args=[1]))
    assert response["Location"] == reverse("published_edition", args=[1, "tg"])


@pytest.mark.parametrize("address", [("published_edition", 99, "en"), ("published_edition", 1, "de")])
def test_an_edition_or_language_that_there_is_not_is_not_found(db, address):
    name, *asked = address
    assert Client().get(reverse(name, args=asked)).status_code == 404
    assert Client().get(reverse("published_text", args=[1, "en", "nothing"])).status_code == 404


def test_no_person_is_named(db):
    told = page() + Client().get(reverse("published_file", args=[1])).content.decode() + words_of_paper("en")
    for user in User.objects.using("owner").all():
        assert user.short_name not in told
        assert f'"{user.username}"' not in told and f">{user.username}<" not in told


def test_who_houses_people_is_named_nowhere(db):
    edition = editions.published()
    hidden = houses_people(edition.document)
    assert hidden
    file = Client().get(reverse("published_file", args=[1])).content.decode()
    told = page() + words_of_paper("en")
    for organisation in edition.pack.organisations:
        if organisation.id in hidden:
            assert f'"{organisation.id}"' not in file and organisation.name["en"] not in file + told
    assert not any(service["residential"] for service in json.loads(file)["services"])


def test_the_fingerprint_shown_is_that_of_the_edition(db):
    edition, shown = editions.published(), page()
    stored = Edition.objects.get(number=1)
    assert edition.content_hash == stored.content_hash and stored.content_hash in shown


def test_the_file_for_machines_has_the_fingerprint_that_the_page_says(db):
    file = Client().get(reverse("published_file", args=[1])).content
    assert hashlib.sha256(file).hexdigest() in page()


def words_of_paper(language: str, document: str = "") -> str:
    name, asked = ("published_text", [1, language, document]) if document else ("published_paper", [1, language])
    response = Client().get(reverse(name, args=asked))
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and reader.trailer["/Root"]["/Lang"] == language
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in reader.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_has_every_chapter_and_its_fingerprint(db, language):
    pack, said = editions.current().pack, words_of_paper(language)
    assert all(stage.name[language] in said for stage in pack.stages)
    assert "".join(editions.published().content_hash) in said.replace(" ", "")
    assert pack.clause("sop/purpose")[1].text[language].split()[0] in said


def test_the_paper_knows_every_tajik_letter(db):
    said = words_of_paper("tg")
    assert set("ғӣқӯҳҷ") <= set(said) and set("ҒҚҲҶ") & set(said)


def test_one_text_alone_goes_on_paper(db):
    said = words_of_paper("tg", "sop")
    assert editions.current().pack.clause("sop/purpose")[1].number in said
    assert editions.current().pack.stages[-1].name["tg"] not in said.split("1.1")[0]

"""Two editions: the earlier text of a document stays readable, and the two are compared."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.models import Edition
from hamroh.mechanism.editions.pack import Pack, content_hash
from tests import cast

NEW = "This Procedure sets out who does what, and by when."


@pytest.fixture
def second(db: None) -> Iterator[Edition]:
    """A second edition, in which the first clause of the procedure reads otherwise, one is gone and one is new."""
    first = editions.published()
    document = first.pack.model_dump(mode="json")
    (sop,) = (d for d in document["documents"] if d["id"] == "sop")
    sop["clauses"][0]["text"] = {**sop["clauses"][0]["text"], "en": NEW}
    gone = sop["clauses"].pop(1)
    sop["clauses"].append({**gone, "id": "brand-new"})
    fingerprint = content_hash(Pack.from_document(document))
    at = datetime(2026, 11, 1, tzinfo=UTC)
    row = Edition(id=uuid7(), mechanism="tj-nrm", number=2, content_hash=fingerprint, document=document)
    row.published_at = at
    row.save(using="owner", force_insert=True)
    editions.forget()
    yield row
    Edition.objects.using("owner").filter(pk=row.pk).delete()
    editions.forget()


def test_the_text_in_force_is_the_new_one_and_the_earlier_stays_readable(sign_in, second):
    browser = sign_in(cast.nigora)
    now = browser.get(reverse("library_document", args=["sop"])).content.decode()
    assert NEW in now and reverse("library_text", args=["sop", 1]) in now
    assert reverse("library_compare", args=["sop", 1, 2]) in now
    before = browser.get(reverse("library_text", args=["sop", 1])).content.decode()
    assert NEW not in before and "A later edition is in force" in before
    assert reverse("comment_on_clause", args=["sop", "purpose"]) not in before


def test_a_text_that_did_not_change_has_one_version(sign_in, second):
    page = sign_in(cast.nigora).get(reverse("library_document", args=["law-1096"])).content.decode()
    assert reverse("library_compare", args=["law-1096", 1, 2]) not in page
    assert page.count("Edition 1") == 1 and "Edition 2" not in page


def test_the_comparison_tells_what_is_new_gone_and_changed(sign_in, second):
    page = sign_in(cast.nigora).get(reverse("library_compare", args=["sop", 1, 2])).content.decode()
    assert "<ins>" in page and "<del>" in page
    assert "This clause is gone" in page and "New clause" in page
    assert page.count('class="hm-card"') == 3


def test_an_old_edition_is_published_under_its_number_and_says_so(second):
    old = Client().get(reverse("published_edition", args=[1, "en"])).content.decode()
    new = Client().get(reverse("published_edition", args=[2, "en"])).content.decode()
    assert "an earlier edition" in old and reverse("published_edition", args=[2, "en"]) in old
    assert "an earlier edition" not in new and reverse("published_number", args=[1]) in new
    assert second.content_hash in new and second.content_hash not in old and NEW in new


def test_what_members_say_about_the_draft_stays_with_the_clause(sign_in, second):
    browser = sign_in(cast.farrukh)
    browser.post(reverse("comment_on_clause", args=["sop", "purpose"]), {"id": uuid7(), "text": "Good, keep it."})
    assert "edition 2" in browser.get(reverse("library_document", args=["sop"])).content.decode()

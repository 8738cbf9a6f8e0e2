"""Pages of conduct through HTTP: before you begin, the own declaration, one's people."""

import pytest
from django.urls import reverse

from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import code_version
from tests import cast
from tests.mechanism.conduct.conftest import fresh  # noqa: F401  (a fixture)


@pytest.mark.parametrize("language", ["en", "tg", "ru"])
def test_a_new_colleague_is_led_to_what_comes_first_and_works_afterwards(sign_in, fresh, language):  # noqa: F811
    fresh(cast.nigora)
    browser = sign_in(cast.nigora, language)
    assert browser.get("/cases/").status_code == 404
    page = browser.get("/home/", follow=True)
    assert page.redirect_chain[-1][0] == reverse("my_conduct")
    if language == "en":
        assert "Before you begin" in page.content.decode()
    assert browser.get(reverse("my_organisation")).status_code == 200
    code = browser.get(reverse("acknowledge_code")).content.decode()
    assert code_version() in code
    browser.post(reverse("acknowledge_code"), {"read": code_version()})
    browser.post(reverse("declare_ties"), {"id": uuid7(), "nothing": "on"})
    focal = sign_in(cast.gulnora, language)
    assert cast.nigora.short_name in focal.get(reverse("conduct_people")).content.decode()
    form = {"id": uuid7(), "kind": "confidentiality", "on": "2026-11-20", "paper": "List 7"}
    assert focal.post(reverse("record_training", args=[cast.nigora.id]), form).status_code == 302
    assert browser.get("/cases/").status_code == 200
    page = browser.get(reverse("my_conduct")).content.decode()
    assert "List 7" in page and "Before you begin" not in page


def test_an_old_page_of_the_code_acknowledges_nothing(sign_in, fresh):  # noqa: F811
    fresh(cast.nigora)
    page = sign_in(cast.nigora).post(reverse("acknowledge_code"), {"read": "0" * 64}).content.decode()
    assert "read it again" in page and code_version() in page
    assert sign_in(cast.nigora).get("/cases/").status_code == 404


def test_an_empty_declaration_is_refused_and_what_was_typed_stays(sign_in):
    browser = sign_in(cast.nigora)
    page = browser.post(reverse("declare_ties"), {"id": uuid7()}).content.decode()
    assert "or tick that there is nothing" in page
    page = browser.post(
        reverse("declare_ties"), {"id": uuid7(), "nothing": "on", "office_text": "My aunt"}
    ).content.decode()
    assert "do one of the two" in page and "My aunt" in page


def test_what_was_declared_is_on_no_page_of_the_focal_point(sign_in, fresh):  # noqa: F811
    clinic = str(cast.organisation_id(cast.CLINIC))
    said = {"id": uuid7(), "organisation": clinic, "organisation_text": "A brother there"}
    browser = sign_in(cast.nigora)
    assert browser.post(reverse("declare_ties"), said).status_code == 302
    assert "A brother there" in browser.get(reverse("my_conduct")).content.decode()
    for member in (cast.gulnora, cast.zebo):
        assert "A brother there" not in sign_in(member).get(reverse("conduct_people")).content.decode()


def test_a_focal_point_writes_nothing_about_strangers_or_themselves(sign_in):
    browser = sign_in(cast.gulnora)
    for who in (cast.farrukh, cast.gulnora, cast.daler):
        assert browser.get(reverse("record_training", args=[who.id])).status_code == 404
    assert sign_in(cast.zebo).get(reverse("record_training", args=[cast.gulnora.id])).status_code == 200


def test_ties_are_read_by_the_two_duties_and_the_look_is_recorded(sign_in, fresh):  # noqa: F811
    from hamroh.foundation.audit.models import Entry

    browser = sign_in(cast.nigora)
    for said in ("An uncle serves there", "My brother is a judge"):
        browser.post(reverse("declare_ties"), {"id": uuid7(), "office_text": said})
    for member in (cast.bahrom, cast.zebo):
        page = sign_in(member).get(reverse("declared_ties")).content.decode()
        assert "My brother is a judge" in page and cast.nigora.short_name in page
        assert "An uncle serves there" not in page, "only the newest declaration counts"
    assert Entry.objects.using("owner").filter(verb="ties.looked_at").count() == 2


def test_a_handler_finds_what_waits_on_the_first_page_without_what_or_whom(sign_in):
    from tests.mechanism.conduct.given import WORDS, complaint

    key, _code = complaint("organisation", cast.CLINIC)
    page = sign_in(cast.ravshan).get("/home/").content.decode()
    assert reverse("show_complaint", args=[key]) in page and WORDS not in page and "Clinic" not in page
    key, _code = complaint("organisation", cast.SECRETARIAT)
    assert reverse("show_complaint", args=[key]) not in sign_in(cast.zebo).get("/home/").content.decode()

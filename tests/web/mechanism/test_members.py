"""Members through HTTP: the secretariat decides, a suspended member's people are out at the next click."""

import pytest
from django.urls import reverse

from hamroh.kernel.ids import uuid7
from tests import cast
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)

pytestmark = pytest.mark.usefixtures("members")
PAPER = "Order 7 of 3 November"


def decide(browser, act, key=cast.CLINIC, **said):
    url = reverse("change_member", args=[cast.organisation_id(key), act])
    return browser.post(url, {"id": uuid7(), "paper": PAPER} | said, follow=True)


def standing(browser, key=cast.CLINIC):
    return browser.get(reverse("show_member", args=[cast.organisation_id(key)])).content.decode()


@pytest.mark.parametrize(("language", "word"), [("en", "Suspended"), ("tg", "боздошта")])
def test_a_suspended_members_user_gets_404_at_the_next_click_and_is_back_when_it_is_lifted(sign_in, language, word):
    clinic, secretary = sign_in(cast.farrukh, language), sign_in(cast.zebo, language)
    assert clinic.get("/inbox/").status_code == 200
    assert word.lower() in decide(secretary, "suspend", reason="confidentiality").content.decode().lower()
    assert clinic.get("/inbox/").status_code == 404
    assert clinic.get("/home/").status_code == 404
    assert PAPER in standing(secretary)
    decide(secretary, "restore")
    assert clinic.get("/inbox/").status_code == 200


def test_without_paper_reason_or_caretaker_the_form_says_so_and_nothing_happens(sign_in):
    secretary = sign_in(cast.zebo)
    page = decide(secretary, "suspend", key=cast.SHELTER, paper="").content.decode()
    for said in ("Say on what paper this rests", "Choose the reason from the list", "name who looks after them"):
        assert said in page
    assert sign_in(cast.nigora).get("/home/").status_code == 200


@pytest.mark.parametrize("who", [cast.gulnora, cast.farrukh, cast.bahrom, cast.nigora])
def test_nobody_else_finds_the_act(sign_in, who):
    assert decide(sign_in(who), "suspend", reason="safety").status_code == 404
    assert decide(sign_in(who), "restore").status_code == 404


def test_an_organisation_applies_is_admitted_and_is_on_the_list(sign_in):
    secretary, key = sign_in(cast.zebo), uuid7()
    names = {"name_tg": "Маркази нав", "name_ru": "Новый центр", "name_en": "New centre"}
    form = {"id": key, "kind": "service_provider", "paper": "Letter 4"} | names
    assert "Write its name" in secretary.post(reverse("apply_for_membership"), form | {"name_ru": ""}).content.decode()
    page = secretary.post(reverse("apply_for_membership"), form, follow=True).content.decode()
    assert "Has applied" in page
    url = reverse("change_member", args=[key, "admit"])
    assert "Member" in secretary.post(url, {"id": uuid7(), "paper": PAPER}, follow=True).content.decode()
    assert "New centre" in secretary.get(reverse("member_list")).content.decode()


def test_an_act_that_does_not_exist_or_does_not_follow_is_refused(sign_in):
    secretary = sign_in(cast.zebo)
    assert decide(secretary, "delete").status_code == 404
    assert "cannot follow" in decide(secretary, "restore").content.decode()


@pytest.mark.parametrize("language", ["en", "tg", "ru"])
def test_everybody_sees_who_acts_for_their_own_organisation(sign_in, language):
    page = sign_in(cast.nigora, language).get(reverse("my_organisation")).content.decode()
    assert cast.gulnora.short_name in page
    assert cast.farrukh.short_name not in page

"""Seats on pages: offices for everybody, names for their own and the secretariat, an absence from first to last click."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)
from tests.mechanism.membership.test_standing_in import post_of

pytestmark = pytest.mark.usefixtures("members")
SEAT = reverse("show_seat", args=["secretary"])


@pytest.mark.parametrize(("language", "vacant"), [("en", "vacant"), ("tg", "холӣ")])
def test_seats_are_listed_by_office_and_names_are_for_few(sign_in, language, vacant):
    stranger = sign_in(cast.nigora, language).get(reverse("seat_list")).content.decode()
    assert vacant in stranger.lower() or language == "tg"
    assert cast.zebo.short_name not in stranger
    assert cast.zebo.short_name in sign_in(cast.bahrom, language).get(reverse("seat_list")).content.decode()
    assert cast.zebo.short_name not in sign_in(cast.nigora, language).get(SEAT).content.decode()
    assert cast.zebo.short_name in sign_in(cast.zebo, language).get(SEAT).content.decode()


def test_who_lacks_a_focal_point_is_named_to_whoever_admits(sign_in):
    assert "Which members" in sign_in(cast.zebo).get(reverse("seat_list")).content.decode()
    assert "Which members" not in sign_in(cast.nigora).get(reverse("seat_list")).content.decode()


def test_holders_elsewhere_of_a_role_at_members_are_not_shown(sign_in):
    url = reverse("show_seat", args=["focal-point"])
    page = sign_in(cast.nigora).get(url).content.decode()
    assert cast.gulnora.short_name in page and cast.farrukh.short_name not in page
    assert cast.farrukh.short_name in sign_in(cast.zebo).get(url).content.decode()


def test_a_seat_that_no_edition_knows_is_not_there(sign_in):
    assert sign_in(cast.zebo).get(reverse("show_seat", args=["king"])).status_code == 404


def delegate(browser, whose=cast.malika, **said):
    day = day_of(clock.now())
    form = {"id": uuid7(), "to": cast.nigora.id, "since": day, "until": day + timedelta(days=7)} | said
    return browser.post(reverse("delegate_post", args=[post_of(whose)]), form, follow=True).content.decode()


def test_an_absence_is_delegated_shown_to_both_and_taken_back(sign_in):
    holder, colleague = sign_in(cast.malika), sign_in(cast.nigora)
    assert "Delegated" in delegate(holder)
    assert "in the holder’s place" in colleague.get(reverse("home")).content.decode()
    assert "in the holder’s place" in colleague.get(reverse("my_account")).content.decode()
    assert f"{cast.nigora.short_name} acts in your place" in holder.get(reverse("my_account")).content.decode()
    assert "in the holder’s place" in sign_in(cast.gulnora).get(reverse("my_organisation")).content.decode()
    from hamroh.mechanism.membership.models import Post

    id = Post.objects.get(user_id=cast.nigora.id, role="supervisor").pk
    assert colleague.post(reverse("revoke_delegation", args=[id]), follow=True).status_code == 404
    assert sign_in(cast.farrukh).post(reverse("revoke_delegation", args=[id])).status_code == 404
    assert "Ended" in holder.post(reverse("revoke_delegation", args=[id]), follow=True).content.decode()
    assert "in the holder’s place" not in colleague.get(reverse("home")).content.decode()


def test_what_is_missing_is_said_and_what_was_typed_is_still_there(sign_in):
    page = delegate(sign_in(cast.malika), until="", to="")
    assert "Choose somebody who acts for the same organisation" in page
    assert "nobody stands in without an end" in page


def test_the_secretariat_lets_a_vacant_seat_be_held_in_the_meantime(sign_in):
    url = reverse("hold_in_the_meantime", args=["national-coordinator"])
    secretary = sign_in(cast.zebo)
    assert cast.zebo.short_name not in secretary.get(url).content.decode().split("<select")[1].split("</select")[0]
    form = {"id": uuid7(), "to": cast.bahrom.id, "until": day_of(clock.now()) + timedelta(days=30)}
    page = secretary.post(url, form, follow=True).content.decode()
    assert "In the meantime" in page and "vacant" in page
    assert sign_in(cast.bahrom).get(reverse("member_list")).status_code == 200


def test_a_focal_point_names_a_deputy(sign_in):
    url = reverse("name_deputy", args=[post_of(cast.gulnora)])
    page = sign_in(cast.gulnora).post(url, {"to": cast.malika.id}, follow=True).content.decode()
    assert "Deputy" in page and cast.malika.short_name in page

"""The first-line sheet through HTTP: a guard's few minutes, and what is told afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hamroh.casework.referrals.actions import accept_referral, record_arrival
from hamroh.casework.referrals.models import Referral
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals.given import handover, service_id
from tests.cast import acting


def typed(**changes):
    """Every field of the form as a browser sends it."""
    when = timezone.localtime(clock.now() + timedelta(hours=2), timezone.zoneinfo.ZoneInfo("Asia/Dushanbe"))
    return {
        "id": str(uuid7()),
        "observations": ["papers_held", "afraid"],
        "age": "adult",
        "safety_danger_now": "no",
        "safety_needs_doctor": "no",
        "safety_safe_to_talk": "yes",
        "said": "all",
        "held": "no",
        "service_id": str(service_id("shelter-sughd-stay")),
        "agreement": "agreed",
        "urgency": "urgent",
        "mode": "receiver_comes",
        "where": "Хонаи 2",
        "when": when.strftime("%Y-%m-%dT%H:%M"),
    } | changes


def count(member=cast.gulnora):
    with acting(member):
        return Referral.objects.count()


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_the_page_asks_little_and_has_no_field_for_a_name(sign_in, language):
    page = sign_in(cast.rustam, language).get("/sheet/")
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count('type="checkbox" name="observations"') == 12
    assert text.count('name="safety_') == 9
    assert "(optional)" not in text.split('name="age"')[1].split('name="said"')[0]
    for field in ("name", "surname", "birth", "passport"):
        assert f'name="{field}"' not in text


@pytest.mark.parametrize("language", ["tg", "en"])
def test_a_filled_sheet_goes_to_the_shelter_and_says_what_comes_next(sign_in, language):
    browser = sign_in(cast.rustam, language)
    answer = browser.post("/sheet/", typed(), follow=True)
    assert answer.status_code == 200 and answer.redirect_chain[0][0].startswith("/sent/")
    assert {"tg": "Паноҳгоҳ, Суғд", "en": "Shelter, Sughd"}[language] in answer.content.decode()
    assert "Хонаи 2" not in answer.content.decode()
    assert count() == 1


def test_what_was_typed_stays_when_something_is_missing(sign_in):
    answer = sign_in(cast.rustam).post("/sheet/", typed(where="", said="", safety_danger_now="", urgency=""))
    text = answer.content.decode()
    assert answer.status_code == 200
    for anchor in ("#id_where", "#id_said_0", "#id_safety_danger_now_0", "#id_urgency_0"):
        assert f'href="{anchor}"' in text
    assert 'value="papers_held" id="id_observations_1" checked' in " ".join(text.split()) or "checked" in text
    assert count() == 0


def test_a_day_that_is_no_day_is_said_at_its_field(sign_in):
    text = sign_in(cast.rustam).post("/sheet/", typed(when="soon", where="Gate 4")).content.decode()
    assert 'href="#id_when"' in text and 'value="Gate 4"' in text
    assert count() == 0


def test_an_adult_who_does_not_agree_is_only_counted(sign_in):
    answer = sign_in(cast.rustam).post("/sheet/", typed(agreement="not_agreed", where="", service_id=""), follow=True)
    assert answer.redirect_chain == [("/sheet/counted/", 302)]
    assert "Nothing was sent" in answer.content.decode()
    assert count() == 0


def test_danger_goes_with_the_place_alone(sign_in):
    values = typed(safety_danger_now="yes", agreement="not_asked", urgency="", mode="", when="")
    assert sign_in(cast.rustam).post("/sheet/", values).status_code == 302
    with acting(cast.gulnora):
        assert Referral.objects.get().priority == "emergency"


def test_a_double_click_makes_one_hand_over(sign_in):
    browser, values = sign_in(cast.rustam), typed()
    first, second = browser.post("/sheet/", values), browser.post("/sheet/", values)
    assert first.url == second.url
    assert count() == 1


@pytest.mark.parametrize("field", ["service_id", "id"])
def test_a_forged_key_is_not_found(sign_in, field):
    values = typed()
    if field == "id":
        values["id"] = str(handover(now=clock.now()))
        assert sign_in(cast.jamshed).post("/sheet/", values).status_code == 404
    else:
        assert sign_in(cast.rustam).post("/sheet/", values | {field: str(uuid7())}).status_code == 404


@pytest.mark.parametrize("stranger", [cast.nigora, cast.gulnora, cast.zebo, cast.tahmina, cast.daler])
@pytest.mark.parametrize("page", ["/sheet/", "/sent/", "/sheet/counted/"])
def test_who_is_not_of_the_first_line_finds_no_sheet(sign_in, stranger, page):
    assert sign_in(stranger).get(page).status_code == 404


def test_the_guard_sees_not_arrived_then_arrived(sign_in):
    key = handover(now=clock.now())
    browser = sign_in(cast.rustam)
    assert "Not arrived" in browser.get("/sent/").content.decode()
    with acting(cast.gulnora) as actor:
        accept_referral(actor, referral_id=key, now=clock.now())
    text = browser.get(f"/sent/{key}/").content.decode()
    assert "Not arrived" in text and "Accepted" not in text
    with acting(cast.gulnora) as actor:
        record_arrival(actor, referral_id=key, now=clock.now())
    assert "The person arrived" in browser.get(f"/sent/{key}/").content.decode()


@pytest.mark.parametrize("stranger", [cast.jamshed, cast.nigora, cast.gulnora, cast.bahrom, cast.anahita])
def test_a_colleagues_hand_over_is_not_there(sign_in, stranger):
    key = handover(now=clock.now())
    assert sign_in(stranger).get(f"/sent/{key}/").status_code == 404

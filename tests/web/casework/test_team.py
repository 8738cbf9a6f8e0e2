"""The team of a case through HTTP."""

import pytest

from tests import cast
from tests.casework.referrals import given


@pytest.fixture
def case_id(db):
    return given.case()


def join(browser, case_id, **typed):
    sent = {"join": "1", "user": str(cast.sitora.id), "reason": "trust"} | typed
    return browser.post(f"/cases/{case_id}/team/", {k: v for k, v in sent.items() if v}, follow=True).content.decode()


def test_who_joins_does_so_in_a_capacity_and_for_a_reason(sign_in, case_id):
    page = join(sign_in(cast.nigora), case_id, capacity="psychologist", why="She speaks Uzbek")
    assert f"{cast.sitora.short_name}</b>, Psychologist" in page
    assert "The person asked for them: She speaks Uzbek" in page
    opened = {
        part: sign_in(cast.sitora).get(f"/cases/{case_id}/part/{part}/").status_code for part in ("health", "residence")
    }
    assert opened == {"health": 200, "residence": 404}


def test_without_a_reason_nobody_joins_and_what_was_chosen_stays(sign_in, case_id):
    page = join(sign_in(cast.nigora), case_id, reason="", capacity="lawyer")
    assert "Choose from the list why they join." in page
    assert '<option value="lawyer" selected>' in page
    assert sign_in(cast.sitora).get(f"/cases/{case_id}/").status_code == 404


def test_who_left_is_still_named_with_since_and_until(sign_in, case_id):
    browser = sign_in(cast.nigora)
    join(browser, case_id, why="Stands in")
    page = browser.post(f"/cases/{case_id}/team/", {"leave": str(cast.sitora.id)}, follow=True).content.decode()
    assert "Who worked on it before" in page
    assert page.index("Who worked on it before") < page.index(f"{cast.sitora.short_name}</b>")
    assert sign_in(cast.sitora).get(f"/cases/{case_id}/").status_code == 404


def test_the_words_beside_the_reason_lie_sealed(sign_in, case_id):
    from hamroh.casework.cases.models import TeamMember

    join(sign_in(cast.nigora), case_id, why="She speaks Uzbek")
    row = TeamMember.objects.using("owner").get(user_id=cast.sitora.id)
    assert b"Uzbek" not in bytes(row.why_sealed)
    assert row.reason == "trust"


def test_only_who_supervises_is_led_to_the_hand_over_of_many(sign_in, case_id):
    assert 'href="/load/"' in sign_in(cast.malika).get(f"/cases/{case_id}/team/").content.decode()
    assert 'href="/load/"' not in sign_in(cast.nigora).get(f"/cases/{case_id}/team/").content.decode()

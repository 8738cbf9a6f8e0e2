"""Reviews of acts in danger through HTTP."""

import pytest

from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.queries.reviews import reviews
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals.given import DANGER, case, consent, handover
from tests.cast import acting


@pytest.fixture
def task_id(db):
    handover(now=clock.now(), safety=DANGER, agreement="not_asked")
    with acting(cast.bahrom) as actor:
        return reviews(actor)[0].id


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_the_reviewer_reads_answers_and_no_place(sign_in, task_id, language):
    browser = sign_in(cast.bahrom, language)
    assert str(task_id) in browser.get("/reviews/").content.decode()
    text = browser.get(f"/reviews/{task_id}/").content.decode()
    assert "Office 2" not in text
    assert {"tg": "Паноҳгоҳ, Суғд", "ru": "Приют, Согд", "en": "Shelter, Sughd"}[language] in text


def test_nothing_is_decided_beforehand_and_an_empty_answer_is_refused(sign_in, task_id):
    browser = sign_in(cast.bahrom)
    assert "checked" not in browser.get(f"/reviews/{task_id}/").content.decode()
    answer = browser.post(f"/reviews/{task_id}/", {})
    assert answer.status_code == 200
    assert "Say whether it was right." in browser.post(f"/reviews/{task_id}/", {"outcome": ""}).content.decode()


def test_not_right_ends_the_sharing(sign_in, task_id):
    assert sign_in(cast.bahrom).post(f"/reviews/{task_id}/", {"outcome": "not_right"}).status_code == 302
    with acting(cast.gulnora):
        assert Referral.objects.get().status == "cancelled"


def test_a_ground_without_consent_is_reviewed_on_the_same_page(sign_in, db):
    consent(
        case(now=clock.now()),
        kind="risk_to_life",
        why="No answer at the door, and a threat was heard.",
        now=clock.now(),
    )
    with acting(cast.bahrom) as actor:
        [row] = reviews(actor)
    browser = sign_in(cast.bahrom)
    assert browser.get(f"/reviews/{row.id}/").status_code == 200
    assert browser.post(f"/reviews/{row.id}/", {"outcome": "right"}).status_code == 302
    with acting(cast.bahrom) as actor:
        assert not reviews(actor)


@pytest.mark.parametrize("stranger", [cast.rustam, cast.nigora, cast.gulnora, cast.zebo, cast.anahita, cast.tahmina])
def test_who_may_not_review_finds_nothing(sign_in, task_id, stranger):
    browser = sign_in(stranger)
    for answer in (browser.get("/reviews/"), browser.get(f"/reviews/{task_id}/")):
        assert answer.status_code == 404
    assert browser.post(f"/reviews/{task_id}/", {"outcome": "right"}).status_code == 404


def test_a_forged_key_is_not_there(sign_in, db):
    assert sign_in(cast.bahrom).get(f"/reviews/{uuid7()}/").status_code == 404

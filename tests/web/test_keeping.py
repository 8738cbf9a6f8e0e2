"""Nothing typed is lost: kept while it is typed, given back to its writer, and to nobody else."""

import re

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.people.queries import contact_of
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.drafts.models import Draft
from hamroh.foundation.drafts.terms import LARGEST
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import acting

HOW, SAY = "Only by message to the sister", "It is about the sewing course"


@pytest.fixture
def case(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())


@pytest.fixture
def address(case) -> str:
    return f"/cases/{case.pk}/part/contact/write/"


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def fields(page: str) -> dict[str, str]:
    """What a browser would send along without being asked, of the form that is kept."""
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.DOTALL) if "data-keep=" in f)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def keep(browser: Client, page: str, **typed: str):
    return browser.post("/typed/keep/", fields(page) | typed)


def expire(browser: Client) -> None:
    browser.cookies.pop(settings.SESSION_COOKIE_NAME)


def drafts() -> list[Draft]:
    return list(Draft.objects.using("owner").filter(sealed__isnull=False))


def test_what_is_typed_comes_back_when_asked_and_not_before(sign_in, address):
    browser = sign_in(cast.nigora)
    answer = keep(browser, text(browser, address), how=HOW, say=SAY)
    assert answer.status_code == 200 and "not saved yet" in answer.json()["said"]
    again = text(browser, address)
    assert "was not saved" in again and "Put it back" in again and "Throw it away" in again
    assert HOW not in again
    back = text(browser, f"{address}?put-back=form")
    assert HOW in back and SAY in back and "is back in the form" in back
    assert "There is a problem" not in back


def test_it_is_not_shown_to_a_colleague_of_the_same_case(sign_in, case, address):
    from hamroh.casework.cases.access import open_case
    from hamroh.casework.cases.actions import join_team

    browser = sign_in(cast.nigora)
    keep(browser, text(browser, address), how=HOW)
    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, case.pk), user_id=cast.sitora.id, role="case-manager", now=clock.now())
    for asked in (address, f"{address}?put-back=form"):
        page = text(sign_in(cast.sitora), asked)
        assert HOW not in page and "was not saved" not in page


def test_ticks_that_were_taken_out_stay_out(sign_in, case):
    browser, address = sign_in(cast.nigora), f"/cases/{case.pk}/part/profile/write/"
    browser.post(address, fields(text(browser, address)) | {"languages": ["tg", "ru"], "interpreter": "on"})
    keep(browser, text(browser, address), languages="tg", children_along="2")
    back = text(browser, f"{address}?put-back=form")
    assert re.search(r'value="tg"[^>]*checked', back)
    assert not re.search(r'value="ru"[^>]*checked', back)
    assert not re.search(r'name="interpreter"[^>]*checked', back)
    assert re.search(r'name="children_along" value="2"', back)


def test_what_was_saved_is_no_longer_offered_and_a_late_word_brings_nothing_back(sign_in, address):
    browser = sign_in(cast.nigora)
    page = text(browser, address)
    keep(browser, page, how="half a w")
    assert browser.post(address, fields(page) | {"how": HOW, "say": SAY}).status_code == 302
    assert keep(browser, page, how="half a word").status_code == 200
    assert not drafts()
    assert "was not saved" not in text(browser, address)


def test_what_was_refused_is_still_kept(sign_in, address):
    browser = sign_in(cast.nigora)
    page = text(browser, address)
    keep(browser, page, how=HOW)
    answer = browser.post(address, fields(page) | {"how": HOW, "say": ""})
    assert answer.status_code == 200 and HOW in answer.content.decode()
    assert "was not saved" not in answer.content.decode()
    assert "was not saved" in text(browser, address)


def test_thrown_away_it_is_gone(sign_in, address):
    browser = sign_in(cast.nigora)
    keep(browser, text(browser, address), how=HOW)
    form = next(f for f in re.findall(r"<form.*?</form>", text(browser, address), re.DOTALL) if "throw-away" in f)
    mark = re.search(r'name="kept" value="([^"]+)"', form)
    answer = browser.post("/typed/throw-away/", {"kept": mark.group(1)})
    assert answer.status_code == 302 and answer.url == address
    assert not drafts()
    assert "was not saved" not in text(browser, address)


def test_a_mark_of_somebody_else_opens_and_throws_away_nothing(sign_in, address):
    browser, other = sign_in(cast.nigora), sign_in(cast.malika)
    page = text(browser, address)
    keep(browser, page, how=HOW)
    assert other.post("/typed/throw-away/", fields(page)).status_code == 404
    answer = other.post("/typed/keep/", fields(page) | {"how": "planted"})
    assert answer.status_code == 409 and "token" not in answer.json()
    assert HOW in text(browser, f"{address}?put-back=form")


@pytest.mark.parametrize("mark", ["", "x", "WyJhIl0:1:2"])
def test_without_a_mark_of_ours_nothing_is_kept(sign_in, case, mark):
    assert sign_in(cast.nigora).post("/typed/keep/", {"kept": mark, "how": HOW}).status_code == 400
    assert not drafts()


def test_a_form_posted_after_the_sign_in_ended_is_found_again(sign_in, case, address):
    browser = sign_in(cast.nigora)
    page = text(browser, address)
    expire(browser)
    answer = browser.post(address, fields(page) | {"how": HOW, "say": SAY})
    assert answer.status_code == 302 and answer.url == f"/sign-in/?next={address}"
    assert HOW not in str(answer.headers) + str(answer.cookies)
    assert Entry.objects.using("owner").filter(verb="draft.rescued", actor_id=cast.nigora.id).count() == 1
    other = sign_in(cast.malika)  # at the same computer
    assert other.get(address).status_code == 404
    assert HOW in text(sign_in(cast.nigora), f"{address}?put-back=form")
    with acting(cast.nigora) as actor:
        from hamroh.casework.cases.access import open_case

        assert not contact_of(open_case(actor, case.pk, "contact").person_id).how


def test_after_signing_in_one_arrives_where_the_form_stands_not_where_it_was_sent(sign_in, case):
    from tests.casework.referrals import given

    referral = given.handover()
    browser, address = sign_in(cast.gulnora), f"/inbox/{referral}/"
    page = text(browser, address)
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'value="decline"' in f)
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form))
    name = re.search(r'<textarea name="([\w-]+)"', form)
    expire(browser)
    answer = browser.post(f"{address}answer/", hidden | {name.group(1): "No bed before Monday"})
    assert answer.url == f"/sign-in/?next={address}"
    again = sign_in(cast.gulnora)
    notice = re.search(r'href="([^"]*put-back=decline)"', text(again, address))
    assert "No bed before Monday" in text(again, notice.group(1))


def test_a_script_is_told_calmly_that_the_sign_in_has_ended_and_nothing_is_lost(sign_in, address):
    browser = sign_in(cast.nigora)
    page = text(browser, address)
    expire(browser)
    answer = keep(browser, page, how=HOW)
    assert answer.status_code == 401
    assert "stays on this page" in answer.json()["said"] and answer.json()["link"] == "/sign-in/"
    assert HOW in text(sign_in(cast.nigora), f"{address}?put-back=form")


def test_a_page_from_yesterday_keeps_nothing_without_a_sign_in(sign_in, address, monkeypatch):
    from datetime import timedelta

    from hamroh.web.shell import keeping

    browser = sign_in(cast.nigora)
    page = text(browser, address)
    expire(browser)
    monkeypatch.setattr(keeping, "SIGNED_OUT_FOR", timedelta(seconds=-1))
    assert keep(browser, page, how=HOW).status_code == 401
    assert browser.post(address, fields(page) | {"how": HOW}).status_code == 302
    assert not drafts()


def test_a_new_sign_in_makes_the_token_stale_and_the_next_answer_brings_a_fresh_one(address, case):
    from hamroh.foundation.accounts.models import User

    browser = Client(enforce_csrf_checks=True)
    user = User.objects.get(pk=cast.nigora.id)
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = text(browser, address)
    browser.cookies.pop(settings.CSRF_COOKIE_NAME)  # as a new sign-in does
    text(browser, address)
    typed = fields(page) | {"how": HOW, "say": SAY}
    stale = browser.post(address, typed)
    assert stale.status_code == 403
    assert "What you typed is kept" in stale.content.decode() and f'href="{address}"' in stale.content.decode()
    assert HOW in text(browser, f"{address}?put-back=form")
    token = keep(browser, page, how=HOW).json()["token"]
    assert browser.post(address, typed | {"csrfmiddlewaretoken": token}).status_code == 302
    assert not drafts()


def test_when_we_fail_what_was_typed_is_kept(sign_in, case, address, monkeypatch):
    from hamroh.web.casework import case_parts

    def breaks(*args, **kwargs):
        raise RuntimeError("broken")

    browser = sign_in(cast.nigora)
    browser.raise_request_exception = False
    page = text(browser, address)
    monkeypatch.setattr(case_parts.people_actions, "agree_safe_contact", breaks)
    assert browser.post(address, fields(page) | {"how": HOW, "say": SAY}).status_code == 500
    monkeypatch.undo()
    assert HOW in text(browser, f"{address}?put-back=form")


def test_too_long_is_said_and_the_page_goes_on(sign_in, address):
    browser = sign_in(cast.nigora)
    answer = keep(browser, text(browser, address), how="x" * (LARGEST + 1))
    assert answer.status_code == 413 and "too long" in answer.json()["said"]


def test_a_page_with_a_password_keeps_nothing(sign_in, case):
    assert "data-keep" not in text(sign_in(cast.nigora), "/account/password/")


def test_words_and_names_stand_in_no_row_in_clear(sign_in, address):
    browser = sign_in(cast.nigora)
    keep(browser, text(browser, address), how="Гулрухсор", pin="4711")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT row_to_json(d)::text FROM drafts_draft d")
        ((row,),) = cursor.fetchall()
    assert "Гулрухсор" not in row and "part/contact" not in row
    back = text(browser, f"{address}?put-back=form")
    assert "4711" not in back

"""A whole story is told with planted words in every field that takes words; then every table is read."""

import base64
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from hamroh.casework.referrals import actions
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import day_of
from tests import cast
from tests.casework.referrals import given

PLANTED = "Zqxwv"


class Words:
    """A new planted word for each field, so that a leak names where it came from."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def __call__(self, field: str) -> str:
        # Letters alone: a figure would end the word, and all of them would share the person's name.
        number = "".join(chr(ord("a") + int(figure)) for figure in f"{len(self.all):02}")
        self.all.append(f"{PLANTED}{number}{field.replace('_', '')}")
        return self.all[-1]


def press(client: Client, url: str, typed: dict[str, Any]) -> None:
    response = client.post(url, typed)
    form = (response.context or {}).get("form") if response.status_code == 200 else None
    assert response.status_code == 302, (url, response.status_code, form.errors if form else "")


@pytest.fixture
def story(db: None, sign_in: Any) -> Words:
    say, now, tomorrow = Words(), clock.now(), clock.now() + timedelta(days=1)
    guard, worker, clinic = sign_in(cast.rustam), sign_in(cast.nigora), sign_in(cast.farrukh)
    given.handover(now=now, meeting=given.Meeting("receiver_comes", say("where"), tomorrow, say("who"), say("phone")))
    case, today = given.case(now=now, code_only=False), day_of(clock.now())
    part = lambda group: reverse("write_case_part", args=[case, group])  # noqa: E731
    names = ("given", "patronymic", "surname", "on_document", "aliases", "document_number", "phone")
    press(worker, part("identity"), {name: say(name) for name in names} | {"document_type": "passport"})
    press(worker, part("contact"), {name: say(name) for name in ("how", "hours", "say", "must_not_know")})
    press(worker, part("needs"), {"note": say("needs")})
    press(worker, part("health"), {"note": say("health")})
    ground = given.consent(case, now=now, expires_at=now + timedelta(days=30))
    key = uuid7()
    given.consent(
        case, id=key, kind="risk_to_life", why=say("why"), language="", mode="", proof="", given_by="", now=now,
        expires_at=now + timedelta(days=2),
    )  # fmt: skip
    meeting = given.Meeting("receiver_comes", say("place"), tomorrow, say("nurse"), say("tel"))
    referral = given.referral(case, ground, now=now, note=say("note"), meeting=meeting)
    answer, sent = reverse("answer_referral", args=[referral]), reverse("act_on_sent", args=[referral])
    press(clinic, answer, {"act": "ask", "ask-id": uuid7(), "ask-question": say("question")})
    question = _only("SELECT id FROM referrals_question")
    press(worker, sent, {"act": "reply", "reply-question_id": question, "reply-reply": say("reply")})
    press(clinic, answer, {"act": "accept"})
    with cast.acting(cast.zarina) as actor:
        actions.record_service(actor, id=uuid7(), referral_id=referral, given_on=today, note=say("own"), now=now)
    with cast.acting(cast.farrukh) as actor:
        actions.record_arrival(actor, referral_id=referral, now=now)
        actions.complete_referral(
            actor, referral_id=referral, result=_an_outcome(), on=_today_there(), note=say("outcome"), now=now
        )
    _screen(case, say)
    # What people type where it does not belong: names into the search, the sign-in, an address.
    worker.post(reverse("find_case"), {"code": say("search")})
    guard.get(reverse("services"), {"kind": say("address")})
    Client().post("/sign-in/", {"login": say("login"), "password": say("password")})
    guard.post(reverse("fill_sheet"), {"where": say("unsent")})
    return say


def _only(sql: str) -> Any:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
        ((value,),) = cursor.fetchall()
        return value


def _an_outcome() -> str:
    from hamroh.mechanism.editions.queries import current

    return next(code for code in current().words("outcome") if code not in ("continues", "not_started"))


def _today_there() -> date:
    from zoneinfo import ZoneInfo

    return clock.now().astimezone(ZoneInfo("Asia/Dushanbe")).date()


def _screen(case: Any, say: Words) -> None:
    from hamroh.casework.identification.actions.decision import decide
    from hamroh.casework.identification.actions.screening import finish_screening, start_screening
    from hamroh.casework.identification.rules import pre_interview_checklist

    with cast.acting(cast.nigora) as actor:
        confirmed = [item.id for item in pre_interview_checklist()]
        start_screening(
            actor, id=uuid7(), case_id=case, confirmed=confirmed, language="tg", interpreter=False, now=clock.now()
        )
        finish_screening(actor, case_id=case, now=clock.now())
        decide(actor, case_id=case, outcome="presumed", reason=say("reason"), now=clock.now())


def everything_kept() -> dict[str, str]:
    """Every row of every table as text; sessions and other base 64 unpacked as far as a thief could."""
    kept = {}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            kept[table] = "\n".join(row for (row,) in cursor.fetchall())
    from django.contrib.sessions.models import Session

    kept["sessions, read"] = str([s.get_decoded() for s in Session.objects.using("owner")])
    return kept


def test_no_word_that_was_typed_about_a_person_lies_readable_in_any_table(story: Words) -> None:
    assert len(story.all) > 30
    kept = everything_kept()
    assert kept["people_identity"] and kept["referrals_content"] and kept["identification_decision"]
    spelt = {
        w: (w, w.lower(), w.encode().hex(), base64.b64encode(w.encode()).decode().rstrip("=")[:-1]) for w in story.all
    }
    found = [(w, table) for w, forms in spelt.items() for table, text in kept.items() if any(f in text for f in forms)]
    assert not found
    assert PLANTED not in str(kept)

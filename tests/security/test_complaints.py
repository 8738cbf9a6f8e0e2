"""The accused, and the trafficker's friend among the handlers: nothing says that a complaint exists."""

import re
import time

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct import actions
from tests import cast
from tests.cast import acting
from tests.mechanism.conduct.given import WORDS, complaint

TABLES = ("conduct_complaint", "conduct_complaintentry")


@pytest.fixture
def handled(db):
    """A complaint about the secretariat's own organisation, examined by the ombudsman's office."""
    key, code = complaint("organisation", cast.SECRETARIAT)
    with acting(cast.ravshan) as actor:
        actions.take_complaint(actor, complaint_id=key, now=clock.now())
        actions.note_on_complaint(actor, complaint_id=key, text="Ask the secretary", now=clock.now())
    return key, code


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("member", [cast.zebo, cast.bahrom, cast.gulnora, cast.nigora, cast.malika, cast.tahmina])
def test_by_sql_as_the_applications_role_there_are_no_rows(handled, member):
    with acting(member), connection.cursor() as cursor:
        assert [count(table) for table in TABLES] == [0, 0]
        cursor.execute(f"SET LOCAL hamroh.opened_complaint = '{handled[0]}'")
        if member is not cast.zebo:
            assert count("conduct_complaint") == 0
        cursor.execute("UPDATE conduct_complaint SET outcome = 'withdrawn'")
        assert cursor.rowcount == 0


def test_without_an_actor_there_are_none_and_nobody_writes_that_it_was_handled(handled):
    with transaction.atomic():
        act_as(None)
        assert [count(table) for table in TABLES] == [0, 0]
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO conduct_complaint (id, at, channel, about, shut_to, shut_to_people, sealed, mark, state, handler_id,"
                " outcome, sanction, heard_at, retaliation) VALUES (%s, now(), 'public', 'unknown', '{}', '{}', '', 'x',"
                " 'answered', %s, 'withdrawn', 'none', now(), false)",
                [uuid7(), cast.zebo.id],
            )


def test_a_handler_who_also_acts_for_the_accused_sees_nothing_when_acting_elsewhere(db):
    from tests.security.test_people_who_change import Posts

    posts = Posts()
    try:
        posts.give(cast.ravshan, cast.CLINIC, "provider-worker")
        complaint("organisation", cast.CLINIC)
        with acting(cast.ravshan) as actor:
            assert actor.organisation_id == cast.organisation_id("ombuds") and actor.may("complaint:handle")
            assert count("conduct_complaint") == 0
        with acting(cast.zebo):
            assert count("conduct_complaint") == 1
    finally:
        posts.as_before()


def _plain(response):
    """The page without what differs on any two pages: the token, and the own address in the language switch."""
    return re.sub(r'value="[^"]{60,}"|/complaints/[0-9a-f-]+/', "", response.content.decode())


def test_for_the_accused_the_page_is_as_if_there_were_none_and_equally_fast(handled, sign_in):
    browser = sign_in(cast.zebo)
    real, forged = (reverse("show_complaint", args=[key]) for key in (handled[0], uuid7()))
    assert browser.get(real).status_code == browser.get(forged).status_code == 404
    assert _plain(browser.get(real)) == _plain(browser.get(forged))
    assert browser.post(real, {"act": "take"}).status_code == 404
    listed = browser.get(reverse("complaint_list")).content.decode()
    assert str(handled[0]) not in listed and "Nothing waits for you" in listed
    spent = {url: [] for url in (real, forged)}
    for _ in range(8):
        for url, times in spent.items():
            begun = time.perf_counter()
            browser.get(url)
            times.append(time.perf_counter() - begun)
    assert abs(min(spent[real]) - min(spent[forged])) < 0.5 * min(spent[forged])


def test_no_page_of_the_accused_tells_of_it(handled, sign_in):
    for member in (cast.zebo, cast.bahrom):
        browser = sign_in(member)
        for page in (
            "home",
            "complaint_list",
            "desk",
            "member_list",
            "my_conduct",
            "conduct_people",
            "my_organisation",
        ):
            told = browser.get(reverse(page)).content.decode()
            assert str(handled[0]) not in told and WORDS not in told and "Received, not yet read" not in told


def test_the_common_record_knows_nothing_of_it(owner, sign_in):
    key, code = complaint("organisation", cast.SECRETARIAT)
    browser = sign_in(cast.ravshan)
    url, before = reverse("show_complaint", args=[key]), owner("SELECT count(*) FROM audit_entry")
    assert browser.get(url).status_code == 200
    for act in ({"act": "take"}, {"act": "reply", "reply-text": "Thank you"}):
        assert browser.post(url, act).status_code == 302
    Client().post(reverse("read_answer"), {"code": code})
    told = owner("SELECT verb, resource, resource_id, detail::text FROM audit_entry")
    assert owner("SELECT count(*) FROM audit_entry") == before
    assert not [row for row in told if str(key) in repr(row) or "complaint" in repr(row)], told
    kinds = owner("SELECT kind FROM conduct_complaintentry ORDER BY id")
    assert ("looked",) in kinds and ("taken",) in kinds, "but it is written in the complaint itself"


def test_a_refused_look_is_recorded_without_saying_at_what(handled, sign_in, owner):
    sign_in(cast.zebo).get(reverse("show_complaint", args=[handled[0]]))
    (row,) = owner("SELECT resource, resource_id FROM audit_entry WHERE verb = 'refused'")
    assert row == ("page", "")


def test_words_and_receipts_stand_in_no_table_in_clear(handled, owner):
    _key, code = handled
    for table in owner("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        (found,) = owner(
            f"SELECT count(*) FROM {table[0]} t WHERE t::text LIKE %s OR t::text LIKE %s", f"%{code}%", f"%{WORDS}%"
        )
        assert found == (0,), table


def test_a_signed_in_person_leaves_no_name_on_the_public_page(sign_in, owner):
    form = {"id": uuid7(), "about": "unknown", "text": WORDS}
    browser = sign_in(cast.nigora, csrf=True)
    before = owner("SELECT count(*) FROM audit_entry")
    page = browser.post(reverse("complain"), form)
    assert page.status_code == 200 and "your code" in page.content.decode()
    assert owner("SELECT complainant_id, channel FROM conduct_complaint") == [(None, "public")]
    assert owner("SELECT count(*) FROM audit_entry") == before


def test_codes_cannot_be_tried_without_end(db):
    from hamroh.web.shell import pace

    pace.forget()
    client = Client()
    answers = [client.post(reverse("read_answer"), {"code": "2222-2222-2222-2222"}) for _ in range(61)]
    assert "Too many tries" in answers[-1].content.decode() and "Too many tries" not in answers[0].content.decode()
    pace.forget()

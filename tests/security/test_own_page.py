"""The trafficker with the card, the husband with the telephone, somebody who guesses codes, a colleague who is curious."""

import re
import time
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from hamroh.casework.survivor import actions
from hamroh.casework.survivor.access import enter
from hamroh.conf.database import GUARDED
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.ids import receipt_code, uuid7
from hamroh.mechanism.editions.queries import day_of
from hamroh.web.shell import pace
from hamroh.web.survivor import sizes
from tests import cast
from tests.casework.referrals import given as given_case
from tests.casework.survivor import given
from tests.casework.survivor.given import PIN, SECOND
from tests.cast import acting

NOBODYS = receipt_code(12345678901234567890)
NOISE = re.compile(rb"<!--[0-9a-f]*-->")
BETRAYING = (
    *("hamroh", "ҳамроҳ", "хамрох", "victim", "traffick", "survivor", "shelter", "referral", "case"),
    *("қурбон", "савдо", "жертв", "торговл", "приют", "паноҳгоҳ"),
)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(sizes, "AT_LEAST", 0.0)
    pace.forget()
    yield
    pace.forget()


@pytest.fixture
def story(db):
    now = clock.now()
    case_id = given_case.case(now=now)
    ground = given_case.consent(case_id, now=now)
    given_case.referral(case_id, ground, now=now)
    given.weighed(case_id, now=now)
    given.named(case_id, {cast.CLINIC: "Dentist"}, harmless=(cast.CLINIC,))
    return {"case": case_id, "ground": ground, "code": given.card(case_id, now=now)}


def knock(code, pin, client=None):
    return (client or Client(HTTP_ACCEPT_LANGUAGE="en")).post("/s/", {"code": code, "pin": pin})


def inside(code, pin=PIN, language="en"):
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.cookies["language"] = language
    assert knock(code, pin, client).status_code == 302
    client.cookies["language"] = language
    return client


def plain(answer, code=""):
    """The page without the noise that fills it up, the code that was typed, and the token of the visit."""
    content = NOISE.sub(b"", answer.content).replace(code.encode(), b"") if code else NOISE.sub(b"", answer.content)
    return re.sub(rb'name="t" value="\w+"', b"", content)


def show(client, screen, **said):
    token = re.search(r'name="t" value="(\w+)"', client.get("/s/").content.decode())[1]
    return client.post("/s/", {"t": token, "show": screen, **said})


class TestWhoeverGuesses:
    def refusals(self, story):
        """Every way in which a try may fail, with the code that was typed."""
        code, other = story["code"], given_case.case()
        yield "a code that nobody has", NOBODYS, knock(NOBODYS, PIN)
        yield "a code that is none", "7K4Q", knock("7K4Q", PIN)
        yield "the wrong PIN", code, knock(code, "0000")
        knock(code, "0000")
        knock(code, "0000")
        yield "it waits, and the PIN is right", code, knock(code, PIN)
        for minutes in (2, 9):
            with clock.standing_at(clock.now() + timedelta(minutes=minutes)):
                knock(code, "0000")
        with clock.standing_at(clock.now() + timedelta(days=1)):
            yield "it is locked, and the PIN is right", code, knock(code, PIN)
        given.weighed(other, now=clock.now())
        killed = given.card(other, now=clock.now())
        with acting(cast.nigora) as actor:
            actions.end_card(actor, case_id=other, why="lost", now=clock.now())
        yield "it was killed", killed, knock(killed, PIN)
        with acting(cast.nigora) as actor:
            again = given.issuing(now=clock.now(), until=day_of(clock.now() + timedelta(days=1)))
            ended = actions.issue_card(actor, case_id=other, **again)
        with clock.standing_at(clock.now() + timedelta(days=5)):
            yield "its day is over", ended, knock(ended, PIN)

    def test_every_refusal_is_the_same_page_of_the_same_size(self, story):
        found = list(self.refusals(story))
        pages = {plain(answer, code) for _name, code, answer in found}
        assert len(found) == 7 and len(pages) == 1
        assert {len(answer.content) for _name, _code, answer in found} == {sizes.SIZE}
        assert {answer.status_code for _name, _code, answer in found} == {200}
        assert {tuple(sorted(answer.cookies)) for _name, _code, answer in found} == {()}

    def test_every_try_costs_one_slow_comparison_whatever_was_typed(self, story, monkeypatch):
        from hamroh.casework.survivor.actions import pins

        asked = []
        slow = pins.slow_mark
        monkeypatch.setattr(pins, "slow_mark", lambda *a, **k: asked.append(1) or slow(*a, **k))
        for code, pin in ((NOBODYS, PIN), ("7K4Q", PIN), (story["code"], "0000"), (story["code"], PIN)):
            asked.clear()
            knock(code, pin)
            assert len(asked) == 1, (code, pin)
        asked.clear()
        knock(story["code"], SECOND)
        assert len(asked) == 1

    def test_no_answer_comes_before_its_time(self, story, monkeypatch):
        monkeypatch.setattr(sizes, "AT_LEAST", 0.5)
        for code, pin in ((NOBODYS, PIN), (story["code"], "0000"), (story["code"], PIN), (story["code"], SECOND)):
            begun = time.perf_counter()
            knock(code, pin)
            assert time.perf_counter() - begun >= 0.5

    def test_codes_cannot_be_tried_without_end(self, story):
        answers = [knock(NOBODYS, PIN) for _ in range(61)]
        assert b"Too much is being tried" in answers[-1].content
        assert b"Too much" not in answers[0].content
        assert b"Too much is being tried" in knock(story["code"], PIN).content, "the right one waits as well"


class TestUnderPressure:
    def test_both_pins_are_answered_alike(self, story):
        right, second = knock(story["code"], PIN), knock(story["code"], SECOND)
        for answer in (right, second):
            assert (answer.status_code, answer["Location"]) == (302, "/s/")
        told = [{k: v for k, v in a.headers.items() if k != "Expires"} for a in (right, second)]
        assert told[0] == told[1]
        attributes = [
            {name: (len(c.value), c["path"], c["samesite"]) for name, c in a.cookies.items()} for a in (right, second)
        ]
        assert attributes[0] == attributes[1]

    def test_where_everything_is_harmless_both_pages_are_the_same_to_the_byte(self, story):
        clients = [inside(story["code"], pin) for pin in (PIN, SECOND)]
        for screen in ("first", "appointments", "agreed", "given", "plan", "correct", "rate", "opened", "answer"):
            real, harmless = (show(client, screen) for client in clients)
            assert len(real.content) == len(harmless.content) == sizes.SIZE
            keys = re.compile(rb'name="id" value="[^"]+"')
            assert keys.sub(b"", plain(real)) == keys.sub(b"", plain(harmless)), screen

    def test_a_page_with_much_and_one_with_nothing_have_one_size(self, story):
        given.named(story["case"], {cast.CLINIC: "Dentist"}, seen=1)  # nothing is harmless any more
        clients = [inside(story["code"], pin) for pin in (PIN, SECOND)]
        for screen in ("first", "appointments", "agreed", "given"):
            real, harmless = (show(client, screen) for client in clients)
            assert b"Dentist" in real.content and b"Dentist" not in harmless.content
            assert len(real.content) == len(harmless.content)

    def test_what_is_taken_back_looks_taken_back_in_the_next_visit_too(self, story):
        assert (
            b"Stopped. From now on"
            in show(inside(story["code"], SECOND), "stop", ground=story["ground"], sure="1").content
        )
        assert b"I no longer want this" not in show(inside(story["code"], SECOND), "agreed").content
        assert b"I no longer want this" in show(inside(story["code"]), "agreed").content

    def test_the_record_of_the_session_says_nothing_of_it_in_words(self, story, owner):
        inside(story["code"], SECOND)
        rows = owner("SELECT session_data FROM django_session")
        assert rows and "duress" not in repr(rows)


class TestWhoeverHoldsTheTelephone:
    def test_nothing_is_kept_and_nothing_is_told_to_other_sites(self, story):
        for answer in (Client().get("/s/"), knock(NOBODYS, PIN), show(inside(story["code"]), "agreed")):
            assert "no-store" in answer["Cache-Control"]
            assert answer["Referrer-Policy"] == "no-referrer"
            assert answer["X-Frame-Options"] == "DENY"
            assert "default-src 'self'" in answer["Content-Security-Policy"]

    def test_the_cookie_is_for_this_page_alone_and_dies_with_the_browser(self, story):
        cookie = knock(story["code"], PIN).cookies["v"]
        assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/s/", "Strict", True)
        assert not cookie["max-age"] and not cookie["expires"]

    @pytest.mark.parametrize("language", ["en", "ru", "tg"])
    def test_no_page_says_what_it_is_for_or_whose_it_is(self, story, owner, language):
        client = inside(story["code"], language=language)
        ((code,),) = owner("SELECT code FROM cases_case WHERE id = %s", story["case"])
        pages = [Client(HTTP_ACCEPT_LANGUAGE=language).get("/s/"), client.get("/s/")]
        pages += [show(client, s) for s in ("appointments", "agreed", "given", "plan", "correct", "rate", "opened")]
        for page in pages:
            told = NOISE.sub(b"", page.content).decode().lower()
            assert not [word for word in BETRAYING if word in told]
            assert code.lower() not in told and str(story["case"]) not in told

    def test_after_leaving_the_cookie_opens_nothing(self, story):
        client = inside(story["code"])
        kept = client.cookies["v"].value
        client.get("/s/away/")
        thief = Client()
        thief.cookies["v"] = kept
        assert b"Open my page" in thief.get("/s/", HTTP_ACCEPT_LANGUAGE="en").content


class TestWhatAVisitOpens:
    # Tables of which a visit sees this one case's rows, and nothing else of any case.
    OWN = {
        *("survivor_card", "survivor_carduse", "survivor_ownnames", "survivor_correction", "survivor_rating"),
        *("grounds_ground", "grounds_disclosure", "referrals_referral"),
        *("plans_plan", "plans_goal", "plans_step", "plans_progress"),
    }

    def test_the_database_shows_it_a_few_things_of_one_case(self, story, owner):
        given_case.consent(other := given_case.case(), now=clock.now())
        given.weighed(other, now=clock.now())
        given.card(other, now=clock.now())
        tables = [name for (name,) in owner("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")]
        ((card_id,),) = owner("SELECT id FROM survivor_card WHERE case_id = %s", story["case"])
        with transaction.atomic():
            enter(card_id, story["case"], duress=False, now=clock.now())
            with connection.cursor() as cursor:
                seen = {}
                for table in tables:
                    cursor.execute(f"SELECT has_table_privilege('{table}', 'SELECT')")
                    if cursor.fetchone()[0] and table not in GUARDED:
                        cursor.execute(f'SELECT count(*) FROM "{table}"')
                        seen[table] = cursor.fetchone()[0]
                assert {table for table, count in seen.items() if count} <= self.OWN
                for table in self.OWN:
                    cursor.execute(f"SELECT count(*) FROM {table} WHERE case_id <> %s", [story["case"]])
                    assert cursor.fetchone()[0] == 0, table
                assert seen["survivor_card"] == seen["grounds_ground"] == seen["referrals_referral"] == 1

    def test_it_writes_neither_a_card_nor_an_answer_nor_an_agreement(self, story, owner):
        ((card_id,),) = owner("SELECT id FROM survivor_card")
        for forged in (
            "UPDATE survivor_card SET ended_at = NULL",
            "UPDATE survivor_correction SET answer_sealed = ''",
            "UPDATE grounds_ground SET withdrawn_at = now()",
            "UPDATE referrals_referral SET status = 'accepted'",
            "UPDATE survivor_cardlock SET wrong = 0",
        ):
            with transaction.atomic():
                enter(card_id, story["case"], duress=False, now=clock.now())
                with connection.cursor() as cursor:
                    cursor.execute(forged)
                    assert cursor.rowcount == 0, forged
        with pytest.raises(ProgrammingError), transaction.atomic():
            enter(card_id, story["case"], duress=False, now=clock.now())
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO cases_timelineentry (id, case_id, at, event, by_person, detail)"
                    " VALUES (%s, %s, now(), 'card.issued', false, '{}')",
                    [uuid7(), story["case"]],
                )

    def test_a_visit_is_nobody_on_every_other_page(self, story):
        client = inside(story["code"])
        for name in ("home", "case_list", "inbox", "my_account", "complaint_list"):
            assert client.get(reverse(name))["Location"].startswith("/sign-in/")
        for name in ("show_case", "show_door", "ground_list", "print_case"):
            assert client.get(reverse(name, args=[story["case"]]))["Location"].startswith("/sign-in/")

    def test_neither_session_stands_for_the_other(self, story, sign_in):
        visit, colleague = inside(story["code"]), sign_in(cast.nigora)
        thief = Client()
        thief.cookies["s"] = visit.cookies["v"].value
        assert thief.get("/home/")["Location"].startswith("/sign-in/")
        thief = Client()
        thief.cookies["v"] = colleague.cookies["s"].value
        assert b"Open my page" in thief.get("/s/", HTTP_ACCEPT_LANGUAGE="en").content

    def test_a_colleague_who_is_signed_in_is_nobody_here(self, story, sign_in, owner):
        browser = sign_in(cast.nigora)
        assert knock(story["code"], PIN, browser).status_code == 302
        page = show(browser, "agreed").content.decode()
        assert "Saidova" not in page and "nav" not in page.replace('<nav class="leave"', "").replace("</nav>", "")
        show(browser, "stop", ground=story["ground"], sure="1")
        rows = owner(
            "SELECT actor_id, organisation_id, system FROM audit_entry WHERE verb IN ('ground.withdrawn', 'card.withdrew')"
        )
        assert rows and set(rows) == {(None, None, "card")}


class TestACuriousColleague:
    def test_nobody_of_the_team_sees_what_the_door_compares(self, story):
        for member in (cast.nigora, cast.malika):
            with acting(member) as actor:
                from hamroh.casework.survivor.access import open_door_of

                open_door_of(actor, story["case"])
                with connection.cursor() as cursor:
                    cursor.execute("SELECT count(*) FROM survivor_cardlock")
                    assert cursor.fetchone()[0] == 0

    def test_code_and_pins_stand_in_no_table(self, story, owner):
        knock(story["code"], PIN)
        knock(story["code"], "8642")
        for (table,) in owner("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            for secret in (story["code"], story["code"].replace("-", "")):
                assert owner(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", f"%{secret}%") == [(0,)], table
        rows = repr(owner("SELECT pin, second, mark FROM survivor_cardlock")) + repr(
            owner("SELECT detail FROM audit_entry")
        )
        assert PIN not in re.sub(r"[0-9a-f]{64}", "", rows) and "8642" not in re.sub(r"[0-9a-f]{64}", "", rows)

    @pytest.mark.parametrize("member", [cast.sitora, cast.farrukh, cast.rustam, cast.zebo, cast.bahrom])
    def test_strangers_find_no_card(self, story, member):
        with acting(member), connection.cursor() as cursor:
            for table in ("survivor_card", "survivor_cardlock", "survivor_carduse", "survivor_correction"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone()[0] == 0, table

    def test_without_an_actor_there_is_nothing_even_with_the_settings_of_a_visit(self, story):
        with transaction.atomic():
            act_as(None)
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL hamroh.opened_card = '{story['case']}'")
                cursor.execute("SELECT count(*) FROM survivor_card")
                assert cursor.fetchone()[0] == 0, "the policy asks for the door's own name as well"

"""Work without a network in a real browser: set up, cut off, fill, lock, come back, send; and what goes wrong on the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import TimeoutError, expect

from hamroh.casework.submissions.access import open_received
from hamroh.casework.submissions.models import Submission
from hamroh.casework.submissions.queries.reading import filled as read_filled
from hamroh.foundation.forms.rules import flat
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.offline.given import FORM, marked
from tests.casework.referrals import given
from tests.new_editions import publishing
from tests.walks.walker import Walker

PASSPHRASE = "себ дарё хона осмон"
PLACE = "Бозори навбатӣ"
# Everything that this browser holds beside cookies, to be searched for what was typed.
DUMP = (Path(__file__).parent / "held_by_browser.js").read_text(encoding="utf-8")


@pytest.fixture
def form(address: str) -> Iterator[UUID]:
    with marked() as version:
        yield version


@pytest.fixture
def nigora(chromium: Any, address: str, form: UUID, shots: Path | None) -> Iterator[Walker]:
    walker = Walker(chromium, address, cast.nigora, language="en", shots=shots)
    walker.page.clock.install()
    yield walker
    walker.context.close()


def shown(walker: Walker, state: str) -> None:
    try:
        walker.page.wait_for_selector(f"[data-state={state}]:not([hidden])")
    except TimeoutError as error:
        raise AssertionError((state, told(walker), walker.complaints)) from error


def set_up(walker: Walker, *, passphrase: str = PASSPHRASE) -> None:
    walker.page.goto("/offline/")
    shown(walker, "new")
    walker.page.fill("[data-new-passphrase]", passphrase)
    walker.page.fill("[data-again]", passphrase)
    walker.page.click("[data-act=set-up] button")
    shown(walker, "open")


def unlock(walker: Walker, passphrase: str = PASSPHRASE) -> None:
    walker.page.fill("[data-passphrase]", passphrase)
    walker.page.click("[data-act=unlock] button")


def sealed(walker: Walker) -> None:
    walker.page.clock.run_for(500)
    expect(walker.page.locator("[data-saved]")).to_contain_text(":")


def told(walker: Walker) -> str:
    return walker.page.inner_text("[data-told]")


def dump(walker: Walker) -> dict[str, Any]:
    return walker.page.evaluate(DUMP)


@pytest.mark.walk
def test_a_form_is_filled_without_a_network_in_two_languages_and_arrives_once_as_it_was_typed(nigora: Walker) -> None:
    set_up(nigora)
    nigora.look("offline-open", phone=True)
    nigora.context.set_offline(True)
    nigora.page.reload()
    shown(nigora, "locked")
    unlock(nigora)
    shown(nigora, "open")
    nigora.page.click("[data-act=begin]")
    shown(nigora, "form")
    assert nigora.page.is_hidden("[name=place]")
    nigora.page.check("[name=kind][value=other]")
    nigora.page.fill("[name=place]", PLACE)
    nigora.page.click("a[data-language=tg]")
    nigora.page.wait_for_selector("html[lang=tg] [name=place]")
    assert "Кадом навъи ҷой" in nigora.text() and nigora.page.input_value("[name=place]") == PLACE
    nigora.page.fill("[name=age]", "17")
    assert nigora.page.is_visible("[data-q=young]")
    for value in ("papers", "afraid"):
        nigora.page.check(f"[name=signs][value={value}]")
    for end, value in (("d", "3"), ("m", "11"), ("y", "2026")):
        nigora.page.fill(f"[name='since.{end}']", value)
    for at, country in enumerate(("RU", "KZ", "TR")):
        nigora.page.click("button[value='add:journey']")
        nigora.page.fill(f"[name='journey/{at}/country']", country)
    nigora.page.click("button[value^='remove:journey/1']")
    nigora.page.wait_for_selector("[name='journey/2/country']", state="detached")
    sealed(nigora)
    nigora.page.clock.fast_forward(301_000)
    shown(nigora, "locked")
    assert not nigora.page.locator("[name=place]").count(), "nothing stays on the page"
    held = dump(nigora)
    assert held["counts"] == {"device": 1, "drafts": 1}
    for word in (PLACE, PASSPHRASE, "Бозор", '"17"', cast.nigora.short_name, str(cast.nigora.id)):
        assert word not in held["text"], word
    unlock(nigora)
    shown(nigora, "open")
    nigora.page.click("[data-act=go-on]")
    shown(nigora, "form")
    assert nigora.page.input_value("[name='journey/1/country']") == "TR"
    nigora.context.set_offline(False)
    nigora.page.dblclick("[data-act=send-this]")
    shown(nigora, "open")
    expect(nigora.page.locator("[data-told]")).not_to_be_empty()
    assert dump(nigora)["counts"] == {"device": 1, "drafts": 0}
    assert taken() == {
        "kind": "other", "place": PLACE, "age": "17", "signs": "papers afraid", "since": "2026-11-03", "journey": "2",
        "journey/0/country": "RU", "journey/1/country": "TR",
    }  # fmt: skip


def taken() -> dict[str, str]:
    """The answers of the one form that was taken."""
    with cast.acting(cast.nigora):
        (one,) = Submission.objects.all()
        open_received(one.pk)
        return {path: value for path, value in flat(read_filled(one).answers).items() if value}


def begin(walker: Walker) -> None:
    walker.page.click("[data-act=begin]")
    shown(walker, "form")


def filled(walker: Walker) -> None:
    """A draft that is complete, sealed, and locked."""
    begin(walker)
    walker.page.check("[name=kind][value=border]")
    walker.page.fill("[name=age]", "33")
    sealed(walker)
    walker.page.locator("[data-state=form] [data-act=lock]").click()
    shown(walker, "locked")


def drafts_of(walker: Walker) -> int:
    return dump(walker)["counts"].get("drafts", 0)


@pytest.mark.walk
def test_ten_wrong_passphrases_wipe_the_drafts_each_try_slower_and_told_before(nigora: Walker) -> None:
    set_up(nigora)
    filled(nigora)
    assert "10 wrong passphrases" in nigora.page.inner_text("#unlock-hint")
    for left in range(9, 0, -1):
        unlock(nigora, "не та фраза совсем")
        expect(nigora.page.locator("[data-told]")).to_contain_text(f"are wiped: {left}.")
        unlock(nigora)  # too soon: not even tried
        expect(nigora.page.locator("[data-told]")).to_contain_text("Wait")
        if left == 5:
            nigora.page.reload()  # forgets nothing
            shown(nigora, "locked")
            assert f"are wiped: {left}." in told(nigora)
        nigora.page.clock.fast_forward(61_000)
    assert drafts_of(nigora) == 1
    unlock(nigora, "не та фраза совсем")
    shown(nigora, "new")
    assert "wrong ten times" in told(nigora)
    held = dump(nigora)
    assert held["counts"] == {} and held["kept"] == []


@pytest.mark.walk
def test_a_draft_whose_time_is_over_is_wiped_by_the_page_and_said(nigora: Walker) -> None:
    set_up(nigora)
    filled(nigora)
    nigora.context.set_offline(True)
    nigora.page.clock.fast_forward(71 * 3_600_000)
    nigora.page.reload()
    shown(nigora, "locked")
    assert drafts_of(nigora) == 1
    nigora.page.clock.fast_forward(2 * 3_600_000)
    nigora.page.reload()
    shown(nigora, "locked")
    assert "time was over: 1." in told(nigora)
    assert drafts_of(nigora) == 0


@pytest.mark.walk
def test_the_worker_wipes_what_is_over_also_where_the_page_does_not_run(nigora: Walker) -> None:
    set_up(nigora)
    filled(nigora)
    nigora.page.evaluate(
        "async () => { for (const d of await hamrohDrafts.list()) await hamrohDrafts.write({ ...d, expires: 1 }); }"
    )
    nigora.page.goto("/offline/en/limits/")
    for _ in range(20):
        if not drafts_of(nigora):
            break
        nigora.page.wait_for_timeout(100)
    assert drafts_of(nigora) == 0
    nigora.page.goto("/offline/en/")
    shown(nigora, "locked")
    assert "time was over: 1." in told(nigora)


@pytest.mark.walk
def test_a_clock_set_back_makes_no_draft_younger_and_the_page_says_so(nigora: Walker) -> None:
    set_up(nigora)
    filled(nigora)
    nigora.context.set_offline(True)
    nigora.page.clock.fast_forward(70 * 3_600_000)
    nigora.page.reload()
    shown(nigora, "locked")
    nigora.page.clock.set_system_time(datetime.now() - timedelta(days=30))
    nigora.page.reload()
    shown(nigora, "locked")
    assert "clock of this device was set back" in told(nigora)
    latest = nigora.page.evaluate("async () => (await hamrohDrafts.moment()) - Date.now()")
    assert latest > 30 * 24 * 3_600_000


@pytest.mark.walk
def test_a_device_that_was_ended_wipes_itself_at_the_next_contact_whoever_is_signed_in(nigora: Walker) -> None:
    from hamroh.casework.offline.actions import end_device
    from hamroh.casework.offline.queries import devices

    set_up(nigora)
    filled(nigora)
    nigora.context.clear_cookies()
    nigora.page.reload()
    shown(nigora, "locked")
    assert drafts_of(nigora) == 1, "nobody is signed in: the drafts stay sealed"
    with cast.acting(cast.gulnora) as actor:
        end_device(actor, device_id=devices(actor)[0].id, now=clock.now())
    nigora.page.reload()
    shown(nigora, "new")
    expect(nigora.page.locator("[data-told]")).to_contain_text("everything that was kept here is wiped")
    held = dump(nigora)
    assert held["counts"] == {} and held["kept"] == []
    assert not nigora.page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length")


@pytest.mark.walk
def test_without_a_session_nothing_is_sent_or_lost_and_the_page_says_sign_in(nigora: Walker) -> None:
    set_up(nigora)
    filled(nigora)
    nigora.context.clear_cookies()
    nigora.page.reload()
    shown(nigora, "locked")
    unlock(nigora)
    shown(nigora, "open")
    nigora.page.click("[data-list=draft] [data-act=send]")
    expect(nigora.page.locator("[data-told]")).to_contain_text("Sign in first")
    assert drafts_of(nigora) == 1 and not any_response()


def any_response() -> int:
    with cast.acting(cast.nigora):
        return Submission.objects.count()


@pytest.mark.walk
def test_when_the_device_is_full_the_words_stay_on_the_page_and_are_kept_once_there_is_room(nigora: Walker) -> None:
    set_up(nigora)
    begin(nigora)
    nigora.page.evaluate(
        "() => { window.was = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = () => {"
        " throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    nigora.page.check("[name=kind][value=border]")
    nigora.page.clock.run_for(500)
    expect(nigora.page.locator("[data-told]")).to_contain_text("no room left")
    assert drafts_of(nigora) == 0
    assert nigora.page.is_checked("[name=kind][value=border]")
    nigora.page.locator("[data-state=form] [data-act=lock]").click()
    shown(nigora, "locked")
    assert "no room left" in told(nigora), "sealed, and still in hand"
    nigora.page.evaluate("() => { IDBObjectStore.prototype.put = window.was; }")
    unlock(nigora)
    shown(nigora, "open")
    assert drafts_of(nigora) == 1


@pytest.mark.walk
def test_two_windows_are_never_open_at_once(nigora: Walker) -> None:
    set_up(nigora)
    begin(nigora)
    nigora.page.check("[name=kind][value=border]")
    other = nigora.context.new_page()
    other.goto("/offline/en/")
    other.wait_for_selector("[data-state=locked]:not([hidden])")
    other.fill("[data-passphrase]", PASSPHRASE)
    other.click("[data-act=unlock] button")
    other.wait_for_selector("[data-state=elsewhere]:not([hidden])")
    other.click("[data-act=take-over]")
    shown(nigora, "locked")
    assert "another window" in told(nigora)
    assert drafts_of(nigora) == 1, "what was typed in the first is sealed"
    other.wait_for_selector("[data-state=locked]:not([hidden])")
    other.fill("[data-passphrase]", PASSPHRASE)
    other.click("[data-act=unlock] button")
    other.wait_for_selector("[data-state=open]:not([hidden])")


@pytest.mark.walk
def test_an_answer_that_never_came_back_is_sent_again_and_taken_once(nigora: Walker) -> None:
    set_up(nigora)
    begin(nigora)
    nigora.page.check("[name=kind][value=border]")

    def lose(route: Any) -> None:
        route.fetch()  # the server took it; the answer is lost on the way
        route.abort()

    nigora.page.route("**/offline/send/", lose)
    nigora.page.click("[data-act=send-this]")
    shown(nigora, "open")
    expect(nigora.page.locator("[data-told]")).to_contain_text("did not take it")
    nigora.page.click("[data-act=go-on]")
    expect(nigora.page.locator("[data-told]")).to_contain_text("Send it again before you type on")
    nigora.page.unroute("**/offline/send/")
    nigora.page.click("[data-list=draft] [data-act=send]")
    expect(nigora.page.locator("[data-told]")).to_contain_text("Sent")
    assert drafts_of(nigora) == 0 and any_response() == 1
    nigora.complaints.clear()


@pytest.mark.walk
def test_what_the_server_cannot_take_is_told_and_can_be_corrected(nigora: Walker) -> None:
    set_up(nigora)
    begin(nigora)
    nigora.page.check("[name=kind][value=other]")
    nigora.page.click("[data-act=send-this]")
    expect(nigora.page.locator("[data-told]")).to_contain_text("Correct these answers")
    nigora.page.click("[data-act=to-fault]")
    nigora.page.keyboard.type(PLACE)
    nigora.page.click("[data-act=send-this]")
    shown(nigora, "open")
    assert taken()["place"] == PLACE


@pytest.mark.walk
def test_a_form_withdrawn_meanwhile_is_taken_with_the_version_it_was_given_to(nigora: Walker, form: UUID) -> None:
    set_up(nigora)
    filled(nigora)
    with publishing() as publish:

        def withdraw(_stages: Any, document: dict[str, Any]) -> None:
            for entry in document["forms"]:
                entry["offline"] = "no"

        publish(withdraw)
        nigora.page.reload()
        shown(nigora, "locked")
        unlock(nigora)
        shown(nigora, "open")
        expect(nigora.page.locator("[data-list=form] [data-act=begin]")).to_have_count(0)
        nigora.page.click("[data-act=go-on]")
        shown(nigora, "form")
        nigora.page.click("[data-act=send-this]")
        expect(nigora.page.locator("[data-told]")).to_contain_text("Sent")
    assert taken()["age"] == "33"


@pytest.mark.walk
def test_two_answers_to_one_question_are_shown_side_by_side_and_nothing_is_overwritten(nigora: Walker) -> None:
    response = begun_in_a_case()
    set_up(nigora)
    expect(nigora.page.locator("[data-list=unfinished] [data-act=take]")).to_have_count(1)
    nigora.page.click("[data-act=take]")
    expect(nigora.page.locator("[data-list=draft] [data-act=go-on]")).to_have_count(1)
    nigora.context.set_offline(True)
    nigora.page.click("[data-act=go-on]")
    shown(nigora, "form")
    assert nigora.page.input_value("[name=age]") == "20"
    nigora.page.fill("[name=age]", "21")
    nigora.page.check("[name=signs][value=afraid]")
    sealed(nigora)
    colleague_writes(response, {"age": "22", "kind": "border"})
    nigora.context.set_offline(False)
    nigora.page.click("[data-act=send-this]")
    shown(nigora, "conflict")
    said = nigora.page.inner_text("[data-list=conflict]")
    assert "Age in years" in said and "21" in said and "22" in said and "S. Yusufova" in said
    nigora.complaints.clear()  # the browser notes each answer 409
    nigora.look("offline-conflict", phone=True)
    assert answers_of(response)["age"] == "22", "nothing is overwritten before somebody chose"
    nigora.page.click("[data-act=settle] button.govuk-button")
    expect(nigora.page.locator("[data-told]")).to_contain_text("Choose one answer")
    nigora.page.check("[data-list=conflict] [value=yours]")
    nigora.page.locator("[data-act=settle] button.govuk-button").first.click()
    expect(nigora.page.locator("[data-told]")).to_contain_text("Sent")
    assert drafts_of(nigora) == 0
    stands = answers_of(response)
    assert (stands["age"], stands["kind"], stands["signs"]) == ("21", "border", "afraid")


def begun_in_a_case() -> UUID:
    from hamroh.casework.cases.access import open_case
    from hamroh.casework.cases.actions import join_team
    from hamroh.casework.responses.actions import save_answers, start_response

    now, id = clock.now(), uuid7()
    opened = given.case(now=now)
    with cast.acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, opened), user_id=cast.sitora.id, role="case-manager", now=now)
    with cast.acting(cast.nigora) as actor:
        start_response(actor, id=id, case_id=opened, form=FORM, language="en", medium="web", now=now)
        save_answers(actor, response_id=id, answers={"age": "20"}, seen={}, now=now)
    return id


def colleague_writes(response: UUID, answers: dict[str, str]) -> None:
    from hamroh.casework.responses.actions import save_answers

    with cast.acting(cast.sitora) as actor:
        save_answers(actor, response_id=response, answers=answers, seen=None, now=clock.now())


def answers_of(response: UUID) -> dict[str, str]:
    from hamroh.casework.responses.access import open_response
    from hamroh.casework.responses.queries import given_in

    with cast.acting(cast.nigora) as actor:
        return given_in(open_response(actor, response)).values

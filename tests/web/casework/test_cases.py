"""Finding, opening and reading cases through HTTP."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import finish_task, join_team, leave_team, open_new_case
from hamroh.casework.people.actions import agree_safe_contact, write_identity
from hamroh.casework.referrals.actions import accept_referral, record_arrival
from hamroh.foundation.audit.models import Entry
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals import given
from tests.cast import acting

NAME = "Гулрухсор"


def new_case(member=cast.nigora, **more):
    with acting(member) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now(), **more)


@pytest.fixture
def case(db):
    return new_case()


def refusals():
    return [e.resource for e in Entry.objects.using("owner").filter(verb="refused").order_by("at")]


# The list


def test_the_list_names_each_case_by_code_with_its_clock_and_one_verb(sign_in, case):
    assert "Assess the risk" in sign_in(cast.nigora).get("/cases/").content.decode()
    with acting(cast.nigora) as actor:
        for key in ("risk_assessment", "safe_place"):
            finish_task(actor, open_case(actor, case.pk), key, now=clock.now())
    page = sign_in(cast.nigora).get("/cases/").content.decode()
    assert case.code in page
    assert f"/cases/{case.pk}/screening/" in page
    assert "Do the screening in private" in page


@pytest.mark.parametrize(("language", "words"), [("tg", "Парванда"), ("en", "Cases")])
def test_the_list_speaks_the_readers_language(sign_in, case, language, words):
    response = sign_in(cast.nigora, language).get("/cases/")
    assert response["Content-Language"] == language
    assert f'lang="{language}"' in response.content.decode()
    assert case.code in response.content.decode()


@pytest.mark.parametrize("near_miss", [cast.sitora, cast.anahita])
def test_a_colleague_off_the_team_has_an_empty_list(sign_in, case, near_miss):
    page = sign_in(near_miss).get("/cases/").content.decode()
    assert case.code not in page
    assert "No open case of yours." in page


@pytest.mark.parametrize("without", [cast.rustam, cast.farrukh, cast.zebo, cast.tahmina, cast.gulnora])
def test_who_may_read_no_case_has_no_list(sign_in, without):
    assert sign_in(without).get("/cases/").status_code == 404


def test_thirty_cases_are_two_pages_and_none_is_lost(sign_in, db):
    codes = {new_case().code for _ in range(30)}
    browser = sign_in(cast.nigora)
    first = browser.get("/cases/").content.decode()
    further = re.search(r'rel="next" href="(\?after=[^"]+)"', first)[1]
    second = browser.get(f"/cases/{further}").content.decode()
    on_first = {code for code in codes if code in first}
    assert len(on_first) == 25
    assert {code for code in codes if code in second} == codes - on_first
    assert 'rel="next"' not in second


def test_an_address_nobody_of_ours_wrote_leads_nowhere(sign_in, db):
    assert sign_in(cast.nigora).get("/cases/?after=yesterday_1").status_code == 404


def queries_of(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return [q["sql"] for q in captured if "editions_edition" not in q["sql"]]  # looked for again every few seconds


@pytest.mark.parametrize("address", ["/cases/", "/home/"])
def test_more_rows_cost_no_more_queries(sign_in, db, address):
    browser = sign_in(cast.nigora)
    for _ in range(5):
        new_case()
    few = queries_of(browser, address)
    for _ in range(20):
        new_case()
    assert len(queries_of(browser, address)) == len(few)


def test_a_longer_file_costs_no_more_queries(sign_in, case):
    browser = sign_in(cast.nigora)

    def agree(times):
        for _ in range(times):
            with acting(cast.nigora) as actor:
                opened = open_case(actor, case.pk, "contact")
                agree_safe_contact(actor, case=opened, how="message", say="course", now=clock.now())

    agree(5)
    few = queries_of(browser, f"/cases/{case.pk}/")
    agree(20)
    assert len(queries_of(browser, f"/cases/{case.pk}/")) == len(few)


# Finding


def test_a_code_is_found_however_it_was_typed(sign_in, case):
    typed = case.code.removeprefix("TJ-").replace("-", " ").lower()
    response = sign_in(cast.nigora).post("/cases/find/", {"code": typed})
    assert response["Location"] == f"/cases/{case.pk}/"


def test_a_misheard_sign_is_told_and_what_was_typed_stays(sign_in, case):
    wrong = case.code[:-1] + ("2" if case.code[-1] != "2" else "3")
    page = sign_in(cast.nigora).post("/cases/find/", {"code": wrong}).content.decode()
    assert "misheard or mistyped" in page
    assert f'value="{wrong}"' in page


def test_none_and_not_yours_are_the_same_sentence(sign_in, case):
    def found(member):
        page = sign_in(member).post("/cases/find/", {"code": case.code}).content.decode()
        return re.search(r"There is no case of yours[^<]+", page)[0]

    sentences = {found(cast.sitora), found(cast.anahita)}
    assert len(sentences) == 1
    searches = Entry.objects.using("owner").filter(verb="case.searched")
    assert searches.count() == 2
    assert case.code not in str(list(searches.values()))


def test_an_empty_search_says_what_to_do(sign_in, db):
    assert (
        "Type a code, a name or a telephone number." in sign_in(cast.nigora).post("/cases/find/", {}).content.decode()
    )


# Opening


def hidden_id(page):
    return re.search(r'name="id" value="([0-9a-f-]{36})"', page)[1]


def test_a_case_opens_with_one_click_and_two_clicks_open_one(sign_in, db):
    browser = sign_in(cast.nigora)
    key = hidden_id(browser.get("/cases/new/").content.decode())
    for _ in range(2):
        response = browser.post("/cases/new/", {"id": key, "child": "yes"})
        assert response["Location"] == f"/cases/{key}/"
    with acting(cast.nigora) as actor:
        assert open_case(actor, key).child
        assert Entry.objects.filter(verb="case.opened").count() == 1


def test_without_a_path_nothing_opens_and_the_page_says_so(sign_in, db):
    browser = sign_in(cast.nigora)
    page = browser.post("/cases/new/", {"id": str(uuid7())})
    assert "Choose a path." in page.content.decode()
    assert 'aria-invalid="true"' in page.content.decode()


def test_a_region_nobody_offered_is_not_there(sign_in, db):
    response = sign_in(cast.nigora).post("/cases/new/", {"id": str(uuid7()), "child": "no", "territory": str(uuid7())})
    assert response.status_code == 404
    assert refusals() == ["territory"]


@pytest.mark.parametrize("without", [cast.malika, cast.gulnora, cast.rustam, cast.zebo])
def test_who_may_not_open_a_case_has_no_page_for_it(sign_in, without):
    assert sign_in(without).get("/cases/new/").status_code == 404


def arrived():
    now = clock.now()
    referral_id = given.handover(now=now, meeting=given.meeting(now))
    with acting(cast.gulnora) as actor:
        accept_referral(actor, referral_id=referral_id, now=now)
        record_arrival(actor, referral_id=referral_id, now=now)
    return referral_id


@pytest.mark.parametrize(
    ("language", "seen"), [("tg", "Ҳуҷҷатҳояш дар дасти"), ("en", "Somebody else holds their papers")]
)
def test_a_hand_over_becomes_a_case_that_knows_what_was_seen(sign_in, db, language, seen):
    browser, referral_id = sign_in(cast.nigora, language), arrived()
    form = browser.get(f"/cases/new/{referral_id}/").content.decode()
    key = hidden_id(form)
    for _ in range(2):
        response = browser.post(f"/cases/new/{referral_id}/", {"id": key, "child": "no"})
        assert response["Location"] == f"/cases/{key}/"
    assert seen in browser.get(f"/cases/{key}/").content.decode()
    assert seen in browser.get(f"/cases/{key}/print/").content.decode()


def test_a_colleague_who_opens_it_second_is_told_on_the_page(sign_in, db):
    referral_id = arrived()
    sign_in(cast.nigora).post(f"/cases/new/{referral_id}/", {"id": str(uuid7()), "child": "no"})
    page = sign_in(cast.sitora).post(f"/cases/new/{referral_id}/", {"id": str(uuid7()), "child": "yes"})
    assert "A colleague has opened a case from this hand-over already" in page.content.decode()


@pytest.mark.parametrize("near_miss", [cast.anahita, cast.rustam, cast.farrukh, cast.gulnora])
def test_a_hand_over_to_others_opens_no_case(sign_in, db, near_miss):
    assert sign_in(near_miss).get(f"/cases/new/{arrived()}/").status_code == 404


# The case


@pytest.mark.parametrize("language", ["tg", "en"])
def test_the_case_shows_safe_contact_first_and_its_code_alone_in_the_title(sign_in, case, language):
    page = sign_in(cast.nigora, language).get(f"/cases/{case.pk}/").content.decode()
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert title.startswith(case.code)
    assert page.index('class="hm-safe"') < page.index('class="hm-road"') < page.index('class="hm-secs"')


def test_unknown_contact_means_do_not_call(sign_in, case):
    page = sign_in(cast.nigora).get(f"/cases/{case.pk}/").content.decode()
    assert "do not call, do not write" in page


def test_the_person_has_a_strand_of_their_own(sign_in, case):
    with acting(cast.nigora) as actor:
        opened = open_case(actor, case.pk, "contact")
        agree_safe_contact(
            actor, case=opened, how="Only by message", hours="10:00 to 12:00", say="the course", now=clock.now()
        )
    browser = sign_in(cast.nigora)
    page = browser.get(f"/cases/{case.pk}/").content.decode()
    assert "Only by message, 10:00 to 12:00." in page
    assert page.count('class="is-person"') == 1
    alone = browser.get(f"/cases/{case.pk}/timeline/?kind=person").content.decode()
    assert "The case was opened" not in alone
    assert "Agreed how to be reached safely" in alone


def test_each_look_is_recorded_and_told(sign_in, case):
    for _ in range(2):
        page = sign_in(cast.malika).get(f"/cases/{case.pk}/").content.decode()
    assert "You supervise the cases of your organisation." in page
    assert "1 other looked in 30 days." in page
    looks = sign_in(cast.nigora).get(f"/cases/{case.pk}/looks/").content.decode()
    assert cast.malika.short_name in looks
    assert looks.count("Opened the case") >= 3
    assert "Safe contact" in looks


def test_the_supervisor_is_offered_nothing_that_only_the_team_does(sign_in, case):
    page = sign_in(cast.malika).get(f"/cases/{case.pk}/").content.decode()
    offered = set(re.findall(rf'(?:href|action)="(/cases/{case.pk}/[^"]*)"', page))
    browser = sign_in(cast.malika)
    assert offered
    assert {address: browser.get(address).status_code for address in offered} == dict.fromkeys(offered, 200)


@pytest.mark.parametrize("near_miss", [cast.sitora, cast.anahita, cast.gulnora, cast.rustam, cast.zebo, cast.bahrom])
@pytest.mark.parametrize("address", ["", "looks/", "print/", "team/", "part/profile/", "part/identity/"])
def test_strangers_get_nothing_and_the_try_is_recorded(sign_in, case, near_miss, address):
    response = sign_in(near_miss).get(f"/cases/{case.pk}/{address}")
    assert response.status_code == 404
    assert case.code not in response.content.decode()
    assert len(refusals()) == 1


def test_a_forged_key_is_the_same_as_a_strange_one(sign_in, db):
    assert sign_in(cast.nigora).get(f"/cases/{uuid7()}/").status_code == 404
    assert refusals() == ["case"]


def test_who_left_yesterday_gets_nothing_today(sign_in, case):
    with acting(cast.nigora) as actor:
        opened = open_case(actor, case.pk)
        join_team(actor, case=opened, user_id=cast.sitora.id, role="case-manager", now=clock.now())
    browser = sign_in(cast.sitora)
    assert browser.get(f"/cases/{case.pk}/").status_code == 200
    with acting(cast.nigora) as actor:
        leave_team(actor, case=open_case(actor, case.pk), user_id=cast.sitora.id, now=clock.now())
    assert browser.get(f"/cases/{case.pk}/").status_code == 404


def test_nobody_signed_in_is_sent_to_the_door(client, case):
    response = client.get(f"/cases/{case.pk}/")
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


# On paper


def test_the_document_carries_no_name_until_it_is_shown(sign_in, case):
    with acting(cast.nigora) as actor:
        write_identity(actor, case=open_case(actor, case.pk, "identity"), given=NAME, now=clock.now())
    browser = sign_in(cast.nigora)
    assert NAME not in browser.get(f"/cases/{case.pk}/print/").content.decode()
    browser.post(f"/cases/{case.pk}/identity/show/")
    assert NAME in browser.get(f"/cases/{case.pk}/print/").content.decode()
    assert NAME not in sign_in(cast.malika).get(f"/cases/{case.pk}/print/").content.decode()


def test_a_list_is_one_look_with_the_number_of_rows_and_never_which(sign_in):
    from hamroh.foundation.audit.models import Entry

    sign_in(cast.nigora).get("/cases/")
    sign_in(cast.gulnora).get("/inbox/")
    looks = Entry.objects.using("owner").filter(verb="list.looked_at").order_by("resource")
    assert [(e.resource, e.resource_id, e.detail) for e in looks] == [
        ("case", "", {"shown": 0}),
        ("referral", "", {"shown": 0}),
    ]


def test_a_task_done_in_conversation_is_ticked_on_the_case_and_by_nobody_else(sign_in, monkeypatch):
    from hamroh.casework.cases.access import open_case
    from hamroh.casework.cases.actions import start_task
    from hamroh.casework.cases.models import Task, TimelineEntry
    from hamroh.web.casework.addresses import TASK_PAGES

    monkeypatch.delitem(TASK_PAGES, "risk_assessment")  # as any step that has no page of its own
    case_id = given.case()
    with acting(cast.nigora) as actor:
        start_task(actor, open_case(actor, case_id), "risk_assessment", clock="risk_assessment", now=clock.now())
    address = f"/cases/{case_id}/task/risk_assessment/done/"
    assert address in sign_in(cast.nigora).get(f"/cases/{case_id}/").content.decode()
    assert sign_in(cast.sitora).post(address).status_code == 404
    assert sign_in(cast.malika).post(address).status_code == 404
    for _ in range(2):
        assert sign_in(cast.nigora).post(address).status_code == 302
    assert sign_in(cast.nigora).post(f"/cases/{case_id}/task/screening/done/").status_code == 404
    with acting(cast.nigora) as actor:
        case = open_case(actor, case_id)
        assert [t.key for t in Task.objects.filter(case=case, done_at__isnull=True)] == [
            "safe_place",
            "screening",
            "risk_review",
        ]
        assert TimelineEntry.objects.filter(case=case, event="risk.assessed").count() == 1


def test_the_case_says_in_short_what_is_late_and_how_high_the_risk_is(sign_in, db):
    from datetime import timedelta

    from hamroh.casework.cases.actions import mark

    now = clock.now()
    case_id = given.case(now=now - timedelta(days=90))
    with acting(cast.nigora) as actor:
        mark(open_case(actor, case_id), risk="high", risk_review_at=now - timedelta(days=1))
    page = sign_in(cast.nigora).get(f"/cases/{case_id}/").content.decode()
    assert "Risk: high" in page
    assert "Review of the risk overdue" in page
    late = page[page.index(">Late<") :]
    assert "Do the screening in private" in late[: late.index("</dd>")]
    assert page.index("In short") < page.index("What next") < page.index("The file")

"""The pages of a form through HTTP: begin, ask page by page, stop and return, check, finish. All of it without script."""

import re
from datetime import timedelta
from html import unescape

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, open_new_case, recuse
from hamroh.casework.responses.access import open_response
from hamroh.casework.responses.actions import save_answers, start_response
from hamroh.casework.responses.queries import answers_of, responses_of
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.responses.forms import PAPERS, in_every_edition, kept
from tests.cast import acting


@pytest.fixture
def talk(db):
    version, papers = kept(), kept(PAPERS, "papers")
    with in_every_edition(version, papers):
        yield version


@pytest.fixture
def case_id(db):
    with acting(cast.nigora) as actor:
        return open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now()).pk


def begin(case_id, form, language="ru"):
    with acting(cast.nigora) as actor:
        return start_response(
            actor, id=uuid7(), case_id=case_id, form=form, language=language, medium="web", now=clock.now()
        ).pk


@pytest.fixture
def begun(case_id, talk):
    return begin(case_id, "talk")


def url(case_id, response_id, at=""):
    return f"/cases/{case_id}/forms/{response_id}/" + (f"?at={at}" if at else "")


def answers(response_id):
    with acting(cast.nigora) as actor:
        return answers_of(open_response(actor, response_id))


def seen_on(page):
    return unescape(re.search(r'name="seen" value="([^"]*)"', page)[1])


def send(browser, address, act="next", **answers):
    """As a browser without script does: what the page showed, what was typed, which button."""
    page = browser.get(address).content.decode()
    return browser.post(address, {"seen": seen_on(page), "act": act, **answers})


def legend(page):
    return unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", page, re.DOTALL)[0])).strip()


@pytest.mark.parametrize("language", ["ru", "tg"])
def test_a_form_is_begun_in_a_language_it_has_and_asks_one_question_a_page(case_id, talk, sign_in, language):
    browser = sign_in(cast.nigora, language)
    page = browser.get(f"/cases/{case_id}/forms/talk/new/").content.decode()
    assert 'value="en"' in page
    assert 'value="ru"' in page
    sent = {"id": uuid7(), "language": "ru"}
    for _ in range(2):  # a second click finds the first one's form
        answer = browser.post(f"/cases/{case_id}/forms/talk/new/", sent)
    with acting(cast.nigora) as actor:
        (row,) = responses_of(open_case(actor, case_id))
    assert answer.url == url(case_id, row.id)
    page = browser.get(answer.url).content.decode()
    assert legend(page) == "Имя"
    assert 'lang="ru" dir="ltr"' in page


def test_the_whole_form_is_filled_in_and_finished_without_script(begun, case_id, sign_in):
    browser = sign_in(cast.nigora)
    answer = send(browser, url(case_id, begun), given="Zulfiya")
    assert answer.url == url(case_id, begun, "age")
    answer = send(browser, answer.url, age="17")
    assert answer.url == url(case_id, begun, "school")
    answer = send(browser, answer.url, school="No. 3")
    answer = send(browser, answer.url, **{"on.paid": "1", "paid": "no"})
    answer = send(browser, answer.url, story="A long road.\nAnd back.")
    assert answer.url == url(case_id, begun, "journey")
    answer = send(browser, answer.url, act="add:journey")
    assert answer.url == url(case_id, begun, "journey/0")
    answer = send(
        browser,
        answer.url,
        **{"journey/0/country": "KZ", "on.journey/0/work": "1", "journey/0/work": ["field", "house"]},
    )
    assert answer.url == url(case_id, begun, "journey")
    assert "KZ · В поле; В доме" in unescape(browser.get(answer.url).content.decode())
    answer = send(browser, answer.url)
    assert answer.url == f"{url(case_id, begun)}check/"
    assert answers(begun) == {
        "given": "Zulfiya", "age": "17", "child": "yes", "school": "No. 3", "paid": "no",
        "story": "A long road.\nAnd back.", "journey": [{"country": "KZ", "work": "field house"}],
    }  # fmt: skip
    page = browser.get(answer.url).content.decode()
    assert "Zulfiya" not in page  # nobody asked for the name
    for words in ("No. 3", "Нет", "KZ", "Какая школа?"):
        assert words in page
    assert browser.post(answer.url).url == f"/cases/{case_id}/"
    page = browser.get(f"/cases/{case_id}/forms/").content.decode()
    assert "Finished" in page
    assert browser.get(url(case_id, begun)).url == f"{url(case_id, begun)}check/"
    assert "Finish</button>" not in browser.get(f"{url(case_id, begun)}check/").content.decode()


def test_finishing_leads_to_every_question_that_must_be_answered(begun, case_id, sign_in):
    page = sign_in(cast.nigora).post(f"{url(case_id, begun)}check/").content.decode()
    assert "Сколько лет? — Answer this question." in page
    assert f'href="{url(case_id, begun, "age")}#g-q-age"' in page


def test_a_condition_on_the_same_page_is_asked_after_saving(case_id, talk, sign_in):
    papers = begin(case_id, "papers", "en")
    browser = sign_in(cast.nigora)
    page = browser.get(url(case_id, papers, "papers_held")).content.decode()
    assert re.search(r'data-q="who_holds"[^>]* hidden', page)
    answer = send(browser, url(case_id, papers, "papers_held"), **{"on.taken": "1", "taken": "yes"})
    assert answer.url == url(case_id, papers, "papers_held")
    page = browser.get(answer.url).content.decode()
    assert "Your answers lead to more questions on this page." in page
    assert not re.search(r'data-q="who_holds"[^>]* hidden', page)
    answer = send(browser, answer.url, **{"on.taken": "1", "taken": "yes", "who_holds": "The driver"})
    assert answer.url != url(case_id, papers, "papers_held")


def test_with_the_script_such_a_page_is_left_at_once(case_id, talk, sign_in):
    papers = begin(case_id, "papers", "en")
    more = {"on.taken": "1", "taken": "yes", "live": "1"}
    assert send(sign_in(cast.nigora), url(case_id, papers, "papers_held"), **more).url != url(
        case_id, papers, "papers_held"
    )


def test_what_cannot_be_so_is_said_at_the_question_and_what_was_typed_stays(begun, case_id, sign_in):
    answer = send(sign_in(cast.nigora, "ru"), url(case_id, begun, "age"), age="200")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Столько не живут." in page
    assert 'value="200"' in page
    assert 'href="#q-age"' in page
    assert answers(begun).get("age", "") == ""


def test_a_day_is_typed_in_three_fields_and_an_impossible_one_stays_as_typed(case_id, talk, sign_in):
    papers = begin(case_id, "papers", "en")
    browser, address = sign_in(cast.nigora), url(case_id, papers, "papers_held")
    page = send(browser, address, **{"since.d": "31", "since.m": "2", "since.y": "2026"}).content.decode()
    assert "Write a day that exists" in page
    assert 'value="31"' in page
    send(browser, address, **{"since.d": "28", "since.m": "2", "since.y": "2026"})
    assert answers(papers)["since"] == "2026-02-28"


def test_the_language_changes_in_the_middle_and_what_was_typed_stays(begun, case_id, sign_in):
    browser = sign_in(cast.nigora, "ru")
    answer = send(browser, url(case_id, begun, "story"), act="language:en", story="Half a sentence")
    page = browser.get(answer.url).content.decode()
    assert legend(page) == "What happened?"
    assert "Half a sentence" in page


def test_who_stops_goes_on_where_they_left(begun, case_id, sign_in):
    browser = sign_in(cast.nigora)
    assert send(browser, url(case_id, begun, "story"), act="stop", story="So.").url == f"/cases/{case_id}/forms/"
    page = browser.get(f"/cases/{case_id}/forms/").content.decode()
    assert "Draft" in page
    assert "So." in browser.get(url(case_id, begun)).content.decode()


def test_what_a_colleague_wrote_meanwhile_is_shown_and_not_overwritten(begun, case_id, sign_in):
    with acting(cast.nigora) as actor:
        join_team(actor, case=open_case(actor, case_id), user_id=cast.sitora.id, role="case-manager", now=clock.now())
    browser, address = sign_in(cast.nigora), url(case_id, begun, "story")
    page = browser.get(address).content.decode()
    with acting(cast.sitora) as actor:
        save_answers(actor, response_id=begun, answers={"story": "Hers."}, now=clock.now())
    answer = browser.post(address, {"seen": seen_on(page), "act": "next", "story": "Mine."})
    page = unescape(answer.content.decode())
    assert "A colleague answered meanwhile: “Hers.”" in page
    assert "Mine.</textarea>" in page
    assert answers(begun)["story"] == "Hers."
    browser.post(address, {"seen": seen_on(answer.content.decode()), "act": "next", "story": "Mine."})
    assert answers(begun)["story"] == "Mine."


def test_a_row_is_removed_once_and_put_back(begun, case_id, sign_in):
    with acting(cast.nigora) as actor:
        rows = [{"country": "KZ"}, {"country": "RU"}, {"country": "TR"}]
        save_answers(actor, response_id=begun, answers={"journey": rows}, now=clock.now())
    browser, address = sign_in(cast.nigora), url(case_id, begun, "journey")
    for _ in range(2):  # shown again after a reload, it removes nothing more
        answer = send(browser, address, act="remove:journey/1:3")
    assert [row["country"] for row in answers(begun)["journey"]] == ["KZ", "TR"]
    answer = send(browser, address, act="remove:journey/0:2")
    page = answer.content.decode()
    undo = {name: unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1]) for name in ("row",)}
    browser.post(address, {**undo, "act": re.search(r'value="(undo:[^"]*)"', page)[1]})
    assert [row["country"] for row in answers(begun)["journey"]] == ["KZ", "TR"]


def test_saving_as_one_goes_answers_with_one_sentence(begun, case_id, sign_in):
    browser = sign_in(cast.nigora)
    answer = browser.post(f"{url(case_id, begun, 'age')}&quiet=1", {"seen": "{}", "age": "17"})
    assert answer.content.decode().startswith("Saved at")
    assert "not saved" in browser.post(f"{url(case_id, begun, 'age')}&quiet=1", {"age": "200"}).content.decode()
    assert answers(begun)["age"] == "17"


JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 20


def test_a_picture_is_kept_sealed_and_comes_back_only_to_the_team(case_id, talk, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import connections

    papers = begin(case_id, "papers", "en")
    browser, address = sign_in(cast.nigora), url(case_id, papers, "photo")
    assert "multipart/form-data" in browser.get(address).content.decode()
    wrong = SimpleUploadedFile("paper.jpg", b"MZ\x90 a program", "image/jpeg")
    assert "Only pictures" in browser.post(address, {"act": "next", "photo": wrong}).content.decode()
    large = SimpleUploadedFile("Zulfiya.jpg", b"\xff\xd8\xff" + b"x" * (11 << 20))
    assert "larger than 10 megabytes" in browser.post(address, {"act": "next", "photo": large}).content.decode()
    right = SimpleUploadedFile("Zulfiya.jpg", JPEG, "image/jpeg")
    browser.post(address, {"act": "next", "photo": right})
    assert answers(papers)["photo"] == "photo.jpg"
    answer = browser.get(f"{url(case_id, papers)}file/?at=photo")
    assert (answer.content, answer["Content-Type"]) == (JPEG, "image/jpeg")
    assert "Zulfiya" not in answer["Content-Disposition"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT name_sealed, sealed FROM forms_responsefile")
        assert all(b"Zulfiya" not in bytes(n) and b"picture" not in bytes(s) for n, s in cursor.fetchall())
    assert sign_in(cast.sitora).get(f"{url(case_id, papers)}file/?at=photo").status_code == 404
    assert browser.get(f"{url(case_id, papers)}file/?at=nothing").status_code == 404


def test_a_stranger_or_who_was_recused_finds_no_page_of_it(begun, case_id, sign_in):
    with acting(cast.malika) as actor:
        recuse(actor, case_id=case_id, user_id=cast.malika.id, reason="kin", now=clock.now())
    for member in (cast.sitora, cast.anahita, cast.rustam, cast.zebo, cast.malika):
        browser = sign_in(member)
        for address in (url(case_id, begun), f"{url(case_id, begun)}check/", f"/cases/{case_id}/forms/"):
            assert browser.get(address).status_code == 404


def test_a_form_of_another_case_is_not_at_this_address(begun, talk, sign_in):
    with acting(cast.nigora) as actor:
        other = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now() + timedelta(1)).pk
    assert sign_in(cast.nigora).get(url(other, begun)).status_code == 404


@pytest.mark.parametrize("at", ["nothing", "journey/7", "age/1", "", "all"])
def test_an_address_that_leads_nowhere_shows_a_page_of_the_form(begun, case_id, sign_in, at):
    assert sign_in(cast.nigora).get(url(case_id, begun, at)).status_code == 200


def test_the_whole_form_on_one_page_has_the_numbers_of_the_sheet(begun, case_id, sign_in):
    browser, address = sign_in(cast.nigora), url(case_id, begun, "all")
    page = browser.get(address).content.decode()
    for words in ("1. Имя", "2. Сколько лет?", "Что случилось?"):
        assert words in page
    send(browser, address, given="Z", age="30", story="So.", act="add:journey")
    assert answers(begun)["age"] == "30"
    assert 'name="journey/0/country"' in browser.get(address).content.decode()


NAMED = {
    "survey": [
        {"type": "begin_repeat", "name": "child", "label": "Child"},
        {"type": "text", "name": "called", "label": "Name", "field_group": "identity"},
        {"type": "integer", "name": "years", "label": "Years"},
        {"type": "note", "name": "about", "label": "Now about ${called}, ${years}."},
        {"type": "end_repeat"},
    ],
    "settings": [{"form_title": "Children", "form_id": "children"}],
}


def test_a_name_stands_only_where_it_is_written(case_id, talk, sign_in):
    with in_every_edition(kept(NAMED, "children")):
        children = begin(case_id, "children", "en")
        with acting(cast.nigora) as actor:
            save_answers(
                actor, response_id=children, answers={"child": [{"called": "Anor", "years": "7"}]}, now=clock.now()
            )
        browser = sign_in(cast.nigora)
        listed = browser.get(url(case_id, children, "child")).content.decode()
        assert "Anor" not in listed
        assert ">7<" in listed
        row = browser.get(url(case_id, children, "child/0")).content.decode()
        assert row.count("Anor") == 2  # where it is written, and what the page says it had shown
        assert "Now about …," in row


def test_the_list_asks_the_database_no_more_often_for_more_forms(begun, case_id, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = sign_in(cast.nigora)
    browser.get(f"/cases/{case_id}/forms/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/cases/{case_id}/forms/")
        counts.append(len(asked))
        begin(case_id, "talk")
    assert counts[0] == counts[1] <= 12

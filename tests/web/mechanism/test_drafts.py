"""The next edition, written on pages."""

import io
import re
import zipfile
from typing import Any

import pytest
from pydantic import BaseModel

from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions import queries
from hamroh.mechanism.editions.pack import Pack, editing
from hamroh.mechanism.editions.pack.difference import FIELD_WORDS
from hamroh.web.mechanism.draft_fields import CHOICE_WORDS
from hamroh.web.mechanism.draft_shapes import SECTION_WORDS
from tests import cast
from tests.mechanism.editions.test_drafts import ANSWER, BECAUSE, publish, same_edition, secretaries  # noqa: F401


@pytest.fixture
def writer(sign_in: Any) -> Any:
    """The secretary's browser with a draft begun, and its address."""
    browser, id = sign_in(cast.zebo), uuid7()
    answer = browser.post("/mechanism/editions/", {"id": id, "title": "Quicker answers"})
    assert answer.status_code == 302
    return browser, f"/mechanism/drafts/{id}/"


def limit(time: str = "48", **more: str) -> dict[str, Any]:
    names = {"name:tg": "Ҷавоб", "name:ru": "Ответ", "name:en": "Answer"}
    said = {"clock": "answer", "time:amount": time, "time:unit": "h", "kind": "within", "urgency": "routine"}
    return names | said | {"basis": "assumed", "revision": "0"} | more


class TestWriting:
    def test_the_form_shows_what_the_draft_says(self, writer: Any) -> None:
        browser, draft = writer
        text = browser.get(f"{draft}edit/{ANSWER}/").content.decode()
        assert 'name="time:amount" value="72"' in text and 'value="Ҷавоб"' in text
        assert re.search(r'<option value="routine" selected>', text)

    def test_saving_without_a_change_changes_nothing(self, writer: Any) -> None:
        browser, draft = writer
        for place in (
            "stages/3",
            "stages/3/steps/0",
            "roles/5",
            "mechanism",
            "mechanism/calendar",
            "documents/0/clauses/0",
            "indicator_sets/0",
            "indicator_sets/0/dimensions/0",
            "indicator_sets/0/items/3",
        ):
            text = browser.get(f"{draft}edit/{place}/").content.decode()
            browser.post(f"{draft}edit/{place}/", _typed(text))
        assert "Nothing differs." in browser.get(draft).content.decode()

    def test_a_question_of_a_list_gets_a_weight_and_is_told_that_no_rule_counts_it(self, writer: Any) -> None:
        browser, draft = writer
        place = f"{draft}edit/indicator_sets/0/items/3/"
        text = browser.get(place).content.decode()
        assert re.search(r'<option value="there" selected>', text)  # chosen among the dimensions of its own set
        assert browser.post(place, _typed(text) | {"weight": "strong"}).status_code == 302
        assert "Prompts of a context count in nothing." in browser.get(place).content.decode()
        assert browser.get(f"{draft}edit/indicator_sets/0/dimensions/0/rule/0/").status_code == 200

    def test_a_saved_time_is_told_as_a_sentence(self, writer: Any) -> None:
        browser, draft = writer
        assert browser.post(f"{draft}edit/{ANSWER}/", limit()).status_code == 302
        assert "the time goes from 72 hours to 48 hours" in browser.get(draft).content.decode()

    def test_what_is_typed_is_checked_and_not_written(self, writer: Any) -> None:
        browser, draft = writer
        told = browser.post(f"{draft}check/{ANSWER}/", limit(time="soon")).content.decode()
        assert "is not a time limit" in told
        assert "Nothing differs." in browser.get(draft).content.decode()

    def test_an_error_is_kept_and_forbids_publication(self, writer: Any) -> None:
        browser, draft = writer
        browser.post(f"{draft}edit/{ANSWER}/", limit(time="soon"))
        assert 'name="time:amount" value="soon"' in browser.get(f"{draft}edit/{ANSWER}/").content.decode()
        page = browser.get(draft).content.decode()
        assert "cannot be compared" in page and "Propose it" not in page
        browser.post(draft, {"act": "propose", "running_cases": "stay", "reason": BECAUSE})
        assert "waits for approval" not in browser.get(draft).content.decode()

    def test_two_at_once_lose_nothing(self, writer: Any) -> None:
        browser, draft = writer
        browser.post(f"{draft}edit/{ANSWER}/", limit())
        late = browser.post(f"{draft}edit/{ANSWER}/", limit(time="24"))
        assert late.status_code == 200
        text = late.content.decode()
        assert "Somebody else changed this draft meanwhile" in text and 'value="24"' in text

    def test_a_new_step_is_added_moved_and_taken_out_again(self, writer: Any) -> None:
        browser, draft = writer
        steps = len(queries.current().pack.stages[3].steps)
        new = {"id": "call-first", "name:tg": "Занг", "name:ru": "Звонок", "name:en": "Call first", "basis": "assumed"}
        browser.post(f"{draft}edit/stages/3/steps/{steps}/", new | {"revision": "0"})
        assert "Call first" in browser.get(f"{draft}edit/stages/3/").content.decode()
        browser.post(f"{draft}up/", {"place": f"stages/3/steps/{steps}", "revision": "1"})
        browser.post(f"{draft}remove/", {"place": f"stages/3/steps/{steps - 1}", "revision": "2"})
        assert "Nothing differs." in browser.get(draft).content.decode()

    @pytest.mark.parametrize("place", ["nonsense", "stages/99", "stages/3/nonsense", "stages/x/y/z", "__class__/0"])
    def test_a_place_that_is_none_is_not_found(self, writer: Any, place: str) -> None:
        browser, draft = writer
        assert browser.get(f"{draft}edit/{place}/").status_code == 404

    @pytest.mark.parametrize("language", ["tg", "ru"])
    def test_pages_are_there_in_other_languages(self, writer: Any, language: str) -> None:
        browser, draft = writer
        browser.cookies["language"] = language
        for page in ("", "edit/stages/", "edit/stages/3/", f"edit/{ANSWER}/", "edit/mechanism/"):
            assert browser.get(f"{draft}{page}").status_code == 200

    def test_whoever_neither_writes_nor_approves_finds_no_draft(self, writer: Any, sign_in: Any) -> None:
        _browser, draft = writer
        assert sign_in(cast.nigora).get(draft).status_code == 404
        assert "Quicker answers" not in sign_in(cast.nigora).get("/mechanism/editions/").content.decode()

    def test_who_only_approves_reads_and_cannot_write(self, writer: Any, sign_in: Any) -> None:
        _browser, draft = writer
        reader = sign_in(cast.bahrom)
        assert reader.get(f"{draft}edit/{ANSWER}/").status_code == 200
        assert reader.post(f"{draft}edit/{ANSWER}/", limit()).status_code == 404


class TestPublishing:
    def test_from_proposal_to_edition(self, writer: Any, sign_in: Any, secretaries: Any) -> None:  # noqa: F811
        browser, draft = writer
        browser.post(f"{draft}edit/{ANSWER}/", limit())
        browser.post(draft, {"act": "propose", "running_cases": "stay", "reason": BECAUSE})
        assert "waits for approval" in browser.get(draft).content.decode()
        for member in (cast.bahrom, secretaries):
            assert sign_in(member).post(draft, {"act": "answer", "answer": "yes", "reason": ""}).status_code == 302
        assert "being published" in browser.get(draft).content.decode()
        assert publish() == [2]
        queries.forget()
        reader = sign_in(cast.nigora)
        page = reader.get("/mechanism/editions/2/").content.decode()
        assert "the time goes from 72 hours to 48 hours" in page and BECAUSE in page
        assert queries.numbered(2) and reader.get("/mechanism/editions/1/").status_code == 200
        compared = reader.get("/mechanism/editions/compare/?old=2&new=1").content.decode()
        assert "the time goes from 48 hours to 72 hours" in compared

    def test_whoever_has_to_answer_finds_it_on_the_first_page_until_they_have(self, writer: Any, sign_in: Any) -> None:
        browser, draft = writer
        waits = "The next edition waits for your yes or no"
        browser.post(f"{draft}edit/{ANSWER}/", limit())
        assert waits not in sign_in(cast.bahrom).get("/home/").content.decode()
        browser.post(draft, {"act": "propose", "running_cases": "stay", "reason": BECAUSE})
        first = sign_in(cast.bahrom).get("/home/").content.decode()
        assert waits in first and draft in first
        for other in (cast.zebo, cast.nigora):  # who proposed it; who is not asked
            assert waits not in sign_in(other).get("/home/").content.decode()
        sign_in(cast.bahrom).post(draft, {"act": "answer", "answer": "yes", "reason": ""})
        assert waits not in sign_in(cast.bahrom).get("/home/").content.decode()

    def test_a_warning_asks_for_a_reason_where_it_is_typed(self, writer: Any) -> None:
        browser, draft = writer
        browser.post(f"{draft}edit/{ANSWER}/", limit())
        refused = browser.post(draft, {"act": "propose", "running_cases": "move", "reason": ""})
        assert "say why it shall be published" in refused.content.decode()

    def test_an_edition_is_downloaded_as_the_files_of_its_pack(self, sign_in: Any, db: Any, tmp_path: Any) -> None:
        from hamroh.mechanism.editions.pack import read_pack

        answer = sign_in(cast.nigora).get("/mechanism/editions/1/files/")
        zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
        pack, _findings = read_pack(tmp_path / "mechanism-edition-1")
        assert pack == queries.current().pack


def _typed(page: str) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    from html.parser import HTMLParser

    class Form(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.on, self.select, self.area = False, "", ""
            self.typed: dict[str, Any] = {}

        def add(self, name: str, value: str) -> None:
            self.typed.setdefault(name, []).append(value)

        def handle_starttag(self, tag: str, pairs: Any) -> None:
            at = {name: value or "" for name, value in pairs}
            if tag == "form":
                self.on = at.get("id") == "entry"
            if not self.on:
                return
            if tag == "input" and at.get("name") and (at.get("type") != "checkbox" or "checked" in at):
                self.add(at["name"], at.get("value", "on"))
            elif tag == "select":
                self.select = at["name"]
            elif tag == "option" and "selected" in at:
                self.add(self.select, at["value"])
            elif tag == "textarea":
                self.area = at["name"]
                self.add(self.area, "")

        def handle_data(self, data: str) -> None:
            if self.on and self.area:
                self.typed[self.area][-1] += data

        def handle_endtag(self, tag: str) -> None:
            if tag == "textarea":
                self.area = ""

    form = Form()
    form.feed(page)
    return form.typed


def models(model: Any, known: set[Any]) -> set[Any]:
    """An entry of the schema and all that may stand in it."""
    if model not in known:
        known.add(model)
        for info in model.model_fields.values():
            inner = editing._entry_of(info.annotation)
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                models(inner, known)
    return known


def test_every_field_and_every_choice_of_the_schema_has_words() -> None:
    fields = [
        editing._field(name, info)
        for model in models(Pack, set()) - {Pack}
        for name, info in model.model_fields.items()
    ]
    assert {f.name for f in fields} - set(FIELD_WORDS) == set()
    assert {option for f in fields for option in f.options} - set(CHOICE_WORDS) == set()
    assert set(Pack.model_fields) == set(SECTION_WORDS)

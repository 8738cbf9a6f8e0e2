"""The parts of a page say the same in shape, words and colour."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from hamroh.web import shell
from hamroh.web.shell import clocks, parts, rows, styleguide
from hamroh.web.shell.icons import ICONS, ring
from hamroh.web.shell.templatetags import hamroh as tags

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEMPLATES = Path(shell.__file__).parent / "templates"


@pytest.fixture(autouse=True)
def english_in_dushanbe():
    with translation.override("en"), timezone.override("Asia/Dushanbe"):
        yield


def read(due, kind="", **more):
    reading = clocks.read_clock(due, NOW, kind, **more)
    return reading.look, reading.words, reading.by


# Clocks


@pytest.mark.parametrize(
    ("due", "words", "by"),
    [
        (NOW - 26 * HOUR, "26 hours late", "due 22 Nov, 12:00"),
        (NOW - HOUR, "1 hour late", "due 23 Nov, 13:00"),
        (NOW - timedelta(minutes=20), "20 minutes late", "due 23 Nov, 13:40"),
        (NOW - 3 * DAY, "3 days late", "due 20 Nov"),
        (date(2026, 11, 22), "1 day late", "due 22 Nov"),
        (NOW - 400 * DAY, "400 days late", "due 19 October 2025"),
    ],
)
def test_a_passed_limit_says_by_how_much_and_since_when(due, words, by):
    assert read(due) == ("late", words, by)


@pytest.mark.parametrize(
    ("due", "words", "by"),
    [
        (NOW + 4 * HOUR, "4 hours left", "by 18:00"),
        (NOW + timedelta(minutes=1), "1 minute left", "by 14:01"),
        (date(2026, 11, 23), "today", "by the end of the day"),
    ],
)
def test_a_limit_of_today_is_told_in_hours(due, words, by):
    assert read(due) == ("today", words, by)


@pytest.mark.parametrize(
    ("due", "words", "by"),
    [
        (NOW + 20 * HOUR, "20 hours left", "by 24 Nov, 10:00"),
        (NOW + 3 * DAY, "3 days", "by 26 Nov"),
        (date(2026, 11, 24), "1 day", "by 24 Nov"),
    ],
)
def test_a_later_limit_is_in_time(due, words, by):
    assert read(due) == ("ok", words, by)


def test_today_is_the_day_of_the_reader_not_of_utc():
    after_midnight_at_home = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    assert read(after_midnight_at_home)[0] == "ok"


def test_working_days_are_named_as_such():
    assert read(NOW + 4 * DAY, "wd", left=2)[1] == "2 working days"
    assert read(NOW - 4 * DAY, "wd", left=-1)[1] == "1 working day late"


def test_facts_win_over_the_clock():
    paused = read(date(2026, 11, 20), "paused", note="waits for the sender")
    assert paused == ("pause", "paused", "since 20 Nov, waits for the sender")
    assert read(NOW - DAY, "done", note="Clinic") == ("done", "done 22 Nov", "Clinic")
    assert read(date(2026, 3, 1), "nobody") == ("none", "nobody holds the seat", "since 1 Mar")
    assert read(None) == ("ok", "no time limit", "")


def test_the_ring_is_as_full_as_the_time_used():
    half = clocks.read_clock(NOW + 3 * DAY, NOW, start=NOW - 3 * DAY).shape
    assert half == ring(0.5) != ring(0.9)
    assert ring(7) == ring(1)


def test_every_state_has_its_own_shape():
    shapes = [ICONS[name] for name in ("late", "today", "paused", "done", "nobody", "open")]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize(
    ("language", "day", "long"),
    [
        ("en", "22 Nov", "22 November 2026"),
        ("ru", "22 ноября", "22 ноября 2026"),
        ("tg", "22 ноябр", "22 ноябри 2026"),
    ],
)
def test_dates_follow_the_grammar_of_the_language(language, day, long):
    with translation.override(language):
        assert clocks.day(date(2026, 11, 22)) == day
        assert Template("{{ d|date }}").render(Context({"d": date(2026, 11, 22)})) == long


# Tags


def test_a_clock_is_one_line_of_markup_with_its_words_escaped():
    html = tags.clock(NOW, NOW, "done", note="<b>")
    assert html.startswith('<span class="hm-clock hm-clock--done"><svg')
    assert "&lt;b&gt;" in html


def test_multilingual_text_falls_back_to_english_then_to_any():
    text = {"tg": "Тамос", "en": "Contact", "ru": ""}
    assert [tags.ml(text, code) for code in ("tg", "tg-tj", "ru", "en")] == ["Тамос", "Тамос", "Contact", "Contact"]
    assert tags.ml({"ru": "Контакт"}, "tg") == "Контакт"
    assert (tags.ml({}), tags.ml(None), tags.ml("plain")) == ("", "", "plain")


def test_a_code_keeps_its_direction():
    assert tags.code("TJ-7K4-Q2M") == '<bdi class="hm-code">TJ-7K4-Q2M</bdi>'
    assert "<bdi>TJ-7K4-Q2M</bdi></a>" in tags.code_link("TJ-7K4-Q2M", "/c/")


def test_a_tag_always_has_words():
    assert tags.tag("urgent", "urgent").endswith("</svg>urgent</span>")
    assert tags.tag("", "<Adult>") == '<span class="hm-tag">&lt;Adult&gt;</span>'


def test_the_count_turns_red_only_when_one_is_late_and_says_so():
    assert tags.count(0) == ""
    assert "late" not in tags.count(4)
    assert "hm-n--late" in tags.count(8, 2)
    assert "2 late" in tags.count(8, 2)


def test_an_unknown_icon_is_a_mistake_of_the_page():
    with pytest.raises(KeyError):
        tags.icon("no-such")


# Parts


def test_a_late_row_carries_its_edge_and_another_does_not():
    assert "hm-work__late" in rows.work_row(parts.Row(due=NOW - DAY, code="TJ-7K4-Q2M"), NOW)
    assert "hm-work__late" not in rows.work_row({"due": NOW + DAY, "code": "TJ-7K4-Q2M"}, NOW)


def test_a_row_escapes_what_people_typed():
    row = parts.Row(
        title="<i>", what="<q>", cells=["<u>"], tags=[parts.Tag("", "<s>")], note="<p>", kind="done", due=NOW
    )
    assert not re.search(r"<(i|q|u|s|p)>", rows.work_row(row, NOW))


def test_a_verb_that_changes_something_is_a_form_with_its_token():
    html = rows.act_html(parts.Act("Confirm", "/c/", post=True, about="TJ-7K4-Q2M", fields={"v": "<3"}), "token")
    assert 'method="post"' in html
    assert 'name="csrfmiddlewaretoken" value="token"' in html
    assert 'value="&lt;3"' in html


def test_short_rows_are_filled_up_to_the_heads():
    assert rows.work_row(parts.Row(code="TJ-7K4-Q2M"), NOW, 5).count("<td") == 5


def test_a_decision_of_the_person_is_also_said_in_words():
    html = rows.timeline_entry(parts.Entry(NOW, "Agreed", "Spoken", person=True))
    assert 'class="is-person"' in html
    assert "Person’s own decision · Spoken" in html


def test_the_road_on_a_phone_is_a_sentence():
    stages = [parts.Stage("Contact", "done"), parts.Stage("Plan", "now"), parts.Stage("Closure")]
    assert "Stage 2 of 3: Plan" in rows.road_in_words(stages)
    assert "Next: Closure" in rows.road_in_words(stages)


def test_unknown_safe_contact_says_do_not_call():
    html = render_to_string("hamroh/parts/safe_contact.html", {"contact": parts.SafeContact()})
    assert "do not call" in html


# Pages


def page(path="/"):
    return styleguide.styleguide(RequestFactory().get(path)).content.decode()


@pytest.mark.usefixtures("db")  # which languages there are is the edition’s to say
@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_the_style_guide_renders_in_every_language(language):
    with translation.override(language):
        html = page("/?refused")
    assert f'<html lang="{language}" dir="ltr"' in html
    assert html.count("<h1") == 1
    assert not re.search(r"\{[{%]", html)


def test_no_page_needs_an_inline_style_or_script():
    inline = re.compile(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*\ssrc=)')
    assert not inline.search(page())
    for template in TEMPLATES.rglob("*.html"):
        assert not inline.search(template.read_text()), template


@pytest.mark.usefixtures("db")
def test_ids_on_a_page_are_unique():
    ids = re.findall(r'\sid="([^"]+)"', page("/?refused"))
    assert len(ids) == len(set(ids))


def test_the_page_of_a_failure_needs_neither_request_nor_context():
    assert "Something went wrong on our side." in render_to_string("500.html")


@pytest.mark.parametrize("sheet", ["hamroh/hamroh.css", "hamroh/hamroh.rtl.css"])
def test_the_style_sheet_points_only_to_files_that_are_there(sheet):
    for address in re.findall(r'url\("?([^")]+)"?\)', Path(finders.find(sheet)).read_text()):
        assert finders.find(f"hamroh/{address}"), address


def test_right_to_left_languages_get_the_mirrored_sheet():
    with translation.override("fa"):
        html = render_to_string("hamroh/base_print.html", {"edition": ""})
    assert 'dir="rtl"' in html
    assert "hamroh.rtl.css" in html


def test_the_script_stays_small():
    assert Path(finders.find("hamroh/hamroh.js")).stat().st_size < 3072

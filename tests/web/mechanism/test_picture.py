"""The swim lane of both packs: it can be read by machines, eyes and screen readers, and nothing in it overlaps."""

import itertools
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import translation

from hamroh.mechanism.editions.pack import Pack, read_pack
from hamroh.web.mechanism.drawing import Box, Column, Lane, Picture, draw, plan
from hamroh.web.mechanism.drawing.text import fitted, width_of
from hamroh.web.mechanism.picture_shapes import picture_of, stages_in_words
from tests import cast
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)

PACKS = Path(__file__).parents[3] / "mechanisms"
SVG = "{http://www.w3.org/2000/svg}"
BOTH = [("tajikistan", "tg"), ("tajikistan", "ru"), ("tajikistan", "en"), ("example", "ar"), ("example", "fr")]
WORK = {"answer": (31, 12), "screening": (23, 3), "risk_assessment": (4, 0)}


def pack_of(name: str) -> Pack:
    return read_pack(PACKS / name)[0]


@pytest.mark.parametrize(("name", "language"), BOTH)
class TestBothPacks:
    def test_it_is_a_sheet_with_a_name_a_description_and_ids_of_its_own(self, name: str, language: str) -> None:
        with translation.override(language):
            sheet = ET.fromstring(draw(picture_of(pack_of(name), WORK, ()), prefix="sw-", standalone=True))
        ids = [element.get("id") for element in sheet.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert sheet.get("role") == "img" and sheet.get("aria-labelledby") == "sw-title sw-description"
        assert sheet.find(f"{SVG}title").text and sheet.find(f"{SVG}desc").text
        assert not [element for element in sheet.iter() if element.get("style")]

    def test_every_step_has_a_box_inside_the_sheet_and_no_two_overlap(self, name: str, language: str) -> None:
        pack = pack_of(name)
        with translation.override(language):
            placed = plan(picture_of(pack, WORK, ()))
        assert set(placed.boxes) == {step.id for _stage, step in pack.steps}
        for box in placed.boxes.values():
            assert box.x >= 0 and box.x + box.width <= placed.width and box.y + box.height <= placed.height
        for one, other in itertools.combinations(placed.boxes.values(), 2):
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y

    def test_every_word_fits_its_box(self, name: str, language: str) -> None:
        with translation.override(language):
            placed = plan(picture_of(pack_of(name), WORK, ()))
        for box in placed.boxes.values():
            assert max(width_of(line, box.size) for line in box.lines) <= box.width - 2 * 7
            assert not any(line.endswith("…") for line in box.lines), box.lines

    def test_every_step_is_told_in_words_with_who_answers_for_it(self, name: str, language: str) -> None:
        pack = pack_of(name)
        with translation.override(language):
            told = [step for stage in stages_in_words(pack, {}) for step in stage["steps"]]
        assert [step["id"] for step in told] == [step.id for _stage, step in pack.steps]
        assert all(step["name"] and step["lines"] for step in told)


def test_a_language_from_the_right_is_drawn_from_the_right() -> None:
    pack = pack_of("example")
    first = pack.steps[0][1].id

    def where(language: str) -> float:
        with translation.override(language):
            sheet = ET.fromstring(draw(picture_of(pack, {}, ()), standalone=True))
        group = next(e for e in sheet.iter(f"{SVG}g") if e.get("id") == f"box-{first}")
        return float(group.find(f"{SVG}rect").get("x"))

    assert where("fr") < 200 < where("ar")


def test_a_word_that_could_be_markup_stays_a_word() -> None:
    box = Box("b", "s", "l", "<script>&", after=("b",))
    drawn = draw(Picture("<t>", "&", (Lane("l", '"><x'),), (Column("s", "<s>"),), (box,)))
    assert "<script>" not in drawn
    ET.fromstring(drawn)


def test_a_text_too_long_for_any_size_is_cut_and_says_so() -> None:
    size, lines = fitted("слово " * 40, 100, size=13, least=9.5, lines=3)
    assert size == 9.5 and len(lines) == 3 and lines[-1].endswith("…")


def test_who_does_one_thing_shares_a_lane_where_there_are_many() -> None:
    with translation.override("en"):
        lanes = picture_of(pack_of("tajikistan"), {}, ()).lanes
    assert len(lanes) <= 8 and lanes[-1].label == "Others"


@pytest.mark.usefixtures("db")
class TestPage:
    @pytest.mark.parametrize(
        ("language", "heading"), [("en", "The mechanism on one sheet"), ("tg", "Сӯҳбати айнияткунонӣ")]
    )
    def test_it_shows_the_drawing_and_its_words(self, sign_in: Any, language: str, heading: str) -> None:
        text = sign_in(cast.nigora, language).get("/mechanism/picture/").content.decode()
        assert (
            heading in text
            and "<svg" in text
            and 'role="group" aria-labelledby="sw-title' in text
            and 'id="step-hold-screening"' in text
        )

    def test_counts_are_shown_only_to_whoever_oversees_the_work(self, sign_in: Any) -> None:
        with connections["owner"].cursor() as cursor:  # as if the job had counted
            cursor.execute(
                "INSERT INTO monitoring_workfigure (id, step, organisation_id, band, open, counted_at)"
                " VALUES (gen_random_uuid(), 'referral.answer', %s, 'late_day', 4711, now())",
                [cast.organisation_id(cast.CLINIC)],
            )
        assert "4711" in sign_in(cast.zebo, "en").get("/mechanism/picture/").content.decode()
        assert "4711" not in sign_in(cast.nigora, "en").get("/mechanism/picture/").content.decode()
        assert b"4711" not in sign_in(cast.zebo).get("/mechanism/picture.svg").content

    @pytest.mark.usefixtures("members")
    def test_a_lane_is_hatched_until_somebody_holds_its_role_and_again_when_they_leave(self, sign_in: Any) -> None:
        def hatched() -> int:
            return sign_in(cast.nigora, "en").get("/mechanism/picture.svg").content.decode().count("url(#vacant)")

        before = hatched()  # nobody of the cast answers the telephone
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "INSERT INTO membership_post (id, user_id, organisation_id, role, deputy, interim, since, given_by)"
                " VALUES (gen_random_uuid(), %s, %s, 'hotline-operator', false, false, %s, %s)",
                [cast.daler.id, cast.organisation_id("hotline"), cast.BEGAN, cast.zebo.id],
            )
            held = hatched()
            cursor.execute("UPDATE membership_post SET until = now() WHERE role = 'hotline-operator'")
        assert (before, held, hatched()) == (1, 0, 1)

    def test_the_file_stands_alone(self, sign_in: Any) -> None:
        answer = sign_in(cast.nigora).get("/mechanism/picture.svg")
        assert answer["Content-Type"].startswith("image/svg+xml")
        assert "<a " not in answer.content.decode() and ET.fromstring(answer.content) is not None

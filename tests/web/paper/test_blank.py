"""A blank form asks what the form asks, in its order, with a place to write for every kind of answer."""

import json

import pytest

from hamroh.foundation.forms.definition.numbers import numbers_of
from hamroh.web.shell.paper.blank import blank_form
from hamroh.web.shell.paper.codes import PaperCode, paper_code, paper_version, read_paper_code, square_code
from tests.web.paper.forms import END, TALK, ask, choice, form


def blank(definition, language="en", **known):
    return blank_form(definition, language, mechanism={"en": "The mechanism"}, edition=3, code_prefix="TJ", **known)


def answers(*survey, **known):
    blocks = blank(form(*survey, **known))["blocks"]
    return [block["answer"] for block in blocks if block["kind"] == "ask"]


def answer(kind, **columns):
    return answers(ask(kind, "it", **columns))[0]


def boxes(kind, **columns):
    return [comb["boxes"] for comb in answer(kind, **columns)["combs"]]


def test_every_question_stands_once_with_its_number_in_the_order_of_the_form():
    printed = []
    for block in blank(TALK)["blocks"]:
        printed += [row["number"] for row in block.get("rows", block.get("columns", []))]
        printed += [block["number"]] if block.get("number") else []
    assert printed[:7] == ["1", "2", "2.1", "2.2", "2.3", "2.4", "3"]
    assert sorted(printed) == sorted(numbers_of(TALK).values())


def test_what_is_shown_but_not_asked_has_no_place_to_write():
    kinds = [block["kind"] for block in blank(form(ask("note", "a"), ask("text", "b", read_only="yes")))["blocks"]]
    assert kinds == ["note", "note"]


def test_marks_of_markdown_are_not_printed_and_answers_are_named_by_number():
    note = ask("note", "a", "**Look** at <b>${b}</b>")
    blocks = blank(form(note, ask("text", "b")))["blocks"]
    assert blocks[0]["text"] == "Look at [answer 1]"


def test_figures_and_days_have_a_box_for_each_sign():
    assert boxes("integer") == [4]
    assert boxes("integer", constraint=". >= 0 and . <= 120") == [3]
    assert boxes("decimal") == [6, 2]
    assert boxes("date") == [2, 2, 4]
    assert boxes("date", appearance="month-year") == [2, 4]
    assert boxes("date", appearance="year") == [4]
    assert boxes("time") == [2, 2]
    assert boxes("dateTime") == [2, 2, 4, 2, 2]


def test_words_have_as_many_lines_as_the_form_says():
    assert answer("text") == {"type": "lines", "lines": 1}
    assert answer("text", appearance="multiline")["lines"] == 4
    assert answer("text", parameters="rows=9")["lines"] == 9
    assert answer("text", field_group="narrative")["lines"] > 4


def test_one_answer_and_several_have_marks_of_their_own():
    one, several = answer("select_one yes_no"), answer("select_multiple needs")
    assert (one["many"], several["many"]) == (False, True)
    assert several["groups"] == [{"head": "", "options": ["Safe place", "Doctor", "Lawyer"]}]


def test_a_long_list_stands_once_at_the_end_and_a_very_long_one_is_written_in_full():
    long = [choice("long", f"c{n}", f"Place {n}", f"Ҷой {n}") for n in range(60)]
    endless = [choice("endless", f"e{n}", f"Land {n}", f"Кишвар {n}") for n in range(200)]
    survey = (ask("select_one long", "a"), ask("select_one long", "b"), ask("select_one endless", "c"))
    made = blank(form(*survey, choices=long + endless))
    assert [printed["letter"] for printed in made["lists"]] == ["A"]
    assert len(made["lists"][0]["groups"][0]["options"]) == 60
    assert [("list A" in b["answer"]["text"], b["answer"]["type"]) for b in made["blocks"]] == [
        (True, "lines"),
        (True, "lines"),
        (False, "lines"),
    ]


def test_choices_that_depend_on_an_answer_stand_under_that_answer():
    places = [
        choice("region", "su", "Sughd", "Суғд"),
        choice("region", "kh", "Khatlon", "Хатлон"),
        choice("town", "t1", "Khujand", "Хуҷанд", region="su"),
        choice("town", "t2", "Bokhtar", "Бохтар", region="kh"),
    ]
    survey = (ask("select_one region", "region"), ask("select_one town", "town", choice_filter="region = ${region}"))
    groups = answers(*survey, choices=places)[1]["groups"]
    assert groups == [{"head": "Sughd", "options": ["Khujand"]}, {"head": "Khatlon", "options": ["Bokhtar"]}]


def test_questions_with_the_same_short_answers_become_lines_of_one_table():
    rows = [ask("select_one yes_no", f"s{n}", relevant="${s1} = 'yes'" if n == 3 else "") for n in range(1, 5)]
    (matrix,) = blank(form(*rows))["blocks"]
    assert matrix["heads"] == ["Yes", "No"]
    assert [row["number"] for row in matrix["rows"]] == ["1", "2", "3", "4"]
    assert matrix["rows"][2]["when"] == "Only if 1 = “Yes”"


def test_a_repeat_of_short_answers_is_a_table_and_of_long_ones_a_block_for_each():
    short = (ask("begin repeat", "r", repeat_count="3"), ask("integer", "n"), {"type": "end repeat"})
    assert [b["lines"] for b in blank(form(*short))["blocks"] if b["kind"] == "table"] == [3]
    long = (ask("begin repeat", "r"), ask("text", "n", appearance="multiline"), {"type": "end repeat"})
    kinds = [block["kind"] for block in blank(form(*long))["blocks"]]
    assert kinds == ["section", "copy", "ask", "copy", "ask"]


def test_a_group_without_a_title_says_for_which_questions_its_condition_holds():
    group = {"type": "begin group", "name": "g", "relevant": "${a} = 'yes'"}
    blocks = blank(form(ask("select_one yes_no", "a"), group, ask("text", "b"), ask("text", "c"), END))["blocks"]
    assert [b["text"] for b in blocks if b["kind"] == "when"] == ["2–3: Only if 1 = “Yes”"]


def test_what_must_be_answered_is_marked_and_limits_are_said():
    met = next(block for block in blank(TALK)["blocks"] if block.get("number") == "1")
    assert met["required"] and met["limits"] == "not after today"


def test_a_sheet_without_names_says_so_and_one_with_names_says_where_and_what_to_do_with_it():
    assert "no name, no address" in blank(form(ask("text", "a")))["names"]
    made = blank(TALK)
    assert "only in part 3" in made["names"]
    sections = {block["number"]: block for block in made["blocks"] if block["kind"] == "section"}
    assert "destroy it when it has been typed in" in sections["3"]["notice"] and sections["3"]["apart"]
    assert "what the person told" in sections["4"]["notice"] and not sections["4"]["apart"]
    assert sections["2"]["notice"] == ""


def test_marks_about_where_somebody_stays_are_no_invitation_to_write_an_address():
    stays = (ask("begin group", "stay"), ask("select_one yes_no", "home", field_group="residence"), END)
    made = blank(form(ask("text", "a"), *stays))
    assert "no name, no address" in made["names"]
    section = next(block for block in made["blocks"] if block["kind"] == "section")
    assert "locked away" in section["notice"] and not section["apart"]


def test_a_question_outside_of_any_part_brings_its_own_notice():
    kinds = [
        block["kind"] for block in blank(form(ask("text", "a"), ask("text", "b", field_group="contact")))["blocks"]
    ]
    assert kinds == ["ask", "notice", "ask"]


def test_the_sheet_is_in_the_language_asked_for():
    made = blank(TALK, "tg")
    assert made["title"] == "Суҳбати аввал" and made["lang"] == "tg"
    assert "Рӯзи суҳбат" in json.dumps(made, ensure_ascii=False)


def test_from_right_to_left_a_sentence_from_left_to_right_keeps_its_end():
    made = blank(TALK, "ar")
    assert made["dir"] == "rtl" and made["blocks"][0]["text"] == "\u2066Say who you are. Stopping is possible.\u2069"
    assert made["codes"][0]["text"] == "first-talk/" + paper_version("2", TALK.sha) + "/ar"


def test_nothing_that_weighs_an_answer_is_printed():
    made = blank(form(ask("select_one yes_no", "a", indicator="strong-sign")))
    assert "strong-sign" not in json.dumps(made)


def test_each_page_has_a_code_of_form_version_language_and_page_and_of_nothing_else():
    version = paper_version("2", TALK.sha)
    codes = blank(TALK, "tg")["codes"]
    assert [code["text"] for code in codes[:3]] == [f"first-talk/{version}/tg{end}" for end in ("", "/1", "/2")]
    assert codes[1]["drawn"] == square_code(codes[1]["text"])
    assert len(codes) >= 4


@pytest.mark.parametrize("version", ["2", "2026/11", "beta 3"])
@pytest.mark.parametrize("page", [0, 7])
def test_a_code_is_read_as_it_was_printed(version, page):
    definition = form(ask("text", "a"), version=version)
    read = read_paper_code(f" {paper_code(definition, 'tg', page)}\n")
    assert read == PaperCode("first-talk", paper_version(version, definition.sha), "tg", page)


@pytest.mark.parametrize("typed", ["", "first-talk", "first-talk/2", "//", "a//tg", "https://example.org"])
def test_what_is_no_code_is_not_read_as_one(typed):
    assert read_paper_code(typed) is None


def test_two_contents_of_one_version_have_codes_of_their_own():
    one, other = form(ask("text", "a"), version="2"), form(ask("text", "b"), version="2")
    assert paper_code(one, "en") != paper_code(other, "en")
    without = form(ask("text", "a"))
    assert paper_version(without.version, without.sha) == without.version

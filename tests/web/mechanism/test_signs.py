"""The lists of signs to look at: what is in use, what is a draft, what each question weighs."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from hamroh.casework.identification.sets import known_sets
from hamroh.mechanism.editions.queries import current
from tests import cast


@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_every_list_stands_there_with_its_standing(db, sign_in, language):
    browser = sign_in(cast.nigora, language)
    page = browser.get(reverse("sign_lists")).content.decode()
    for one in known_sets(current().pack).values():
        assert escape(one.name[language]) in page
        assert reverse("show_sign_list", args=[one.id]) in page
    assert reverse("sign_lists") in browser.get(reverse("library")).content.decode()


@pytest.mark.parametrize("language", ["tg", "en"])
def test_a_list_shows_every_question_and_the_published_rule(db, sign_in, language):
    one = known_sets(current().pack)["ilo-child-labour"]
    page = sign_in(cast.nigora, language).get(reverse("show_sign_list", args=[one.id])).content.decode()
    assert all(escape(item.text[language]) in page for item in one.items)
    assert all(escape(note[language]) in page for note in one.notes)
    if language == "en":
        assert "2 strong; or 1 strong, 1 of any weight; or 3 medium; or 2 medium, 1 weak" in page
        assert page.count(">strong<") == sum(item.weight == "strong" for item in one.items)


def test_a_draft_says_that_weights_are_not_set_and_invents_no_question(db, sign_in):
    page = sign_in(cast.nigora).get(reverse("show_sign_list", args=["ilo-adult-sexual"])).content.decode()
    assert "draft, weights not set" in page
    assert page.count("none is invented") == 5
    assert "at least" not in page


def test_a_list_that_does_not_exist_is_not_here(db, sign_in):
    assert sign_in(cast.nigora).get("/mechanism/signs/ilo-elves/").status_code == 404

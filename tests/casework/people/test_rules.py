"""What may be written about who somebody is."""

from datetime import date

import pytest

from hamroh.casework.people.rules import (
    Names,
    age_on,
    names_from,
    obstacles_to_contact,
    obstacles_to_identity,
    obstacles_to_profile,
)
from hamroh.casework.people.terms import country_words

TODAY = date(2026, 11, 23)
LISTS = {"age_band": {"adult"}, "sex": {"female"}, "languages": {"tg", "ru"}, "citizenship": {"TJ"}}


def fields(obstacles):
    return [o.field for o in obstacles]


def against(names, *, keeps=True, child=False):
    return fields(obstacles_to_identity(names, keeps_identities=keeps, child=child, today=TODAY))


def test_one_known_part_is_enough():
    assert against(Names(given="Гулрухсор")) == []
    assert against(Names(birth_year=1998)) == []


def test_nothing_at_all_is_refused():
    assert against(Names()) == ["given"]


def test_a_mechanism_of_codes_keeps_no_name():
    assert against(Names(given="Гулрухсор"), keeps=False) == [""]


@pytest.mark.parametrize(
    ("born", "refused"),
    [
        (date(2026, 11, 24), True),
        (date(1900, 1, 1), True),
        (date(2008, 11, 23), False),  # eighteen today
        (date(2008, 11, 24), True),  # eighteen tomorrow
    ],
)
def test_a_date_of_birth_must_be_possible_and_fit_the_path(born, refused):
    assert against(Names(birth_date=born)) == (["birth_date"] if refused else [])


def test_a_child_may_be_born_yesterday():
    assert against(Names(birth_date=date(2026, 11, 22)), child=True) == []


def test_every_obstacle_is_told_at_once():
    names = Names(birth_date=date(1990, 1, 1), birth_year=1700, document_number="123")
    assert against(names) == ["document_type", "birth_year", "birth_year"]
    assert against(Names(document_type="library_card")) == ["document_type"]


def test_what_was_kept_reads_as_what_was_written():
    names = Names(given="Ҷамила", aliases=("Ҷ",), birth_date=date(1990, 2, 28))
    assert names_from(names.written()) == names
    assert set(names.written()) == {"given", "aliases", "birth_date"}


def test_age_counts_completed_years():
    assert age_on(date(2026, 2, 28), date(2008, 2, 29)) == 17
    assert age_on(date(2026, 3, 1), date(2008, 2, 29)) == 18


def test_whoever_calls_must_know_what_to_say():
    assert fields(obstacles_to_contact("", "")) == ["how"]
    assert fields(obstacles_to_contact("by message", " ")) == ["say"]
    assert obstacles_to_contact("by message", "about the sewing course") == ()


def profile(**changed):
    facts = {"age_band": "adult", "sex": "female", "languages": ["tg"], "citizenship": ["TJ"], "children_along": 1}
    return fields(obstacles_to_profile(**{**facts, **changed}, lists=LISTS))


def test_unknown_codes_are_refused_each_at_its_field():
    assert profile() == []
    assert profile(age_band="", sex="", languages=[], citizenship=[]) == []
    assert profile(age_band="30", sex="f", languages=["tg", "xx"], citizenship=["ZZ"]) == [
        "age_band",
        "sex",
        "languages",
        "citizenship",
    ]
    assert profile(children_along=-1) == ["children_along"]
    assert profile(children_along=21) == ["children_along"]


def test_a_country_has_its_name_in_every_language():
    assert country_words("TJ", ("tg", "ru", "en")) == {"tg": "Тоҷикистон", "ru": "Таджикистан", "en": "Tajikistan"}

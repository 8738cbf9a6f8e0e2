"""Names folded: whatever somebody types is taken, twice folded is once folded, and scripts and habits make no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.people.rules import Names
from hamroh.casework.people.rules.folding import fold, forms, phone, skeleton, words
from hamroh.casework.people.rules.matching import asked, distance, fits, pairs_of, phones_in
from hamroh.casework.people.terms import Why

# How one sound is written: in Tajik, in the Russian of Tajikistan, and in Latin by habit.
SOUNDS = (
    *(("а", "а", "a"), ("б", "б", "b"), ("в", "в", "v"), ("д", "д", "d"), ("з", "з", "z"), ("л", "л", "l")),
    *(("м", "м", "m"), ("н", "н", "n"), ("п", "п", "p"), ("р", "р", "r"), ("т", "т", "t"), ("ф", "ф", "f")),
    *(("қ", "к", "q"), ("ғ", "г", "gh"), ("ҳ", "х", "h"), ("х", "х", "kh"), ("ҷ", "дж", "j"), ("ш", "ш", "sh")),
    *(("ч", "ч", "ch"), ("ӯ", "у", "u"), ("ӣ", "и", "i"), ("о", "о", "o"), ("е", "е", "e"), ("ю", "ю", "yu")),
    *(("ж", "ж", "zh"), ("я", "я", "ya"), ("й", "й", "y")),
)
NAMES = st.lists(st.sampled_from(SOUNDS), min_size=1, max_size=12).map(
    lambda s: tuple(map("".join, zip(*s, strict=True)))
)


@given(st.text())
def test_folding_takes_any_text_and_changes_nothing_the_second_time(text):
    once = fold(text)
    assert fold(once) == once
    for word in once.split():
        assert skeleton(word)


@given(NAMES)
def test_scripts_and_habits_make_no_difference(written):
    tajik, russian, latin = written
    assert fold(tajik) == fold(russian) == fold(latin) == fold(latin.upper())


@given(st.text())
def test_whatever_is_asked_is_taken(text):
    wanted = asked(text)
    assert all(pair.count("|") == 1 for pair in wanted.pairs)
    fits(wanted, Names(given="Гулнора", surname="Саидова"))


@pytest.mark.parametrize(
    "same",
    [
        ("Гулрухсор", "ГУЛРУХСОР", "Gulrukhsor", "Gulruxsor", "Гулру\u200bхсор", "\u200fГулрухсор\u200e"),
        ("Саидова", "Саидзода", "Саидӣ", "Саидов", "Saidova", "SAIDZODA", "Saidzade", "Саид-зода", "Саидовна"),
        ("Ҷамшед", "Джамшед", "Jamshed", "Dzhamshed", "Djamshed"),
        ("Қодиров", "Кодиров", "Qodirov", "Kodirov", "Қодирзода"),
        ("Ҳаким", "Хаким", "Hakim", "Khakim"),
        ("Ғафур", "Гафур", "Ghafur"),
        ("Рӯзӣ", "Рузи", "Ruzi"),
        ("Маъруф", "Маруф", "Ma'ruf", "Maʼruf"),
        ("Алиев", "Алиева", "Ализода", "Aliyev"),
        ("Ниёзов", "Ниёззода", "Ниёзӣ", "Niyozov", "Niyozzoda"),
        ("Мирзоев", "Мирзоӣ", "Mirzoyev"),
        ("Абдуллоҳ", "Абдулло", "Абдулла", "Abdulloh"),
        ("Абдул-Рахим", "Абдул‑Раҳим", "Абдулрахим"),
    ],
    ids=lambda names: names[0],
)
def test_these_are_one_name(same):
    assert len({fold(name) for name in same}) == 1, {name: fold(name) for name in same}


@pytest.mark.parametrize(("one", "other"), [("Гулнора", "Гулрухсор"), ("Карим", "Рахим"), ("Шариф", "Зариф")])
def test_these_are_two(one, other):
    assert fold(one) != fold(other)
    assert skeleton(fold(one)) != skeleton(fold(other))


def test_vowels_do_not_divide_a_skeleton():
    assert skeleton(fold("Фарҳод")) == skeleton(fold("Farhad")) == skeleton(fold("فرهاد"))


def test_what_stands_beside_a_name_is_none():
    assert fold("Карим Саид оглы") == fold("Карим Саид")


def test_a_double_surname_is_found_by_either_half():
    assert {fold("Саидова"), fold("Каримова")} <= set(forms("Саидова-Каримова"))


@pytest.mark.parametrize("typed", ["+992 (90) 123-45-67", "901234567", "00992901234567", "8 90 123 45 67", "٩٠١٢٣٤٥٦٧"])
def test_a_telephone_is_its_last_nine_digits(typed):
    assert phone(typed) == "901234567"
    assert asked(typed).phone == "901234567"


def test_figures_that_are_no_telephone_are_none():
    assert phone("1990") == ""
    assert not asked("Гулнора 1990").phone
    assert phones_in("Занг занед: 90 123 45 67, танҳо пас аз соати 18; ё +992 93 765 43 21") == [
        "901234567",
        "937654321",
    ]


def test_words_know_nothing_that_is_not_seen():
    assert words("\u202bГулнора\u202c  Саидова\t") == ["Гулнора", "Саидова"]


# Compound values


def test_no_single_name_is_ever_marked():
    assert pairs_of(Names(given="Гулнора")) == []
    assert pairs_of(Names(given="Абдул-Раҳим")) == []
    assert pairs_of(Names(given="Гулнора", on_document="GULNORA", aliases=("Гулнора",))) == []


def test_any_two_parts_lead_to_the_file_whatever_their_order():
    names = Names(given="Гулнора", patronymic="Каримовна", surname="Саидова")
    for typed in ("Гулнора Саидова", "Saidzoda Gulnora", "Gulnora Karimzoda", "САИДӢ КАРИМОВНА", "Гулнора Карим Саид"):
        assert set(asked(typed).pairs) & set(pairs_of(names)), typed
        assert fits(asked(typed), names), typed


def test_a_whole_name_in_one_box_is_found_as_well():
    names = Names(given="Гулнора Саидова")
    assert set(asked("Saidova Gulnora").pairs) & set(pairs_of(names))


def test_a_name_typed_apart_is_found_where_the_file_has_it_as_one():
    names = Names(given="Абдурраҳим", surname="Шарипов")
    typed = asked("Шарипов Абдур Рахим")
    assert set(typed.pairs) & set(pairs_of(names))
    assert fits(typed, names)


# How well it fits


def test_the_same_name_stands_before_one_that_sounds_alike():
    same = fits(asked("Гулнора Саидова"), Names(given="Gulnora", surname="Saidzoda"))
    alike = fits(asked("Гулнора Саидова"), Names(given="Гулнура", surname="Саидова"))
    assert same
    assert alike
    assert (same.why, alike.why) == (Why.SAME_NAME, Why.SOUNDS_ALIKE)
    assert same.rank < alike.rank


def test_one_word_of_two_is_not_enough():
    assert fits(asked("Гулнора Саидова"), Names(given="Гулнора", surname="Назарова")) is None
    assert fits(asked("Гулнора"), Names(given="Гулнора", surname="Назарова"))


def test_a_telephone_fits_where_it_stands_and_nowhere_else():
    assert fits(asked("90 123 45 67"), Names(phone="+992901234567"))
    assert fits(asked("90 123 45 67"), Names(), ["901234567"])
    assert fits(asked("90 123 45 68"), Names(phone="+992901234567")) is None


@given(st.text("абвг", max_size=6), st.text("абвг", max_size=6))
def test_distance_is_symmetric_and_none_only_between_equals(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


def test_swapped_letters_are_one_slip():
    assert distance("gulnara", "gulanra") == 1

"""Spellings of one name meet, the alphabet is the Tajik one, and a text always says something if it can."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.kernel.text import TAJIK_ALPHABET, fold, say, tajik_sort_key

letters = st.text(alphabet=TAJIK_ALPHABET + TAJIK_ALPHABET.upper() + string.ascii_letters + " -'’", max_size=30)

ONE_NAME = [
    ("Раҳмонов", "Рахмонов", "Rahmonov", "Rakhmonov", "РАҲМОНОВ"),
    ("Ҷамшед", "Чамшед", "Жамшед", "Джамшед", "Jamshed", "Dzhamshed", "Zhamshed", "Djamshed"),
    ("Хуҷанд", "Худжанд", "Хучанд", "Khujand", "Khudzhand", "Xujand"),
    ("Қурбонӣ", "Курбони", "Qurboni", "Qurboní", "Kurbony"),
    ("Бағдод", "Багдод", "Baghdod", "Bagdod"),
    ("Рӯзгор", "Рузгор", "Rŭzgor", "Ruzgor", "Rūzgor"),
    ("Юсуф", "Yusuf", "Iusuf", "yusuf"),
    ("Исҳоқ", "Исхок", "Ishoq"),
    ("Саъдӣ", "Сади", "Sa’dí", "Sa'di"),
    ("Муҳаммад", "Мухаммад", "Muhammad", "Mukhammad", "Muhamad"),
    ("Зиёева", "Ziyoeva", "Ziyoyeva"),
    ("Шаҳло", "Шахло", "Shahlo", "Šahlo"),
    ("Конуни Чумхурии Точикистон", "Қонуни Ҷумҳурии Тоҷикистон", "Qonuni Jumhurii Tojikiston"),
    ("Абдул-Азиз", "Абдул Азиз", "Abdul  Aziz"),
    ("Цой", "Tsoy", "Сой"),
]


@pytest.mark.parametrize("spellings", ONE_NAME, ids=lambda s: s[0])
def test_the_spellings_of_one_name_have_one_form(spellings: tuple[str, ...]) -> None:
    assert {fold(s) for s in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(("one", "other"), [("Али", "Вали"), ("Раҳмон", "Раҳим"), ("Зафар", "Сафар"), ("Нор", "Нур")])
def test_different_names_keep_different_forms(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(letters)
def test_case_and_the_space_around_do_not_matter(text: str) -> None:
    assert fold(f"  {text.upper()} ") == fold(text) == fold(text.lower())


@given(letters)
def test_a_folded_name_is_written_in_plain_small_letters(text: str) -> None:
    assert set(fold(text)) <= set(string.ascii_lowercase + " ")
    assert fold(text) == fold(text).strip()


@given(letters)
def test_the_marked_tajik_letters_fold_to_their_plain_neighbours(text: str) -> None:
    plain = text.translate(str.maketrans("ғӣқӯҳҷҒӢҚӮҲҶ", "гикухчГИКУХЧ"))
    assert fold(plain) == fold(text)


@given(st.permutations(TAJIK_ALPHABET))
def test_letters_sort_in_the_order_of_the_alphabet(shuffled: list[str]) -> None:
    assert "".join(sorted(shuffled, key=tajik_sort_key)) == TAJIK_ALPHABET


def test_tajik_names_sort_as_a_reader_expects() -> None:
    names = ["Ҷамшед", "Чинор", "Ӯрун", "Умар", "Қобил", "Карим", "Ғафур", "Гулнора", "Ҳалима", "Хуршед", "Ali", "7"]
    expected = ["7", "Ali", "Гулнора", "Ғафур", "Карим", "Қобил", "Умар", "Ӯрун", "Хуршед", "Ҳалима", "Чинор", "Ҷамшед"]
    assert sorted(names, key=tajik_sort_key) == expected


def test_a_shorter_first_word_comes_first() -> None:
    assert tajik_sort_key("Раҳмон Ҷура") < tajik_sort_key("Раҳмонов Али")


@given(st.text(max_size=60))
def test_a_sort_key_is_digits_only_so_that_every_collation_agrees(text: str) -> None:
    assert set(tajik_sort_key(text)) <= set(string.digits)


@given(letters, letters)
def test_case_does_not_move_a_word(one: str, other: str) -> None:
    assert tajik_sort_key(one.upper()) == tajik_sort_key(one.lower())
    assert tajik_sort_key(one + other).startswith(tajik_sort_key(one)) or " " in one + other or "-" in one + other


def test_a_text_is_said_in_the_language_asked_for() -> None:
    assert say({"tg": "бале", "ru": "да", "en": "yes"}, "ru") == "да"


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ({"tg": "бале", "en": "yes"}, "tg-Cyrl", "бале"),
        ({"tg": "бале", "en": "yes"}, "en-GB", "yes"),
        ({"tg": "бале", "en": "yes"}, "en_GB", "yes"),
        ({"tg": "бале", "en": "yes"}, "ru", "yes"),
        ({"tg": " ", "en": "yes"}, "tg", "yes"),
        ({"uz": "ha"}, "en", "ha"),
        ({}, "tg", ""),
    ],
)
def test_a_text_missing_in_that_language_is_said_in_the_nearest_there_is(
    text: dict[str, str], language: str, said: str
) -> None:
    assert say(text, language) == said

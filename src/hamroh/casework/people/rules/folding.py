"""Names folded: what is left of a name when script, spelling habit and the fashion of surnames are taken away.

The same person is Гулрухсор Саидова on one paper, GULRUKHSOR SAIDOVA on the next and Гулрухсори Саидзода on the third.
`fold` brings all of them to one spelling; `skeleton` drops the vowels as well, which is where habits differ most (Фарҳод,
Farhad). Both take any text, never fail, and change nothing the second time.

Letters after folding: a b v g d j z i k l m n p r s t u f h, č, š, and whatever stands in a script not known here.
"""

import unicodedata
from functools import lru_cache

# Cyrillic as Tajik, Russian and their neighbours write it → Latin, in the commonest habit.
_CYRILLIC = dict(
    zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", (
        *("a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u"),
        *("f", "kh", "ts", "ch", "sh", "sh", "", "i", "", "e", "yu", "ya"),
    ), strict=True)
)  # fmt: skip
_CYRILLIC |= dict(zip("ғӣқӯҳҷўүұөәңһі", "gikuhjuuuoanhi", strict=True))
# The letters of Persian, as people from Afghanistan and Iran have them on paper. Short vowels are not written there.
_PERSIAN = dict(zip("اآبپتثحدذرزسصضطظفقکكگلمنهیيىوةئؤأإ", "aabptshdzrzssztzfqkkglmnhiiiuaaaaa", strict=True))
_PERSIAN |= {"ج": "j", "چ": "ch", "خ": "kh", "ژ": "zh", "ش": "sh", "غ": "gh", "ع": "", "ء": ""}
# Letters with signs whose sound the bare letter does not tell.
_LATIN = {"ş": "sh", "ç": "ch", "č": "č", "š": "š", "ž": "zh", "ǰ": "j", "ğ": "g", "ı": "i", "ß": "ss", "ø": "o"}
_LATIN |= {"æ": "e", "ł": "l", "đ": "d", "ə": "a"}
_LETTERS = _CYRILLIC | _PERSIAN | _LATIN
# What is written within a word and is no letter of it.
_SILENT = frozenset("'’‘ʼʻ`´ʹʿʾ")
_HYPHENS = frozenset("-‐‑‒–—―−־")

# Habits of Latin: first what Cyrillic х and ғ become, so that зх is read like зҳ; then the longer before the shorter; then
# single letters. One sound, one sign.
_SOUNDS = (
    *(("kh", "h"), ("gh", "g")),
    *(("shch", "š"), ("tsch", "č"), ("dsch", "j"), ("sch", "š"), ("tch", "č"), ("dzh", "j"), ("sh", "š"), ("ch", "č")),
    *(("zh", "j"), ("dj", "j"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ou", "u")),
    *(("oo", "u"), ("ee", "i"), ("x", "h"), ("q", "k"), ("c", "k"), ("w", "v"), ("o", "a"), ("e", "i"), ("y", "i")),
)
_VOWELS = frozenset("aiu")
# Endings of surnames and of fathers' names, folded: -ович -евич -овна -евна -ова -ева -ов -ев -off -зода -зод -духт -пур -ӣ.
_ENDINGS = ("avič", "ivič", "avna", "ivna", "zada", "zadi", "duht", "zad", "pur", "ava", "iva", "av", "iv", "af", "i")
_STEM = 3
# Words that stand beside a name and are none: son of, daughter of.
_BESIDE = frozenset({"agl", "ugl", "kiz", "duhtar", "pisar", "ibn", "bint", "bin"})


def words(text: str) -> list[str]:
    """The words of a name as they were written, without signs that nobody sees. Pieces with a hyphen are one word."""
    kept = []
    for sign in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(sign)
        if category == "Cf" or sign in _SILENT:
            continue
        kept.append("-" if sign in _HYPHENS else sign if category[0] in "LM" else " ")
    return [word for word in ("".join(kept)).split() if word.strip("-")]


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The folded words of a text with a space between them, endings of surnames taken off."""
    folded = (_fold_word(word) for word in words(text))
    return " ".join(word for word in folded if word and word not in _BESIDE)


def forms(part: str) -> list[str]:
    """The ways in which one part of a name may be meant: each of its words, each piece of those, and all in one."""
    written = words(part)
    pieces = [piece for word in written for piece in word.split("-") if piece]
    found = (fold(form) for form in (*written, *pieces, "".join(written)))
    return list(dict.fromkeys(form for form in found if form and " " not in form))[:MOST_FORMS]


MOST_FORMS = 6


def skeleton(folded: str) -> str:
    """The consonants of a folded word, and that it begins with a vowel if it does. Never empty for a word."""
    if not folded:
        return ""
    first = "a" if folded[0] in _VOWELS else ""
    bones = first + "".join(letter for letter in folded if letter not in _VOWELS)
    return _single(bones) if len(bones) > 1 else folded


def phone(text: str) -> str:
    """The last nine digits of a telephone number: whatever stands before them is written or left out. Else nothing."""
    digits = "".join(str(unicodedata.digit(sign)) for sign in text if unicodedata.digit(sign, -1) >= 0)
    return digits[-PHONE_DIGITS:] if len(digits) >= LEAST_DIGITS else ""


PHONE_DIGITS, LEAST_DIGITS = 9, 7


def _fold_word(word: str) -> str:
    latin = "".join(_latin(sign) for sign in word.casefold() if sign != "-")
    while (simpler := _simpler(latin)) != latin:
        latin = simpler
    return latin


def _latin(sign: str) -> str:
    if sign in _LETTERS:
        return _LETTERS[sign]
    bare = [part for part in unicodedata.normalize("NFKD", sign) if unicodedata.category(part)[0] == "L"]
    return "".join(_LETTERS.get(part, part) for part in bare)


def _simpler(word: str) -> str:
    """One step towards the folded word: shorter, or in fewer letters. Repeated until nothing changes."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    word = _single(_without_ending(word))  # the ending first: of Ниёззода the stem keeps its z
    return word[:-1] if len(word) > _STEM and word.endswith(("ah", "ih", "uh")) else word


def _single(word: str) -> str:
    """Doubled letters written once."""
    return "".join(letter for at, letter in enumerate(word) if at == 0 or word[at - 1] != letter)


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    # Алиев, Алиева: the vowel belongs to the stem when nothing would be left without it.
    for ending in ("va", "v"):
        if word.endswith(("i" + ending, "a" + ending)) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word

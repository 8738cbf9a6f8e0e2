"""Text in three languages and two scripts: what is said in which, what is found by which spelling, what sorts where.

One name is legitimately written *Раҳмонов*, *Рахмонов*, *Rahmonov*, *Rakhmonov*. `fold` gives all of them one form.
The form is for comparing, never for showing, and equal forms are a reason to look, never to merge.
"""

import re
import unicodedata
from collections.abc import Mapping

# Cyrillic after case and marks are gone (ӣ, ӯ, й, ё have become и, у, и, е). One class per confusable sound:
# ҷ, ч, ж, дж are one, х and ҳ are one, г and ғ, к and қ. Passport offices leave out ь, ц, щ, ы.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "к": "k",
        "қ": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "h", "ҳ": "h", "ц": "ts", "ч": "j", "ҷ": "j", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e",
        "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g", "һ": "h",
    }
)  # fmt: skip
# Latin letters whose mark changes the sound; other marks (ŭ, í, ė) fall away with the rest.
_MARKED = str.maketrans({"ž": "zh", "č": "ch", "š": "sh", "ŝ": "sh", "ç": "j", "ğ": "g", "ġ": "g", "ḩ": "h", "ı": "i"})
_APOSTROPHES = re.compile("['’‘ʼʻʹʺ`´ˈ″′\"“”]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_SPELLINGS = (
    (re.compile("shch"), "sh"),
    (re.compile("dzh|zh|dj|ch"), "j"),
    (re.compile("kh|x"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("yo"), "e"),
    (re.compile("y"), "i"),
    (re.compile("ts"), "s"),
    (re.compile("q|c"), "k"),
    (re.compile("w"), "v"),
    # Ye- and -aye-: a е that begins a syllable, written the English way.
    (re.compile(r"(^|(?<=[ aeou]))ie"), "e"),
    (re.compile(r"([^\W\d])\1+"), r"\1"),
)


def fold(text: str) -> str:
    """The form by which spellings of one name meet: lower case, one script, one letter per confusable sound."""
    folded = _once(text)
    while (again := _once(folded)) != folded:
        folded = again
    return folded


def _once(text: str) -> str:
    text = unicodedata.normalize("NFC", text).casefold().translate(_MARKED)
    text = _bare(text).casefold().translate(_CYRILLIC)
    text = _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", text)).strip()
    for spelling, sound in _SPELLINGS:
        text = spelling.sub(sound, text)
    return text


def _bare(text: str) -> str:
    """Without combining marks: ӣ → и, ӯ → у, ё → е, ŭ → u."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


# The Tajik alphabet, with the letters that only Russian has where the alphabet had them before 1998.
TAJIK_ALPHABET = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_PLACES = (
    {digit: f"{10 + n}" for n, digit in enumerate("0123456789")}
    | {letter: f"{20 + n}" for n, letter in enumerate(_LATIN)}
    | {letter: f"{50 + n}" for n, letter in enumerate(TAJIK_ALPHABET)}
)
_SPACE = "01"


def tajik_sort_key(text: str) -> str:
    """A key of digits that sorts in the Tajik alphabet under any collation of any server.

    Numbers, then Latin, then Cyrillic, then the rest; case, accents and punctuation do not count, a word ends before it
    goes on (*Раҳмон Али* before *Раҳмонов Али*).
    """
    words = _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", unicodedata.normalize("NFC", text).casefold())).strip()
    return "".join(_SPACE if c == " " else _place(c) for c in words)


def _place(letter: str) -> str:
    if letter in _PLACES:
        return _PLACES[letter]
    plain = "".join(_PLACES.get(c, "") for c in _bare(letter).casefold())
    return plain or f"99{ord(letter):07d}"


ORIGINAL = "en"  # the language in which the platform's own sentences are written


def say(text: Mapping[str, str], language: str) -> str:
    """What a text says in this language; else in its base language, in the platform's own, in the first there is.

    Empty when it says nothing in any language.
    """
    wanted = language.replace("_", "-")
    for key in (wanted, wanted.split("-")[0], ORIGINAL, *text):
        if spoken := text.get(key, "").strip():
            return spoken
    return ""

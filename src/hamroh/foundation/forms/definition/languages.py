"""Which language a column is for: `French (fr)`, `fr` or `Français` all mean the tag `fr`."""

import re
from functools import cache
from importlib.resources import files

from hamroh.foundation.reference.standards import form_words, languages

_TAG = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
_IN_PARENTHESES = re.compile(r"\(([^()]*)\)\s*$")


def tag_of(written: str) -> str | None:
    """The tag that is meant; None where it is no language that is registered."""
    found = _IN_PARENTHESES.search(written)
    tag = (found.group(1) if found else written).strip()
    if (parts := _TAG.fullmatch(tag)) and parts.group(1) in _registered():
        return tag
    return None if found else _by_name().get(written.strip().casefold())


@cache
def _registered() -> frozenset[str]:
    """The language subtags of the IANA registry, as pyxform carries them."""
    registry = files("pyxform.validators.pyxform.iana_subtags")
    names = ("iana_subtags_2_characters.txt", "iana_subtags_3_or_more_characters.txt")
    return frozenset(word for name in names for word in (registry / name).read_text(encoding="utf-8").split())


@cache
def _by_name() -> dict[str, str]:
    english = {language.name.casefold(): tag for tag, language in languages().items()}
    return english | {name.casefold(): tag for tag, name in form_words("languages").items()}


def column_name(tag: str) -> str:
    """How a column of this language is headed, and how a phone names it to choose from: `Тоҷикӣ (tg)`."""
    known = languages().get(tag)
    name = form_words("languages").get(tag) or (known.name if known else "")
    return f"{name} ({tag})" if name else tag

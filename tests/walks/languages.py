"""Whether a page speaks one language only: no sentence of the English original may stand on a page in another."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.messages.pofile import read_po

from hamroh.foundation.reference import standards
from tests.cast import PACK

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hamroh"
LEAST = 3  # words; fewer are names, codes and units that stand in any language
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>")

# English that may stand on a page in any language, with the reason.
ALLOWED: dict[str, str] = {}


@cache
def english(language: str) -> tuple[str, ...]:
    """The pieces between placeholders of every English sentence that has, or should have, other words in this language."""
    sentences = {s for s in [*_catalogue(language), *_data(language)]}
    pieces = {" ".join(piece.split()).strip(" .,:;") for s in sentences for piece in PLACE.split(s)}
    return tuple(sorted(p for p in pieces if len(re.findall(r"[A-Za-z]+", p)) >= LEAST and p not in ALLOWED))


def _catalogue(language: str) -> Iterator[str]:
    with (SOURCE / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        for message in read_po(file):
            if message.id:
                yield from (message.id,) if isinstance(message.id, str) else message.id


def _data(language: str) -> Iterator[str]:
    for path in sorted(PACK.glob("*.yaml")):
        yield from _texts(yaml.safe_load(path.read_text(encoding="utf-8")), language)
    questions = [*standards.ilo_indicators(), *standards.pre_interview_checklist()]
    yield from (q.text["en"] for q in questions if q.text.get(language) != q.text["en"])


def _texts(value: Any, language: str) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("en"), str) and value.get(language) != value["en"]:
            yield value["en"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _texts(part, language)


def left_in_english(text: str, language: str) -> list[str]:
    """What stands on the page word for word as in the English original."""
    flat = " ".join(text.split())
    return [piece for piece in english(language) if piece in flat]

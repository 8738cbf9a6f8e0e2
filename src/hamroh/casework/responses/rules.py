"""What becomes of answers that two people gave, and where each is kept."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hamroh.casework.responses.terms import MOST_BYTES, SIGNATURES, WEBP
from hamroh.foundation.forms.definition import Question
from hamroh.foundation.forms.rules import Fault
from hamroh.foundation.forms.terms import FILES, NOT_ASKED, Kind
from hamroh.foundation.permissions.terms import SEALED, FieldGroup
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.text import say
from hamroh.kernel.words import N_


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer that somebody else gave since the page was opened. It stands; `ours` is what was not written."""

    path: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Merged:
    touched: Mapping[str, str]
    changed: tuple[Changed, ...]


def merged(
    before: Mapping[str, str],
    by: Mapping[str, str],
    given: Mapping[str, str],
    seen: Mapping[str, str] | None,
    me: str,
    *,
    own_too: bool = False,
) -> Merged:
    """What of `given` is written beside `before`.

    Untouched: what is as it was seen; it stays whatever became of it. Where somebody else (`by`) answered otherwise since
    then, their answer stands and both are shown: whoever still wants the other one writes it again, having seen it.
    `own_too`: also what oneself answered elsewhere counts so.
    """
    opened = before if seen is None else seen
    touched: dict[str, str] = {}
    changed: list[Changed] = []
    for path, value in given.items():
        stands, was = before.get(path, ""), opened.get(path, "")
        if value == stands:
            continue
        if not own_too and by.get(path, me) == me:  # one's own, saved from this very page, and now written anew
            touched[path] = value
        elif value != was:
            if stands == was:
                touched[path] = value
            else:
                changed.append(Changed(path, stands, value))
    return Merged(touched, tuple(changed))


def without_lost_rows(values: Mapping[str, str], repeats: Collection[str]) -> dict[str, str]:
    """Answers of rows that a repeat no longer has are gone with them."""
    return {path: value for path, value in values.items() if not _lost(path, values, repeats)}


def _lost(path: str, values: Mapping[str, str], repeats: Collection[str]) -> bool:
    steps = path.split("/")
    for place in range(1, len(steps), 2):
        repeat, at = "/".join(steps[:place]), steps[place]
        count = values.get(repeat, "")
        if steps[place - 1] in repeats and count.isdecimal() and at.isdecimal() and int(at) >= int(count):
            return True
    return False


def group_of(question: Question | None) -> str:
    """The part of the file that an answer belongs to. What nobody assigned stays with the team."""
    return question.field_group if question and question.field_group in set(FieldGroup) else FieldGroup.CORE


_NUMERIC = re.compile(r"[\d.:TZ+-]{0,35}")
_WORDS = frozenset({Kind.TEXT, Kind.IMAGE, Kind.FILE})
_PLAIN = frozenset(Kind) - NOT_ASKED - _WORDS


def is_sealed(question: Question | None, value: str) -> bool:
    """Whether this answer is kept only under the person's key: sensitive groups, and whatever may hold words.

    Digits typed where words are asked for are no number: they are somebody's telephone, or their papers.
    """
    if question is None:  # how many rows a repeat has
        return False
    if group_of(question) in SEALED or question.kind in _WORDS:
        return True
    return question.kind not in _PLAIN and _NUMERIC.fullmatch(value) is None


def as_obstacle(fault: Fault, language: str) -> Obstacle:
    """What is wrong with an answer, as a refusal says it: the author's own sentence in the language of the answers."""
    if fault.message:
        return Obstacle("%(message)s", fault.path, {"message": say(fault.message, language)})
    return Obstacle(fault.message_id, fault.path, fault.params)


def type_of(content: bytes) -> tuple[str, str]:
    """What a file is, by how it begins, and how its name ends; empty for everything that is not taken."""
    for begin, type, end in SIGNATURES:
        if content.startswith(begin):
            return type, end
    return WEBP if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ("", "")


def obstacles_to_file(question: Question | None, content: bytes) -> tuple[Obstacle, ...]:
    """What stands against adding this file to this question."""
    if question is None or question.kind not in FILES:
        return (Obstacle(N_("No file is asked for here: reload the page.")),)
    if not content:
        return (Obstacle(N_("The file is empty: choose another.")),)
    if len(content) > MOST_BYTES:
        return (Obstacle(N_("The file is larger than %(most)s megabytes: choose a smaller one."), params=_MOST),)
    type, _end = type_of(content)
    if not type or (question.kind is Kind.IMAGE and not type.startswith("image/")):
        return (Obstacle(N_("Only pictures (JPEG, PNG, WebP) are taken here, and PDF where a paper is asked for.")),)
    return ()


_MOST = {"most": MOST_BYTES // 1024 // 1024}

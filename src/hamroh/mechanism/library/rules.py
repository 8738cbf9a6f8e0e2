"""How two texts of a document differ, clause by clause and word by word; and what stands against a comment. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_
from hamroh.mechanism.library.terms import ANSWERS, LONGEST_COMMENT, CommentState

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Provision:
    """One clause as it is read in one language."""

    id: str
    number: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they stayed, are new, or are gone."""

    how: Literal["same", "new", "gone"]
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One clause in both texts. Its pieces read as the new text once what is gone is left out."""

    how: Literal["same", "new", "gone", "changed"]
    provision: Provision
    pieces: tuple[Piece, ...]


def compare(old: Sequence[Provision], new: Sequence[Provision]) -> tuple[Compared, ...]:
    """Every clause of the new text in its order; what is gone stands where it stood, after the clause before it."""
    before = {provision.id: provision for provision in old}
    kept = {provision.id for provision in new}
    gone_after: dict[str, list[Provision]] = {}
    last = ""
    for provision in old:
        if provision.id in kept:
            last = provision.id
        else:
            gone_after.setdefault(last, []).append(provision)
    found = [_gone(provision) for provision in gone_after.get("", ())]
    for provision in new:
        found.append(_compared(before.get(provision.id), provision))
        found += [_gone(lost) for lost in gone_after.get(provision.id, ())]
    return tuple(found)


def _gone(provision: Provision) -> Compared:
    return Compared("gone", provision, (Piece("gone", provision.text),))


def _compared(old: Provision | None, new: Provision) -> Compared:
    if old is None:
        return Compared("new", new, (Piece("new", new.text),))
    if old == new:
        return Compared("same", new, (Piece("same", new.text),))
    return Compared("changed", new, tuple(_pieces(old.text, new.text)))


def _pieces(old: str, new: str) -> list[Piece]:
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    found = []
    for tag, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(after[c:d])))
            continue
        if b > a:
            found.append(Piece("gone", "".join(before[a:b])))
        if d > c:
            found.append(Piece("new", "".join(after[c:d])))
    return found


def obstacles_to_commenting(*, draft: bool, clause: str, clauses: Collection[str], text: str) -> list[Obstacle]:
    found = []
    if not draft:
        found.append(
            Obstacle(N_("This text is no draft any more. Raise it with the team that drafts the next edition."))
        )
    elif clause not in clauses:
        found.append(Obstacle(N_("This clause is not in the text any more. Open the text again.")))
    return found + _said(text, "text", N_("Write what should change, or what is good and should stay."))


def obstacles_to_answering(*, state: CommentState, answer: str, text: str) -> list[Obstacle]:
    found = []
    if state is not CommentState.OPEN:
        found.append(Obstacle(N_("This comment has its answer already, or was withdrawn. Open the page again.")))
    if answer not in ANSWERS:
        found.append(Obstacle(N_("Say whether it was taken up."), field="answer"))
    return found + _said(text, "reply", N_("Write why: whoever commented reads it."))


def obstacles_to_withdrawing(state: CommentState) -> list[Obstacle]:
    if state is CommentState.OPEN:
        return []
    return [Obstacle(N_("This comment has its answer already and stays, so that the answer can be understood."))]


def _said(text: str, field: str, remedy: str) -> list[Obstacle]:
    if not text.strip():
        return [Obstacle(remedy, field=field)]
    if len(text) > LONGEST_COMMENT:
        return [Obstacle(N_("Write at most %(most)d letters."), field=field, params={"most": LONGEST_COMMENT})]
    return []

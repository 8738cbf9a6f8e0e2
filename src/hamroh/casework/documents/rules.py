"""Whether a document may be made."""

from collections.abc import Collection, Iterator

from hamroh.casework.documents.terms import LONGEST, NOT_FOR, For
from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def obstacles_to_document(
    *, made_for: str, groups: Collection[str], reader: str, why: str, language: str, languages: Collection[str]
) -> tuple[Obstacle, ...]:
    """Everything that forbids this copy, but what a ground does not cover: grounds say that themselves."""
    return tuple(_against(made_for, groups, reader.strip(), why.strip(), language, languages))


def _against(
    made_for: str, groups: Collection[str], reader: str, why: str, language: str, languages: Collection[str]
) -> Iterator[Obstacle]:
    if made_for not in set(For):
        yield Obstacle(N_("Choose for whom it is."), "made_for")
    if not groups:
        yield Obstacle(N_("Nothing was chosen: tick at least one part of the file."), "groups")
    if set(groups) - set(GROUP_WORDS):
        yield Obstacle(N_("One of the parts is not known. Load the page again and choose anew."), "groups")
    for group in (
        (group for group in GROUP_WORDS if group in set(groups) & NOT_FOR.get(For(made_for), frozenset()))
        if (made_for in set(For))
        else ()
    ):
        sentence = N_("“%(group)s” is not given out in this document: leave it out.")
        yield Obstacle(sentence, "groups", {"group": GROUP_WORDS[group]}, translate=("group",))
    if made_for == For.GROUND and not reader:
        yield Obstacle(N_("Write who will read it: a document is for somebody named, not for an office."), "reader")
    if made_for == For.TEAM and not why:
        yield Obstacle(N_("Write what the paper is needed for: the page of the case is there without it."), "why")
    if max(len(reader), len(why)) > LONGEST:
        field = "reader" if len(reader) > LONGEST else "why"
        yield Obstacle(N_("That is too long: %(most)s signs at most."), field, {"most": LONGEST})
    if language not in languages:
        yield Obstacle(N_("Choose a language of the mechanism."), "language")

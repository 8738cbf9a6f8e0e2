"""What stands against a new version of what members sign."""

from collections.abc import Collection
from datetime import date, timedelta

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_
from hamroh.mechanism.membership.terms import LONGEST_GRACE, LONGEST_PAPER


def obstacles_to_issuing(
    *, kind: str, kinds: Collection[str], document: str, documents: Collection[str], grace_days: int | None, paper: str
) -> tuple[Obstacle, ...]:
    """Why this version cannot be asked of members. `documents`: texts of the library that are of this kind."""
    obstacles = []
    if kind not in kinds:
        obstacles.append(Obstacle(N_("Choose what members sign."), "kind"))
    if document and document not in documents:
        obstacles.append(Obstacle(N_("Choose a text of this kind from the library, or none."), "document"))
    if grace_days is None or not 0 < grace_days <= LONGEST_GRACE:
        sentence = N_("Write a number of days between 1 and %(most)s.")
        obstacles.append(Obstacle(sentence, "grace_days", {"most": LONGEST_GRACE}))
    if not paper.strip():
        obstacles.append(Obstacle(N_("Say on what paper this rests: its kind, number and date."), "paper"))
    elif len(paper) > LONGEST_PAPER:
        obstacles.append(Obstacle(N_("Shorten this to %(most)s signs."), "paper", {"most": LONGEST_PAPER}))
    return tuple(obstacles)


def sign_by(issued: date, admitted: date | None, grace_days: int) -> date:
    """The last day to sign: the grace runs from the issue, or from the admission where that came later."""
    return max(issued, admitted or issued) + timedelta(days=grace_days)

"""What stands against sending a referral, beside its ground: service, groups, meeting. What the note tells is asked of people."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from hamroh.casework.referrals.rules.handing_over import Meeting, obstacles_to_meeting
from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

LONGEST_NOTE = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """The service that is asked: what it may ask to know, whom it takes."""

    needs: frozenset[str]
    accepts: frozenset[str]
    own: bool


def obstacles_to_sending(
    *,
    asked: Asked | None,
    child: bool,
    groups: Collection[str],
    urgency: str,
    urgencies: Collection[str],
    meeting: Meeting,
    modes: Collection[str],
    note: str,
    now: datetime,
) -> list[Obstacle]:
    """Every obstacle at once; what the ground forbids is asked of the room of grounds."""
    found = [*_service(asked, child), *_groups(asked, groups)]
    if urgency not in urgencies:
        found.append(Obstacle(N_("Choose how soon help is needed."), "urgency"))
    found += obstacles_to_meeting(meeting, modes=modes, brief=False, now=now)
    return [*found, *_note(note)]


def _service(asked: Asked | None, child: bool) -> Iterator[Obstacle]:
    if asked is None:
        yield Obstacle(N_("Choose the service that shall be asked."), "service_id")
        return
    if asked.own:
        yield Obstacle(N_("Your own organisation needs no referral: choose another."), "service_id")
    if ("children" if child else "adults") not in asked.accepts:
        for_child, for_adult = (
            N_("This service takes no children: choose another."),
            N_("This service takes children only."),
        )
        yield Obstacle(for_child if child else for_adult, "service_id")


def _groups(asked: Asked | None, groups: Collection[str]) -> Iterator[Obstacle]:
    if not groups:
        yield Obstacle(N_("Tick at least one part of the file that the service needs."), "groups")
    for group in GROUP_WORDS:
        if asked and group in groups and group not in asked.needs:
            sentence = N_("This service does not need “%(group)s”: leave it out.")
            yield Obstacle(sentence, "groups", {"group": GROUP_WORDS[group]}, translate=("group",))
    if set(groups) - set(GROUP_WORDS):
        yield Obstacle(N_("Choose from the list what is passed on."), "groups")


def _note(note: str) -> Iterator[Obstacle]:
    if len(note) > LONGEST_NOTE:
        yield Obstacle(N_("Shorten the note to %(most)s signs."), "note", {"most": LONGEST_NOTE})

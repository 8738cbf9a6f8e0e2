"""The first-line sheet and the hand-over it may become.

An adult who does not agree and is not in danger is not handed over: only counted. Danger to life and children go
without agreement, with the least. A "yes" said while held by somebody in uniform is no consent.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hamroh.casework.identification.rules import in_danger
from hamroh.casework.referrals.terms import (
    EMERGENCY,
    IN_DANGER,
    Agreement,
    HandoverGround,
    SafetyAnswer,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

MOST_OBSERVATIONS = 12
JUST_NOW = timedelta(minutes=15)  # a meeting set "now" is already past when the sheet has been filled
FAR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was seen, asked, said and answered in a few minutes. Codes only; nothing about who somebody is.

    `held` and `child` are None while nobody said so: neither is ever guessed, since each decides what may go.
    """

    observations: tuple[str, ...]
    safety: Mapping[str, str]
    told: frozenset[str]
    unsaid: frozenset[str]
    agreement: str
    held: bool | None
    child: bool | None


@dataclass(frozen=True, slots=True)
class Lists:
    """The edition's lists as the sheet needs them. `danger_if`: the answer that means danger, by question."""

    observations: Mapping[str, str | None]  # for whom only, if not for everybody
    danger_if: Mapping[str, str | None]
    script: frozenset[str]
    urgencies: frozenset[str]
    modes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who meets whom, where and when. `who` is a function, never a name."""

    mode: str = ""
    where: str = ""
    when: datetime | None = None
    who: str = ""
    phone: str = ""

    def written(self) -> dict[str, str]:
        when = self.when.isoformat() if self.when else ""
        told = {"mode": self.mode, "where": self.where, "when": when, "who": self.who, "phone": self.phone}
        return {part: value.strip() for part, value in told.items() if value.strip()}


@dataclass(frozen=True, slots=True)
class Receiver:
    """The service that shall meet the person."""

    residential: bool
    accepts: frozenset[str]
    own: bool


def ground_for(sheet: Sheet, danger_if: Mapping[str, str | None]) -> HandoverGround | None:
    """On what the person may be handed over; None when nothing may go: an adult, not in danger, who did not agree."""
    danger = in_danger(sheet.safety, danger_if)
    if sheet.child:
        return HandoverGround.CHILD_IN_DANGER if danger else HandoverGround.CHILD_PROTECTION
    if danger:
        return HandoverGround.RISK_TO_LIFE
    if sheet.agreement != Agreement.AGREED:
        return None
    return HandoverGround.AGREEMENT_WHILE_HELD if sheet.held else HandoverGround.CONSENT


def priority_of(ground: HandoverGround, chosen: str) -> str:
    return EMERGENCY if ground in IN_DANGER else chosen


def passes_observations(ground: HandoverGround, sheet: Sheet) -> bool:
    """What was seen goes along with a free "yes", and for a child's protection unless the child said no.

    Nobody held can agree freely: then the receiver asks again and starts from nothing.
    """
    if sheet.held and not sheet.child:
        return False
    if ground == HandoverGround.CHILD_PROTECTION:
        return sheet.agreement != Agreement.NOT_AGREED
    return sheet.agreement == Agreement.AGREED


def obstacles_to_sheet(sheet: Sheet, lists: Lists) -> list[Obstacle]:
    """Everything that is missing or impossible on the sheet itself."""
    return [
        *_observations(sheet, lists),
        *_safety(sheet, lists),
        *_whom(sheet),
        *_script(sheet, lists),
        *_agreement(sheet, lists),
    ]


def _whom(sheet: Sheet) -> Iterator[Obstacle]:
    if sheet.child is None:
        yield Obstacle(N_("Say whether this is an adult or a child. If the age is in doubt, it is a child."), "age")
    if sheet.held is None:
        yield Obstacle(N_("Say whether somebody in uniform holds the person."), "held")


def _observations(sheet: Sheet, lists: Lists) -> Iterator[Obstacle]:
    if len(sheet.observations) > MOST_OBSERVATIONS:
        sentence = N_("Tick at most %(most)s signs: those that you saw or heard yourself.")
        yield Obstacle(sentence, "observations", {"most": MOST_OBSERVATIONS})
    if any(code not in lists.observations for code in sheet.observations):
        yield Obstacle(N_("Choose the signs from the list."), "observations")
    if not sheet.child and any(lists.observations.get(code) == "children" for code in sheet.observations):
        sentence = N_("One of the signs is about a child: say that this is a child, or take it away.")
        yield Obstacle(sentence, "observations")


def _safety(sheet: Sheet, lists: Lists) -> Iterator[Obstacle]:
    for n, question in enumerate(lists.danger_if, 1):
        if sheet.safety.get(question) not in set(SafetyAnswer):
            yield Obstacle(N_("Safety, question %(n)s: ask it and tick the answer."), f"safety_{question}", {"n": n})


def _script(sheet: Sheet, lists: Lists) -> Iterator[Obstacle]:
    if not (sheet.told | sheet.unsaid) <= lists.script or sheet.told & sheet.unsaid:
        yield Obstacle(N_("Choose from the list what could not be said."), "unsaid")
    elif sheet.told | sheet.unsaid != lists.script:
        yield Obstacle(N_("Say all of it, or tick what could not be said."), "said")


def _agreement(sheet: Sheet, lists: Lists) -> Iterator[Obstacle]:
    if sheet.agreement not in set(Agreement):
        yield Obstacle(N_("Say what the person answered."), "agreement")
    elif sheet.agreement == Agreement.NOT_ASKED and not (sheet.child or in_danger(sheet.safety, lists.danger_if)):
        sentence = N_("Ask whether the person wants to meet them. Only in danger, or for a child, it goes unasked.")
        yield Obstacle(sentence, "agreement")


def obstacles_to_handover(
    sheet: Sheet,
    ground: HandoverGround,
    *,
    receiver: Receiver | None,
    urgency: str,
    meeting: Meeting,
    lists: Lists,
    now: datetime,
) -> list[Obstacle]:
    """Everything that stands against handing over, beside the sheet: to whom, how fast, where they meet."""
    found = [*_receiver(receiver, bool(sheet.child))]
    if ground not in IN_DANGER and urgency not in lists.urgencies:
        found.append(Obstacle(N_("Choose how soon help is needed."), "urgency"))
    return [*found, *obstacles_to_meeting(meeting, modes=lists.modes, brief=ground in IN_DANGER, now=now)]


def _receiver(receiver: Receiver | None, child: bool) -> Iterator[Obstacle]:
    if receiver is None:
        yield Obstacle(N_("Choose the organisation that shall meet the person."), "service_id")
        return
    if not receiver.residential:
        yield Obstacle(N_("Choose a place where the person can stay."), "service_id")
    if receiver.own:
        yield Obstacle(N_("Choose another organisation than your own."), "service_id")
    if child and "children" not in receiver.accepts:
        yield Obstacle(N_("This place takes no children: choose one that does."), "service_id")
    if not child and "adults" not in receiver.accepts:
        yield Obstacle(N_("This place takes children only: choose one for adults."), "service_id")


def obstacles_to_meeting(meeting: Meeting, *, modes: Collection[str], brief: bool, now: datetime) -> list[Obstacle]:
    """`brief`: in danger the place alone is enough."""
    found = []
    if not meeting.where.strip():
        found.append(Obstacle(N_("Write where they meet: a place, without names."), "where"))
    if meeting.mode not in modes and (meeting.mode or not brief):
        found.append(Obstacle(N_("Choose how they meet."), "mode"))
    if meeting.when is None and not brief:
        found.append(Obstacle(N_("Write when they meet."), "when"))
    if meeting.when is not None and not now - JUST_NOW <= meeting.when <= now + FAR:
        found.append(Obstacle(N_("Choose a time from now on, within two weeks."), "when"))
    return found

"""The doors: the person's, by card and PIN; and the team's, to the state of that door."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.grounds.models import Ground
from hamroh.casework.survivor.models import Card
from hamroh.casework.survivor.terms import Holder
from hamroh.foundation.permissions.access import act_as, open_card, open_groups
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.vault.access import keyed_mark
from hamroh.kernel.actor import Actor, CardHolder, System
from hamroh.kernel.errors import NotFound

ISSUE = "survivor:card"
DOOR = System(CardHolder.system)
# Groups of the file whose parts the page shows, each read by a provider of the room that keeps it.
SHOWN_GROUPS = (FieldGroup.PLAN,)


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """A page that stands open for one person. `duress`: it was opened with the second PIN and shows harmless things only."""

    holder: CardHolder
    person_id: UUID
    organisation_id: UUID
    card_holder: str
    language: str
    duress: bool


def mark_of(code: str) -> str:
    """The keyed mark under which a card is kept."""
    return keyed_mark("card", code)


def stand_at_the_door(code: str) -> None:
    """Whoever stands before the page has shown a code and nothing else: the database shows that card's lock, and no more."""
    act_as(DOOR)
    open_card(mark_of(code))


def enter(card_id: UUID, case_id: UUID, *, duress: bool, now: datetime) -> OpenDoor:
    """The person's own few things, for a visit that began with the right PIN. Asked anew at each page.

    Raises NotFound once the card was killed, locked or has ended.
    """
    holder = CardHolder(card_id, case_id)
    act_as(holder)
    open_groups(["card"], case_id)
    card = Card.objects.filter(pk=card_id, ended_at__isnull=True, locked_at__isnull=True, until__gt=now).first()
    if card is None or kept_from_guardian(card):
        raise NotFound("page")
    open_groups(SHOWN_GROUPS, case_id, card.person_id)
    return OpenDoor(holder, card.person_id, card.organisation_id, card.holder, card.language, duress)


def kept_from_guardian(card: Card) -> bool:
    """Whether a guardian holds this card of whom it was noted that a guardian may be involved: it opens nothing then."""
    if card.holder != Holder.GUARDIAN:
        return False
    open_groups(["card"], card.case_id)
    return Ground.objects.filter(case_id=card.case_id, guardian_suspected=True).exists()


def open_door_of(actor: Actor, case_id: UUID) -> Case:
    """The team's look at the state of the door: with the group of risks. NotFound for whoever may not see risks."""
    return open_case(actor, case_id, FieldGroup.RISK)


def card_with_code(case: Case, card_id: UUID, code: str) -> Card:
    """The living card of this case whose code this is: to print it while its code is still on the screen."""
    found = Card.objects.filter(pk=card_id, case=case, mark=mark_of(code), ended_at__isnull=True).first()
    if found is None:
        raise NotFound("card", card_id)
    return found

"""Words of conduct."""

from enum import StrEnum

from hamroh.kernel.words import N_

LONGEST_PAPER = 200
LONGEST_TEXT = 4000


class TieKind(StrEnum):
    """To what somebody is tied."""

    ORGANISATION = "organisation"
    OFFICE = "office"


TIE_WORDS = {
    TieKind.ORGANISATION: N_("To an organisation of the mechanism"),
    TieKind.OFFICE: N_("To another office, company or person in authority"),
}


class Asked(StrEnum):
    """What a role may ask for before it is somebody's."""

    CODE = "code"
    DECLARATION = "declaration"
    TRAINING = "training"


class About(StrEnum):
    """Whom a complaint is about."""

    ORGANISATION = "organisation"
    MECHANISM = "mechanism"
    PLACE = "place"
    UNKNOWN = "unknown"


ABOUT_WORDS = {
    About.ORGANISATION: N_("An organisation or somebody who works there"),
    About.MECHANISM: N_("The mechanism as a whole"),
    About.PLACE: N_("A place where I stay or stayed"),
    About.UNKNOWN: N_("I do not know, or would rather not say"),
}


class Channel(StrEnum):
    PUBLIC = "public"
    MEMBER = "member"
    ON_BEHALF = "on_behalf"


CHANNEL_WORDS = {
    Channel.PUBLIC: N_("From the public page"),
    Channel.MEMBER: N_("From somebody who works in the mechanism"),
    Channel.ON_BEHALF: N_("Written down for somebody, who agreed"),
}


class State(StrEnum):
    RECEIVED = "received"
    OPEN = "open"
    ANSWERED = "answered"
    RECONSIDER = "reconsider"


STATE_WORDS = {
    State.RECEIVED: N_("Received, not yet read"),
    State.OPEN: N_("Somebody is examining it"),
    State.ANSWERED: N_("Decided"),
    State.RECONSIDER: N_("Somebody else looks at it again"),
}

OUTCOME_WORDS = {
    "upheld": N_("It is true"),
    "partly": N_("Part of it is true"),
    "not_upheld": N_("It could not be confirmed"),
    "withdrawn": N_("It was taken back"),
    "not_examined": N_("It cannot be examined here"),
}
SANCTION_WORDS = {
    "none": N_("No measure"),
    "warning": N_("A warning in writing"),
    "training": N_("Training before going on"),
    "role_suspended": N_("The role is taken away"),
    "member_suspended": N_("Proposed: to suspend the member"),
    "reported": N_("Reported to the prosecutor"),
}


class Entry(StrEnum):
    """What is written in a complaint, by whom: its handlers, or whoever complained."""

    LOOKED = "looked"
    TAKEN = "taken"
    NOTE = "note"
    REPLY = "reply"
    ADDED = "added"
    RETALIATION = "retaliation"
    DECIDED = "decided"
    RECONSIDER = "reconsider"
    NAMED = "named"
    SHUT = "shut"


ENTRY_WORDS = {
    Entry.LOOKED: N_("Read it"),
    Entry.TAKEN: N_("Took it in hand"),
    Entry.NOTE: N_("Note of the handlers"),
    Entry.REPLY: N_("Answer to whoever complained"),
    Entry.ADDED: N_("Whoever complained added"),
    Entry.RETALIATION: N_("Whoever complained is made to suffer for it"),
    Entry.DECIDED: N_("Decided, because"),
    Entry.RECONSIDER: N_("Whoever complained asks to look again"),
    Entry.NAMED: N_("Named whom it is about"),
    Entry.SHUT: N_("Shut it to somebody it is about"),
}
# What whoever holds the receipt reads of it. The database shows them no other.
OF_THE_COMPLAINANT = (Entry.REPLY, Entry.ADDED, Entry.RETALIATION, Entry.RECONSIDER)

"""States of a submission, why one waits for a person, and how much is accepted at once."""

from datetime import timedelta
from enum import StrEnum

from hamroh.kernel.words import N_

MEBIBYTE = 1 << 20
LARGEST_REQUEST = 50 * MEBIBYTE  # told to telephones; they split a larger one into several
LARGEST_FILE = 20 * MEBIBYTE
LARGEST_XML = 2 * MEBIBYTE  # of answers, without photographs: a form of 250 questions has some 30 kB
MOST_FILES = 60

# A telephone may be out of reach for a season (a cotton harvest, a mountain post in winter). Until then what was answered to
# an older version that was in force is taken; later the collector is told, and the answers stay on the telephone.
OLD_VERSION_FOR = timedelta(days=120)
TOKEN_DAYS = (30, 90, 180)
# What the machine has not checked within an hour, and what people have not settled within three days, is late on the desk.
CHECKED_WITHIN, SETTLED_WITHIN = timedelta(hours=1), timedelta(days=3)
# What was sent, after its answers stand in a case: long enough to compare, short enough that a person is erased with one key.
ORIGINAL_KEPT = timedelta(days=30)
FILES_WITHIN = timedelta(hours=24)  # after that somebody is told that a photograph never came


class State(StrEnum):
    """RECEIVED waits for the machine, COLLECTED, LOCKED and QUARANTINED for a person; the others are at their end."""

    RECEIVED = "received"
    LOCKED = "locked"
    COLLECTED = "collected"
    QUARANTINED = "quarantined"
    TAKEN = "taken"
    SET_ASIDE = "set_aside"
    REPLACED = "replaced"


STATE_WORDS = {
    State.RECEIVED: N_("Received; not checked yet"),
    State.LOCKED: N_("Encrypted; waits for the organisation’s key"),
    State.COLLECTED: N_("Collected; a case can be opened from it"),
    State.QUARANTINED: N_("Could not be taken; somebody has to look"),
    State.TAKEN: N_("Taken into a case"),
    State.SET_ASIDE: N_("Set aside"),
    State.REPLACED: N_("Replaced by a corrected one"),
}
FOR_PEOPLE = (State.COLLECTED, State.LOCKED, State.QUARANTINED)
OPEN = (State.RECEIVED, *FOR_PEOPLE)


class Custody(StrEnum):
    """Who holds the private half of a key."""

    PLATFORM = "platform"
    ORGANISATION = "organisation"


CUSTODY_WORDS = {
    Custody.PLATFORM: N_("The platform opens what arrives"),
    Custody.ORGANISATION: N_("Your organisation keeps the key, away from this server"),
}


class Medium(StrEnum):
    PHONE = "phone"
    KOBO = "kobo"
    OFFLINE = "offline"  # a browser without a network


# Why a submission waits for a person. Codes only are kept; the sentence is made when it is shown.
FAULT_WORDS = {
    "no_case": N_("No case of the collector’s has this code. Correct the code, or set this aside."),
    "may_not": N_("The collector may no longer fill this form. Whoever takes it now does so as themselves."),
    "answers": N_("Some answers do not fit the form. They are marked below."),
    "no_screening": N_(
        "It asks for signs, and no screening by that list is under way in this case. Begin one there, then take this."
    ),
    "unreadable": N_("The answers cannot be read as this form."),
    "wrong_key": N_("It does not open with this key. It was encrypted for another one."),
    "tampered": N_("It was changed after it was encrypted. Ask the collector for the original."),
    "files_missing": N_("Photographs or files that belong to it never arrived. Ask the collector to send them again."),
    "edited": N_("It corrects one that was taken already. Compare both, then correct the case by hand."),
    "failed": N_(
        "The platform failed at this one. It is kept whole; whoever runs the platform finds the fault in the log."
    ),
    "shut": N_("The collector may not write this into the case: it is closed, or a part of it is not open to them."),
}

# Why somebody sets a submission aside. It is kept sealed all the same.
ASIDE_REASONS = {
    "test": N_("Sent to try the form"),
    "twice": N_("The same conversation was sent twice"),
    "wrong_person": N_("It belongs to nobody we work with"),
    "withdrawn": N_("The person does not want it kept"),
    "unusable": N_("It cannot be used"),
}

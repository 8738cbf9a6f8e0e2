"""What the server answers to a device, and the limits of keeping."""

from enum import StrEnum


class Contact(StrEnum):
    """`unknown`: no such device; it keeps what it has, sealed, and its holder is asked to sign in."""

    KEEP = "keep"
    WIPE = "wipe"
    UNKNOWN = "unknown"


PERMISSION = "form:offline"
HOURS_TO_LIVE = (24, 72, 168)  # a draft's life on a device: the choices; never longer than a week
USUAL_HOURS = 72
IDLE_SECONDS = 300
MOST_FAILURES = 10
LEAST_SIGNS, LEAST_WORDS = 12, 4  # of a passphrase: so many signs, or so many words

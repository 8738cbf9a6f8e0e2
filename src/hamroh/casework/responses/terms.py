"""Words of answers: by which way they came."""

from hamroh.kernel.words import N_

WEB, OFFLINE, PHONE, PAPER, KOBO = "web", "offline", "phone", "paper", "kobo"
MEDIUM_WORDS = {
    WEB: N_("Filled in here"),
    OFFLINE: N_("Filled in without a connection"),
    PHONE: N_("Sent by a phone"),
    PAPER: N_("Copied from paper"),
    KOBO: N_("Brought over from KoboToolbox"),
}

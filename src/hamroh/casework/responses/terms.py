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

MOST_BYTES = 10 * 1024 * 1024  # of one file
# How a file begins → (its type, the end of its name). The content decides, never the name it came with.
SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"%PDF-", "application/pdf", "pdf"),
)
WEBP = ("image/webp", "webp")

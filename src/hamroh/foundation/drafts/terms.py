"""How much is kept of what was not saved, for how long, and what never is."""

from datetime import timedelta

KEPT_FOR = timedelta(days=7)
LARGEST = 64 * 1024  # bytes, sealed as one text
MOST = 100  # drafts of one person at a time; the oldest makes room

# Words in the name of a field that holds a secret. Such a field is not kept, whatever its page says of it.
SECRET_WORDS = ("password", "passphrase", "pin", "secret", "token", "otp")

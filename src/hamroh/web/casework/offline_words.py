"""What the pages of work without a network say: sentences for the script, and what nothing here protects against."""

from django.utils.translation import gettext_lazy as _

# The script chooses among these; places in braces are filled in by it.
SENTENCES: tuple[tuple[str, object], ...] = (
    ("form", _("Form")),
    ("too_short", _("Too short: take at least 12 signs, or four words.")),
    ("guessed", _("Too easy to guess: figures alone, or the same signs again and again.")),
    ("enough", _("Enough for a few days. One more word makes it strong.")),
    ("strong", _("Strong.")),
    ("not_same", _("The two passphrases are not the same: type both again.")),
    ("choose_form", _("Choose at least one form.")),
    ("keeping", _("The forms are being kept. This takes a moment.")),
    ("kept", _("Kept. You can work without a network now: open this page, also when there is no connection.")),
    ("not_kept", _("The forms could not be kept. Check the connection and try again.")),
    (
        "may_vanish",
        _("This browser may throw kept things away when it needs room, or when its window is private: send soon."),
    ),
    ("unlocking", _("One moment: unlocking is slow on purpose.")),
    ("wrong", _("This is not the passphrase. Tries left before all drafts are wiped: {left}.")),
    ("wait", _("Wait {n} seconds before the next try.")),
    ("wiped_failures", _("The passphrase was wrong ten times: everything on this device was wiped.")),
    ("locked", _("Locked. What you typed is sealed on this device.")),
    ("idle", _("Locked, because nobody typed for some minutes. What you typed is sealed on this device.")),
    ("yielded", _("Locked here: the forms were opened in another window.")),
    ("waiting", _("Drafts on this device: {n}. What is not sent is wiped from {at} on.")),
    ("swept", _("Drafts wiped because their time was over: {n}.")),
    (
        "set_back",
        _(
            "The clock of this device was set back. Set it right: until then drafts stay longer than you chose, "
            "and are wiped at the next contact with the server."
        ),
    ),
    ("saved", _("Sealed at {at}")),
    (
        "full",
        _(
            "This device has no room left, so the last words could not be kept. They are still on this page: do not "
            "close it. Free some room and type on, or send now."
        ),
    ),
    ("no_network", _("There is no connection now. Nothing is lost: the draft stays sealed here until you send it.")),
    ("sign_in", _("Sign in first, in this browser; then come back and send. The drafts stay sealed here.")),
    ("not_sent", _("The server did not take it. The draft is still here: try again later.")),
    (
        "half_sent",
        _("The connection broke while this was being sent. Send it again before you type on: it is taken only once."),
    ),
    (
        "not_yours",
        _("This form, or its case, is not open to you any more. The draft stays here until its time is over."),
    ),
    ("taken_along", _("Taken along: sealed on this device.")),
    ("sent", _("Sent, and gone from this device.")),
    ("faults", _("The server could not take it yet. Correct these answers, then send again:")),
    ("choose_each", _("Choose one answer for each question.")),
    ("nothing", _("no answer")),
    ("by", _("{who}, {at}")),
    ("be_sure", _("Tick first that you know what is lost.")),
    ("wiped", _("Wiped: nothing of this is kept in this browser any more.")),
    (
        "told_to_wipe",
        _("The server ended this device, or your role: everything that was kept here is wiped."),
    ),
    ("went_wrong", _("That did not work. Nothing was changed: try again.")),
)

DANGERS: tuple[tuple[object, object], ...] = (
    (
        _("A device taken unlocked."),
        _(
            "Whoever holds it while the drafts are open reads them, and types in your place. It locks only after minutes."
        ),
    ),
    (
        _("Somebody who demands the passphrase."),
        _(
            "At a border, a checkpoint, at home. No sealing withstands fear. Carry nothing that you could be made to open."
        ),
    ),
    (_("Eyes and cameras."), _("Whoever looks over your shoulder reads what you read, and sees what you type.")),
    (
        _("A device that is not yours alone."),
        _(
            "Programs that record keys or the screen, an administrator of the device, a shared account: they see it all."
        ),
    ),
    (
        _("Extensions of the browser."),
        _("One with access to all pages reads this one as well. Use a browser without any."),
    ),
    (
        _("A weak passphrase, with time."),
        _(
            "Whoever copies the storage of the browser can try passphrases on another machine, without our count of tries."
        ),
    ),
    (
        _("Remains on the disk."),
        _("Wiped means that the browser does not give it out any more; the disk may hold sealed remains for a while."),
    ),
    (
        _("A clock that lies, a device that never comes back."),
        _("Wiping after hours needs the browser to run and a true clock; wiping by the server needs a connection."),
    ),
    (
        _("What can be seen without the passphrase."),
        _("That this browser keeps forms of this mechanism, which ones, how many drafts, and when they were begun."),
    ),
    (
        _("Words on the keyboard."),
        _("A telephone’s keyboard may learn what you type, and correct it over the network. Switch that off."),
    ),
    (_("Loss."), _("A broken or lost device is lost work: nothing is on the server before you sent it.")),
)

DOES: tuple[object, ...] = (
    _("Answers are sealed as you type; without the passphrase they cannot be read from the device."),
    _("The passphrase never leaves the device, and nobody can restore it."),
    _("The device locks after five minutes without a touch, and when the page is closed or loaded again."),
    _("Ten wrong passphrases in a row wipe the drafts."),
    _("Drafts are wiped when they were sent, when their time is over, and when the server says that it is time."),
    _("What is kept in clear is the empty form, the same for everybody."),
)

"""What people type and paste, made plain: without signs that nobody sees, and with figures that everybody reads.

A name copied from a document or a messenger brings along marks that turn the direction of writing, signs without width,
controls. Two names that look the same would differ, and a text could be made to read backwards. Nothing that can be seen
is taken away, and the joiners stay where a script needs them to be read.
"""

import re
import unicodedata

# Taken away wherever they stand: marks of direction, embeddings, overrides and isolates, signs without width, fillers that
# look like nothing, tags. The two joiners (U+200C, U+200D) are judged by their neighbours.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINES = re.compile("\r\n|\r|\u0085|\u2028|\u2029")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_JOINERS = re.compile("[\u200c\u200d]")
# Scripts in which a joiner changes what is read: Arabic and its kin, those of India, Tibet, Burma, Cambodia, Mongolia.
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_RUNS = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text as it is seen, composed (NFC), with plain blanks and plain ends of lines."""
    text = _BLANKS.sub(" ", _LINES.sub("\n", text))
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _JOINERS.sub(lambda found: found[0] if _needed(text, found.start()) else "", text)


def one_line(text: str) -> str:
    """The same on one line, as a name or a number is written: one blank between words, none around."""
    return _RUNS.sub(" ", plain(text)).strip()


def figures(text: str) -> str:
    """Figures of any script as those that everybody reads: ۱۴۰۵ and ١٤٠٥ become 1405. Other signs stay."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def _needed(text: str, at: int) -> bool:
    """A joiner between two letters of a script that joins its letters; at an end or beside a blank it does nothing."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before and after and _JOINED.match(before) and _JOINED.match(after))

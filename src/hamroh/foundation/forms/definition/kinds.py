"""What the column `type` says: a kind of question, the begin or the end of a group, or something we do not take."""

import re
from dataclasses import dataclass
from enum import StrEnum

from hamroh.foundation.forms.terms import Kind
from hamroh.kernel.words import N_


class Shape(StrEnum):
    """What a row of the survey does."""

    QUESTION = "question"
    BEGIN_GROUP = "begin_group"
    BEGIN_REPEAT = "begin_repeat"
    END_GROUP = "end_group"
    END_REPEAT = "end_repeat"
    METADATA = "metadata"
    REFUSED = "refused"


class Lists(StrEnum):
    """Where the choices of a question stand."""

    NONE = ""
    CHOICES = "choices"
    EXTERNAL = "external_choices"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Type:
    """One value of the column, understood. `message_id` says why it is refused."""

    shape: Shape
    kind: Kind = Kind.TEXT
    lists: Lists = Lists.NONE
    list_name: str = ""
    or_other: bool = False
    message_id: str = ""


# The time is taken when the form is opened, and `end` when it is saved.
METADATA = {"start": "now()", "end": "now()", "today": "today()"}

_QUESTIONS = {
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "datetime": Kind.DATE_TIME,
    "date time": Kind.DATE_TIME,
    "time": Kind.TIME,
    "acknowledge": Kind.ACKNOWLEDGE,
    "trigger": Kind.ACKNOWLEDGE,
    "note": Kind.NOTE,
    "calculate": Kind.CALCULATE,
    "hidden": Kind.HIDDEN,
    "image": Kind.IMAGE,
    "photo": Kind.IMAGE,
    "file": Kind.FILE,
}
_SHAPES = {
    "group": (Shape.BEGIN_GROUP, Shape.END_GROUP),
    "repeat": (Shape.BEGIN_REPEAT, Shape.END_REPEAT),
    "lgroup": (Shape.BEGIN_REPEAT, Shape.END_REPEAT),
}
_SELECTS = {
    "select_one": (Kind.SELECT_ONE, Lists.CHOICES),
    "select one": (Kind.SELECT_ONE, Lists.CHOICES),
    "select one from": (Kind.SELECT_ONE, Lists.CHOICES),
    "select1": (Kind.SELECT_ONE, Lists.CHOICES),
    "select_multiple": (Kind.SELECT_MULTIPLE, Lists.CHOICES),
    "select multiple": (Kind.SELECT_MULTIPLE, Lists.CHOICES),
    "select all that apply": (Kind.SELECT_MULTIPLE, Lists.CHOICES),
    "select all that apply from": (Kind.SELECT_MULTIPLE, Lists.CHOICES),
    "select_one_external": (Kind.SELECT_ONE, Lists.EXTERNAL),
    "select one external": (Kind.SELECT_ONE, Lists.EXTERNAL),
    "select_one_from_file": (Kind.SELECT_ONE, Lists.FILE),
    "select one from file": (Kind.SELECT_ONE, Lists.FILE),
    "select_multiple_from_file": (Kind.SELECT_MULTIPLE, Lists.FILE),
    "select multiple from file": (Kind.SELECT_MULTIPLE, Lists.FILE),
}
_SELECT_STARTS = sorted(_SELECTS, key=len, reverse=True)

_TELLS_ON_PEOPLE = N_(
    "The type %(type)s records which device or account answered, or where it was. That can betray people, so no form "
    "here takes it. Delete the row."
)
_PLACES = N_(
    "The type %(type)s records a place on the map. A place can lead others to a person, so no form here takes it. Ask "
    "for the district instead, or delete the row."
)
_RECORDS = N_("The type %(type)s records a voice or a film. No form here takes one. Ask for a text, or delete the row.")
_NOT_SUPPORTED = N_("The type %(type)s is not supported. Ask in another way, or delete the row.")
_TELLING = (
    ("deviceid", "device id", "get device id", "imei"),
    ("phonenumber", "phone number", "get phone number"),
    ("simserial", "sim id", "get sim id", "subscriberid", "subscriber id", "get subscriber id"),
    ("username", "email", "audit"),
)
_PLACED = ("geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint", "location", "gps", "osm")
_REFUSED = (
    {word: _TELLS_ON_PEOPLE for words in _TELLING for word in words}
    | dict.fromkeys(_PLACED, _PLACES)
    | dict.fromkeys(("audio", "video", "background-audio"), _RECORDS)
)
_UNKNOWN = N_("There is no type %(type)s. Take one of those that the guide to writing forms lists, such as %(close)s.")
_EXISTING = frozenset({"rank", "range", "barcode", "xml-external", "csv-external", "loop", "percentage", "entity"})


def type_of(written: str) -> Type:
    """What the cell means. Nothing is guessed: what is not known is refused, with the reason."""
    plain = re.sub(r"\s+", " ", written.strip())
    lower = plain.lower()
    if lower in METADATA:
        return Type(Shape.METADATA, Kind.HIDDEN)
    if kind := _QUESTIONS.get(lower):
        return Type(Shape.QUESTION, kind)
    if found := re.fullmatch(r"(begin|end)[ _](group|repeat|lgroup)", lower):
        return Type(_SHAPES[found.group(2)][found.group(1) == "end"])
    if select := _select(plain, lower):
        return select
    first = lower.split(" ")[0].removeprefix("uri:")
    if reason := _REFUSED.get(lower) or _REFUSED.get(first):
        return Type(Shape.REFUSED, message_id=reason)
    return Type(Shape.REFUSED, message_id=_NOT_SUPPORTED if first in _EXISTING else _UNKNOWN)


def _select(plain: str, lower: str) -> Type | None:
    for start in _SELECT_STARTS:
        if lower == start or lower.startswith(f"{start} "):
            kind, lists = _SELECTS[start]
            rest = plain[len(start) :].strip()
            other = re.search(r"(^|\s)or[_ ]other$|(^|\s)or specify other$", rest, re.IGNORECASE)
            name = rest[: other.start()].strip() if other else rest
            return Type(Shape.QUESTION, kind, lists, name, other is not None)
    return None

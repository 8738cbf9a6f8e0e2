"""Kinds of questions, and the columns of a workbook that are ours."""

from enum import StrEnum


class Kind(StrEnum):
    """What is answered, in the words of XLSForm. A `note` and a `calculate` are not asked."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    IMAGE = "image"
    FILE = "file"


# Kinds whose answer is a file that travels beside the answers; the answer itself is the file's name.
FILES = frozenset({Kind.IMAGE, Kind.FILE})
CHOSEN = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE})
NOT_ASKED = frozenset({Kind.NOTE, Kind.CALCULATE, Kind.HIDDEN})

# Columns of the survey sheet that say what a question means to the mechanism. Other programs ignore them.
OWN_COLUMNS = ("field_group", "code_list", "htcds", "statistic", "ask_once", "indicator")

"""How the answer to each kind of question is written by hand: circles, boxes, a comb of figures, lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from hamroh.foundation.forms.definition import Choice, Definition, Question
from hamroh.foundation.forms.expressions import NotUnderstood, parse
from hamroh.foundation.forms.expressions.nodes import Chain, Column, Ref
from hamroh.foundation.forms.terms import CHOSEN, Kind
from hamroh.kernel.text import say
from hamroh.web.shell.paper.conditions import highest

Shape = dict[str, Any]

ON_ITS_PLACE: Final = 24  # so many choices stand under their question; more of them on a list at the end
ON_A_LIST: Final = 150  # more than that nobody reads: it is written in full
_ONE_LINE: Final = 74  # signs that fit beside each other, with four for each circle
_COLUMNS: Final = ((24, 3), (42, 2))  # the longest label, and in how many columns such labels stand
_MANY: Final = 6  # from so many choices on, a few long labels take two lines, so that the rest stands in columns
_FIGURES: Final = {Kind.INTEGER: 4, Kind.DECIMAL: 6}
_MOST_FIGURES: Final = 12
_ROWS: Final = re.compile(r"\d{1,2}")


def label_of(text: Mapping[str, str], language: str, numbers: Mapping[str, str]) -> str:
    """Words of a workbook as they are printed: without marks of Markdown or HTML, answers named by their number."""
    said = re.sub(r"<[^<>]{1,80}>", "", say(text, language))
    said = re.sub(r"(\*\*|__)(.+?)\1", r"\2", said)
    said = re.sub(r"^#{1,6}\s+", "", said, flags=re.MULTILINE)
    return re.sub(r"\$\{\s*([^{}]+?)\s*\}", lambda m: _answer_to(numbers.get(m[1], "")), said).strip()


def _answer_to(number: str) -> str:
    return _("[answer %(number)s]") % {"number": number} if number else "…"


@dataclass(frozen=True)
class Lists:
    """The lists at the end of a sheet: what was too long to stand at its question."""

    definition: Definition
    language: str
    printed: dict[str, Shape]

    def options(self, question: Question) -> list[Shape]:
        """The choices of a question, under the head of the answer on which they depend."""
        choices = self.definition.choices.get(question.choices, ())
        heads = self._heads(question)
        if not heads:
            return [{"head": "", "options": [self._say(choice) for choice in choices]}]
        column, named = heads
        grouped = [
            {"head": head, "options": [self._say(c) for c in choices if c.columns.get(column) == code]}
            for code, head in named.items()
        ]
        return [group for group in grouped if group["options"]]

    def _heads(self, question: Question) -> tuple[str, dict[str, str]] | None:
        """By which column the list is filtered, and how the values of that column are called."""
        try:
            node = parse(question.choice_filter, columns=self._columns(question)) if question.choice_filter else None
        except NotUnderstood:
            return None
        match node:
            case Chain(("=",), (Column(column), Ref(name)) | (Ref(name), Column(column))):
                before = next((q for q in self.definition.questions() if q.name == name), None)
                choices = self.definition.choices.get(before.choices, ()) if before else ()
                return (column, {choice.name: self._say(choice) for choice in choices}) if choices else None
        return None

    def _columns(self, question: Question) -> set[str]:
        return {column for choice in self.definition.choices.get(question.choices, ()) for column in choice.columns}

    def _say(self, choice: Choice) -> str:
        return label_of(choice.label, self.language, {}) or choice.name

    def letter_of(self, question: Question, options: list[Shape]) -> str:
        """The letter of the list at the end: one list for all questions that ask by it."""
        key = f"{question.choices} {question.choice_filter}"
        if key not in self.printed:
            letter = chr(ord("A") + len(self.printed) % 26)
            labels = [option for group in options for option in group["options"]]
            self.printed[key] = {"letter": letter, "groups": options, "columns": columns_for(labels) + 1}
        return str(self.printed[key]["letter"])


def columns_for(labels: list[str]) -> int:
    """In how many columns choices stand: by the longest label, of many by that which four in five do not exceed."""
    lengths = sorted(map(len, labels)) or [0]
    longest = lengths[len(lengths) * 4 // 5] if len(lengths) >= _MANY else lengths[-1]
    return next((columns for limit, columns in _COLUMNS if longest <= limit), 1)


def answer_shape(question: Question, lists: Lists) -> Shape:
    """What stands under (or beside) the question."""
    if question.kind in CHOSEN:
        return _choices(question, lists)
    if question.kind is Kind.ACKNOWLEDGE:
        return _marks(many=True, groups=[{"head": "", "options": [_("Yes")]}])
    if question.kind in (Kind.IMAGE, Kind.FILE):
        return {"type": "words", "text": _("Fasten it to this sheet. Write the number of this question on its back.")}
    if combs := combs_of(question):
        return {"type": "combs", "combs": combs}
    return {"type": "lines", "lines": _lines(question)}


def _choices(question: Question, lists: Lists) -> Shape:
    groups, many = lists.options(question), question.kind is Kind.SELECT_MULTIPLE
    count = sum(len(group["options"]) for group in groups)
    if 0 < count <= ON_ITS_PLACE or (count and len(groups) > 1 and count <= 2 * ON_ITS_PLACE):
        return _marks(many=many, groups=groups)
    if 0 < count <= ON_A_LIST:
        said = _("Write it as it stands on list %(letter)s, on the last page.")
        return {
            "type": "lines",
            "lines": 2 if many else 1,
            "text": said % {"letter": lists.letter_of(question, groups)},
        }
    return {"type": "lines", "lines": 2 if many else 1, "text": _("Write it in full.")}


def _marks(*, many: bool, groups: list[Shape]) -> Shape:
    labels = [option for group in groups for option in group["options"]]
    in_a_line = len(groups) == 1 and sum(len(label) + 4 for label in labels) <= _ONE_LINE
    columns = 0 if in_a_line else columns_for(labels)
    return {"type": "marks", "many": many, "columns": columns, "groups": groups}


def combs_of(question: Question) -> list[Shape]:
    """One comb for each part of a figure or date: how many boxes, what is written under it, what stands after it."""
    day = [_comb(2, _("DD")), _comb(2, _("MM")), _comb(4, _("YYYY"))]
    hour = [_comb(2, _("hour"), ":"), _comb(2, _("minute"))]
    match question.kind:
        case Kind.DATE:
            return day[_first_part(question.appearance) :]
        case Kind.TIME:
            return hour
        case Kind.DATE_TIME:
            return [*day, *hour]
        case Kind.INTEGER:
            return [_comb(_figures(question))]
        case Kind.DECIMAL:
            return [_comb(_figures(question), after=","), _comb(2)]
    return []


def _first_part(appearance: str) -> int:
    """Of a date of which only month and year, or only the year, is asked."""
    asked = appearance.split()
    return 2 if "year" in asked else 1 if "month-year" in asked else 0


def _comb(boxes: int, under: str = "", after: str = "") -> Shape:
    return {"boxes": boxes, "under": under, "after": after}


def _figures(question: Question) -> int:
    limit = highest(question.constraint)
    if limit is None or limit < 0:
        return _FIGURES[question.kind]
    return min(len(str(int(limit))), _MOST_FIGURES)


def _lines(question: Question) -> int:
    asked = question.parameters.get("rows", "")
    if _ROWS.fullmatch(asked):
        return max(1, min(int(asked), 15))
    if question.field_group == "narrative":
        return 7
    return 4 if "multiline" in question.appearance.split() else 1

"""Questions that read best side by side: the same answers asked of many, and what is asked for each of a few."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from hamroh.foundation.forms.definition import Definition, Group, Question
from hamroh.foundation.forms.definition.numbers import is_asked
from hamroh.foundation.forms.terms import CHOSEN, Kind
from hamroh.web.shell.paper.answers import Lists, Shape, combs_of, label_of

LINES: Final = 5  # of a table, unless the form counts them
_MOST_LINES: Final = 12
_IN_A_TABLE: Final = 5  # columns that a hand can write in
_OPTIONS: Final = 4
_NARROW: Final = 16
_LEAST_RUN: Final = 3
_HEADS: Final = (5, 22, 66)  # answers beside each other: how many, the longest, all together

AsQuestion = Callable[[Question], Shape]


def runs(children: Sequence[Question | Group], definition: Definition) -> Iterator[list[Question | Group]]:
    """Three or more questions in a row with the same few answers as one; everything else alone."""
    for list_name, found in groupby(children, key=lambda child: _shared(child, definition)):
        run = list(found)
        if list_name and len(run) >= _LEAST_RUN:
            yield run
        else:
            yield from ([child] for child in run)


def _shared(child: Question | Group, definition: Definition) -> str:
    """The list of a question that could stand in a matrix; none where it could not."""
    if not isinstance(child, Question) or child.kind is not Kind.SELECT_ONE or child.choice_filter or child.or_other:
        return ""
    choices = definition.choices.get(child.choices, ())
    many, longest, together = _HEADS
    lengths = [max(map(len, choice.label.values()), default=0) for choice in choices]
    fits = 1 < len(choices) <= many and max(lengths) <= longest and sum(lengths) <= together
    return child.choices if fits and is_asked(child) else ""


def as_matrix(
    run: Sequence[Question | Group], definition: Definition, language: str, question_shape: AsQuestion
) -> Shape:
    questions = [child for child in run if isinstance(child, Question)]
    choices = definition.choices[questions[0].choices]
    heads = [label_of(choice.label, language, {}) or choice.name for choice in choices]
    return {"kind": "matrix", "heads": heads, "rows": [question_shape(question) for question in questions]}


def as_table(group: Group, lists: Lists, question_shape: AsQuestion) -> Shape | None:
    """A repeat as lines of a table, where all its answers are short; None where they are not."""
    children = [child for child in group.children if isinstance(child, Group) or is_asked(child) or child.label]
    questions = [child for child in children if isinstance(child, Question) and is_asked(child)]
    if not questions or len(questions) < len(children) or len(questions) > _IN_A_TABLE:
        return None
    cells = [_cell(question, lists) for question in questions]
    if any(cell is None for cell in cells):
        return None
    columns = [{**question_shape(q), "cell": cell} for q, cell in zip(questions, cells, strict=True)]
    return {"kind": "table", "columns": columns, "lines": _lines(group)}


def _cell(question: Question, lists: Lists) -> Shape | None:
    if question.kind in CHOSEN:
        groups = lists.options(question)
        options = groups[0]["options"] if len(groups) == 1 else []
        if not 0 < len(options) <= _OPTIONS or max(map(len, options)) > _NARROW:
            return None
        return {"type": "marks", "many": question.kind is Kind.SELECT_MULTIPLE, "options": options}
    if combs := combs_of(question):
        return {"type": "blank", "under": " ".join(comb["under"] for comb in combs).strip()}
    short = question.kind is Kind.TEXT and "multiline" not in question.appearance and not question.parameters
    return {"type": "blank", "under": ""} if short and question.field_group != "narrative" else None


def _lines(group: Group) -> int:
    count = group.repeat_count.strip()
    return max(1, min(int(count), _MOST_LINES)) if count.isascii() and count.isdigit() else LINES

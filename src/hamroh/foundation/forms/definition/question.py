"""One row that asks something: every column of it, checked."""

import difflib
from collections.abc import Iterable

from hamroh.foundation.forms.definition import Question, limits
from hamroh.foundation.forms.definition.cells import NO, YES, condition, expression, parameters, texts
from hamroh.foundation.forms.definition.draft import Draft
from hamroh.foundation.forms.definition.kinds import Type
from hamroh.foundation.forms.definition.lists import choices_of, specify_other
from hamroh.foundation.forms.definition.meanings import meanings_of
from hamroh.foundation.forms.definition.sheets import Row
from hamroh.foundation.forms.terms import NOT_ASKED, Kind
from hamroh.kernel.words import N_

_APPEARANCES = frozenset(
    {"multiline", "minimal", "label", "list-nolabel", "list", "quick", "quickcompact", "compact", "field-list"}
    | {"horizontal", "horizontal-compact", "columns", "columns-pack", "columns-flex", "w1", "w2", "w3", "w4"}
    | {"numbers", "thousands-sep", "month-year", "year", "no-calendar", "hidden", "autocomplete", "search", "likert"}
    | {"new", "counter"}
)
# Calendars and pictures that only a phone draws, and how a number is shown there.
_PARAMETERS = {
    Kind.TEXT: frozenset({"rows"}),
    Kind.IMAGE: frozenset({"max-pixels"}),
    Kind.SELECT_ONE: frozenset({"randomize", "seed", "value", "label"}),
    Kind.SELECT_MULTIPLE: frozenset({"randomize", "seed", "value", "label"}),
}


def read_question(row: Row, name: str, meant: Type, draft: Draft) -> Iterable[Question]:
    """The question, and after it the one that asks what *other* is, where the row says `or_other`."""
    kind = meant.kind
    _say_appearance(row, draft)
    given = parameters(row, draft)
    for unknown in sorted(given.keys() - _PARAMETERS.get(kind, frozenset())):
        draft.found.warning(
            row.cell("parameters"), N_("The parameter %(name)s has no effect on our pages."), name=unknown
        )
    label = texts(row, "label", draft, limits.LABEL)
    if not label and kind not in (Kind.CALCULATE, Kind.HIDDEN):
        draft.found.error(row.cell("label"), N_("%(name)s has no label. Write the words that people read."), name=name)
    question = Question(
        name,
        kind,
        label,
        hint=texts(row, "hint", draft, limits.LABEL),
        relevant=expression(row, "relevant", draft),
        required=condition(row, "required", draft),
        required_message=texts(row, "required_message", draft, limits.LABEL),
        constraint=expression(row, "constraint", draft),
        constraint_message=texts(row, "constraint_message", draft, limits.LABEL),
        calculation=_calculation(row, kind, draft),
        default=_default(row, draft),
        read_only=_read_only(row, draft),
        appearance=row["appearance"],
        parameters=given,
        choices=choices_of(row, meant, given, draft),
        choice_filter=expression(row, "choice_filter", draft),
        or_other=meant.or_other,
        cell=row.cell("name"),
        **meanings_of(row, draft),
    )
    _say_idle(row, question, draft)
    yield question
    if meant.or_other:
        yield specify_other(question, draft)


def _calculation(row: Row, kind: Kind, draft: Draft) -> str:
    written = expression(row, "calculation", draft)
    if kind is Kind.CALCULATE and not written:
        draft.found.error(row.cell("calculation"), N_("The row calculates nothing. Write its calculation."))
    return written


def _default(row: Row, draft: Draft) -> str:
    return expression(row, "default", draft)


def _read_only(row: Row, draft: Draft) -> bool:
    written = row["read_only"].lower()
    if written in YES:
        return True
    if written not in NO:
        draft.found.error(row.cell("read_only"), N_("Write yes or nothing: conditions are not supported here."))
    return False


def _say_appearance(row: Row, draft: Draft) -> None:
    for appearance in row["appearance"].split():
        if appearance in _APPEARANCES:
            continue
        near = difflib.get_close_matches(appearance[: limits.NAME], _APPEARANCES, n=1, cutoff=0.8)
        cell = row.cell("appearance")
        if near:
            draft.found.notice(
                cell, N_("The appearance %(appearance)s is not known. Was %(close)s meant?"),
                appearance=appearance[: limits.NAME], close=near[0],
            )  # fmt: skip
        else:
            draft.found.notice(
                cell, N_("The appearance %(appearance)s has no effect on our pages."),
                appearance=appearance[: limits.NAME],
            )  # fmt: skip


def _say_idle(row: Row, question: Question, draft: Draft) -> None:
    """Columns that are filled and mean nothing for this kind of question."""
    idle = []
    if question.kind in NOT_ASKED:
        idle += [("required", question.required), ("constraint", question.constraint)]
    if not question.choices:
        idle.append(("choice_filter", question.choice_filter))
    if not question.constraint:
        idle.append(("constraint_message", "".join(question.constraint_message.values())))
    for base, value in idle:
        if value:
            draft.found.warning(row.cell(base), N_("%(column)s has no meaning here."), column=base)

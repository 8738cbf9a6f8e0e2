"""The sheet `survey`, row by row, to one tree of groups and questions."""

import re

from hamroh.foundation.forms.definition import Group, Question, limits
from hamroh.foundation.forms.definition.cells import expression, texts
from hamroh.foundation.forms.definition.columns import columns_of
from hamroh.foundation.forms.definition.draft import Draft, Open
from hamroh.foundation.forms.definition.kinds import METADATA, Shape, Type, type_of
from hamroh.foundation.forms.definition.question import read_question
from hamroh.foundation.forms.definition.sheets import SURVEY, Row, rows_of
from hamroh.foundation.forms.terms import Kind
from hamroh.kernel.words import N_

# As names of XML elements, in letters that every phone and every program knows.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
# Names that the form's frame takes: an element of such a name would be mistaken for it.
_TAKEN = frozenset({"meta", "instanceid", "instancename", "formhub"})
_NO_GROUP_MEANING = ("required", "constraint", "calculation", "default", "choice_filter", "parameters")
_GROUP_APPEARANCES = frozenset({"field-list", "compact", "minimal"})
_YES = frozenset({"yes", "true", "true()", "1"})


def read_survey(draft: Draft) -> tuple[Question | Group, ...]:
    """The tree. What is wrong is in `draft.found`; the tree is whole only when that holds no error."""
    rows = draft.workbook.get(SURVEY, [])
    columns = columns_of(SURVEY, rows, draft.languages, draft.found)
    root = Open("", repeat=False, row=None)
    draft.stack = [root]
    for needed in ("type", "name"):
        if not columns.of(needed):
            draft.found.error(SURVEY, N_("The sheet needs the column %(column)s."), column=needed)
            return ()
    for row in rows_of(SURVEY, rows, columns):
        if draft.found.are_enough or draft.questions > limits.QUESTIONS:
            break
        if row["disabled"].lower() in _YES:
            draft.found.notice(row.cell("disabled"), N_("The row is switched off and is left out."))
        elif not row["type"]:
            draft.found.error(row.cell("type"), N_("The row has no type. Write one, or empty the row."))
        else:
            _take(row, type_of(row["type"]), draft)
    for still_open in draft.stack[1:]:
        if still_open.row and draft.questions <= limits.QUESTIONS:
            draft.found.error(
                still_open.row.cell("type"),
                N_("The group %(name)s is never closed. Add a row %(end)s after its last question."),
                name=still_open.name, end="end_repeat" if still_open.repeat else "end_group",
            )  # fmt: skip
    if draft.questions > limits.QUESTIONS:
        draft.found.error(
            SURVEY, N_("The form has more than %(limit)s questions. Split it into several forms."),
            limit=limits.QUESTIONS,
        )  # fmt: skip
    if not draft.questions and not draft.found:
        draft.found.error(SURVEY, N_("The form asks nothing. Write at least one question."))
    return tuple(root.children)


def _take(row: Row, meant: Type, draft: Draft) -> None:
    match meant.shape:
        case Shape.BEGIN_GROUP | Shape.BEGIN_REPEAT:
            _begin(row, meant.shape is Shape.BEGIN_REPEAT, draft)
        case Shape.END_GROUP | Shape.END_REPEAT:
            _end(row, meant.shape is Shape.END_REPEAT, draft)
        case Shape.METADATA:
            _metadata(row, draft)
        case Shape.QUESTION:
            draft.questions += 1
            if name := _name(row, draft):
                draft.stack[-1].children.extend(read_question(row, name, meant, draft))
        case Shape.REFUSED:
            draft.found.error(
                row.cell("type"), meant.message_id, type=row["type"][: limits.NAME], close="text, date, select_one"
            )
            _name(row, draft, quietly=True)


def _name(row: Row, draft: Draft, *, quietly: bool = False) -> str:
    """The name, when it is one. It is kept even where the row is refused, so that others may refer to it."""
    name, cell = row["name"], row.cell("name")
    if not name:
        if not quietly:
            draft.found.error(cell, N_("The row has no name. Write one: letters, digits and _ only."))
        return ""
    if not _NAME.fullmatch(name) or len(name) > limits.NAME or name.lower() in _TAKEN:
        draft.found.error(
            cell, N_("%(name)s cannot be a name. Take Latin letters, digits and _, and begin with a letter."),
            name=name[: limits.NAME],
        )  # fmt: skip
        return ""
    if name in draft.names:
        draft.found.error(
            cell, N_("The name %(name)s stands twice: here and in %(first)s. Rename one."),
            name=name, first=draft.names[name],
        )  # fmt: skip
        return ""
    draft.names[name] = cell
    draft.rows[name] = row
    return name


def _metadata(row: Row, draft: Draft) -> None:
    meant = row["type"].lower()
    if name := _name(row, draft):
        draft.stack[-1].children.append(
            Question(
                name, Kind.HIDDEN, {}, default=METADATA[meant], parameters={"metadata": meant}, cell=row.cell("type")
            )
        )


def _begin(row: Row, repeat: bool, draft: Draft) -> None:
    name = _name(row, draft)
    for base in _NO_GROUP_MEANING:
        if row[base]:
            draft.found.warning(row.cell(base), N_("%(column)s has no meaning for a group."), column=base)
    if len(draft.stack) > limits.DEPTH:
        draft.found.error(row.cell("type"), N_("Groups stand more than %(limit)s deep."), limit=limits.DEPTH)
    if row["repeat_count"] and not repeat:
        draft.found.warning(row.cell("repeat_count"), N_("%(column)s has no meaning here."), column="repeat_count")
    appearance = row["appearance"]
    if set(appearance.split()) - _GROUP_APPEARANCES:
        draft.found.notice(
            row.cell("appearance"), N_("The appearance %(appearance)s has no effect on our pages."),
            appearance=appearance,
        )  # fmt: skip
    values = {
        "label": texts(row, "label", draft, limits.LABEL),
        "relevant": expression(row, "relevant", draft),
        "appearance": appearance,
        "repeat": repeat,
        "repeat_count": expression(row, "repeat_count", draft) if repeat else "",
        "cell": row.cell("type"),
    }
    group = row["field_group"] or draft.stack[-1].field_group
    draft.stack.append(Open(name, repeat, row, values, field_group=group))


def _end(row: Row, repeat: bool, draft: Draft) -> None:
    if len(draft.stack) == 1:
        draft.found.error(row.cell("type"), N_("No group is open here. Delete the row, or open a group before it."))
        return
    closed = draft.stack[-1]
    if closed.repeat is not repeat or (row["name"] and closed.name and row["name"] != closed.name):
        draft.found.error(
            row.cell("type"), N_("%(type)s does not close the group %(name)s, which was opened last."),
            type=row["type"], name=closed.name,
        )  # fmt: skip
    draft.stack.pop()
    draft.stack[-1].children.append(Group(closed.name, children=tuple(closed.children), **closed.values))

"""What can be asked only when every name is known: expressions, defaults, unused lists, cycles."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from hamroh.foundation.forms.definition import Group, Question, limits
from hamroh.foundation.forms.definition.cycles import chain_in
from hamroh.foundation.forms.definition.draft import Draft
from hamroh.foundation.forms.definition.kinds import Lists
from hamroh.foundation.forms.definition.meanings import compare_codes
from hamroh.foundation.forms.definition.understood import shown, understood
from hamroh.foundation.forms.terms import CHOSEN, Kind
from hamroh.kernel.words import N_

_DYNAMIC = re.compile(r"\$\{|^[a-zA-Z][\w:.-]*\(.*\)$", re.DOTALL)


def check_tree(children: Iterable[Question | Group], draft: Draft) -> None:
    """Every finding that needs the whole form."""
    nodes = list(_all(children))
    for node in nodes:
        if draft.found.are_enough:
            return
        _expressions(node, draft)
        _texts(node, draft)
        if isinstance(node, Question):
            _default(node, draft)
            if node.kind in CHOSEN and node.code_list:
                codes = [c.name for c in _choices(node, draft)]
                compare_codes(draft, node.name, node.code_list, codes)
    _of_choices(draft)
    _unused(draft)
    if chain := chain_in(children):
        draft.found.error(
            _cell(draft, chain[0], "calculation"),
            N_("These depend on each other in a circle: %(chain)s. Break it at one place."),
            chain=" → ".join(chain),
        )


def _all(children: Iterable[Question | Group]) -> Iterator[Question | Group]:
    for child in children:
        yield child
        if isinstance(child, Group):
            yield from _all(child.children)


def _cell(draft: Draft, name: str, base: str) -> str:
    row = draft.rows.get(name)
    if row is None:
        return draft.names.get(name, "survey")
    if base == "calculation" and not row["calculation"]:
        base = "relevant"
    return row.cell(base)


def _expressions(node: Question | Group, draft: Draft) -> None:
    row = draft.rows.get(node.name)
    if row is None:
        return
    columns: tuple[str, ...] = ("relevant", "repeat_count")
    if isinstance(node, Question):
        columns = ("relevant", "required", "constraint", "calculation", "choice_filter")
        columns += ("default",) if is_dynamic(node.default) and "metadata" not in node.parameters else ()
    for base in columns:
        text = getattr(node, base)
        if not text or len(text) > limits.EXPRESSION:
            continue
        filtered: set[str] = set()
        if base == "choice_filter" and isinstance(node, Question):
            filtered = {"name", "label"}.union(*(c.columns for c in _choices(node, draft)))
        understood(row.cell(base), text, draft.names, filtered, draft.found)


def _texts(node: Question | Group, draft: Draft) -> None:
    """Labels may show an answer: it must be there."""
    row = draft.rows.get(node.name)
    if row is None:
        return
    for base in ("label", "hint", "constraint_message", "required_message"):
        for tag, text in getattr(node, base, {}).items():
            shown(row.cell(base, tag), text, draft.names, draft.found)


def _of_choices(draft: Draft) -> None:
    for key, choices in draft.lists.lists.items():
        for choice in choices:
            for text in choice.label.values():
                if "${" in text:
                    shown(draft.lists.cells[key].get(choice.name, str(key[0])), text, draft.names, draft.found)


def _choices(question: Question, draft: Draft) -> tuple:  # type: ignore[type-arg]
    for where in (Lists.CHOICES, Lists.EXTERNAL, Lists.FILE):
        if (where, question.choices) in draft.lists.lists:
            return draft.lists.lists[where, question.choices]
    return ()


def is_dynamic(default: str) -> bool:
    """Whether a default is worked out when the form is opened (`today()`, `${age}`), or is the answer itself."""
    return _DYNAMIC.search(default) is not None


def _default(question: Question, draft: Draft) -> None:
    row = draft.rows.get(question.name)
    value = question.default
    if row is None or not value or is_dynamic(value):
        return
    if question.kind in CHOSEN:
        known = {c.name for c in _choices(question, draft)}
        parts = value.split() if question.kind is Kind.SELECT_MULTIPLE else [value]
        wrong = next((part for part in parts if known and part not in known), None)
        if wrong:
            draft.found.error(
                row.cell("default"), N_("The choice %(name)s is not in the list %(list)s."),
                name=wrong[: limits.NAME], list=question.choices,
            )  # fmt: skip
    elif not _fits(question.kind, value):
        draft.found.error(
            row.cell("default"), N_("%(value)s cannot be an answer to a question of the type %(type)s."),
            value=value[: limits.NAME], type=str(question.kind),
        )  # fmt: skip


def _fits(kind: Kind, value: str) -> bool:
    try:
        match kind:
            case Kind.INTEGER:
                return re.fullmatch(r"[+-]?[0-9]{1,15}", value) is not None
            case Kind.DECIMAL:
                return re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", value) is not None
            case Kind.DATE:
                date.fromisoformat(value)
            case Kind.DATE_TIME:
                datetime.fromisoformat(value)
            case Kind.TIME:
                time.fromisoformat(value)
    except ValueError:
        return False
    return True


def _unused(draft: Draft) -> None:
    for key, cells in draft.lists.cells.items():
        if key not in draft.lists.used:
            cell = next(iter(cells.values()), str(key[0]))
            draft.found.warning(cell, N_("No question takes the list %(list)s."), list=key[1])

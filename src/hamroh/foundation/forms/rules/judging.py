"""One pass over a form: what is shown, what is calculated, what cannot be so."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hamroh.foundation.forms.definition import Choice, Definition, Question
from hamroh.foundation.forms.expressions import Context, Node, evaluate, number, text, truth
from hamroh.foundation.forms.rules.compiled import OTHER, Compiled, Item, compiled
from hamroh.foundation.forms.rules.paths import MOST_ROWS, Answers
from hamroh.foundation.forms.rules.scopes import Scope, Seen, rows_under
from hamroh.foundation.forms.rules.values import (
    NOT_ON_LIST,
    NOT_POSSIBLE,
    REQUIRED,
    TOO_MANY,
    UNKNOWN,
    Fault,
    Unfit,
    fitted,
)
from hamroh.foundation.forms.terms import CHOSEN, Kind


@dataclass(frozen=True)
class Judged:
    """`answers`: as they are kept, calculations filled in. `shown`: paths of questions, groups and rows that are asked.

    `faults`: in the order of the form; those of questions that are not shown are none.
    """

    answers: dict[str, Any]
    shown: frozenset[str]
    faults: tuple[Fault, ...] = ()
    open: frozenset[str] = field(default=frozenset(), compare=False)
    """Of the shown questions those that must be answered and are not."""


def judge(
    definition: Definition, answers: Answers, *, now: datetime, complete: bool = False, language: str = ""
) -> Judged:
    """What the form makes of these answers at this moment, which carries the offset of the place.

    Types, lists and constraints always; what must be answered only when `complete`, and then answers that are not asked
    are left out. Hidden answers are empty for every expression, as ODK has it. What is no answer stays as it was typed.
    """
    return _Pass(compiled(definition), now, language).judged(answers, complete)


def choices_for(
    definition: Definition, question: Question, answers: Answers, *, path: str = "", now: datetime, language: str = ""
) -> tuple[Choice, ...]:
    """The answers that may be chosen here: all of the list, or what the choice filter leaves of them.

    `path` says in which row of a repeat the question stands.
    """
    form = compiled(definition)
    item = form.items[question.name]
    if item.choice_filter is None:
        return form.choices(question)
    one = _Pass(form, now, language)
    one.judged(answers, complete=False)
    scope = one.scope_at(path)
    return one.choices(item, scope) if scope else ()


class _Pass:
    def __init__(self, form: Compiled, now: datetime, language: str) -> None:
        self.form, self.now = form, now
        self.language = language or form.definition.default_language
        self.faults: dict[str, Fault] = {}
        self.form_scope = Scope(None, "", {}, "", 1)

    def judged(self, answers: Answers, complete: bool) -> Judged:
        self.form_scope = self._scope(None, "", answers, "", 1)
        for item in self.form.order:
            for scope in rows_under(self.form_scope, item.home):
                self._settle(item, scope)
        wanting: set[str] = set()
        found: list[Fault] = []
        self._unknown(self.form_scope, found)
        for item in self.form.items.values():
            for scope in rows_under(self.form_scope, item.home):
                if item.name in scope.shown:
                    found.extend(self._against(item, scope, complete, wanting))
        return Judged(
            self._kept(self.form_scope, complete),
            frozenset(self._shown(self.form_scope)),
            tuple(found),
            frozenset(wanting),
        )

    # What is there

    def _scope(self, parent: Scope | None, path: str, given: Answers, repeat: str, at: int) -> Scope:
        scope = Scope(parent, path, given, repeat, at)
        if not self.form.repeats:
            scope.context = self._context(scope.values, scope)
        else:
            scope.context = self._context(
                Seen(self.form, scope), scope, Seen(self.form, scope, everywhere=True) if parent else None
            )
        for name, value in scope.given.items():
            self._fit(scope, name, value)
        return scope

    def _context(self, seen: Mapping[str, Any], scope: Scope, instances: Mapping[str, Any] | None = None) -> Context:
        return Context(
            answers=seen,
            position=scope.position,
            today=self.now.date(),
            now=self.now,
            choice_label=self._label,
            instances=instances or {},
        )

    def _fit(self, scope: Scope, name: str, value: Any) -> None:
        if isinstance(value, list | tuple | Mapping):
            return
        scope.given[name] = typed = value if isinstance(value, str) else str(value)
        item = self.form.items.get(name)
        if item is None or item.question is None:
            return
        try:
            scope.given[name] = fitted(item.question.kind, typed)
        except Unfit as unfit:
            path = f"{scope.path}{name}"
            self.faults[path] = Fault(path, unfit.message_id, unfit.params)

    def scope_at(self, path: str) -> Scope | None:
        steps = path.split("/")[:-1]
        scope = self.form_scope
        for repeat, at in zip(steps[::2], steps[1::2], strict=False):
            rows = scope.rows.get(repeat, [])
            if not at.isdecimal() or int(at) >= len(rows):
                return None
            scope = rows[int(at)]
        return scope

    # What is asked, and what is calculated

    def _settle(self, item: Item, scope: Scope) -> None:
        parent_shown = not item.parent or item.parent in scope.shown or item.parent == scope.repeat
        asked = parent_shown and self._holds(item.relevant, scope)
        if asked:
            scope.shown.add(item.name)
        if item.group:
            if item.group.repeat:
                self._open_rows(item, scope, asked)
            return
        if item.calculation is not None and asked:
            self._calculate(item, scope)
        fits = asked and f"{scope.path}{item.name}" not in self.faults
        value = scope.given.get(item.name, "")
        scope.values[item.name] = value if fits and isinstance(value, str) else ""

    def _calculate(self, item: Item, scope: Scope) -> None:
        """A calculation is the form's own; where people may change it, it is only the first word."""
        own = scope.given.get(item.name, "")
        if item.given and own:
            return
        assert item.calculation is not None and item.question is not None
        came = text(evaluate(item.calculation, scope.with_own(own)))
        self.faults.pop(f"{scope.path}{item.name}", None)
        try:
            scope.given[item.name] = fitted(item.question.kind, came)
        except Unfit:
            scope.given[item.name] = ""

    def _open_rows(self, item: Item, scope: Scope, asked: bool) -> None:
        given = scope.given.get(item.name)
        rows = list(given) if isinstance(given, list | tuple) else []
        path = f"{scope.path}{item.name}"
        if len(rows) > MOST_ROWS:
            self.faults[path] = Fault(path, TOO_MANY, {"most": MOST_ROWS})
        wanted = len(rows) if asked else 0
        if item.repeat_count is not None and asked and scope.context is not None:
            counted = number(evaluate(item.repeat_count, scope.context))
            wanted = int(max(0, min(counted, MOST_ROWS))) if math.isfinite(counted) else 0
            rows += [{}] * (wanted - len(rows))
        made = [
            self._scope(scope, f"{path}/{at}/", row if isinstance(row, Mapping) else {}, item.name, at + 1)
            for at, row in enumerate(rows[:MOST_ROWS])
        ]
        scope.rows[item.name], scope.spare[item.name] = made[:wanted], made[wanted:]

    def _holds(self, node: Node | None, scope: Scope) -> bool:
        return node is None or (scope.context is not None and truth(evaluate(node, scope.context)))

    def _label(self, name: str, code: str) -> str:
        item = self.form.items.get(name)
        if item is None or item.question is None:
            return ""
        label = next((c.label for c in self.form.choices(item.question) if c.name == code), {})
        return label.get(self.language) or next(iter(label.values()), "")

    def choices(self, item: Item, scope: Scope) -> tuple[Choice, ...]:
        assert item.question is not None
        every = self.form.choices(item.question)
        if item.choice_filter is None:
            return every
        node, context = item.choice_filter, scope.context
        assert context is not None
        return tuple(
            choice
            for choice in every
            if (choice.name == OTHER and item.question.or_other)
            or truth(evaluate(node, replace(context, columns={"name": choice.name, **choice.columns})))
        )

    # What cannot be so

    def _unknown(self, scope: Scope, found: list[Fault]) -> None:
        home = self._home(scope)
        for name in scope.given:
            item = self.form.items.get(name)
            fits = isinstance(scope.given[name], list | tuple if name in self.form.repeats else str)
            if item is None or item.home != home or not fits or (item.group and not item.group.repeat):
                found.append(Fault(f"{scope.path}{name}", UNKNOWN))
        for name, rows in scope.rows.items():
            for row in (*rows, *scope.spare[name]):
                self._unknown(row, found)

    def _home(self, scope: Scope) -> tuple[str, ...]:
        return (*self._home(scope.parent), scope.repeat) if scope.parent else ()

    def _against(self, item: Item, scope: Scope, complete: bool, wanting: set[str]) -> Iterator[Fault]:
        path = f"{scope.path}{item.name}"
        if path in self.faults:
            yield self.faults[path]
        question = item.question
        if question is None or path in self.faults or not item.given:
            return
        value = scope.values[item.name]
        if not value:
            if self._required(item, scope):
                wanting.add(path)
                if complete:
                    yield _said(path, question.required_message, REQUIRED)
            return
        if question.kind in CHOSEN and not self._on_list(item, scope, value):
            yield Fault(path, NOT_ON_LIST)
        elif item.constraint is not None and not truth(evaluate(item.constraint, scope.with_own(value))):
            yield _said(path, question.constraint_message, NOT_POSSIBLE)

    def _required(self, item: Item, scope: Scope) -> bool:
        return item.required if isinstance(item.required, bool) else self._holds(item.required, scope)

    def _on_list(self, item: Item, scope: Scope, value: str) -> bool:
        question = item.question
        assert question is not None
        if not question.choices:
            return True
        chosen = value.split() if question.kind is Kind.SELECT_MULTIPLE else [value]
        if item.choice_filter is not None:
            return {*chosen} <= {choice.name for choice in self.choices(item, scope)}
        known = self.form.codes.get(question.choices, frozenset())
        return all(code in known or (question.or_other and code == OTHER) for code in chosen)

    # What is kept

    def _kept(self, scope: Scope, complete: bool) -> dict[str, Any]:
        items = self.form.items
        kept: dict[str, Any] = {}
        for name, value in scope.given.items():
            item = items.get(name)
            if name in scope.rows:
                continue
            asked = item is not None and item.question is not None and name in scope.shown
            if not complete or (asked and value and isinstance(value, str)):
                kept[name] = value
        for name, rows in scope.rows.items():
            stays = rows if complete else [*rows, *scope.spare[name]]
            if stays or (name in scope.given and name in scope.shown):
                kept[name] = [self._kept(row, complete) for row in stays]
        return kept

    def _shown(self, scope: Scope) -> Iterator[str]:
        yield from (f"{scope.path}{name}" for name in scope.shown)
        for rows in scope.rows.values():
            for row in rows:
                yield row.path.rstrip("/")
                yield from self._shown(row)


def _said(path: str, author: Mapping[str, str], otherwise: str) -> Fault:
    return Fault(path, message=author) if any(author.values()) else Fault(path, otherwise)

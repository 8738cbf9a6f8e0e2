"""A form divided into pages: one question, one small group, the list of a repeat, or one row of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hamroh.foundation.forms.definition import Definition, Group, Question
from hamroh.foundation.forms.terms import Kind

MOST = 8  # questions of a group that still are one page
ALL = "all"  # the whole form on one page


@dataclass(frozen=True, slots=True)
class Step:
    """A page: `key` stands in its address. `over`: groups around it, for the line above its heading."""

    key: str
    children: tuple[Question | Group, ...]
    over: tuple[Group, ...] = ()

    @property
    def group(self) -> Group | None:
        """The group that this page is, if it is one."""
        only = self.children[0]
        return only if isinstance(only, Group) and len(self.children) == 1 else None

    def names(self) -> frozenset[str]:
        return frozenset(_names(self.children))


def steps_of(definition: Definition) -> tuple[Step, ...]:
    """Every page there may be, in the order of the form. Notes stand on the page of the question after them."""
    return tuple(_steps(definition.children, ()))


def _steps(children: tuple[Question | Group, ...], over: tuple[Group, ...]) -> Iterator[Step]:
    notes: list[Question | Group] = []
    for child in children:
        if isinstance(child, Question):
            if child.kind is Kind.NOTE:
                notes.append(child)
            elif child.kind not in (Kind.CALCULATE, Kind.HIDDEN):
                yield Step(child.name, (*notes, child), over)
                notes = []
            continue
        if notes:
            yield Step(notes[0].name, tuple(notes), over)
            notes = []
        if child.repeat or is_one_page(child):
            yield Step(child.name, (child,), over)
        else:
            yield from _steps(child.children, (*over, child))
    if notes:
        yield Step(notes[0].name, tuple(notes), over)


def is_one_page(group: Group) -> bool:
    """A group asked together: its author says so, or it is small and holds no repeat."""
    if "field-list" in group.appearance or "table-list" in group.appearance:
        return True
    return _size(group) <= MOST and not any(isinstance(child, Group) and child.repeat for child in _all(group.children))


def _size(group: Group) -> int:
    unseen = (Kind.CALCULATE, Kind.HIDDEN)
    return sum(isinstance(child, Question) and child.kind not in unseen for child in _all(group.children))


def _all(children: tuple[Question | Group, ...]) -> Iterator[Question | Group]:
    for child in children:
        yield child
        if isinstance(child, Group):
            yield from _all(child.children)


def _names(children: tuple[Question | Group, ...]) -> Iterator[str]:
    return (child.name for child in _all(children))


def is_asked(step: Step, shown: Collection[str]) -> bool:
    """Whether anything of a page is shown now."""
    if step.group and step.group.repeat:
        return step.key in shown
    return any(child.name in shown for child in _all(step.children) if isinstance(child, Question) and _seen(child))


def _seen(question: Question) -> bool:
    return question.kind not in (Kind.CALCULATE, Kind.HIDDEN)


def step_at(steps: tuple[Step, ...], path: str) -> Step | None:
    """The page on which the answer with this path is given."""
    name = path.split("/", maxsplit=1)[0]
    return next((step for step in steps if step.key == name or name in step.names()), None)

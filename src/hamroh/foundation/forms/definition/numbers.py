"""The numbers of groups and questions, as they stand on paper and beside it on the page of whoever types a sheet in."""

from collections.abc import Iterable, Iterator

from hamroh.foundation.forms.definition import Definition, Group, Question
from hamroh.foundation.forms.terms import NOT_ASKED


def numbers_of(definition: Definition) -> dict[str, str]:
    """By name: `1` and `1.1` in the order of the form. What is not asked has no number.

    A group without a label only holds questions together: they are counted with those around it. The questions of a
    repeat are numbered once, however often it is filled.
    """
    return dict(_numbered(definition.children, ""))


def _numbered(children: Iterable[Question | Group], before: str) -> Iterator[tuple[str, str]]:
    for place, child in enumerate(_counted(children), start=1):
        number = f"{before}{place}"
        yield child.name, number
        if isinstance(child, Group):
            yield from _numbered(child.children, f"{number}.")


def _counted(children: Iterable[Question | Group]) -> Iterator[Question | Group]:
    for child in children:
        if isinstance(child, Question):
            if is_asked(child):
                yield child
        elif stands_alone(child):
            if has_questions(child):
                yield child
        else:
            yield from _counted(child.children)


def stands_alone(group: Group) -> bool:
    """Whether it is a section of its own for a reader: it has a title, or is asked several times."""
    return group.repeat or any(text.strip() for text in group.label.values())


def is_asked(question: Question) -> bool:
    """Whether somebody answers it; what is only shown, counted or fixed is not asked."""
    return question.kind not in NOT_ASKED and not question.read_only


def has_questions(group: Group) -> bool:
    return any(is_asked(child) if isinstance(child, Question) else has_questions(child) for child in group.children)

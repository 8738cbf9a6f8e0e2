"""A definition made ready for judging: every expression parsed once, and what has to be known before what."""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Lock

from hamroh.foundation.forms.definition import Choice, Definition, Group, Question
from hamroh.foundation.forms.expressions import Node, names_in, parse
from hamroh.foundation.forms.terms import NOT_ASKED, Kind
from hamroh.foundation.reference.standards import form_words

OTHER = "other"  # the choice that `or_other` adds, and the end of the name of the question that follows it
_YES = frozenset({"yes", "true", "true()", "1"})
_NO = frozenset({"", "no", "false", "false()", "0"})


@dataclass(frozen=True, eq=False)
class Item:
    """One question or group. `home`: the repeats it lies in, from the outside in; `parent`: the nearest group."""

    name: str
    home: tuple[str, ...]
    parent: str
    question: Question | None
    group: Group | None
    relevant: Node | None
    constraint: Node | None = None
    calculation: Node | None = None
    choice_filter: Node | None = None
    repeat_count: Node | None = None
    required: Node | bool = False

    @property
    def given(self) -> bool:
        """Whether the answer is people's, not the form's."""
        question = self.question
        return bool(question) and question.kind not in NOT_ASKED and not (question.read_only and self.calculation)  # type: ignore[union-attr]


@dataclass(frozen=True, eq=False)
class Compiled:
    """`items` in the order of the form, `order` in the order in which they can be known."""

    definition: Definition
    items: Mapping[str, Item]
    order: tuple[Item, ...]
    repeats: frozenset[str]
    lists: Mapping[str, tuple[Choice, ...]]
    codes: Mapping[str, frozenset[str]]

    def choices(self, question: Question) -> tuple[Choice, ...]:
        found = self.lists.get(question.choices, ())
        adds = question.or_other and OTHER not in self.codes.get(question.choices, ())
        return (*found, Choice(OTHER, form_words("other"))) if adds else found


_kept: OrderedDict[str, Compiled] = OrderedDict()
_lock = Lock()
_KEEP = 64


def compiled(definition: Definition) -> Compiled:
    """Compiled once for each content. Raises NotUnderstood when the definition was not read by `read`."""
    with _lock:
        if found := _kept.get(definition.sha):
            _kept.move_to_end(definition.sha)
            return found
    made = _compile(definition)
    if definition.sha:
        with _lock:
            _kept[definition.sha] = made
            while len(_kept) > _KEEP:
                _kept.popitem(last=False)
    return made


def _compile(definition: Definition) -> Compiled:
    columns = {
        "name",
        "label",
        *(name for choices in definition.choices.values() for choice in choices for name in choice.columns),
    }
    items = {item.name: item for item in _items(definition.children, (), "", columns)}
    for item in list(items.values()):
        if (question := item.question) and question.or_other and f"{item.name}_{OTHER}" not in items:
            items |= {(more := _which_other(item, question)).name: more}
    return Compiled(
        definition,
        items,
        tuple(_ordered(items)),
        frozenset(name for name, item in items.items() if item.group and item.group.repeat),
        definition.choices,
        {name: frozenset(choice.name for choice in choices) for name, choices in definition.choices.items()},
    )


def _items(
    children: tuple[Question | Group, ...], home: tuple[str, ...], parent: str, columns: Collection[str]
) -> Iterator[Item]:
    for child in children:
        if isinstance(child, Question):
            yield _question(child, home, parent, columns)
            continue
        yield Item(
            child.name,
            home,
            parent,
            None,
            child,
            _node(child.relevant),
            repeat_count=_node(child.repeat_count),
        )
        yield from _items(child.children, (*home, child.name) if child.repeat else home, child.name, columns)


def _question(question: Question, home: tuple[str, ...], parent: str, columns: Collection[str] = ()) -> Item:
    required: Node | bool = question.required.strip().lower() in _YES
    if not required and question.required.strip().lower() not in _NO:
        required = parse(question.required)
    return Item(
        question.name,
        home,
        parent,
        question,
        None,
        _node(question.relevant),
        _node(question.constraint),
        _node(question.calculation),
        parse(question.choice_filter, columns=columns) if question.choice_filter.strip() else None,
        None,
        required,
    )


def _which_other(item: Item, question: Question) -> Item:
    """XLSForm's `or_other`: a text for what the list does not have."""
    name = f"{question.name}_{OTHER}"
    more = Question(
        name,
        Kind.TEXT,
        form_words("which_other"),
        relevant=f"selected(${{{question.name}}}, '{OTHER}')",
        field_group=question.field_group,
        cell=question.cell,
    )
    return _question(more, item.home, item.parent)


def _node(expression: str) -> Node | None:
    return parse(expression) if expression.strip() else None


def _needs(item: Item, items: Mapping[str, Item]) -> set[str]:
    """What must be known before this is: the group around it, and every name its own expressions speak of."""
    nodes = (item.relevant, item.calculation, item.repeat_count)
    named = {name for node in nodes if node is not None for name in names_in(node)}
    return {name for name in (*named, item.parent) if name in items and name != item.name}


def _ordered(items: Mapping[str, Item]) -> Iterator[Item]:
    """Each after what it needs, else in the order of the form. A circle, which no definition has, is cut where it began."""
    needs = {name: _needs(item, items) for name, item in items.items()}
    done: set[str] = set()
    for name in items:
        stack = [(name, iter(sorted(needs[name])))]
        entered = {name}
        while stack:
            at, rest = stack[-1]
            following = next((n for n in rest if n not in done and n not in entered), None)
            if following is not None:
                entered.add(following)
                stack.append((following, iter(sorted(needs[following]))))
                continue
            stack.pop()
            if at not in done:
                done.add(at)
                yield items[at]


def without(definition: Definition, groups: frozenset[str]) -> Definition:
    """The same form without the questions of these field groups, for those who may not open them."""
    if not groups or not any(question.field_group in groups for question in definition.questions()):
        return definition
    mark = "+".join(sorted(groups))
    return replace(definition, children=_less(definition.children, groups), sha=f"{definition.sha}-{mark}")


def _less(children: tuple[Question | Group, ...], groups: frozenset[str]) -> tuple[Question | Group, ...]:
    kept: list[Question | Group] = []
    for child in children:
        if isinstance(child, Question):
            if child.field_group not in groups:
                kept.append(child)
        elif left := _less(child.children, groups):
            kept.append(replace(child, children=left))
    return tuple(kept)

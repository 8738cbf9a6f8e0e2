"""From a filled form's XML, or a record of KoboToolbox, to answers as the platform judges them. Pure; no answer is changed."""

from collections.abc import Iterable, Mapping
from typing import Any

from hamroh.casework.submissions.rules.instance import Node
from hamroh.foundation.forms.definition import Definition, Group, Question
from hamroh.foundation.forms.rules import OTHER, compiled, flat, name_of
from hamroh.foundation.forms.terms import FILES

# What apps write beside the answers. Whoever authored a question of such a name gets it all the same.
_NOT_ANSWERS = frozenset(
    {
        *("meta", "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email"),
        *("audit", "formhub", "__version__", "instanceID", "rootUuid"),
    }
)


def answers_of(root: Node, definition: Definition) -> dict[str, Any]:
    """The answers in a filled form, by name; what its form does not know stays in, to be judged as unknown."""
    return _read(root, definition.children)


def _read(node: Node, children: Iterable[Question | Group]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    known: set[str] = set()
    for child in children:
        known |= {child.name, f"{child.name}_{OTHER}", f"{child.name}_count"}
        if isinstance(child, Question):
            found = (node.child(name) for name in (child.name, f"{child.name}_{OTHER}" if child.or_other else ""))
            answers |= {one.name: one.text.strip() for one in found if one is not None}
        elif child.repeat:
            rows = [_read(row, child.children) for row in node.named(child.name) if "template" not in row.attributes]
            if rows:
                answers[child.name] = rows
        elif (group := node.child(child.name)) is not None:
            answers |= _read(group, child.children)
    strange = (c for c in node.children if c.name not in known and c.name not in _NOT_ANSWERS)
    return answers | {one.name: one.text.strip() for one in strange if one.text.strip() or one.children}


def answers_of_record(record: Mapping[str, Any], definition: Definition) -> dict[str, Any]:
    """The answers in one record of KoboToolbox: questions under `group/question`, repeats as lists of such mappings."""
    repeats = compiled(definition).repeats
    answers: dict[str, Any] = {}
    for path, value in record.items():
        name = name_of(path)
        if path.startswith(("_", "meta/", "formhub/")) or name in _NOT_ANSWERS or name.endswith("_count"):
            continue
        if isinstance(value, list):
            rows = [answers_of_record(row, definition) for row in value if isinstance(row, Mapping)]
            if name in repeats:
                answers[name] = rows
            continue
        if not isinstance(value, Mapping) and value is not None:
            answers[name] = str(value)
    return answers


def files_named(answers: Mapping[str, Any], definition: Definition) -> dict[str, str]:
    """The files that the answers name, by path."""
    kinds = {question.name: question.kind for question in definition.questions()}
    return {path: name for path, name in flat(answers).items() if name and kinds.get(name_of(path)) in FILES}

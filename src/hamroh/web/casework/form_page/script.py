"""What the script of a form's page needs beside the page: answers given elsewhere, and calculations between them."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hamroh.foundation.forms.expressions import as_json, from_json, names_in
from hamroh.foundation.forms.rules import Compiled, Judged
from hamroh.web.casework.form_page.shapes import Asked, PageShown, Part, Told


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def script_for(form: Compiled, page: PageShown, judged: Judged, now: datetime) -> str:
    """`answers`: by name, what conditions of this page read and other pages ask; rows of a repeat as a list.

    `calcs`: calculations on the way, in the order in which they can be known. `labels`: of choices that texts speak of.
    """
    wanted = _wanted(form, _named(page))
    here = {one.path.split("/")[-1] for one in page.asked()}
    answers: dict[str, Any] = {}
    for name in sorted(wanted - here):
        item = form.items[name]
        values = _values(judged.answers, judged.shown, item.home, name, "")
        answers[name] = (values if item.home else next(iter(values), "")) if item.question else values
    calcs = [
        [item.name, as_json(item.calculation)]
        for item in form.order
        if item.name in wanted and item.calculation is not None and not item.home and item.relevant is None
    ]
    labels = {
        name: {choice.name: choice.label.get(page.language, choice.name) for choice in form.choices(item.question)}
        for name, item in form.items.items()
        if name in wanted and item.question and item.question.choices
    }
    return compact(
        {"answers": answers, "calcs": calcs, "labels": labels, "now": now.isoformat(timespec="milliseconds")}
    )


def _named(page: PageShown) -> set[str]:
    named: set[str] = set()

    def look(children: Iterable[Asked | Told | Part]) -> None:
        for child in children:
            if child.relevant:
                named.update(names_in(from_json(json.loads(child.relevant))))
            if isinstance(child, Told):
                named.update(str(child.text).split('data-ref="')[1:])
            if isinstance(child, Part):
                look(child.children)

    look(page.children)
    return {name.split('"')[0] for name in named}


def _wanted(form: Compiled, named: set[str]) -> set[str]:
    """These names, and those that their calculations rest on."""
    found, waiting = set[str](), [name for name in named if name in form.items]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        node = form.items[name].calculation
        waiting += [one for one in names_in(node) if one in form.items] if node is not None else []
    return found


def _values(
    answers: Mapping[str, Any], shown: frozenset[str], home: tuple[str, ...], name: str, path: str
) -> list[str]:
    if not home:
        here = answers.get(name, "")
        if isinstance(here, list):
            return ["x" for at in range(len(here)) if f"{path}{name}/{at}" in shown]
        return [here if f"{path}{name}" in shown else ""]
    rows = answers.get(home[0], [])
    return [
        value
        for at, row in enumerate(rows if isinstance(rows, list) else [])
        if f"{path}{home[0]}/{at}" in shown
        for value in _values(row, shown, home[1:], name, f"{path}{home[0]}/{at}/")
    ]

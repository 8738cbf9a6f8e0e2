"""One page of a form, shaped: every question with its widget, its choices, what was answered, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from hamroh.foundation.forms.definition import Definition, Group, Question
from hamroh.foundation.forms.definition.numbers import numbers_of
from hamroh.foundation.forms.expressions import as_json
from hamroh.foundation.forms.rules import Compiled, Judged, choices_for, compiled, flat, judge
from hamroh.foundation.forms.terms import NOT_ASKED, Kind
from hamroh.foundation.permissions.terms import SHAREABLE, FieldGroup
from hamroh.kernel.text import say
from hamroh.web.casework.form_page.script import compact, script_for
from hamroh.web.casework.form_page.shapes import Asked, Option, PageShown, Part, Told
from hamroh.web.casework.form_page.steps import ALL, Step
from hamroh.web.casework.form_page.telling import finder, live_text, text_of

MANY = 12  # choices from which a list is folded
_WIDGETS = {
    Kind.INTEGER: "number",
    Kind.DECIMAL: "number",
    Kind.DATE: "date",
    Kind.DATE_TIME: "moment",
    Kind.TIME: "time",
    Kind.ACKNOWLEDGE: "tick",
    Kind.IMAGE: "file",
    Kind.FILE: "file",
}
ACCEPT = {Kind.IMAGE: "image/jpeg,image/png,image/webp", Kind.FILE: "image/jpeg,image/png,image/webp,application/pdf"}
_SHARED = frozenset(str(group) for group in SHAREABLE) - {FieldGroup.IDENTITY, FieldGroup.CONTACT}


@dataclass(frozen=True)
class Look:
    """What a page is shaped from, once."""

    form: Compiled
    answers: Mapping[str, Any]
    values: Mapping[str, str]
    judged: Judged
    language: str
    now: datetime
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, Any] = field(default_factory=dict)
    file_url: str = ""
    paper: bool = False
    numbers: Mapping[str, str] = field(default_factory=dict)


def page_of(
    definition: Definition,
    answers: Mapping[str, Any],
    language: str,
    layout: str = "steps",
    *,
    now: datetime,
    step: Step | None = None,
    row: int | None = None,
    errors: Mapping[str, tuple[str, ...]] | None = None,
    theirs: Mapping[str, str] | None = None,
    offers: Mapping[str, Any] | None = None,
    file_url: str = "",
    kept: Mapping[str, str] | None = None,
    whole: Definition | None = None,
) -> PageShown:
    """A page of a form with these answers, in one of the form's languages.

    `step` says which; with `row`, that row of its repeat. Layout `paper`: the whole form in the order of its sheet, with
    the sheet's numbers, repeats with all their rows. `errors`, `theirs` (what a colleague answered meanwhile, in words) and
    `offers` by path. `file_url`: where files are, by `?at=path`. `kept`: what is kept by path, where `answers` holds more than
    that: what was typed and refused. `whole`: the form as it is printed, where parts of it are shut for whoever looks: the
    numbers are those of the sheet.
    """
    form = compiled(definition)
    judged = judge(definition, answers, now=now, language=language)
    look = Look(
        form,
        judged.answers,
        flat(judged.answers),
        judged,
        language,
        now,
        errors or {},
        theirs or {},
        offers or {},
        file_url,
        layout == "paper" or step is None,
        numbers_of(whole or definition) if layout == "paper" or step is None else {},
    )
    if step is None:
        key, title, children = ALL, say(definition.title, language), _children(look, definition.children, "", 2)
    elif step.group and step.group.repeat and row is not None:
        key, title = f"{step.key}/{row}", f"{_label(look, step.group, '')} {row + 1}"
        children = _children(look, step.group.children, f"{step.key}/{row}/", 2)
    elif step.group and not step.group.repeat:
        key, title = step.key, _label(look, step.group, "")
        children = _children(look, step.group.children, "", 2)
    else:
        key, title, children = step.key, "", _children(look, step.children, "", 2)
    page = PageShown(key, title, children, language, is_rtl(language))
    stands = look.values if kept is None else kept
    seen = {asked.path: stands.get(asked.path, "") for asked in page.asked()}
    return PageShown(key, title, children, language, page.rtl, script_for(form, page, judged, now), seen)


def is_rtl(language: str) -> bool:
    try:
        return bool(get_language_info(language.split("-", maxsplit=1)[0])["bidi"])
    except KeyError:
        return False


def _children(
    look: Look, children: tuple[Question | Group, ...], row: str, level: int
) -> tuple[Asked | Told | Part, ...]:
    made: list[Asked | Told | Part] = []
    for child in children:
        if isinstance(child, Group):
            made.append(_repeat(look, child, row, level) if child.repeat else _group(look, child, row, level))
        elif child.kind is Kind.NOTE or (child.read_only and child.kind not in (Kind.CALCULATE, Kind.HIDDEN)):
            made.append(_told(look, child, row))
        elif child.kind not in NOT_ASKED:
            made.append(_asked(look, child, row))
    return tuple(made)


def _group(look: Look, group: Group, row: str, level: int) -> Part:
    path = f"{row}{group.name}"
    return Part(
        path,
        _label(look, group, row),
        look.numbers.get(group.name, ""),
        _children(look, group.children, row, min(level + 1, 4)),
        path in look.judged.shown,
        _relevant(look, group.name),
        level=level,
    )


def _repeat(look: Look, group: Group, row: str, level: int) -> Part:
    """All rows, each with its questions; one can be added unless the form says how many there are."""
    path = f"{row}{group.name}"
    title = _label(look, group, row)
    count = int(look.values.get(path) or 0)
    counted = bool(group.repeat_count)
    rows = tuple(
        Part(
            f"{path}/{at}",
            f"{title} {at + 1}",
            children=_children(look, group.children, f"{path}/{at}/", min(level + 2, 4)),
            shown=not counted or f"{path}/{at}" in look.judged.shown,
            remove=not counted,
            count=count,
            level=min(level + 1, 4),
        )
        for at in range(count)
    )
    return Part(
        path,
        title,
        look.numbers.get(group.name, ""),
        rows,
        path in look.judged.shown,
        _relevant(look, group.name),
        repeat=True,
        add=not counted,
        count=count,
        level=level,
    )


def _label(look: Look, group: Group, row: str) -> str:
    return text_of(group.label, look.language, finder(look.form, look.answers, look.judged.shown, look.language, row))


def _relevant(look: Look, name: str) -> str:
    node = look.form.items[name].relevant
    return compact(as_json(node)) if node is not None else ""


def _told(look: Look, question: Question, row: str) -> Told:
    path = f"{row}{question.name}"
    find = finder(look.form, look.answers, look.judged.shown, look.language, row)
    text = live_text(question.label, look.language, find)
    if question.kind is not Kind.NOTE:
        value = find(question.name)
        text = live_text({look.language: f"{say(question.label, look.language)}: {value}"}, look.language, find)
    return Told(
        path,
        text,
        text_of(question.hint, look.language, find),
        path in look.judged.shown,
        _relevant(look, question.name),
    )


def _asked(look: Look, question: Question, row: str) -> Asked:
    path = f"{row}{question.name}"
    find = finder(look.form, look.answers, look.judged.shown, look.language, row)
    value, id = look.values.get(path, ""), f"q-{path.replace('/', '-')}"
    options = _options(look, question, path, value, id)
    widget = _widget(question, len(options))
    return Asked(
        path=path,
        id=f"{id}-0" if widget in ("radios", "checks") and options else f"{id}-d" if widget == "date" else id,
        widget=widget,
        label=text_of(question.label, look.language, find),
        hint=text_of(question.hint, look.language, find),
        value=value,
        required=look.form.items[question.name].required is True or path in look.judged.open,
        number=look.numbers.get(question.name, ""),
        options=options,
        errors=look.errors.get(path, ()),
        theirs=look.theirs.get(path, ""),
        offer=look.offers.get(path),
        shown=path in look.judged.shown,
        relevant=_relevant(look, question.name),
        no_names=question.kind is Kind.TEXT and question.field_group in _SHARED,
        parts=_parts(value, id) if widget == "date" else (),
        inputmode="numeric" if question.kind is Kind.INTEGER else "decimal" if question.kind is Kind.DECIMAL else "",
        rows=int(question.parameters.get("rows", "4")) if question.parameters.get("rows", "4").isdecimal() else 4,
        file_url=f"{look.file_url}?at={path}" if value and look.file_url and widget == "file" else "",
        accept=ACCEPT.get(question.kind, ""),
    )


def _widget(question: Question, choices: int) -> str:
    if question.kind is Kind.SELECT_MULTIPLE:
        return "checks"
    if question.kind is Kind.SELECT_ONE:
        folded = choices > MANY or {"minimal", "autocomplete", "search"} & set(question.appearance.split())
        return "select" if folded else "radios"
    if question.kind is Kind.TEXT:
        return "area" if "multiline" in question.appearance or "rows" in question.parameters else "text"
    return _WIDGETS[question.kind]


def _options(look: Look, question: Question, path: str, value: str, id: str) -> tuple[Option, ...]:
    if question.kind not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE):
        return ()
    chosen = set(value.split()) if question.kind is Kind.SELECT_MULTIPLE else {value}
    choices = choices_for(look.form.definition, question, look.answers, path=path, now=look.now)
    return tuple(
        Option(choice.name, say(choice.label, look.language) or choice.name, f"{id}-{at}", choice.name in chosen)
        for at, choice in enumerate(choices)
    )


def _parts(value: str, id: str) -> tuple[tuple[str, str, str, str, int], ...]:
    """Day, month and year: (end of the name, id, words, what was typed, width)."""
    year, month, day = [*value.split("-"), "", "", ""][:3]
    return (
        ("d", f"{id}-d", _("Day"), day.removeprefix("0"), 2),
        ("m", f"{id}-m", _("Month"), month.removeprefix("0"), 2),
        ("y", f"{id}-y", _("Year"), year, 4),
    )

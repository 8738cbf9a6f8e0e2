"""A form that nobody has filled yet, as values for `form.typ`: the same questions, in the same order, with boxes.

Nothing of a person is in it, nothing that weighs answers, and no address. What a workbook says in a language that the
reader does not have stands in the language it was written in.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from hamroh.foundation.forms.definition import Definition, Group, Question, Text
from hamroh.foundation.forms.definition.numbers import has_questions, is_asked, numbers_of, stands_alone
from hamroh.foundation.forms.terms import Kind
from hamroh.kernel.text import say
from hamroh.web.shell.paper.answers import Lists, Shape, answer_shape, label_of
from hamroh.web.shell.paper.codes import paper_code, square_code
from hamroh.web.shell.paper.conditions import condition_in_words, limits_in_words
from hamroh.web.shell.paper.directions import each_its_own_way
from hamroh.web.shell.paper.handling import handling_of, only_names, parts_that_name
from hamroh.web.shell.paper.several import as_matrix, as_table, runs
from hamroh.web.shell.texts import direction

COPIES: Final = 2  # of a block that is asked for each
MOST_COPIES: Final = 6
_ON_A_PAGE: Final = 4  # fewer questions than on most pages; a page beyond those counted bears the code without a page
_MOST_PAGES: Final = 80


def blank_form(
    definition: Definition,
    language: str,
    *,
    mechanism: Text,
    edition: int,
    code_prefix: str = "",
    title: Text | None = None,
) -> dict[str, Any]:
    """The values of a printed form. `code_prefix`: of the codes of cases; empty where the form belongs to no case."""
    with translation.override(language):
        shaper = _Shaper(definition, language)
        blocks = list(shaper.blocks(definition.children, 2))
        if blocks and blocks[-1]["kind"] == "apart":
            blocks.pop()  # nothing comes after it from which it would be kept apart
        named = label_of(title or definition.title, language, {}) or definition.form
        values = {
            "lang": language,
            "dir": direction(language),
            "title": named,
            "subtitle": say(mechanism, language),
            "line": _line(definition, edition),
            "prefix": code_prefix,
            "names": parts_that_name(definition, shaper.numbers),
            "codes": _codes(definition, language),
            "blocks": blocks,
            "lists": list(shaper.lists.printed.values()),
            "words": _words(),
        }
        return values if values["dir"] == "ltr" else each_its_own_way(values)


def _line(definition: Definition, edition: int) -> str:
    return _("Edition %(edition)s · version %(version)s") % {"edition": edition, "version": definition.version}


def _codes(definition: Definition, language: str) -> list[dict[str, str]]:
    """The code of each page there can be; the first is the one without a page."""
    pages = min(_MOST_PAGES, 3 + sum(1 for _question in definition.questions()) // _ON_A_PAGE)
    texts = [paper_code(definition, language, page) for page in range(pages + 1)]
    return [{"text": text, "drawn": square_code(text)} for text in texts]


class _Shaper:
    def __init__(self, definition: Definition, language: str) -> None:
        self.definition, self.language = definition, language
        self.numbers = numbers_of(definition)
        self.lists = Lists(definition, language, {})

    def blocks(self, children: Sequence[Question | Group], level: int) -> Iterator[Shape]:
        """The blocks of one level, in the order of the form."""
        for run in runs(children, self.definition):
            if len(run) > 1:
                yield as_matrix(run, self.definition, self.language, self.question)
            elif isinstance(run[0], Question):
                yield from self.one(run[0], level)
            elif stands_alone(run[0]):
                yield from self.section(run[0], level)
            else:
                yield from self.held_together(run[0], level)

    def one(self, question: Question, level: int) -> Iterator[Shape]:
        if question.kind is Kind.NOTE or (question.read_only and question.kind is not Kind.HIDDEN):
            if said := self.say(question.label):
                yield {"kind": "note", "text": said, "hint": self.say(question.hint), "when": self.when(question)}
        elif is_asked(question):
            if level == 2 and (notice := handling_of([question])):
                yield {"kind": "notice", "text": notice}
            yield {"kind": "ask", **self.question(question), "answer": answer_shape(question, self.lists)}

    def question(self, question: Question) -> Shape:
        return {
            "number": self.numbers.get(question.name, ""),
            "label": self.say(question.label) or question.name,
            "hint": self.say(question.hint),
            "when": self.when(question),
            "limits": limits_in_words(question.constraint, self.language),
            "required": question.required not in ("", "false()"),
        }

    def section(self, group: Group, level: int) -> Iterator[Shape]:
        if not has_questions(group):
            yield {**self.head(group, level), "number": ""}
            yield from self.blocks(group.children, level + 1)
            return
        notice = handling_of(list(_asked(group))) if level == 2 else ""
        apart = level == 2 and len(self.definition.children) > 1 and only_names(_asked(group))
        head = {**self.head(group, level), "notice": notice, "apart": apart}
        yield from self.filled(group, level, head)
        if apart:
            yield {"kind": "apart"}

    def filled(self, group: Group, level: int, head: Shape) -> Iterator[Shape]:
        if not group.repeat:
            yield head
            yield from self.blocks(group.children, level + 1)
        elif table := as_table(group, self.lists, self.question):
            yield {**head, "hint": _("One line for each. If there are more, use another sheet.")}
            yield table
        else:
            yield {**head, "hint": _("One block for each. If there are more, use another sheet.")}
            yield from self.copies(group, level)

    def copies(self, group: Group, level: int) -> Iterator[Shape]:
        for n in range(1, _copies(group) + 1):
            yield {"kind": "copy", "level": level + 1, "title": f"{self.say(group.label) or group.name} {n}"}
            yield from self.blocks(group.children, level + 2)

    def held_together(self, group: Group, level: int) -> Iterator[Shape]:
        """A group without a title: only its condition is said, with the questions for which it holds."""
        numbers = [self.numbers[q.name] for q in _asked(group) if q.name in self.numbers]
        if numbers and (when := self.when(group)):
            whole = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
            yield {"kind": "when", "text": f"{whole}: {when}"}
        yield from self.blocks(group.children, level)

    def head(self, group: Group, level: int) -> Shape:
        return {
            "kind": "section",
            "level": level,
            "number": self.numbers.get(group.name, ""),
            "title": self.say(group.label) or group.name,
            "when": self.when(group),
            "hint": "",
            "notice": "",
            "apart": False,
        }

    def when(self, child: Question | Group) -> str:
        return condition_in_words(child.relevant, self.definition, self.language)

    def say(self, text: Text) -> str:
        return label_of(text, self.language, self.numbers)


def _copies(group: Group) -> int:
    count = group.repeat_count.strip()
    return max(1, min(int(count), MOST_COPIES)) if count.isascii() and count.isdigit() else COPIES


def _asked(group: Group) -> Iterator[Question]:
    for child in group.children:
        if isinstance(child, Group):
            yield from _asked(child)
        elif is_asked(child):
            yield child


def _words() -> dict[str, str]:
    return {
        "page": _("page {page} of {pages}"),
        "case": _("Code of the case"),
        "filled": _("Filled in on"),
        "day": _("DD"),
        "month": _("MM"),
        "year": _("YYYY"),
        "initials": _("Initials of who filled it in"),
        "entered": _("Typed in on"),
        "typist": _("Initials of who typed it in"),
        "how": _("Use a pen. {one} one answer · {many} as many as apply · one sign in each box · * must be answered"),
        "lists": _("Lists"),
        "list": _("List {letter}"),
        "square": _("The code of this sheet, for a scanner: {code}"),
    }

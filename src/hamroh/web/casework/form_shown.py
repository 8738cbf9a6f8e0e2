"""A form that is being filled in, as its pages need it: where one is, what comes next, what has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hamroh.casework.responses.access import Opened, kept_by
from hamroh.casework.responses.queries import Given, Offer, draft_key, told_before
from hamroh.foundation.forms.definition import Definition
from hamroh.foundation.forms.rules import Fault, Judged, compiled, judge, name_of, nested
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.text import say
from hamroh.web.casework.form_list import language_name
from hamroh.web.casework.form_page import PageShown, Step, answer_words, page_of, step_at, steps_of
from hamroh.web.casework.form_page.shape import is_rtl
from hamroh.web.casework.form_page.steps import ALL, is_asked
from hamroh.web.shell.parts import Link


@dataclass(frozen=True)
class Filling:
    """One response at one of its pages. `row`: which row of the page's repeat, if one is open."""

    opened: Opened
    definition: Definition
    given: Given
    now: datetime
    step: Step | None
    row: int | None
    author: Any = None
    names: bool = False

    @property
    def response(self) -> Any:
        return self.opened.response

    @property
    def printed(self) -> Definition:
        """The form as its sheet has it: with the parts that are shut for whoever looks."""
        return kept_by(self.response.edition_id, self.opened.whole)

    @property
    def case(self) -> Any:
        return self.opened.case

    @property
    def language(self) -> str:
        return str(self.response.language)

    @property
    def key(self) -> str:
        if self.step is None:
            return ALL
        return self.step.key if self.row is None else f"{self.step.key}/{self.row}"

    @cached_property
    def answers(self) -> dict[str, Any]:
        return self.given.answers(compiled(self.definition).repeats)

    @cached_property
    def judged(self) -> Judged:
        return judge(self.definition, self.answers, now=self.now, language=self.language)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The pages that are asked now."""
        return tuple(step for step in steps_of(self.definition) if is_asked(step, self.judged.shown))

    def page(self, **more: Any) -> PageShown:
        typed: Mapping[str, str] = more.pop("typed", {})
        answers = self.answers
        if typed:
            answers = nested({**self.given.values, **typed}, compiled(self.definition).repeats)
        return page_of(
            self.definition,
            answers,
            self.language,
            "paper" if self.step is None else "steps",
            now=self.now,
            step=self.step,
            row=self.row,
            file_url=reverse("case_form_file", args=[self.case.pk, self.response.pk]),
            kept=self.given.values,
            whole=self.printed,
            **more,
        )

    def following(self) -> str:
        """The page after this one; after a row of a repeat, its list; nothing after the last."""
        if self.step is None:
            return ""
        if self.row is not None:
            return self.step.key
        keys = [step.key for step in self.steps]
        everything = [step.key for step in steps_of(self.definition)]
        after = everything[everything.index(self.step.key) + 1 :]
        return next((key for key in after if key in keys), "")

    def before(self) -> str:
        if self.step is None:
            return ""
        if self.row is not None:
            return self.step.key
        keys = [step.key for step in self.steps]
        at = keys.index(self.step.key) if self.step.key in keys else 0
        return keys[at - 1] if at else ""

    def appeared(self, before: "Filling") -> bool:
        """Whether a question on this page is asked now, unanswered, that was not there when the page was sent."""
        had = {one.path for one in before.page().asked() if one.shown}
        return any(one.shown and not one.value and one.path not in had for one in self.page().asked())

    def words_of(self, path: str, value: str) -> str:
        item = compiled(self.definition).items.get(name_of(path))
        if item is None or item.question is None:
            return value
        return answer_words(compiled(self.definition), item.question, value, self.language)

    def fault_words(self, fault: Fault) -> str:
        if fault.message:
            return say(fault.message, self.language)
        return _(fault.message_id) % fault.params

    def offers(self) -> dict[str, Offer]:
        """By path: what was told before of what this page asks and nobody answered here yet."""
        asked = compiled(self.definition).items
        wanting = [asked[one.path].question for one in self.page().asked() if not one.value and one.path in asked]
        return told_before(self.opened, [question for question in wanting if question])

    def context(self, **more: Any) -> dict[str, Any]:
        """What the template of one page reads."""
        if offers := self.offers():
            more["offers"] = {path: self._offered(path, offer) for path, offer in offers.items()}
        page = self.page(**more)
        here = reverse("fill_case_form", args=[self.case.pk, self.response.pk])
        keys = [step.key for step in self.steps]
        return {
            "code": self.case.code,
            "title": say(self.definition.title, self.language),
            "page": page,
            "summary": _summary(page),
            "rows": self._rows_listed(page, here),
            "over": [say(group.label, self.language) for group in (self.step.over if self.step else ())],
            "place": keys.index(self.step.key) + 1 if self.step and self.step.key in keys else 0,
            "of": len(keys),
            "last": not self.following(),
            "this_url": f"{here}?at={page.key}",
            "quiet_url": "" if page.has_files else f"{here}?at={page.key}&quiet=1",
            "all_url": f"{here}?at={ALL}" if page.key != ALL else "",
            "pages_url": f"{here}?at={keys[0]}" if page.key == ALL and keys else "",
            "back_url": f"{here}?at={before}" if (before := self.before()) else "",
            "saved_at": self.response.saved_at if self.response.revision else None,
            "languages": language_choices(self.definition, self.language),
            "closed": bool(self.opened.closed),
            "undo": None,
            "draft_key": draft_key(self.author, self.response.pk),
            "draft": self.response.pk,
            "revision": self.response.revision,
            "back": Link(reverse("case_form_list", args=[self.case.pk]), _("Forms of this case")),
        }

    def _offered(self, path: str, offer: Offer) -> dict[str, str]:
        """What was told before, in which form and when; a name only says that it was."""
        told = self.words_of(path, offer.value) if self._may_stand(path) else _("written there")
        if offer.source is None:
            return {"path": path, "words": _("The file says: %(answer)s.") % {"answer": told}}
        day = date_format(localtime(offer.at), "DATE_FORMAT") if offer.at else ""
        form = say(offer.title, self.language)
        words = _("From “%(form)s”, %(day)s: %(answer)s.") % {"form": form, "day": day, "answer": told}
        return {"path": path, "words": words}

    def _may_stand(self, path: str) -> bool:
        """Whether an answer may stand on a page where nobody asked for it: a name only while it was asked for."""
        item = compiled(self.definition).items[name_of(path)]
        return self.names or item.question is None or item.question.field_group != FieldGroup.IDENTITY

    def _rows_listed(self, page: PageShown, here: str) -> Any:
        """The list of a repeat, when this is its page: each row in a line, to change or remove."""
        if self.step is None or self.row is not None or not (self.step.group and self.step.group.repeat):
            return None
        part: Any = next(child for child in page.children if child.kind == "part")
        lines = [
            {
                "title": row.title,
                "told": " · ".join(
                    words
                    for one in page_asked(row)
                    if one.shown and self._may_stand(one.path) and (words := self.words_of(one.path, one.value))
                )[:200],
                "url": f"{here}?at={row.path}",
                "remove": f"{row.path}:{row.count}" if row.remove else "",
            }
            for row in part.children
            if row.shown
        ]
        return {"title": part.title, "lines": lines, "add": part.path if part.add else ""}


def page_asked(part: Any) -> list[Any]:
    found = []
    for child in part.children:
        found += [child] if child.kind == "asked" else page_asked(child) if child.kind == "part" else []
    return found


def _summary(page: PageShown) -> list[tuple[str, str, str]]:
    """Every error of the page: id, the question, the sentence."""
    return [(one.id, one.label, error) for one in page.asked() for error in one.errors] + [
        (one.id, one.label, _("A colleague answered otherwise meanwhile. Look at both."))
        for one in page.asked()
        if one.theirs
    ]


def language_choices(definition: Definition, chosen: str) -> list[dict[str, Any]]:
    return [
        {"tag": tag, "name": language_name(tag), "active": tag == chosen, "rtl": is_rtl(tag)}
        for tag in definition.languages
    ]


def filling_of(
    opened: Opened,
    definition: Definition,
    given: Given,
    at: str,
    now: datetime,
    author: Any = None,
    names: bool = False,
) -> Filling:
    """Where `at` leads; without it, to where somebody left; else to the first page that asks something."""
    wanted = at or str(opened.response.place)
    first = Filling(opened, definition, given, now, None, None, author, names)
    if wanted == ALL:
        return first
    key, _sep, row = wanted.partition("/")
    steps = steps_of(definition)
    step = step_at(steps, key) if key else None
    step = step or next(iter(first.steps), None)
    number = int(row) if row.isdecimal() and step and step.group and step.group.repeat and step.key == key else None
    if number is not None and number >= int(given.values.get(key) or 0):
        number = None
    return Filling(opened, definition, given, now, step, number, author, names)

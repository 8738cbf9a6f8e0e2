"""One uploaded register as its pages see it: its table, what was chosen for it so far, and what is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hamroh.casework.cases.terms import STATUS_WORDS
from hamroh.casework.people.queries import profile_lists
from hamroh.casework.registers import queries
from hamroh.casework.registers.access import content_of, open_upload
from hamroh.exchange.registers import opening
from hamroh.exchange.registers.headings import code_of, folded, heading_row, propose
from hamroh.exchange.registers.judging import Choices, Judged, judge, words_of
from hamroh.exchange.registers.terms import CODED, EXPLOITATION_WORDS, LEAVE_EMPTY, STATUS_CODES, Field
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import current, day_of

Words = Mapping[str, Mapping[str, str]]
MOST_WORDS = 200  # of a coded column: one with more is no such column


@dataclass
class RegisterFile:
    """Opened for this actor; the look is recorded. `chosen` is what was kept of their choices."""

    actor: Actor
    id: UUID
    content: bytes
    chosen: dict[str, Any]
    uploaded_by: UUID

    @property
    def sheet(self) -> int:
        return int(self.chosen.get("sheet", self._first_filled))

    @cached_property
    def sheets(self) -> list[str]:
        return opening.sheets(self.content)

    @cached_property
    def _first_filled(self) -> int:
        """The first sheet with more than a title on it: registers often begin with a cover."""
        if len(self.sheets) == 1:
            return 0
        return next((n for n in range(min(5, len(self.sheets))) if len(opening.table(self.content, n).rows) > 1), 0)

    @cached_property
    def table(self) -> opening.Table:
        return opening.table(self.content, self.sheet)

    @cached_property
    def known(self) -> queries.Remembered:
        return queries.remembered(self.actor)

    @property
    def heading(self) -> int:
        kept = int(self.chosen.get("heading", 0))
        return kept or heading_row(self.table.rows, self.known.columns)

    @property
    def headings(self) -> tuple[Any, ...]:
        rows = self.table.rows
        return rows[self.heading - 1] if self.heading <= len(rows) else ()

    @property
    def columns(self) -> dict[int, Field]:
        if "columns" in self.chosen:
            return {int(index): Field(kind) for index, kind in self.chosen["columns"].items()}
        return propose(self.headings, self.known.columns)

    @property
    def choices(self) -> Choices:
        return Choices(self.sheet, self.heading, self.columns, self.values)

    @cached_property
    def values(self) -> dict[str, dict[str, str]]:
        """Field → word → code: what was said for this file, and what the organisation said of such words before."""
        said = self.chosen.get("values", {})
        return {kind: {**self.known.values.get(kind, {}), **said.get(kind, {})} for kind in CODED}

    def words(self, kind: Field) -> list[str]:
        return words_of(self.table.rows, self.choices, kind)

    def meaning(self, kind: Field, word: str) -> str:
        """What was said of the word, or what it probably means."""
        known = self.values.get(kind, {})
        return known.get(folded(word), "") or code_of(kind, word, lists()[kind], known)

    def judged(self) -> Judged:
        return judge(self.table.rows, self.choices, today=day_of(clock.now()))

    def remembered_columns(self) -> dict[str, str]:
        return {
            folded(heading): str(self.columns[index])
            for index, heading in enumerate(self.headings)
            if heading is not None and index in self.columns
        }

    def remembered_values(self) -> dict[str, dict[str, str]]:
        """Only words to which somebody gave a code: a word that stands for nothing may be somebody's name."""
        said = {kind: {folded(word) for word in self.words(kind)} for kind in CODED if kind in self.columns.values()}
        return {
            str(kind): {word: code for word, code in self.values[kind].items() if word in words and code != LEAVE_EMPTY}
            for kind, words in said.items()
        }


def open_register(actor: Actor, upload_id: UUID) -> RegisterFile:
    upload = open_upload(actor, upload_id)
    return RegisterFile(actor, upload_id, content_of(upload), queries.choices_of(upload), upload.uploaded_by)


def lists() -> dict[Field, Words]:
    """The codes that words of a column may stand for, with their names."""
    profile = profile_lists()
    return {
        Field.SEX: profile["sex"],
        Field.CITIZENSHIP: profile["citizenship"],
        Field.EXPLOITATION: {code: {"": _(words)} for code, words in EXPLOITATION_WORDS.items()},
        Field.SERVICES: current().service_words(),
        Field.STATUS: {code: {"": _(STATUS_WORDS[code])} for code in STATUS_CODES},
    }

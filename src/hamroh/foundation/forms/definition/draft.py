"""What is gathered while the survey is read, row by row: questions and groups that are not finished yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from hamroh.foundation.forms.definition import Group, Question, Workbook
from hamroh.foundation.forms.definition.choices import ChoiceLists
from hamroh.foundation.forms.definition.columns import Languages
from hamroh.foundation.forms.definition.finding import Findings
from hamroh.foundation.forms.definition.sheets import Row


@dataclass(frozen=True, slots=True)
class Meanings:
    """What our own columns may name. None: whoever reads does not know, and nothing is compared.

    `code_lists`: the lists of the edition, each with its codes.
    """

    field_groups: Collection[str] | None = None
    code_lists: Mapping[str, Collection[str]] | None = None
    indicators: Collection[str] | None = None


@dataclass(slots=True)
class Open:
    """A group whose end has not come yet."""

    name: str
    repeat: bool
    row: Row | None
    values: dict[str, Any] = field(default_factory=dict)
    children: list[Question | Group] = field(default_factory=list)
    field_group: str = ""


@dataclass(slots=True)
class Draft:
    """The form as far as it has been read."""

    workbook: Workbook
    languages: Languages
    lists: ChoiceLists
    meanings: Meanings
    found: Findings
    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    stack: list[Open] = field(default_factory=list)
    questions: int = 0
    expressions: int = 0

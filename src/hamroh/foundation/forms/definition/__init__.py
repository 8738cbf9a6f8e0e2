"""What a form asks: one tree of groups and questions, the same for the page, the phone, the sheet of paper and figures.

A definition comes from `read` alone, which has checked it: names are unique in the whole form, every expression is
understood, every list is there. Texts are by language tag (`{"tg": …, "en": …}`), as everywhere.

Answers are by name. Outside repeats: `{"age": "17", "needs": "food shelter"}`: every answer is the text that an XForm
instance would hold ("" or absent = not answered; several choices are separated by blanks; dates as ISO). Groups do not
nest answers. A repeat holds a list of such mappings under its own name: `{"journey": [{"country": "RU"}, …]}`.
The *path* of an answer is `age`, or `journey/0/country` (counted from 0).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hamroh.foundation.forms.terms import Kind

Text = Mapping[str, str]
"""A text by language tag."""

Rows = list[dict[str, str]]
Workbook = dict[str, Rows]
"""The sheets `survey`, `choices`, `settings` (and `external_choices`, `entities` …) as rows by column heading.

This is what a pack and an edition keep: the canonical source, from which the definition, the XForm and the file are made.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list. `columns`: what else stands in its row, for cascading (`choice_filter`)."""

    name: str
    label: Text
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, note or calculation. Expressions are texts as authored; `""` = none.

    `choices` names a list of the definition. `field_group`, `code_list`, `htcds`, `statistic`, `indicator` say what the
    answer means to the mechanism. `ask_once`: the key under which its answer is offered to later forms (`""` = no).
    `cell`: where it stands in the workbook, for messages.
    """

    name: str
    kind: Kind
    label: Text
    hint: Text = field(default_factory=dict)
    relevant: str = ""
    required: str = ""
    required_message: Text = field(default_factory=dict)
    constraint: str = ""
    constraint_message: Text = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    read_only: bool = False
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    choices: str = ""
    choice_filter: str = ""
    or_other: bool = False
    field_group: str = ""
    code_list: str = ""
    htcds: str = ""
    statistic: str = ""
    ask_once: str = ""
    indicator: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together: one page. `repeat`: asked again for each (child, journey, employer).

    `repeat_count` is an expression for how often, `""` = as often as people add one.
    """

    name: str
    label: Text
    children: "tuple[Question | Group, ...]"
    relevant: str = ""
    appearance: str = ""
    repeat: bool = False
    repeat_count: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A form. `version` is what its author wrote, or else the beginning of `sha`; `sha` is of the whole workbook."""

    form: str
    version: str
    sha: str
    title: Text
    languages: tuple[str, ...]
    default_language: str
    children: tuple[Question | Group, ...]
    choices: Mapping[str, tuple[Choice, ...]]

    def questions(self) -> Iterator[Question]:
        """All of them, in the order of the form, also those inside repeats."""
        return _questions(self.children)


def _questions(children: tuple[Question | Group, ...]) -> Iterator[Question]:
    for child in children:
        if isinstance(child, Question):
            yield child
        else:
            yield from _questions(child.children)

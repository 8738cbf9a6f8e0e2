"""What is done with a sheet of paper on which somebody may be named, or heard."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from hamroh.foundation.forms.definition import Definition, Group, Question
from hamroh.foundation.forms.definition.numbers import has_questions, is_asked
from hamroh.foundation.forms.terms import Kind
from hamroh.kernel.words import N_

_NAMES: Final = frozenset({"identity", "contact", "residence"})
_NOTICES: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (
        _NAMES,
        N_(
            "This part names a person, or says where to find one. Keep the sheet locked away, show it to nobody else, and "
            "destroy it when it has been typed in."
        ),
    ),
    (
        frozenset({"narrative"}),
        N_(
            "This part holds what the person told. Keep the sheet locked away, and destroy it when it has been typed in. "
            "Write no names here."
        ),
    ),
    (
        frozenset({"health"}),
        N_(
            "This part is about health. Keep the sheet locked away, and destroy it when it has been typed in. Write no "
            "names here."
        ),
    ),
)


# A hand can write a name there; a mark beside a printed answer names nobody.
_WRITTEN: Final = frozenset({Kind.TEXT, Kind.IMAGE, Kind.FILE})


def handling_of(questions: Iterable[Question]) -> str:
    """What whoever holds this part must do; nothing where it neither names nor tells."""
    groups = {question.field_group for question in questions}
    return " ".join(_(notice) for touched, notice in _NOTICES if groups & touched)[:600]


def parts_that_name(definition: Definition, numbers: Mapping[str, str]) -> str:
    """What the first page says about names."""
    parts = [numbers[child.name] for child in definition.children if child.name in numbers and _names(child)]
    if not parts:
        return _("Write nothing on this sheet that tells who the person is: no name, no address, no telephone number.")
    return _("Names, addresses and telephone numbers are written only in part %(parts)s, and nowhere else.") % {
        "parts": ", ".join(parts)
    }


def _names(child: Question | Group) -> bool:
    if isinstance(child, Question):
        return is_asked(child) and child.field_group in _NAMES and child.kind in _WRITTEN
    return has_questions(child) and any(_names(inner) for inner in child.children)


def only_names(questions: Iterable[Question]) -> bool:
    """Whether a part does nothing but name: it stands on a sheet of its own, that can be kept apart from the rest."""
    asked = list(questions)
    return all(question.field_group in _NAMES for question in asked) and any(map(_names, asked))

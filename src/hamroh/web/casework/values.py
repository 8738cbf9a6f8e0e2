"""What a field group tells, as words of the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.mechanism.editions.queries import current
from hamroh.web.shell.clocks import day
from hamroh.web.shell.templatetags.hamroh import ml


def told(value: Any) -> str:
    """One value of `group_values` in words: codes come by language, lists are joined, dates are said."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Mapping):
        return ml(value)
    if isinstance(value, list | tuple):
        return ", ".join(told(part) for part in value)
    return str(value)


def told_values(values: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Label and value of each part, ready for a summary list."""
    return [(told(label), told(value)) for label, value in values]


def group_words() -> dict[str, str]:
    """Parts of a file that this mechanism knows: where it keeps no names, that part is not there, rather than empty."""
    return {str(group): GROUP_WORDS[group] for group in current().groups}

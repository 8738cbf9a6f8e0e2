"""What is said when an expression is not understood: a sentence, its values, and the place in the text."""

from collections.abc import Mapping
from typing import Any

from hamroh.kernel.words import N_

TOO_LONG = N_("The expression is longer than %(limit)s signs. Split it over several calculations.")
TOO_DEEP = N_("Brackets are nested deeper than %(limit)s levels. Split the expression over several calculations.")
UNEXPECTED = N_("“%(found)s” was not expected here. Check the signs and brackets before it.")
UNFINISHED = N_("The expression stops before it is complete. Close each bracket, and put a value after each sign.")
OPEN_TEXT = N_("A text begins with a quotation mark and never ends. Put the same mark at its end.")
CURLY_QUOTES = N_("“%(found)s” is a typographic quotation mark. Use the straight ones: ' or \".")
UNKNOWN_NAME = N_("This form has no question named “%(name)s”. Check the name.")
BARE_NAME = N_("“%(name)s” stands alone. Write ${%(name)s} for an answer, or put quotation marks around a text.")
LAST_SAVED = N_("Answers of an earlier form cannot be read here. Remove “%(name)s”.")
UNSUPPORTED = N_("The function %(function)s is not supported. Write the condition without it.")
WRONG_COUNT = N_("%(function)s takes %(wanted)s values, and was given %(given)s. Add or remove some.")
TOO_FEW = N_("%(function)s takes %(wanted)s values or more, and was given %(given)s. Add what is missing.")
WRONG_RANGE = N_("%(function)s takes from %(least)s to %(most)s values, and was given %(given)s. Add or remove some.")
NEEDS_NAME = N_("%(function)s reads a question by its name. Write the name as ${name}.")
NEEDS_TEXT = N_("%(function)s needs a text in quotation marks as its second value.")
NO_PREDICATES = N_("Conditions in square brackets are not supported. Use if() or indexed-repeat() instead.")
PATH_UNSUPPORTED = N_("The path “%(found)s” is not supported. Write the question as ${name}.")
PATTERN_UNSUPPORTED = N_(
    "The pattern contains “%(found)s”, which is not supported. Use signs, sets such as [0-9], groups, and * + ? {2,5}."
)
PATTERN_UNFINISHED = N_("The pattern stops before it is complete. Close each bracket, and leave no part empty.")
PATTERN_TOO_LARGE = N_("The pattern repeats too much. Use smaller counts.")
DATE_FORMAT = N_("The date format contains “%(found)s”, which is not supported. Use %%Y, %%m, %%d and their kind.")


class NotUnderstood(ValueError):
    """The text is no expression of ours. `at` is the offset of the sign that was not understood."""

    def __init__(self, message_id: str, at: int = 0, params: Mapping[str, Any] | None = None) -> None:
        self.message_id, self.at, self.params = message_id, at, dict(params or {})
        super().__init__(f"{message_id % self.params} (at {at})")

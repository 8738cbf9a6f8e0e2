"""What the schema refuses, said so that the person who wrote the pack knows what to do."""

from collections.abc import Mapping
from typing import Any, Final

from .suggest import did_you_mean
from .words import Basis

#: Kind of refusal: sentence and remedy. `{name}` is the field, `{given}` what stands there, the rest is the schema's.
WORDING: Final[dict[str, tuple[str, str]]] = {
    "missing": ("“{name}” is missing.", "Add “{name}:” to this entry."),
    "extra_forbidden": ("“{name}” is not a field here.", "Remove it, or correct the spelling."),
    "missing_translation": (
        "The translation is missing in: {missing}.",
        "Write it in every language that mechanism.yaml declares.",
    ),
    "unknown_language": (
        "The mechanism does not declare the language: {unknown}.",
        "Remove it, or add it to “languages” in mechanism.yaml.",
    ),
    "duration": (
        "“{written}” is not a time limit.",
        "Write hours, days or working days: 24h, 7d or 10wd; not zero, and not more than some years.",
    ),
    "day": ("“{written}” is not a day.", "Write year, month and day of a day that exists: 2027-03-21."),
    "condition": ("{sentence}", "{remedy}"),
    "enum": ("“{given}” is not a basis.", f"Write one of: {', '.join(Basis)}."),
    "literal_error": ("“{given}” cannot stand here.", "Write one of: {expected}."),
    "string_type": ("“{name}” must be a text.", "Put quotes around a number, yes or no that is meant as a text."),
    "string_pattern_mismatch": ("“{given}” is not written as “{name}” must be.", "Use {pattern_in_words}."),
    "string_too_long": ("“{name}” is longer than {max_length} signs.", "Shorten it."),
    "string_too_short": ("“{name}” is empty.", "Write the text, or remove the line."),
    "too_short": ("“{name}” has too few entries.", "Give at least {min_length}."),
    "too_long": ("“{name}” has too many entries.", "Give at most {max_length}."),
    "tuple_type": ("“{name}” must be a list.", "Write [one, two], or one entry a line beginning with “- ”."),
    "dict_type": (
        "“{name}” must hold a text for each language.",
        "Write {{language: text}}, with one pair for each language.",
    ),
    "model_type": ("“{name}” must hold fields of its own.", "Write them indented below it, each with its colon."),
    "bool_type": ("“{name}” must be yes or no.", "Write yes or no, without quotes."),
    "int_type": ("“{name}” must be a whole number.", "Write figures only, without quotes."),
    "greater_than_equal": ("“{name}” cannot be {given}.", "The least allowed is {ge}."),
    "less_than_equal": ("“{name}” cannot be {given}.", "The most allowed is {le}."),
}
NOTHING_GIVEN: Final = ("“{name}” has no value.", "Write the value after the colon, or remove the line.")
ANYTHING_ELSE: Final = ("“{name}” cannot be used as it is.", "Compare it with the same field of another entry.")
PATTERNS: Final = {
    "clauses": "the id of a document, a stroke, the id of its clause: law-12/art-3",
    "country": "two capital letters of ISO 3166",
    "case_code_prefix": "one to four capital letters",
    "languages": "language codes of two or three small letters",
}
IDS: Final = "letters without accents, figures, “-”, “_” and “:”, at most 40, without spaces"


def in_words(kind: str, ctx: Mapping[str, Any], given: object, name: str, fields: list[str]) -> tuple[str, str]:
    """Sentence and remedy for one refusal of the schema; `fields` are those that the entry may have."""
    no_value = given is None and kind not in ("missing", "extra_forbidden")
    sentence, remedy = NOTHING_GIVEN if no_value else WORDING.get(kind, ANYTHING_ELSE)
    told = {**ctx, "name": name, "given": given, "pattern_in_words": PATTERNS.get(name, IDS)}
    told["expected"] = str(ctx.get("expected", "")).replace("'", "")
    if kind == "extra_forbidden":
        remedy = did_you_mean(name, fields) or remedy
    return sentence.format_map(told), remedy.format_map(told)

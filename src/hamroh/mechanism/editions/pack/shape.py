"""Whether each section has the shape that the schema asks for; what pydantic found, in plain sentences at the right line."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError, create_model
from pydantic_core import ErrorDetails

from .findings import Finding
from .places import at, follow
from .schema import Pack
from .sections import Sections
from .suggest import did_you_mean
from .tree import Node
from .words import Basis

#: One model a section, so that a fault in one hides none in another.
SECTION_MODELS: Final[dict[str, type[BaseModel]]] = {
    name: create_model(name, **{name: (info.annotation, ...)})  # type: ignore[call-overload]
    for name, info in Pack.model_fields.items()
}


def shaped(sections: Sections) -> tuple[Pack | None, list[Finding]]:
    """The pack, where every section has its shape; else None with what is wrong."""
    languages = _languages(sections)
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    for name, node in sections.found.items():
        try:
            model = SECTION_MODELS[name].model_validate({name: node.plain()}, context={"languages": languages})
            values[name] = getattr(model, name)
        except ValidationError as refused:
            findings += [_told(name, node, error) for error in refused.errors(include_url=False)]
    if findings or len(values) < len(Pack.model_fields):
        return None, findings
    return Pack.model_construct(**values), []


def _languages(sections: Sections) -> tuple[str, ...]:
    mechanism = sections.found.get("mechanism")
    languages = mechanism.entries.get("languages") if mechanism else None
    return tuple(node.text for node in languages.items if node.text) if languages else ()


def _told(section: str, root: Node, error: ErrorDetails) -> Finding:
    place, node = follow(root, section, error["loc"][1:])
    sentence, remedy = _in_words(error["type"], error.get("ctx", {}), error["input"], place.rsplit(".", 1)[-1], node)
    return at(node, place, sentence, remedy)


def _in_words(kind: str, ctx: Mapping[str, Any], given: object, name: str, node: Node) -> tuple[str, str]:
    if kind == "missing":
        return f"“{name}” is missing.", f"Add “{name}:” to this entry."
    if kind == "extra_forbidden":
        return f"“{name}” is not a field here.", did_you_mean(
            name, _ALL_FIELDS
        ) or "Remove it, or correct the spelling."
    if kind == "missing_translation":
        return (
            f"The translation is missing in: {ctx['missing']}.",
            "Every name needs all the languages that mechanism.yaml declares.",
        )
    if kind == "unknown_language":
        return (
            f"The mechanism does not declare the language: {ctx['unknown']}.",
            "Remove it, or add it to “languages” in mechanism.yaml.",
        )
    if kind == "duration":
        return (
            f"“{ctx['written']}” is not a time limit.",
            "Write hours, days or working days: 24h, 7d or 10wd; not zero.",
        )
    if kind == "enum" and name == "basis":
        return f"“{given}” is not a basis.", f"Write one of: {', '.join(Basis)}."
    if given is None:
        return f"“{name}” has no value.", "Write the value after the colon, or remove the line."
    return _of_a_value(kind, ctx, given, name)


def _of_a_value(kind: str, ctx: Mapping[str, Any], given: object, name: str) -> tuple[str, str]:
    if kind == "literal_error":
        return f"“{given}” cannot stand here.", f"Write one of: {ctx['expected'].replace(chr(39), '')}."
    if kind == "string_type":
        return f"“{name}” must be a text.", "Put quotes around a number, yes or no that is meant as a text."
    if kind == "string_pattern_mismatch":
        return (
            f"“{given}” is not written as “{name}” must be.",
            f"Keep to {_PATTERNS.get(name, 'letters, figures, - and _, without spaces')}.",
        )
    if kind == "string_too_long":
        return f"“{name}” is longer than {ctx['max_length']} signs.", "Shorten it."
    if kind in ("string_too_short", "too_short"):
        return f"“{name}” is empty, or too short.", f"Give at least {ctx['min_length']}."
    if kind in ("tuple_type", "list_type"):
        return f"“{name}” must be a list.", "Write [one, two], or one entry a line beginning with “- ”."
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return f"“{name}” must hold fields of its own.", "Write them indented below it, each with its colon."
    if kind.startswith("bool"):
        return f"“{name}” must be yes or no.", "Write yes or no, without quotes."
    if kind.startswith("int"):
        return f"“{name}” must be a whole number.", "Write figures only."
    if kind in ("greater_than_equal", "less_than_equal"):
        return (
            f"“{name}” cannot be {given}.",
            f"The {'least' if 'ge' in ctx else 'most'} allowed is {ctx.get('ge', ctx.get('le'))}.",
        )
    return (
        f"“{name}” cannot be used as it is.",
        "Compare it with the same field of another entry, or with the guide to packs.",
    )


_PATTERNS: Final = {
    "country": "two capital letters of ISO 3166, such as AA",
    "case_code_prefix": "one to four capital letters",
}
_ALL_FIELDS: Final = sorted({name for section in Pack.model_fields for name in Pack.section_fields(section)})

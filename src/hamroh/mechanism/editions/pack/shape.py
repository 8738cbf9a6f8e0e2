"""Whether each section has the shape that the schema asks for, told at the line where it has not."""

from typing import Any, Final

from pydantic import BaseModel, ValidationError, create_model
from pydantic_core import ErrorDetails

from .findings import Finding
from .indicators import Combination, SetDimension, SetItem, TableRow
from .library import Clause, ClauseLimit
from .places import at, follow
from .procedure import Escalation, Limit, Responsibility, Step
from .schema import Holiday, Pack
from .sections import Sections
from .tree import Node
from .wording import in_words

#: One model a section, so that a fault in one hides none in another.
SECTION_MODELS: Final[dict[str, type[BaseModel]]] = {
    name: create_model(name, **{name: (info.annotation, ...)})  # type: ignore[call-overload]
    for name, info in Pack.model_fields.items()
}
PARTS: Final = (
    Step,
    Responsibility,
    Escalation,
    Limit,
    Clause,
    ClauseLimit,
    Holiday,
    Combination,
    SetDimension,
    SetItem,
    TableRow,
)
FIELDS: Final = sorted(
    {name for section in Pack.model_fields for name in Pack.section_fields(section)}
    | {name for part in PARTS for name in part.model_fields}
)


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
    whole = Pack.required_sections() <= values.keys() and not findings
    return Pack.model_construct(**values) if whole else None, findings


def _languages(sections: Sections) -> tuple[str, ...]:
    mechanism = sections.found.get("mechanism")
    languages = mechanism.entries.get("languages") if mechanism else None
    return tuple(node.text for node in languages.items if node.text) if languages else ()


def _told(section: str, root: Node, error: ErrorDetails) -> Finding:
    location = error["loc"][1:]
    place, node = follow(root, section, location)
    named = [step for step in location if isinstance(step, str)]
    name = named[-1] if named else section
    sentence, remedy = in_words(error["type"], error.get("ctx", {}), error["input"], name, FIELDS)
    return at(node, place, sentence, remedy)

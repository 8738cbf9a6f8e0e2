"""A pack while it is being changed: plain data that may still be wrong, the places in it, and what may stand there.

Pure. A place leads from a section by positions and names, `stages/3/limits/0`; the schema says which fields are there.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hamroh.mechanism.procedures.terms import EVENTS

from .check import findings_of
from .durations import Duration
from .findings import Finding
from .forms import WORKBOOK
from .schema import Pack
from .sections import Sections
from .tree import Node, Whole
from .words import KNOWN_FIELD_GROUPS, KNOWN_PARTS, KNOWN_PERMISSIONS

Document = dict[str, Any]
Place = tuple[str | int, ...]

DEEPEST: Final = 8
#: Lists that some texts of the schema choose from, by the name of the field.
OF_THE_SET: Final = ("dimension", "needs_all", "needs_one")
REFERENCES: Final[dict[str, tuple[str, ...]]] = {
    "roles": ("roles",),
    "role": ("roles",),
    "any_of": ("roles",),
    "usual_for": ("roles",),
    "second_instance": ("organisations",),
    "organisation": ("organisations",),
    "organisations": ("organisations",),
    "leads": ("organisations",),
    "territory": ("territories",),
    "territories": ("territories",),
    "decision": ("decisions",),
    "forms": ("forms",),
    "documents": ("documents",),
    "legal_basis": ("documents",),
    "leads_to": ("stages",),
    "may_return_to": ("stages",),
    "type": ("service_types",),
    "met_by": ("service_types",),
    "source": ("sources",),
    "responsible": ("roles", "organisations"),
    "accountable": ("roles", "organisations"),
    "consulted": ("roles", "organisations"),
    "informed": ("roles", "organisations"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry. `kind`: words, texts, list_of_words, line, flag, whole, day, duration, choice, choices,
    lines, reference, references, parts (entries of their own), part (one such) or workbook (the sheets of a form).
    """

    name: str
    kind: str
    required: bool
    default: Any = None
    options: tuple[str, ...] = ()


def plain_of(pack: Pack) -> Document:
    """The pack as data without what is understood by itself, in which it is edited."""
    return pack.model_dump(mode="json", exclude_defaults=True)


def findings_in(document: Document, today: date) -> tuple[Pack | None, list[Finding]]:
    """What a pack of files would be told, with places instead of lines; and the pack, where it is one."""
    found = {name: _node(name, value) for name, value in document.items() if name in Pack.model_fields}
    return findings_of(Sections(found), today)


def _node(section: str, value: Any) -> Node:
    if isinstance(value, dict):
        return Node(
            section,
            0,
            {
                str(key): Whole(section, 0, "", content=inner) if key == WORKBOOK and inner else _node(section, inner)
                for key, inner in value.items()
            },
        )
    if isinstance(value, list | tuple):
        return Node(section, 0, [_node(section, inner) for inner in value])
    return Node(section, 0, value, None if value is None else str(value))


def place_of(written: str) -> Place:
    """The place that an address writes. Raises LookupError for what can be none."""
    parts = [part for part in written.split("/") if part]
    if not 0 < len(parts) <= DEEPEST or parts[0] not in Pack.model_fields:
        raise LookupError(written)
    return tuple(int(part) if part.isascii() and part.isdigit() else part for part in parts)


def address_of(place: Place) -> str:
    return "/".join(map(str, place))


def value_at(document: Document, place: Place) -> Any:
    """What stands there. Raises LookupError where nothing does."""
    value: Any = document
    for step in place:
        inside = (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        )
        if not inside:
            raise LookupError(address_of(place))
        value = value[step]
    return value


def with_set(document: Document, place: Place, value: Any) -> Document:
    return _changed(document, place, lambda holder, last: holder.__setitem__(last, value))


def with_added(document: Document, place: Place, value: Any) -> Document:
    """A new entry at this place of its list; those from there on move one further. The list is begun where none is."""
    *way, last = place
    changed = deepcopy(document)
    holder = value_at(changed, tuple(way[:-1]))
    entries = holder.setdefault(way[-1], [])
    entries.insert(min(int(last), len(entries)), value)
    return changed


def with_removed(document: Document, place: Place) -> Document:
    return _changed(document, place, lambda holder, last: holder.__delitem__(last))


def with_moved(document: Document, place: Place, by: int) -> Document:
    """The entry so many places further; at the ends it stays."""

    def move(entries: Any, last: Any) -> None:
        entries.insert(max(0, min(last + by, len(entries) - 1)), entries.pop(last))

    return _changed(document, place, move)


def _changed(document: Document, place: Place, change: Callable[[Any, Any], None]) -> Document:
    value_at(document, place)
    changed = deepcopy(document)
    change(value_at(changed, place[:-1]), place[-1])
    return changed


def dotted(document: Document, place: Place) -> str:
    """How findings call the place: entries by id or clock, else by number."""
    told: list[str] = []
    for count, step in enumerate(place, start=1):
        if isinstance(step, int):
            entry = value_at(document, place[:count])
            known = (entry.get("id") or entry.get("clock")) if isinstance(entry, dict) else None
            told.append(known if isinstance(known, str) else str(step + 1))
        else:
            told.append(step)
    return ".".join(told)


def model_at(place: Place) -> type[BaseModel]:
    """The schema of the entry at a place. Raises LookupError where the schema has no entry."""
    model: Any = Pack
    for step in place:
        if isinstance(step, int):
            continue
        if not (isinstance(model, type) and issubclass(model, BaseModel)) or step not in model.model_fields:
            raise LookupError(address_of(place))
        model = _entry_of(model.model_fields[step].annotation)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise LookupError(address_of(place))
    return model


def fields_at(place: Place) -> tuple[Field, ...]:
    """The fields of the entry at a place, in the order of the schema."""
    return tuple(_field(name, info) for name, info in model_at(place).model_fields.items())


def _field(name: str, info: FieldInfo) -> Field:
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    kind, options = _kind(name, _bare(info.annotation))
    return Field(name, kind, info.is_required(), default, options)


def _kind(name: str, annotation: Any) -> tuple[str, tuple[str, ...]]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return (WORKBOOK if name == WORKBOOK else "texts" if _longest(inner[1]) > 1000 else "words"), ()
    if origin is tuple:
        return _kind_of_list(name, _bare(inner[0]))
    if origin is Literal:
        return "choice", inner
    if isinstance(annotation, type):
        for of, kind in ((BaseModel, "part"), (Duration, "duration"), (bool, "flag"), (int, "whole"), (date, "day")):
            if issubclass(annotation, of):
                return kind, ()
        if issubclass(annotation, Enum):
            return "choice", tuple(str(member.value) for member in annotation)
    return ("reference" if name in (*REFERENCES, "parent", "kind", "clock", "urgency", "dimension") else "line"), ()


def _kind_of_list(name: str, inner: Any) -> tuple[str, tuple[str, ...]]:
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return "parts", ()
    if get_origin(inner) is dict:
        return "list_of_words", ()
    if get_origin(inner) is Literal:
        return "choices", get_args(inner)
    chosen = {"permissions": KNOWN_PERMISSIONS, "starts": tuple(EVENTS), "stops": tuple(EVENTS)}.get(name, ())
    if name in ("needs", "groups"):
        chosen = KNOWN_FIELD_GROUPS if name == "needs" else KNOWN_PARTS
    if chosen:
        return "choices", tuple(chosen)
    return ("references" if name in (*REFERENCES, *OF_THE_SET, "clauses", "after") else "lines"), ()


def _bare(annotation: Any) -> Any:
    """Without “or nothing” and without what only narrows a value."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(part for part in get_args(annotation) if part is not NoneType))
    return annotation


def _longest(annotation: Any) -> int:
    return max((getattr(part, "max_length", 0) or 0 for part in get_args(annotation)[1:]), default=0)


def _entry_of(annotation: Any) -> Any:
    bare = _bare(annotation)
    return _bare(get_args(bare)[0]) if get_origin(bare) is tuple else bare


def choices_for(document: Document, place: Place, name: str) -> Iterator[tuple[str, Any]]:
    """What a reference may name: ids with their names by language (or the id itself), as the draft has them now."""
    sections = REFERENCES.get(name, ())
    if name == "parent":
        sections = (str(place[0]),)
    elif name == "kind":
        sections = ("organisation_kinds" if place[0] == "organisations" else "territory_kinds",)
    for section in sections:
        yield from _named(document.get(section))
    if name == "clauses":
        yield from _clauses(document)
    elif name in OF_THE_SET:
        yield from _named(value_at(document, place[:2]).get("dimensions"))
    elif name == "after":
        yield from _named(value_at(document, place[:-1]))
    elif name == "clock":
        yield from dict(_clocks(document)).items()
    elif name == "urgency":
        urgencies = next((e for e in _entries(document.get("lists")) if e.get("id") == "urgency"), {})
        yield from _named(urgencies.get("codes"))


def _entries(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _named(value: Any) -> Iterator[tuple[str, Any]]:
    for entry in _entries(value):
        if isinstance(entry.get("id"), str):
            yield entry["id"], entry.get("name") or entry.get("title") or entry["id"]


def _clauses(document: Document) -> Iterator[tuple[str, Any]]:
    for text in _entries(document.get("documents")):
        for clause in _entries(text.get("clauses")):
            number = f"{clause.get('number', '')} "
            name = clause.get("name") or {"": str(clause.get("id"))}
            title = text.get("name") or {}
            told = {lang: f"{title.get(lang, text.get('id'))}: {number}{words}" for lang, words in name.items()}
            yield f"{text.get('id')}/{clause.get('id')}", told


def _clocks(document: Document) -> Iterator[tuple[str, Any]]:
    for stage in _entries(document.get("stages")):
        for limit in _entries(stage.get("limits")):
            if isinstance(limit.get("clock"), str):
                yield limit["clock"], limit.get("name") or limit["clock"]

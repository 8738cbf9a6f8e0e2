"""Published standards as they were published: typed readers over the files in `data/`, read once per process.

Nothing here is retyped or repaired beyond what the file itself asks for (a code with a trailing space is trimmed).
Every file names its source and licence in its first row or its key `source`.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeAlias

import yaml

_DATA = files("hamroh.foundation.reference") / "data"
Text: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the ILO/EC labour lists. A weight of None: the line does not belong to that list."""

    id: str
    dimension: str
    text: Text
    adult: str | None
    child: str | None


@dataclass(frozen=True, slots=True)
class IloRules:
    """When a dimension is positive (any of the combinations), and the decision table as published."""

    source: str
    weights: Mapping[str, str]
    combinations: tuple[Mapping[str, int], ...]
    decision_table: tuple[Mapping[str, Any], ...]
    note: str


@dataclass(frozen=True, slots=True)
class HtcdsField:
    """A field of the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0)."""

    name: str
    section: str
    label: str
    type: str
    multiple: bool
    deprecated: bool
    core: bool


@dataclass(frozen=True, slots=True)
class Code:
    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Country:
    alpha2: str
    alpha3: str
    numeric: str
    name: str


@dataclass(frozen=True, slots=True)
class Language:
    alpha2: str
    alpha3: str
    name: str


@dataclass(frozen=True, slots=True)
class FhirTransitions:
    """Task states of a closed-loop referral: which move is drawn, and who sets which state. `*` is any state."""

    source: str
    set_by: Mapping[str, frozenset[str]]
    moves: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """Something to confirm before an interview. `required`: without it, do not begin."""

    id: str
    principle: int
    required: bool
    text: Text


def _json(name: str) -> Any:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))


def read_yaml(name: str) -> Any:
    """One of the files of `data/`, as it stands."""
    return yaml.safe_load((_DATA / name).read_text(encoding="utf-8"))


def _csv(name: str) -> tuple[str, list[dict[str, str]]]:
    """The source line, then the rows under the header that follows it."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    source = next(csv.reader(lines[:1]))[0].removeprefix("# source:").strip()
    return source, list(csv.DictReader(lines[1:]))


@cache
def _translations() -> Mapping[str, Any]:
    content: Mapping[str, Any] = read_yaml("translations.yaml")
    return content


def translations_reviewed() -> bool:
    """Whether a native professional has read the translations of indicators and codes. Shown where they are shown."""
    return _translations()["reviewed"] is True


def _three(english: str, translated: Mapping[str, str]) -> Text:
    return MappingProxyType({"en": english} | dict(translated))


@cache
def ilo_indicators() -> tuple[Indicator, ...]:
    """The labour indicators with their weight for adults and for children, in published order."""
    words = _translations()["ilo_indicators"]
    _, rows = _csv("ilo_delphi_indicators.csv")
    return tuple(
        Indicator(
            r["id"],
            r["dimension"],
            _three(r["indicator"], words[r["id"]]),
            r["adult_labour"] or None,
            r["child_labour"] or None,
        )
        for r in rows
    )


@cache
def ilo_dimensions() -> Mapping[str, Text]:
    """The six dimensions by name, in published order."""
    words = _translations()["ilo_dimensions"]
    _, rows = _csv("ilo_delphi_indicators.csv")
    return MappingProxyType({r["dimension"]: _three(r["dimension_label"], words[r["dimension"]]) for r in rows})


@cache
def ilo_rules() -> IloRules:
    content = _json("ilo_delphi_rules.json")
    return IloRules(
        source=content["source"],
        weights=content["weights"],
        combinations=tuple(content["dimension_positive_if_any"]),
        decision_table=tuple(content["final_decision"]),
        note=content["final_decision_note"],
    )


@cache
def htcds_fields() -> Mapping[str, HtcdsField]:
    """The 83 fields by name, in published order."""
    _, rows = _csv("htcds_fields.csv")
    return MappingProxyType(
        {
            r["field"]: HtcdsField(
                name=r["field"],
                section=r["section"],
                label=r["label"],
                type=r["type"],
                multiple=r["cardinality"] == "0..*",
                deprecated=r["status"] == "DEPRECATED",
                core=r["core"] == "Y",
            )
            for r in rows
        }
    )


@cache
def htcds_codes(field: str) -> tuple[Code, ...]:
    """The codes a field allows, trimmed; empty for a field without a list of its own. Unknown field: KeyError."""
    htcds_fields()[field]
    words = _translations()["htcds_codes"].get(field, {})
    values = _json("htcds_codelists.json")["codelists_from_ods"].get(field, {"values": []})["values"]
    return tuple(Code(v["code"].strip(), _three(v["label"], words[v["code"].strip()])) for v in values)


@cache
def htcds_source() -> str:
    source, _ = _csv("htcds_fields.csv")
    return source


def htcds_xlsform() -> bytes:
    """The form of HTCDS as IOM published it, in English. Its source and licence stand in `htcds_xlsform.yaml`."""
    return (_DATA / "htcds_xlsform.xlsx").read_bytes()


@cache
def fhir_transitions() -> FhirTransitions:
    content = _json("fhir_referral.json")
    return FhirTransitions(
        source=content["source"],
        set_by=MappingProxyType({s["code"]: frozenset(s["set_by"].split(" or ")) for s in content["task_status"]}),
        moves=frozenset((old, new) for old, new in content["transitions"]),
    )


@cache
def countries() -> Mapping[str, Country]:
    """ISO 3166-1 by two-letter code."""
    return MappingProxyType({c[0]: Country(*c) for c in _json("iso_codes.json")["countries"]})


@cache
def languages() -> Mapping[str, Language]:
    """ISO 639 by two-letter code where there is one, else by three-letter code."""
    return MappingProxyType({c[0] or c[1]: Language(*c) for c in _json("iso_codes.json")["languages"]})


@cache
def form_words(about: str) -> Text:
    """What a form needs in any language: the words of `other` and `which_other`; of `languages`, how each is called."""
    words: Text = read_yaml("form_words.yaml")[about]
    return MappingProxyType(dict(words))


@cache
def pre_interview_checklist() -> tuple[ChecklistItem, ...]:
    """The WHO ten principles for interviewing trafficked persons, condensed to what one person can confirm."""
    content = read_yaml("pre_interview_checklist.yaml")
    return tuple(
        ChecklistItem(i["id"], i["principle"], i["required"], MappingProxyType(dict(i["text"])))
        for i in content["items"]
    )
